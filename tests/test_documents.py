"""What the README and the documents show exists: commands, options, files and links."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from checker.cli.app import build
from tools.catalogue import collected

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), ROOT / "rules" / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
SHELL = {"", "sh", "bash", "console", "shell"}
ENDS = {"|", "&&", "||", ";", ">", "<", ">>", "&"}


@cache
def root_command() -> Any:
    return get_command(build())


def shown(page: Path) -> Iterator[list[str]]:
    """The words of every `wirecheck` command in the page's shell blocks."""
    for language, block in FENCE.findall(page.read_text("utf-8")):
        if language not in SHELL:
            continue
        for line in block.replace("\\\n", " ").splitlines():
            if language == "console" and not line.lstrip().startswith("$ "):
                continue  # what the command answers
            if "wirecheck" not in line.partition("#")[0]:
                continue
            lexer = shlex.shlex(line.strip().removeprefix("$ "), posix=True, punctuation_chars=True)
            lexer.whitespace_split = True
            words = list(lexer)
            for place, word in enumerate(words):
                starts = place == 0 or words[place - 1] in ENDS or "=" in words[place - 1]
                if word.rpartition("/")[2] == "wirecheck" and starts:
                    yield list(_until_end(words[place + 1 :]))


def _until_end(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in ENDS:
            return
        yield word.strip("[]")  # [--option]: it may be left out


EVERY = [(page, words) for page in PAGES for words in shown(page)]


@pytest.mark.parametrize(
    ("page", "words"), EVERY, ids=[f"{page.name}-{' '.join(words)}" for page, words in EVERY]
)
def test_a_shown_command_and_its_options_exist(page: Path, words: list[str]) -> None:
    command, known = root_command(), set[str]()
    for word in words:
        known |= {option for parameter in command.params for option in parameter.opts}
        known |= {option for parameter in command.params for option in parameter.secondary_opts}
        inner = getattr(command, "commands", {})
        if word.startswith("-") and word != "-":
            assert word.partition("=")[0] in {*known, "-h", "--help"}, word
        elif word in inner:
            command = inner[word]
        elif inner and known.isdisjoint(words):
            pytest.fail(f"{word} is no command")
    assert not getattr(command, "commands", None) or {"--version", "--help", "-h"} & set(words)


def test_the_documents_show_the_commands_that_matter() -> None:
    first = {" ".join(words[:1]) for _, words in EVERY}
    assert first >= {"check", "sources", "agreements", "serve", "audit", "demo"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_documents_leads_somewhere(page: Path) -> None:
    missing = [
        target
        for target in LINK.findall(FENCE.sub("", page.read_text("utf-8")))
        if not (page.parent / target).exists()
    ]
    assert missing == []


PLACE = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site name them."""
    headings = re.findall(r"^#+ +(.*)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    texts = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-") for text in texts}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_part_of_a_document_leads_to_a_heading(page: Path) -> None:
    places = PLACE.findall(FENCE.sub("", page.read_text("utf-8")))
    inside = [(page.parent / name if name else page, anchor) for name, anchor in places]
    missing = [
        f"{target.name}#{anchor}"
        for target, anchor in inside
        if target.suffix == ".md" and anchor not in anchors(target)
    ]
    assert missing == []


def test_the_readme_or_the_site_leads_to_every_page() -> None:
    linked = {
        (ROOT / target).resolve()
        for target in LINK.findall((ROOT / "README.md").read_text("utf-8"))
    }
    in_nav = re.findall(
        r"^ +- .*?([\w./-]+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE
    )
    linked |= {(ROOT / "docs" / name).resolve() for name in in_nav}
    unlinked = {page.name for page in PAGES if page.resolve() not in linked}
    assert unlinked == {
        "README.md",
        "LICENSE.fasttext.md",
        "LICENSE.geonames.md",
        "LICENSE.opencc.md",
        "LICENSE.unicode.md",
    }


def test_the_overview_leads_to_every_page_of_the_documentation() -> None:
    overview = ROOT / "docs" / "index.md"
    linked = {
        (overview.parent / target).resolve() for target in LINK.findall(overview.read_text("utf-8"))
    }
    pages = {page.resolve() for page in (ROOT / "docs").rglob("*.md")}
    assert {page.name for page in pages - linked} == {"index.md"}


def test_the_changelog_has_each_subject_once_and_no_list_of_single_steps() -> None:
    """A merge easily puts back what was grouped before: entries belong to the subjects alone."""
    coming = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1]
    subjects = re.findall(r"^### (.+)$", coming, re.MULTILINE)
    assert len(subjects) == len(set(subjects))
    assert {"Added", "Changed", "Fixed"}.isdisjoint(subjects)


NAMED = re.compile(r'"([^"\n]+)"')


def test_what_a_page_calls_the_editors_controls_is_written_on_them() -> None:
    texts = [read for text in collected() for read in (text.one, text.many) if read]
    places = [re.sub(r"\\{\w+\\}", r".+", re.escape(text.strip(" :"))) for text in texts]
    written = re.compile("|".join(places))
    pages = [ROOT / "docs" / "guides" / "editor.md", ROOT / "docs" / "editors-page.md"]
    shown = [name for page in pages for name in NAMED.findall(page.read_text("utf-8"))]
    assert len(shown) >= 6
    assert [control for control in shown if not written.fullmatch(control)] == []


PYTHON = [
    (page, block)
    for page in PAGES
    if page.parent.name == "guides"
    for language, block in FENCE.findall(page.read_text("utf-8"))
    if language == "python"
]


@pytest.mark.parametrize(("page", "block"), PYTHON, ids=[page.stem for page, _ in PYTHON])
def test_the_python_of_a_guide_imports_what_there_is(page: Path, block: str) -> None:
    compile(block, page.name, "exec")
    for line in re.findall(r"^(?:from|import) .*$", block, re.MULTILINE):
        exec(line, {})


TOOL = re.compile(r"python -m (tools|bench|checker)\.([a-z_.]+)((?: --?[a-z-]+| [A-Z]\w*)*)")
TOOLS = sorted(
    {
        (page.name, *found.groups())
        for page in PAGES
        for found in TOOL.finditer(page.read_text("utf-8"))
    }
)


@pytest.mark.parametrize(("page", "room", "module", "words"), TOOLS)
def test_a_shown_module_exists_and_knows_its_options(
    page: str, room: str, module: str, words: str
) -> None:
    path = ROOT / room / Path(*module.split("."))
    source = path.with_suffix(".py") if path.with_suffix(".py").is_file() else path / "__main__.py"
    assert source.is_file(), f"{page}: python -m {room}.{module}"
    for option in re.findall(r"--[a-z-]+", words):
        assert f'"{option}"' in source.read_text("utf-8"), f"{page}: {option}"
