"""The shared grammar: word classes as characters of private use, fragments, compiled forms.

Around a name, words such as "photo" or "source" of any language are replaced by one character per
class, so a form is a short regular expression over classes: `{{photo}}[:/ ]*`. A form compiles once
and serves every agency.
"""

import re
from collections.abc import Mapping
from dataclasses import field

import regex

from checker.engine.boundaries import BOUNDARIES
from checker.engine.folds import Folds
from checker.engine.model import Form, RuleSet, Words
from checker.errors import Problem
from checker.patterns import compiled
from checker.strict import hint
from checker.values import dataclass
from checker.wording import worded

__all__ = [
    "NAME_CHARACTERS",
    "CompiledForm",
    "Grammar",
    "check_form",
    "check_regex",
    "compile_grammar",
    "expanded",
    "name_character",
]

# One character per class of names, in the marked text.
NAME_CHARACTERS: Mapping[str, str] = {
    "full": "\ue000",
    "mark": "\ue000",
    "ambiguous": "\ue001",
    "small": "\ue002",
    "picture": "\ue003",
    "service": "\ue003",
    "release": "\ue004",
    "unnamed": "\ue005",
    "address": "\ue006",
}
_FIRST_WORD_CHARACTER = 0xE100
_SHORT = 3  # letters up to which a word of one language is likely to be another word elsewhere
_REFERENCE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_QUANTIFIED = re.compile(r"\((?:[^()\\]|\\.)*[+*]\)[+*]")


def name_character(cls: str) -> str:
    """Returns the character that stands for a name of that class."""
    return NAME_CHARACTERS[cls]


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """A form with the numbers of its compiled sides in the grammar's tables; -1 is none."""

    template: int
    form: Form
    before: int
    after: int
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All forms of all templates, compiled; each distinct side once."""

    forms: tuple[CompiledForm, ...]
    word_characters: Mapping[str, str]  # folded word -> its character
    classes: Mapping[str, str]  # class -> the characters of its words
    short: Mapping[str, frozenset[str]]  # folded short word -> the languages that it is of
    _befores: tuple[str, ...] = ()
    _afters: tuple[str, ...] = ()
    _made: dict[str, tuple["regex.Pattern[str]", ...]] = field(default_factory=dict)

    @property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """The classes of the words that each character stands for, in the same order everywhere.

        Signs are added up in their order, on which the last digits of a sum depend.
        """
        return {
            character: tuple(sorted(i for i, all_of in self.classes.items() if character in all_of))
            for character in set(self.word_characters.values())
        }

    @property
    def before(self) -> tuple["regex.Pattern[str]", ...]:
        """The left sides; compiled when the first name of a text asks for them."""
        if "before" not in self._made:
            sources = [f"(?r){source}" for source in self._befores]
            self._made["before"] = compiled("befores", sources, regex.V1)
        return self._made["before"]

    @property
    def after(self) -> tuple["regex.Pattern[str]", ...]:
        """The right sides."""
        if "after" not in self._made:
            self._made["after"] = compiled("afters", self._afters, regex.V1)
        return self._made["after"]


def compile_grammar(rules: RuleSet) -> Grammar:
    """Compiles every form of the rule set."""
    word_characters, classes = characters_of(rules.words, rules.folds)
    fragments = {**rules.fragments, **_class_fragments(classes)}
    befores: dict[str, int] = {}
    afters: dict[str, int] = {}
    forms: list[CompiledForm] = []
    for number, template in enumerate(rules.templates):
        for form in template.forms if template.status != "deprecated" else ():
            before = _number(befores, expanded(form.before, fragments, rules.folds))
            after = _number(afters, expanded(form.after, fragments, rules.folds))
            names = frozenset(form.names or template.names)
            forms.append(CompiledForm(number, form, before, after, names))
    short = short_words(rules.words, rules.folds)
    return Grammar(tuple(forms), word_characters, classes, short, tuple(befores), tuple(afters))


def _number(table: dict[str, int], source: str) -> int:
    return table.setdefault(source, len(table)) if source else -1


def characters_of(
    words: Mapping[str, Words], folds: Folds
) -> tuple[dict[str, str], dict[str, str]]:
    """Assigns a character to each set of classes: word -> character, class -> its characters."""
    memberships: dict[str, list[str]] = {}
    for id_ in sorted(words):
        for spellings in words[id_].by_language.values():
            for spelling in spellings:
                key = folds.shown(spelling).lower().strip()
                if id_ not in memberships.setdefault(key, []):
                    memberships[key].append(id_)
    sets = sorted({tuple(ids) for ids in memberships.values()})
    character_of = {ids: chr(_FIRST_WORD_CHARACTER + number) for number, ids in enumerate(sets)}
    classes = {
        id_: "".join(character for ids, character in character_of.items() if id_ in ids)
        for id_ in words
    }
    return {word: character_of[tuple(ids)] for word, ids in memberships.items()}, classes


def short_words(words: Mapping[str, Words], folds: Folds) -> dict[str, frozenset[str]]:
    """Returns short words with the languages that they are of.

    Those of all languages ("mul") are none.
    """
    found: dict[str, set[str]] = {}
    for one in words.values():
        for language, spellings in one.by_language.items():
            for spelling in spellings:
                key = folds.shown(spelling).lower().strip()
                if len(key) <= _SHORT and key.isalpha() and key.upper() != key:
                    found.setdefault(key, set()).add(language)
    return {key: frozenset(languages) for key, languages in found.items() if "mul" not in languages}


def _class_fragments(classes: Mapping[str, str]) -> dict[str, str]:
    fragments = {id_: f"[{characters}]" for id_, characters in classes.items() if characters}
    fragments["name"] = "[\ue000-\ue006]"
    fragments["label"] = f"[{chr(_FIRST_WORD_CHARACTER)}-\uefff]"
    return fragments


def expanded(source: str, fragments: Mapping[str, str], folds: Folds, depth: int = 0) -> str:
    """Returns `source` with every `{{fragment}}` inserted, accents folded as in the views."""

    def put(found: re.Match[str]) -> str:
        inner = fragments.get(found[1])
        if inner is None or depth > 8:
            return found[0]
        if inner.startswith("[") and inner.endswith("]"):
            return expanded(inner, fragments, folds, depth + 1)
        return f"(?:{expanded(inner, fragments, folds, depth + 1)})"

    return _REFERENCE.sub(put, _folded(source, folds))


def _folded(source: str, folds: Folds) -> str:
    """A regular expression's characters as the views show them; line ends and blanks as written."""
    if source.isascii():
        return source
    return "".join(
        character if character.isascii() else folds.shown(character) for character in source
    )


def check_form(
    id_: str, place: str, form: Form, words: Mapping[str, Words], fragments: Mapping[str, str]
) -> list[Problem]:
    """Returns what is wrong with a form."""
    known = [*words, *fragments, "name", "label"]
    problems = [
        Problem(
            place,
            worded("{id}: no boundary {boundary}", id=id_, boundary=repr(boundary)),
            hint(boundary, list(BOUNDARIES)),
        )
        for boundary in (form.left, form.right)
        if boundary and boundary not in BOUNDARIES
    ]
    for side in (form.before, form.after):
        problems += check_regex(id_, place, side, fragments, known)
    return problems


def check_regex(
    id_: str,
    place: str,
    source: str,
    fragments: Mapping[str, str],
    known: list[str] | None = None,
) -> list[Problem]:
    """Returns unknown fragments, invalid regular expressions, and nested repeats."""
    names = known if known is not None else list(fragments)
    problems = [
        Problem(
            place,
            worded("{id}: unknown fragment {reference}", id=id_, reference=repr(reference)),
            hint(reference, names),
        )
        for reference in _REFERENCE.findall(source)
        if reference not in names
    ]
    if _QUANTIFIED.search(source):
        problems.append(
            Problem(
                place,
                worded("{id}: nested repetition", id=id_),
                "it can take exponential time",
            )
        )
    try:
        bare = {**dict.fromkeys(names, "x"), **fragments}
        if not problems:
            regex.compile(expanded(source, bare, Folds()), regex.V1)
    except regex.error as error:
        problems.append(
            Problem(
                place,
                worded(
                    "{id}: the regular expression does not compile: {error}", id=id_, error=error
                ),
                source[:60],
            )
        )
    return problems
