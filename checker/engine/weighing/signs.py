"""The signs around one chain of names, for and against each role: forms, borders, labels, lines.

A sign is a short phrase; what it weighs is fitted (`rules/weights.toml`). All signs look at a
bounded stretch of text, so that their cost does not grow with it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from checker.engine.forms import Fits, Hit
from checker.engine.marked import Chain, Marked
from checker.engine.model import Template
from checker.engine.weighing.beside import ALT, beside_signs, signed_line_signs
from checker.engine.weighing.borders import border_signs
from checker.engine.weighing.captions import credit_signs, credited_above
from checker.engine.weighing.cited import cited_signs
from checker.engine.weighing.columns import COLUMN, column
from checker.engine.weighing.elements import is_of_menus, told_by_elements, zone_signs
from checker.engine.weighing.fields import (
    field_signs,
    is_in_a_picture,
    is_of_a_picture,
    is_of_a_story,
    is_of_no_story,
    meaning,
    states_party,
)
from checker.engine.weighing.heads import head_signs, stamp_signs, string_head_signs
from checker.engine.weighing.identifiers import named_by_its_key
from checker.engine.weighing.indented import indented_field
from checker.engine.weighing.labelled import labelled_field
from checker.engine.weighing.labels import (
    going_on_signs,
    label_signs,
    listed_signs,
)
from checker.engine.weighing.lines import (
    Lines,
    Neighbourhood,
    Place,
    TextInString,
    line_kind,
)
from checker.engine.weighing.literals import GIVEN, MANY, TICKED
from checker.engine.weighing.naming import naming_signs
from checker.engine.weighing.near_words import near_word_signs
from checker.engine.weighing.openings import opening_line_signs
from checker.engine.weighing.paths import Path
from checker.engine.weighing.picture_records import has_its_file
from checker.engine.weighing.reports import REPORT, report_signs
from checker.engine.weighing.roles import role_signs, via_signs
from checker.engine.weighing.rows import PICTURE_ROWS, STORY_ROW
from checker.engine.weighing.set_fields import set_field
from checker.engine.weighing.shown_lines import data_signs, line_signs, pasted_signs
from checker.engine.weighing.slots import colon_signs
from checker.engine.weighing.spoken import spoken_signs
from checker.engine.weighing.strings import element_text, string_text
from checker.engine.weighing.surroundings import surrounding_signs
from checker.engine.weighing.telling import telling_signs
from checker.engine.weighing.words import chain_signs, word_signs
from checker.models.draft import Zone
from checker.values import dataclass

__all__ = ["SignReader"]

_BRACKET = 2  # characters of a chain behind its last name where a bracket ends it
_WORDS = re.compile("[\ue100-\uefff]")  # that stand for words of the grammar
_REACH = 440  # characters on either side of a name that signs depend on at most
_REMEMBERED = 5_000
_LAID_OUT = ("layout", "running text")  # what a path may mean that holds lines of a text
_NAMES_ONLY = ("vocabulary", "something else", "a name")  # or that says nothing of a text
# A label that pages break from its name: the lines around it are short, and no menu.
_BELOW_LABELS = frozenset(
    f"below a word of {kind}{parted}"
    for kind in ("photo", "source", "by")
    for parted in ("", ", a name and a sign")
)
_PICTURED = ("photo-notice", "photo-label", "photo-caption")  # templates of pictures' credits alone
# What lists of names have; a list of a story's sources is one in its record. Rows of tables have
# signs of programs, whatever they hold: a column's heading says more.
_OF_LISTS = ("in a list of strings", "one of many short strings")
_OF_NAMES = frozenset({GIVEN, MANY})
_OF_CALLS = (
    *("in a call's argument", "in an operand", "program: ", "signs of a program: "),
    _OF_LISTS[0],  # the key and the value of a call that sets a field
)
_OF_ROWS = (
    *("program: ", "signs of a program: ", "at the start of a cell", "in a string before"),
    *_OF_LISTS,
)
_NO_LANGUAGE: frozenset[str] = frozenset()
_HAN, _KANA = re.compile("[\u3400-\u9fff]"), re.compile("[\u3041-\u30ff]")
_WRITTEN, _MUCH_HAN = 160, 12  # characters around a name; those of Han that show a language


@dataclass(frozen=True, slots=True)
class SignReader:
    """Reads signs; one serves all documents of a rule set.

    `classes` are the classes of words that a character of the marked text stands for.
    """

    templates: Sequence[Template]
    classes: Mapping[str, tuple[str, ...]]
    dates: frozenset[str]
    languages: Mapping[str, frozenset[str]] = field(default_factory=dict)  # of agencies, by id
    _numbers: dict[tuple[int, int], str] = field(default_factory=dict)

    def signs(
        self,
        marked: Marked,
        lines: Lines,
        chain: Chain,
        fits: Fits,
        *,
        span: tuple[int, int],
        zone: Zone | None,
        pasted: bool,
        aside: str,
        last: bool,
        in_list: bool,
        spelled: str,
    ) -> list[str]:
        """Returns all signs of a chain at `span` in the draft, each once."""
        place = lines.place(chain.at)
        called = set_field(marked.text, place)
        path = self._path(marked.text, lines, place, chain.at, called)
        hits = self._apart(fits.hits, path)
        string = None
        if pasted and (path is None or meaning(path) in (*_LAID_OUT, *_NAMES_ONLY)):
            string = string_text(place, last=place.end == len(marked.text)) or element_text(place)
        shown = string or place  # a string that holds a text is a line of its own
        around, story = lines.neighbourhood(place), lines.story(place)
        if string is not None:
            around, story = _inside(string, around), _told_inside(string, story)
        told = told_by_elements(zone, pasted=pasted)
        loose = pasted and string is None and (path is None or meaning(path) in _NAMES_ONLY)
        fielded = path is not None and meaning(path) not in _LAID_OUT
        near = self._near(marked, chain, fits, lines, shown)
        labelled = not _BELOW_LABELS.isdisjoint(near)
        of_story = path is not None and is_of_a_story(path)
        in_row = path is not None and path.kind == COLUMN
        unsaid: tuple[str, ...] = _OF_ROWS if in_row else _OF_LISTS if of_story else ()
        unsaid = _OF_CALLS if path is not None and path is called else unsaid
        unnamed = string is None and (path is None or not states_party(path))
        marks = self._marks(hits)
        data = tuple(pasted_signs(marked, chain, place, marks, unnamed)) if pasted else ()
        if STORY_ROW in data or not PICTURE_ROWS.isdisjoint(data):
            unsaid, loose = (*_OF_ROWS, "in a call's argument"), False
        elif path is not None and is_of_a_picture(path) and has_its_file(path):
            unsaid = _OF_ROWS
        listed = not of_story and not _OF_NAMES.isdisjoint(near)
        if listed or TICKED in near:
            path = None
        found = [
            *self._name(chain),
            *via_signs(chain, shown),
            *self._forms(chain, hits),
            *(() if told else self._set(hits, shown, around, story)),
            *self._report(marked, fits, shown, chain, story[0]),
            *colon_signs(marked.text, place, chain.at),
            *telling_signs(shown),
            *(near if not unsaid else [sign for sign in near if not sign.startswith(unsaid)]),
            *self._line(chain, lines, shown, around, story, told=told or fielded or labelled),
            *(field_signs(path) if path is not None else ()),
            *(named_by_its_key(chain, path) if path is not None else ()),
            *self._pictured_party(path, hits),
            *opening_line_signs(marked.text, shown, around, fits.left, self.classes),
            *self._again(marked, lines, chain),
            *self._read_otherwise(marked, chain),
            *(surrounding_signs(marked.text, place, marks=marks) if loose else ()),
            *data,
            *(("a text in a string",) if string is not None else ()),
            *(string_head_signs(string) if string is not None and string.opened else ()),
            *listed_signs(
                shown, len(chain.mentions), sources=self._of_sources(fits), told=story[0] > 0
            ),
            *(("below a heading of picture credits",) if self._credited(marked, place) else ()),
            *zone_signs(
                zone,
                shown,
                chain.cls,
                span,
                pasted=pasted,
                aside="" if of_story or string is not None else aside,
                last=last,
                in_list=in_list,
            ),
            *((f"spelled out {spelled}",) if spelled else ()),
        ]
        return list(dict.fromkeys(found))

    def _of_sources(self, fits: Fits) -> bool:
        """Whether the line before a name has a word for its source."""
        line = fits.left[-_REACH:].rsplit("\n", 1)[-1]
        words = set(_WORDS.findall(line))
        return any("source" in self.classes.get(sign, ()) for sign in words)

    @staticmethod
    def _credited(marked: Marked, place: Place) -> bool:
        """Whether a name ends a line of a list of pictures' credits."""
        return place.start > 0 and place.where == "end" and credited_above(marked.text, place.start)

    @staticmethod
    def _path(text: str, lines: Lines, place: Place, at: int, called: Path | None) -> Path | None:
        """What holds the name at `at`: a cell for a story's source, or an element or member."""
        cell = column(text, place, at)
        if cell is not None and states_party(cell):
            return cell
        path = lines.markup.path(at)
        unread = path is None or meaning(path) in _NAMES_ONLY
        field = indented_field(text, place) if path is None and called is None else None
        if field is not None and (is_of_a_picture(field) or is_of_no_story(field)):
            return field
        if path is None or meaning(path) in (*_LAID_OUT, *_NAMES_ONLY):
            labelled = labelled_field(text, place, at)
            if labelled is not None:
                return labelled
        return called if unread and called is not None else path

    def _near(
        self, marked: Marked, chain: Chain, fits: Fits, lines: Lines, place: Place
    ) -> tuple[str, ...]:
        """The signs that follow from the text near by: the same for the same text."""
        low = max(0, chain.at - _REACH)
        before, after = marked.text[low : chain.at], marked.text[chain.at + 1 : chain.at + _REACH]
        key = (before, after, place.length, place.before, place.after)
        known = lines.near.get(key)
        if known is None:
            known = (
                *border_signs(marked, chain, place, self.dates, self.classes),
                *near_word_signs(fits, place, self.classes),
                *data_signs(marked, chain, place),
                *naming_signs(marked, chain, place, fits.left, fits.right),
                *head_signs(marked.text, chain, place, self.dates),
                *stamp_signs(marked.text, place),
                *spoken_signs(marked, place),
                *word_signs(place),
                *label_signs(place),
                *going_on_signs(place, len(chain.mentions)),
                *credit_signs(place, fits.left, fits.right, self.classes),
                *cited_signs(
                    place,
                    len(chain.mentions),
                    fits.left,
                    fits.right,
                    marked.text[low : max(low, place.start)],
                    marked.text[place.end : chain.at + _REACH],
                ),
                *role_signs(place, after, fits.left, fits.right, self.classes),
            )
            if len(lines.near) < _REMEMBERED:
                lines.near[key] = known
        return known

    def _name(self, chain: Chain) -> Iterator[str]:
        first = chain.mentions[0].name
        yield f"name {chain.cls}"
        yield f"letters {min(len(first), 6)}"
        yield f"names {min(len(chain.mentions), 3)}"
        if first.isupper():
            yield "name in capitals"
        if chain.end - chain.mentions[-1].end > _BRACKET:
            yield "with a desk or a service"
        if any(mention.fuzzy for mention in chain.mentions):
            yield "name damaged"
        if any(mention.picture for mention in chain.mentions):
            yield "picture service"
        yield from chain_signs(chain)

    def _apart(self, hits: Sequence[Hit], path: Path | None) -> Sequence[Hit]:
        """Forms without those of bare lines where a field holds the name: it is no line."""
        if path is None or meaning(path) in _LAID_OUT:
            return hits
        return [hit for hit in hits if not self.templates[hit.template].id.startswith("bare")]

    def _forms(self, chain: Chain, hits: Sequence[Hit]) -> Iterator[str]:
        if hits:
            yield f"first template {self.templates[hits[0].template].id}"
        for hit in hits:
            template = self.templates[hit.template]
            yield f"template {template.id}"
            yield f"template {template.id}, name {chain.cls}"
            yield f"form {self.form_id(hit)}"
        if self._marks(hits):
            yield "some form"

    def _marks(self, hits: Sequence[Hit]) -> bool:
        """Whether some form speaks for a marking."""
        return any(self.templates[hit.template].role not in ("mention", None) for hit in hits)

    def _pictured_party(self, path: Path | None, hits: Sequence[Hit]) -> Iterator[str]:
        """Whether a field that states a party, or a picture's, is filled as its credit is."""
        if path is None or not any(self.templates[hit.template].id in _PICTURED for hit in hits):
            return
        if states_party(path):
            yield "data: party, in a picture's form"
        elif is_in_a_picture(path):
            yield "data: a field of a picture, in a picture's form"

    def _set(
        self, hits: Sequence[Hit], place: Place, around: Neighbourhood, story: tuple[int, int]
    ) -> Iterator[str]:
        """Where a kind of credit stands: the same form is a byline here and a caption's there."""
        marks = [self.templates[hit.template] for hit in hits]
        ids = dict.fromkeys(one.id for one in marks if one.role not in ("mention", None))
        if not ids:
            return
        above, below = story
        edge = "" if place.where in ("alone", "end") else ", inside a line"
        behind = f"behind a {line_kind(around.above)}, {min(below, 1)} below{edge}"
        alternative = place.before.lstrip().startswith(ALT)
        for id_ in ids:
            yield f"{id_}, story {min(above, 2)} above, {min(below, 2)} below"
            yield f"{id_} {behind}"
            if alternative:
                yield f"{id_} in alternative text"

    def _again(self, marked: Marked, lines: Lines, chain: Chain) -> Iterator[str]:
        """Where else the text names the agency: a story that has its mark shows more of its own."""
        places, above, below = lines.owners(marked.chains), False, False
        for mention in chain.mentions:
            for agency in mention.agencies:
                first, last = places[agency]
                above, below = above or first < chain.at, below or last > chain.at
        where = {(True, True): "above and below", (True, False): "above", (False, True): "below"}
        yield f"named again: {where.get((above, below), 'nowhere')}"

    def _read_otherwise(self, marked: Marked, chain: Chain) -> Iterator[str]:
        """Whether a Japanese house's word stands in Chinese text, where it means something else."""
        if chain.cls != "ambiguous" or chain.mentions[0].name[0] < "\u3400":
            return
        ids = {agency for mention in chain.mentions for agency in mention.agencies}
        if any("ja" not in self.languages.get(agency, _NO_LANGUAGE) for agency in ids):
            return
        near = marked.text[max(0, chain.at - _WRITTEN) : chain.at + _WRITTEN]
        if len(_HAN.findall(near)) >= _MUCH_HAN and _KANA.search(near) is None:
            yield "a Japanese house's word, no kana near"

    def _report(
        self, marked: Marked, fits: Fits, place: Place, chain: Chain, above: int
    ) -> Iterator[str]:
        """The signs of reports that name their source, or a correspondent of the name."""
        for hit in fits.hits:
            template = self.templates[hit.template]
            if template.id != REPORT:
                continue
            if hit.form is not template.forms[0]:
                yield "a correspondent of the name reports"
                continue
            yield from report_signs(
                hit,
                place,
                chain,
                text=marked.text,
                left=fits.left,
                above=above,
                classes=self.classes,
                languages=self.languages,
            )

    def form_id(self, hit: Hit) -> str:
        """Returns a form as signs name it: its template, and its number there."""
        key = (hit.template, id(hit.form))
        known = self._numbers.get(key)
        if known is None:
            template = self.templates[hit.template]
            number = next(n for n, form in enumerate(template.forms) if form is hit.form)
            known = self._numbers[key] = f"{template.id}#{number}"
        return known

    def _line(
        self,
        chain: Chain,
        lines: Lines,
        place: Place,
        around: Neighbourhood,
        story: tuple[int, int],
        *,
        told: bool,
    ) -> list[str]:
        """The signs of a name's line and of those beside it; equal lines are read once.

        `told` is whether elements say that it is a line of the article, or a field or the label
        above it that it is none of a menu.
        """
        known = lines.of_line.get(around)
        if known is None:
            known = tuple(line_signs(place, around, self.dates))
            if len(lines.of_line) < _REMEMBERED:
                lines.of_line[around] = known
        above, below = story
        return [
            f"in line: {place.where}, name {chain.cls}",
            *(known if not told else [sign for sign in known if not is_of_menus(sign)]),
            f"story above: {above}",
            f"story below: {below}",
            f"story {min(above, 2)} above, {min(below, 2)} below, in line: {place.where}",
            *beside_signs(chain, place, around),
            *signed_line_signs(chain, place, around, story),
        ]


def _inside(string: TextInString, around: Neighbourhood) -> Neighbourhood:
    """What is around a name in a string: only lines that are the string's own are beside it."""
    above = None if string.opened else around.above
    below = None if string.closed else around.below
    return Neighbourhood(string.before, string.after, string.length, above, below, 0, 0, None)


def _told_inside(string: TextInString, story: tuple[int, int]) -> tuple[int, int]:
    return (0 if string.opened else story[0]), (0 if string.closed else story[1])
