"""What counsel and editors read says all that there is."""

import re
from pathlib import Path

from checker.licensing import CODES, load_agreement, load_policy
from checker.licensing.agreement.file import KEYS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def blocks(name: str) -> list[str]:
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)


def test_the_examples_of_the_guide_load() -> None:
    agreement, policy = blocks("agreements.md")
    assert load_agreement(agreement, "docs").owner == "rpa"
    assert load_policy(policy, "docs").quotation.max_words == 40


def test_every_key_of_an_agreement_stands_in_the_guide() -> None:
    text = (DOCS / "agreements.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"`{key}" not in text] == []


def test_every_reason_code_is_explained() -> None:
    text = (DOCS / "licensing.md").read_text(encoding="utf-8")
    for code in CODES:
        group, _, name = code.partition(".")
        if group in ("detect", "exception", "system"):
            assert f"`{group}.*`" in text
        else:
            assert f"`{code}`" in text or f"`.{name}`" in text, code
