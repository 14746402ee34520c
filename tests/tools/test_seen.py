"""What an editor sees of labelled texts: claims of the whole engine, judged as a check's are."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.packaged import packaged_rules
from tools.weights.samples import fold_of
from tools.weights.seen import seen_pages, seen_snippets

STORY = "Dock workers voted on Tuesday to go back to work after nine days, unions said."
SIGNED = f"{STORY}\n(Reporting by Bo Sample in Lisbon; Editing by Ana Sample)"


def snippet(text: str, match: str, *agencies: str, **more: Any) -> dict[str, Any]:
    label = "positive" if match else "negative"
    row = {"text": text, "match": match, "agencies": list(agencies), "kind": "slug", "lang": "en"}
    return {"source": "site.example", "label": label, **row, **more}


def said(kit: Path, *rows: dict[str, Any]) -> list[str]:
    folder = kit / "markings"
    folder.mkdir(exist_ok=True)
    (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    rules = packaged_rules()
    signs = {fold_of("site.example"): rules.weights.signs}
    return [one.said for one in seen_snippets(kit, rules, signs, str, "dev")]


@pytest.mark.parametrize(
    ("row", "outcome"),
    [
        (snippet(SIGNED, "(Reporting by Bo Sample", "reuters"), "right"),  # it names nobody
        (snippet(f"By Agencies\n\n{STORY}", "By Agencies"), "right"),
        (snippet(f"LISBON (AFP) - {STORY}", "LISBON (AFP)", "afp"), "right"),
        (snippet(f"LISBON (AFP) - {STORY}", "LISBON (AFP)", "dpa"), "missed"),
        (snippet(f"{STORY}\nLISBON (AFP) - {STORY}", "Dock workers", "afp"), "missed"),
        (snippet("Photo: Bo Sample/AFP", "Photo: Bo Sample/AFP", "afp"), "wrong role"),
        (snippet("Photo: Bo Sample/AFP", "Bo Sample/AFP", "afp", role="photo"), "right"),
        (snippet(f"LISBON (AFP) - {STORY}", ""), "alarm"),
        (snippet("Photo: Bo Sample/AFP", "", kind="photo_credit"), "quiet"),
        (snippet(f"{STORY} The mayor told AFP so.", ""), "quiet"),
        (snippet("\x00\x01\x02" * 50, "LISBON", "afp"), "missed"),  # refused: nothing is seen
    ],
)
def test_a_snippet_is_judged_by_its_claims(
    tmp_path: Path, row: dict[str, Any], outcome: str
) -> None:
    assert said(tmp_path, row) == [outcome]


def test_a_text_is_judged_by_the_weights_of_its_fold_alone(tmp_path: Path) -> None:
    rules, row = packaged_rules(), snippet(f"LISBON (AFP) - {STORY}", "LISBON", "afp")
    said(tmp_path, row)
    own = fold_of("site.example")
    signs = {own: rules.weights.signs, (own + 1) % 5: {}}
    assert [one.fold for one in seen_snippets(tmp_path, rules, signs, str, "dev")] == [own]
    del signs[own]
    assert list(seen_snippets(tmp_path, rules, signs, str, "dev")) == []


def test_each_agency_of_a_page_has_an_outcome_and_its_picture_may_be_told_as_its_text(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "pages"
    (folder / "html").mkdir(parents=True)
    page = (
        f"<html><body><article><h1>Docks open</h1><p>LISBON (AFP) - {STORY}</p>"
        "<figure><img src=a.jpg><figcaption>Docks. Bo Sample/AFP</figcaption></figure>"
        "<figure><img src=b.jpg><figcaption>Cranes. Photo: Ana Sample/EPA</figcaption></figure>"
        "</article></body></html>"
    )
    (folder / "html" / "a.html").write_text(page, "utf-8")
    row = {
        "id": "p1_site.example",
        "file": "html/a.html",
        "lang": "en",
        "text_agencies": ["afp", "dpa"],
        "photo_agencies": [],
    }
    (folder / "dev.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    rules = packaged_rules()
    signs = {fold_of("site.example"): rules.weights.signs}
    found = [(one.role, one.said) for one in seen_pages(tmp_path, rules, signs, str, "dev")]
    assert found == [("text", "right"), ("text", "missed"), ("photo", "invented")]
