"""Collects every text of ours that people read into the catalogue of `checker.languages`.

    python -m tools.catalogue           writes wirecheck.pot and scripts.json, updates each language
    python -m tools.catalogue --list    prints all texts in one go, to be read

A text is a message where it is written as `worded("...")` or `plural("...", "...", n)`, as
`_("...")` in a template, as `say("...")` in a script, or as a fixed string in a place that only
people read: what is wrong and the hint of a `Problem`, the detail of an `ApiProblem`, the help of
an option or a command.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_javascript
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

__all__ = ["LOCALE", "Text", "collected", "read_catalogue", "unmarked"]

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "checker" / "languages" / "locale"
_HEADER = "# Texts of Wirecheck. Edit the msgstr lines; `python -m tools.catalogue` keeps the rest."

# Calls whose fixed arguments people read, and which arguments these are.
_READ_BY_PEOPLE = {
    "Problem": (1, 2),
    "ApiProblem": (2,),
    "Incomplete": (1,),
    "BadRecord": (1, 2),
    "Unreadable": (0, 1),
    "problem": (1, 2),
    "reason": (1,),
    "note": (1, 2),
    "say": (0,),
    "warn": (0,),
    "WirecheckError": (0,),
    "InputError": (0,),
    "UnsupportedFormat": (0,),
    "DamagedInput": (0,),
    "ConfigurationError": (0,),
    "AgreementError": (0,),
    "PolicyError": (0,),
    "RuleError": (0,),
    "NotFound": (0,),
    "Conflict": (0,),
    "Busy": (0,),
    "StoreError": (0,),
}
_NAMED = (
    "what",
    "hint",
    "detail",
    "because",
    "help",
    "empty",
)  # keyword arguments and JSON members
_NAMES = ("what", "hint", "question", "answer")  # variables that hold such a text
_WORDED, _PLURAL = "worded", "plural"
# Files whose fixed texts of several words are all notes for people: on passages and findings.
_OF_NOTES = (
    "checker/matching/formulas.py",
    "checker/matching/passages.py",
    "checker/matching/related.py",
    "checker/matching/search.py",
    "checker/matching/shared_passages.py",
    "checker/matching/public_words.py",
    "checker/matching/standing.py",
    "checker/matching/stock_phrases.py",
    "checker/text/disguise.py",
    "checker/engine/place.py",
    "checker/licensing/agreement/lint.py",
)


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text of ours: its English, that for all numbers but one, and the file it is in."""

    one: str
    many: str
    place: str


def collected() -> list[Text]:
    """Returns all texts, sorted, each once a file."""
    found = {
        *_of_python(),
        *_of_templates(),
        *_of_scripts(),
        *_of_territories(),
        *_of_commands(),
    }
    return sorted(found, key=lambda text: (text.place, text.one))


def unmarked() -> list[str]:
    """Returns the places where a text for people is put together outside of the catalogue."""
    return [
        f"{path.relative_to(ROOT)}:{part.lineno}"
        for path, tree in _modules()
        for part in _put_together(tree, str(path.relative_to(ROOT)) in _OF_NOTES)
        if isinstance(part, ast.JoinedStr) and _is_prose(part)
    ]


def _put_together(tree: ast.Module, of_notes: bool) -> Iterator[ast.expr]:
    """The expressions whose text is for people; in a file of notes that is any."""
    for node in ast.walk(tree):
        if of_notes and isinstance(node, ast.JoinedStr):
            yield node
        elif isinstance(node, ast.Call):
            yield from _for_people(node)
        else:
            yield from _noted(node)


def read_catalogue(path: Path) -> Catalog:
    """Returns a PO file as Babel reads it, which is another reader than the product's."""
    with path.open("rb") as file:
        return read_po(file)


@cache
def _modules() -> tuple[tuple[Path, ast.Module], ...]:
    paths = [path for top in ("checker", "api") for path in sorted((ROOT / top).rglob("*.py"))]
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in paths)


def _of_python() -> Iterator[Text]:
    for path, tree in _modules():
        place = str(path.relative_to(ROOT))
        if place in _OF_NOTES:
            yield from (Text(note, "", place) for note in _notes(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from (Text(one, many, place) for one, many in _texts(node))
            elif isinstance(node, ast.Dict):
                yield from (Text(one, "", place) for one in _members(node))
            else:
                yield from (Text(_fixed(one), "", place) for one in _noted(node) if _fixed(one))


def _notes(tree: ast.Module) -> Iterator[str]:
    """Fixed texts of several words that are neither docstrings nor parts of others."""
    apart: set[int] = set()
    for node in ast.walk(tree):
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if docstring or isinstance(node, ast.JoinedStr):
            apart |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in apart:
            text = _fixed(node)
            if re.search(r"[a-z]{2,} [a-z]{2,}", text) and "\n" not in text:
                yield text


def _texts(call: ast.Call) -> Iterator[tuple[str, str]]:
    name = _name(call)
    fixed = [_fixed(argument) for argument in call.args]
    if name == _WORDED and fixed and fixed[0]:
        yield fixed[0], ""
    elif name == "count" and len(fixed) > 1 and fixed[1]:
        noun, nouns = fixed[1], fixed[2] if len(fixed) > 2 else f"{fixed[1]}s"
        yield f"{{n:,}} {noun}", f"{{n:,}} {nouns}"
    elif name == _PLURAL and len(fixed) > 1 and fixed[0] and fixed[1]:
        yield fixed[0], fixed[1]
    else:
        yield from ((text, "") for part in _for_people(call) if (text := _fixed(part)))


def _for_people(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that people read, the branches of a condition each."""
    places = _READ_BY_PEOPLE.get(_name(call), ())
    if (
        _name(call) == "problem"
        and call.args
        and not isinstance(call.args[0], ast.Tuple | ast.Name)
    ):
        places = (0, 1)  # of a table of rules, which knows its place itself
    given = [call.args[at] for at in places if at < len(call.args)]
    if places or _name(call) in ("Option", "Argument", "Fault", "failure", "table"):
        given += [one.value for one in call.keywords if one.arg in _NAMED]
    for part in given:
        yield from (part.body, part.orelse) if isinstance(part, ast.IfExp) else (part,)


def _noted(node: ast.AST) -> Iterator[ast.expr]:
    """What is assigned to a name such as `hint`, on its way into a message."""
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        (name,) = [node.target] if isinstance(node, ast.AnnAssign) else node.targets[:1]
        if isinstance(name, ast.Name) and name.id in _NAMES:
            value = node.value
            yield from (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,)


def _is_prose(part: ast.JoinedStr) -> bool:
    """Whether a text has words of its own: not only places and punctuation, and no pattern."""
    fixed = " ".join(str(one.value) for one in part.values if isinstance(one, ast.Constant))
    return "\\" not in fixed and len(re.findall(r"[^\W\d_]{2,}", fixed)) > 1


def _members(value: ast.Dict) -> Iterator[str]:
    """Fixed texts of JSON members that people read."""
    for key, member in zip(value.keys, value.values, strict=True):
        text = _fixed(member)
        if key is not None and _fixed(key) in ("detail", "hint") and text:
            yield text


def _name(call: ast.Call) -> str:
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _fixed(node: ast.expr) -> str:
    fixed = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if fixed and any(map(str.isalpha, node.value)) else ""  # type: ignore[attr-defined]


def _of_templates() -> Iterator[Text]:
    jinja = Environment()
    for folder in ("api/templates", "checker/report/templates"):
        for path in sorted((ROOT / folder).glob("*.html")):
            tree = jinja.parse(path.read_text("utf-8"))
            for _, _, text in extract_from_ast(tree, ("_", "ngettext")):
                yield _of_call(text, path)


def _of_scripts() -> Iterator[Text]:
    for path in sorted((ROOT / "api" / "static" / "js").glob("*.js")):
        source = BytesIO(path.read_bytes())
        keywords: dict[str, None] = {"say": None, "sayMany": None}
        found: Any = extract_javascript(source, keywords, (), {"encoding": "utf-8"})
        for _, name, text, _ in found:
            fixed = (text,) if isinstance(text, str) else tuple(text)
            yield _of_call(fixed[: 2 if name == "sayMany" else 1], path)


def _of_call(text: Any, path: Path) -> Text:
    """The text of a call as Babel and Jinja give it: one string, or several, some of them none."""
    fixed = [part for part in (text if isinstance(text, tuple) else (text,)) if part]
    return Text(fixed[0], fixed[1] if len(fixed) > 1 else "", str(path.relative_to(ROOT)))


def _of_territories() -> Iterator[Text]:
    from checker.licensing import territories_to_choose

    place = "checker/licensing/agreement/territories.py"
    yield from (Text(str(name), "", place) for _, name in territories_to_choose())


def _of_commands() -> Iterator[Text]:
    """What `--help` says of each command and group: paragraphs, and the sentence in lists."""
    from checker.cli.app import abouts

    for about, module in abouts():
        place = f"{module.replace('.', '/')}.py"
        yield from (Text(words, "", place) for words in about)


def main(arguments: list[str]) -> None:
    """Writes the catalogue, or prints what is in it."""
    texts = collected()
    if "--list" in arguments:
        for text in dict.fromkeys((text.one, text.many) for text in texts):
            print(" | ".join(filter(None, text)))
        return
    template = _template(texts)
    _write(template, LOCALE / "wirecheck.pot")
    scripts = {(text.one, text.many) for text in texts if text.place.endswith(".js")}
    (LOCALE / "scripts.json").write_text(
        json.dumps(sorted(scripts), ensure_ascii=False, indent=0) + "\n", "utf-8"
    )
    for path in sorted(LOCALE.glob("*.po")):
        held = read_catalogue(path)
        held.update(template, no_fuzzy_matching=True)
        held.obsolete.clear()
        _write(held, path)


def _template(texts: list[Text]) -> Catalog:
    made = Catalog(project="Wirecheck", charset="utf-8", fuzzy=False, header_comment=_HEADER)
    for text in texts:
        named = (text.one, text.many) if text.many else text.one
        made.add(named, locations=[(text.place, 0)])
    return made


def _write(catalogue: Catalog, path: Path) -> None:
    catalogue.header_comment = _HEADER
    written = BytesIO()
    write_po(written, catalogue, width=100, include_lineno=False, omit_header=path.suffix == ".pot")
    # A date would differ in each branch, and be the one line on which all of them conflict.
    kept = [line for line in written.getvalue().splitlines(True) if b"-Date: " not in line]
    path.write_bytes(b"".join(kept))


if __name__ == "__main__":
    main(sys.argv[1:])
