"""Which strings of an editor's JSON are words for readers, by their keys and by their length."""

import json
import re
from typing import Any

from checker.formats.records.strict_json import without_lone

__all__ = [
    "ALTS",
    "DEEPEST",
    "QUIET",
    "SILENT",
    "SPOKEN",
    "TAG",
    "WORDS",
    "holds_passage",
    "is_text",
    "plain",
    "value_in",
]

_WORDS = """
text html value content caption title subtitle headline message body markdown quote citation
cite attribution credit credits description label plaintext lead summary innerhtml
"""
WORDS = frozenset(_WORDS.split())
_SILENT = """
id uid uuid key type nodetype kind time style css classname class format mode direction dir lang
language href url src uri entityranges inlinestyleranges blockname width height align textalign
innercontent mimetype color additionalproperties taxonomy
"""
SILENT = frozenset(_SILENT.split())
_QUIET = """
name owner object version tag ref rel sys link permalink service annotations detail embed marks
markdefs created updated createdat updatedat createddate lastupdateddate
"""
QUIET = frozenset(_QUIET.split())  # settings with most editors, words of a card with a few
ALTS = frozenset({"alt", "alttext", "alternativetext"})
LABEL = 4  # words from which on a value under an unknown key is text
PASSAGE = 12  # words from which on it is text under a key that holds settings with most editors
TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>")
SPOKEN = re.compile(r"[^\W\d_]{2,}")
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
DEEPEST = 150
SETTINGS = 8  # objects inside one another from which on they are no setting


def is_text(key: str, value: str) -> bool:
    """Returns whether a string is words for the reader: by its key, else by being a sentence."""
    if "://" in value[:12] and " " not in value.strip():
        return False
    if key in QUIET:
        return spoken(TAG.sub(" ", value)) >= PASSAGE
    return bool(value.strip()) and (key in WORDS or spoken(value) >= LABEL)


def spoken(text: str) -> int:
    """Returns the number of words; of a script without spaces, two letters count as one."""
    return len(SPOKEN.findall(text)) + len(UNSPACED.findall(text)) // 2


def holds_passage(value: Any, depth: int = 0) -> bool:
    """Returns whether a value has a string that is too long for a setting, however deep."""
    if isinstance(value, str):
        return is_text("name", value)
    if depth > SETTINGS:
        return True
    if isinstance(value, dict):
        return any(
            holds_passage(part, depth + 1)
            for name, part in value.items()
            if plain(name) not in SILENT
        )
    return isinstance(value, list) and any(holds_passage(part, depth + 1) for part in value)


def value_in(given: Any) -> Any:
    """Returns the value of a string of JSON; of any other string, or another value, itself."""
    if not isinstance(given, str) or not given.lstrip().startswith(("{", "[")):
        return given
    try:
        return without_lone(json.loads(given))[0]
    except (ValueError, RecursionError):
        return given


def plain(name: str) -> str:
    """Returns a key without underscores, in small letters."""
    return name.replace("_", "").casefold()
