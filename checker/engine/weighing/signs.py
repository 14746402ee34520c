"""The signs around one chain of names, for and against each role: forms, borders, labels, lines.

A sign is a short phrase; what it weighs is fitted (`rules/weights.toml`). All signs look at a
bounded stretch of text, so that their cost does not grow with it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from checker.engine.boundaries import BOUNDARIES
from checker.engine.exceptions import listed
from checker.engine.forms import Fits, Hit
from checker.engine.marked import Chain, Marked
from checker.engine.model import Template
from checker.engine.weighing.beside import ALT, beside_signs, clause_signs, dated
from checker.engine.weighing.captions import caption_signs, credit_signs, credited_above
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
from checker.engine.weighing.indented import indented_field
from checker.engine.weighing.labels import (
    example_signs,
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
    sentence_ends,
    word_count,
)
from checker.engine.weighing.literals import GIVEN, MANY, TICKED, literal_signs
from checker.engine.weighing.markup import Path
from checker.engine.weighing.naming import naming_signs
from checker.engine.weighing.posts import POST_REACH, is_post
from checker.engine.weighing.program import program_signs
from checker.engine.weighing.set_fields import set_field
from checker.engine.weighing.slots import colon_signs, opening_signs, slot_signs
from checker.engine.weighing.strings import element_text, string_text
from checker.engine.weighing.surroundings import surrounding_signs
from checker.engine.weighing.telling import telling_signs
from checker.engine.weighing.words import chain_signs, word_signs
from checker.models.draft import Zone
from checker.values import dataclass

__all__ = ["SignReader"]

_LEFT = (
    *("line", "line_only", "sentence", "place", "dated", "line_place", "line_dated"),
    *("line_loud", "line_town", "person", "persons", "line_person", "place_strict"),
)
_RIGHT = ("end", "rest", "rest_dated", "person_after", "running", "persons_to_end")
_OPENING = re.compile(r"[(\[/【（]\s{0,2}$")
_CLOSING = re.compile(r"\s{0,2}[)\]/】）]")
_BEHIND = re.compile(r"[\s.,]{0,3}(--?|[^\s.,]|$)")
_LABEL = re.compile(
    r"""(?:^|[\n(|>.,;])\s*[^\W\d]{2,18}(?: [^\W\d]{2,14}){0,2}\s?[:=：]\s*["'(]?$"""
)
_TAG = re.compile(r"</?[a-zA-Z][\w:-]*[^<>]{0,200}>")
_INLINE = re.compile(r"</?(?:a|b|i|em|span|strong|u)\b[^<>]{0,80}>")  # between a label and a name
_MEMBER = re.compile(r"""["'][\w@-]+["']\s?:""")
_STRING = re.compile(r"[<>{}`]|[\w(\[=,]\s?['\"][^\W\d]")  # markup, or a string of program text
_LABELLED = re.compile(r"[(（\[](\S)\s?[:：][^()（）\[\]]*$")
_BRACKET_REACH = 140  # characters before a name in which a bracket with a label opens
_LIST_NUMBER = re.compile(r"\d{1,2}[.)]\s*$")
_GENITIVE = re.compile(r"['’]s?\b")
_BRACKET = 2  # characters of a chain behind its last name where a bracket ends it
_NAMES = re.compile("[\ue000-\ue006]")
_WORDS = re.compile("[\ue100-\uefff]")  # that stand for words of the grammar
_REACH = 440  # characters on either side of a name that signs depend on at most
_REMEMBERED = 5_000
_LAID_OUT = ("layout", "running text")  # what a path may mean that holds lines of a text
_NAMES_ONLY = ("vocabulary", "something else", "a name")  # or that says nothing of a text
_REPORT = "report"  # the template of reports that name their source
_OWN_REPORT = "own_report"  # the words of reports that name the agency's correspondent
# A label that pages break from its name: the lines around it are short, and no menu.
_BELOW_LABELS = frozenset(
    f"below a word of {kind}{parted}"
    for kind in ("photo", "source", "by")
    for parted in ("", ", a name and a sign")
)
_PARTS_ABOVE = 4  # lines in which a page breaks a credit: its label, a person, a sign
_PICTURED = ("photo-notice", "photo-label", "photo-caption")  # templates of pictures' credits alone
# What lists of names have; a list of a story's sources is one in its record. Rows of tables have
# signs of programs, whatever they hold: a column's heading says more.
_OF_LISTS = ("in a list of strings", "one of many short strings")
_OF_NAMES = frozenset({GIVEN, MANY})
_OF_CALLS = ("in a call's argument", "in an operand", "program: ", "signs of a program: ")
_OF_ROWS = (
    *("program: ", "signs of a program: ", "at the start of a cell", "in a string before"),
    *_OF_LISTS,
)
# By script of a report's lead, the languages that it may be of: agencies report in their own.
_NO_LANGUAGE: frozenset[str] = frozenset()
_SPOKEN = (
    ("\u0600", "\u06ff", frozenset({"fa", "ps", "ku"})),
    ("\u0400", "\u04ff", frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg"})),
)
_LEAD_REACH = 40  # characters before a name in which these words are looked for
_BULLETS = " \t\"'`*•|>-–—"
_MENU = 7  # short lines beside one another that are more than a headline with its lines has
_LINE_REACH = 60  # characters of a line before a name in which words of the grammar are signs


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
        listed = not of_story and not _OF_NAMES.isdisjoint(near)
        if listed or TICKED in near:
            path = None
        found = [
            *self._name(chain),
            *self._forms(chain, hits),
            *(() if told else self._set(hits, shown, around, story)),
            *self._report(marked, fits, shown, chain, story),
            *colon_signs(marked.text, place, chain.at),
            *telling_signs(shown),
            *(near if not unsaid else [sign for sign in near if not sign.startswith(unsaid)]),
            *self._line(chain, lines, shown, around, story, told=told or fielded or labelled),
            *(field_signs(path) if path is not None else ()),
            *self._pictured_party(path, hits),
            *self._again(marked, lines, chain),
            *(surrounding_signs(marked.text, place, marks=self._marks(hits)) if loose else ()),
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
                *self._borders(marked, chain, place),
                *self._words(fits, place),
                *self._data(marked, chain, place),
                *naming_signs(marked, chain, place, fits.left, fits.right),
                *head_signs(marked.text, chain, place, self.dates),
                *stamp_signs(marked.text, place),
                *word_signs(place),
                *label_signs(place),
                *going_on_signs(place, len(chain.mentions)),
                *credit_signs(place, fits.left, fits.right, self.classes),
                *example_signs(place, len(chain.mentions)),
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
        if chain.via:
            yield "one name by way of another"
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

    def _report(
        self, marked: Marked, fits: Fits, place: Place, chain: Chain, story: tuple[int, int]
    ) -> Iterator[str]:
        """Where a report that names its source stands, whose name is that of a chain."""
        at = chain.at
        for hit in fits.hits:
            if self.templates[hit.template].id != _REPORT:
                continue
            near = fits.left.rsplit("\n", 1)[-1][-_LEAD_REACH:]
            if any(_OWN_REPORT in self.classes.get(sign, ()) for sign in near):
                yield "a correspondent of the name reports"
            if " " not in marked.text[hit.start : at].strip():
                yield "a report's lead of one word"  # it closes a sentence elsewhere
                continue
            lead = marked.text[max(place.start, hit.start - _REACH) : hit.start].strip(_BULLETS)
            where = "a line" if not lead else "a sentence" if sentence_ends(lead) else "no sentence"
            yield f"a report's lead opens {where}"
            yield f"a report's lead opens {where}, name {self._sign(place.after.lstrip()[:1])}"
            above = f"story {min(story[0], 1)} above"
            yield f"a report's lead opens {where}, {above}"
            letter = marked.text[hit.start]
            known = next((one for one in _SPOKEN if one[0] <= letter <= one[1]), None)
            if known is not None:
                spoken = known[2]
                ids = {agency for mention in chain.mentions for agency in mention.agencies}
                own = any(spoken & self.languages.get(agency, _NO_LANGUAGE) for agency in ids)
                if not own:
                    yield "a report's lead, none of its language"
            if "\u0600" <= letter <= "\u06ff":
                yield f"a report's lead in Arabic letters opens {where}, {above}"

    def form_id(self, hit: Hit) -> str:
        """Returns a form as signs name it: its template, and its number there."""
        key = (hit.template, id(hit.form))
        known = self._numbers.get(key)
        if known is None:
            template = self.templates[hit.template]
            number = next(n for n, form in enumerate(template.forms) if form is hit.form)
            known = self._numbers[key] = f"{template.id}#{number}"
        return known

    def _borders(self, marked: Marked, chain: Chain, place: Place) -> Iterator[str]:
        before, after = place.before, place.after
        opened, closed = _OPENING.search(before[-3:]), _CLOSING.match(after)
        start = chain.at - (len(opened[0]) if opened else 0)
        end = chain.at + 1 + (closed.end() if closed else 0)
        inside = "bracket " if opened else ""
        for name in _LEFT:
            if BOUNDARIES[name](marked.text, start, self.dates) is not None:
                yield f"left of {inside}name: {name.replace('_', ' ')}"
        yield from slot_signs(marked.text, start, end, self.dates)
        if place.where == "end":
            yield from opening_signs(marked.text, place.start, chain.at, self.dates)
        shut = "bracket " if closed else ""
        for name in _RIGHT:
            if BOUNDARIES[name](marked.text, end, self.dates) is not None:
                yield f"right of {shut}name: {name.replace('_', ' ')}"
        lead = before[: len(before) - len(opened[0])] if opened else before
        led = "line" if not lead.strip() else "sentence" if sentence_ends(lead) else ""
        led = led or self._sign(lead.rstrip()[-1:])
        yield f"before: {led}"
        if opened:
            yield f"opened by {opened[0].strip()}"
        if opened and closed:
            yield f"in brackets behind {led}"
        if closed:
            behind = _BEHIND.match(after, closed.end())
            yield f"behind the bracket: {self._sign(behind[1][:1]) if behind else ''}"
        if before.count("(") > before.count(")"):
            yield "inside an open bracket"
        if before.count('"') % 2:
            yield "inside a quotation"
        if _LIST_NUMBER.search(before[-6:]):
            yield "behind a list number"
        if after[:1].isspace() and after[1:2].isdigit():
            yield "before a figure"
        if _GENITIVE.match(after):
            yield "genitive"

    def _words(self, fits: Fits, place: Place) -> Iterator[str]:
        left, right = fits.left, fits.right
        near, far = left.rstrip(" ")[-1:], right.lstrip(" ")[:1]
        yield f"left sign {self._sign(near)}"
        yield f"right sign {self._sign(far)}"
        yield f"signs {self._sign(near)} {self._sign(far)}"
        yield f"touching left {self._sign(left[-1:])}"
        yield f"touching right {self._sign(right[:1])}"
        for kind in self.classes.get(near, ()):
            yield f"behind a word of {kind}"
        for kind in self.classes.get(far, ()):
            yield f"before a word of {kind}"
        line = left.rsplit("\n", 1)[-1]
        if not line.strip():
            yield from self._broken(left.rstrip())
        yield from self._label(line)
        opened = _LABELLED.search(line[-_BRACKET_REACH:])
        if opened and "source" in self.classes.get(opened[1], ()) and ")" in right[:_LINE_REACH]:
            yield "in brackets that a label of sources opens"
        yield from clause_signs(place, left, right, self.classes)
        if _LABEL.search(left[-_LINE_REACH:]):
            yield "behind some label"
            yield f"behind some label, line {place.length}"
        ahead, following = line[-_LINE_REACH:], right.split("\n", 1)[0][:40]
        before = [kind for sign in ahead for kind in self.classes.get(sign, ())]
        behind = [kind for sign in following for kind in self.classes.get(sign, ())]
        yield from (f"line has {kind} before" for kind in before)
        yield from (f"line has {kind} behind" for kind in behind)
        if "copyright" in before and "rights" in behind:
            yield "a notice with its rights"
        yield f"word left {self._shape(place.before[-60:].split()[-1:])}"
        yield f"word right {self._shape(place.after[:60].split(None, 1)[:1])}"

    def _broken(self, left: str) -> Iterator[str]:
        """The line before a name that opens its own: a label or a sign alone, as pages break it."""
        above = left.rsplit("\n", 1)[-1].strip()
        if len(above) == 1:
            if above in ",/|-·•:":
                yield "below a sign alone in its line"
                yield from self._parted(left, above)
            for kind in self.classes.get(above, ()):
                yield f"below a word of {kind}"
        elif len(above) == 2 and above[1] in ":.":
            for kind in self.classes.get(above[0], ()):
                yield f"below a word of {kind}"

    def _parted(self, left: str, sign: str) -> Iterator[str]:
        """The label of a credit whose parts pages break from one another: label, person, sign."""
        lines = [line.strip() for line in left.rsplit("\n", _PARTS_ABOVE)[-_PARTS_ABOVE:]]
        for line in lines[:-1]:
            kinds = self.classes.get(line[:1], ()) if len(line) <= 2 else ()
            if sign in ",/" and line[1:] in ("", ":", "."):
                yield from (f"below a word of {kind}, a name and a sign" for kind in kinds)

    def _label(self, line: str) -> Iterator[str]:
        """The last word of the grammar before the name in its line, and what parts them."""
        at = max((n for n, sign in enumerate(line) if sign in self.classes), default=-1)
        if at < 0:
            return
        gap = _INLINE.sub("", line[at + 1 :])
        if not gap.strip():
            apart = "touching"
        elif not any(sign.isalnum() for sign in gap):
            apart = "behind signs"
        elif len(gap) < 30:
            apart = "behind words"
        else:
            return
        parted = next((sign for sign in ":/(-" if sign in gap), "")
        for kind in self.classes[line[at]]:
            yield f"label {kind} {apart}"
            yield f"label {kind} {apart} {parted}"

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
            known = tuple(self._around(place, around))
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
        ]

    def _around(self, place: Place, around: Neighbourhood) -> Iterator[str]:
        where, length = place.where, place.length
        before, behind = around.above, around.below
        yield f"line {length}"
        yield f"in line: {where}"
        yield f"in line: {where}, line {length}"
        for side, line in (("before", before), ("behind", behind)):
            kind = line_kind(line)
            yield f"line {side}: {kind}"
            yield f"line {side}: {kind}, in line: {where}"
            yield f"words of line {side}: {word_count(line)}"
        yield f"lines {line_kind(before)} and {line_kind(behind)}, in line: {where}"
        yield f"short lines around: {around.short}"
        if where == "alone" and around.run >= _MENU and dated(before, behind):
            yield "a date beside, among short lines"  # a menu has none
        else:
            yield f"short lines in a run: {around.run}"
        if where == "alone":
            yield f"alone, short lines around: {around.short}"
            listed = word_count(before) == word_count(behind) == "1-2"
            if around.run >= _MENU and listed and not dated(before, behind):
                yield "alone among the short lines of a menu"
        if place.before.lstrip().startswith(ALT):
            yield "in alternative text"
        alternative = around.alternative
        if alternative is not None:
            yield "alternative text near"
            if len(alternative) > 12 and place.before.strip().startswith(alternative[:24]):
                yield "repeats alternative text"
        yield from caption_signs(before, behind, place, alternative, self.dates)
        names = len(_NAMES.findall(place.before)) + len(_NAMES.findall(place.after))
        yield f"other names in line: {min(names, 3)}"
        yield f"commas in line: {min(place.before.count(',') + place.after.count(','), 4)}"

    def _data(self, marked: Marked, chain: Chain, place: Place) -> Iterator[str]:
        """The signs of data and programs; a string's text has none of what is around it."""
        near = f"{place.before[-80:]} {place.after[:80]}"
        cut = isinstance(place, TextInString)
        kinds = [] if cut else list(program_signs(near))
        yield f"signs of a program: {min(len(kinds), 4)}"
        if (
            not (kinds or cut)
            and "\n" not in marked.text
            and not _STRING.search(place.before + place.after)
        ):
            yield f"one line of prose, in line: {place.where}"
            yield f"one line of prose, name {chain.cls}"
        for kind in kinds:
            yield f"program: {kind}"
        yield from literal_signs(place)
        if _TAG.search(near):
            yield "tags near"
        if _MEMBER.search(near):
            yield "members near"
        if listed(marked, chain.at):
            yield "behind the third point of a list"
        low, high = (place.start, place.end) if cut else (0, len(marked.text))
        if is_post(marked.text[max(low, chain.at - POST_REACH) : min(high, chain.at + POST_REACH)]):
            yield "an embedded post near"

    def _sign(self, character: str) -> str:
        """A character by its kind, as signs name it."""
        if not character:
            return "edge"
        if character in self.classes:
            return "word"
        if "\ue000" <= character <= "\ue006":
            return "name"
        if character.isdigit():
            return "digit"
        if character.isalpha():
            return (
                "capital" if character.isupper() else "small" if character.islower() else "letter"
            )
        return {"\n": "line end", " ": "blank"}.get(character, character)

    def _shape(self, words: list[str]) -> str:
        if not words:
            return "none"
        if any(sign in self.classes for sign in words[0]):
            return "of the grammar"
        bare = words[0].strip(".,;:!?()[]\"'")
        if not bare:
            return "signs"
        if bare[0].isdigit():
            return "number" if bare.isdigit() else "digits"
        if bare.isupper() and len(bare) > 1:
            return "capitals"
        return "capitalised" if bare[0].isupper() else "small" if bare[0].islower() else "other"


def _inside(string: TextInString, around: Neighbourhood) -> Neighbourhood:
    """What is around a name in a string: only lines that are the string's own are beside it."""
    above = None if string.opened else around.above
    below = None if string.closed else around.below
    return Neighbourhood(string.before, string.after, string.length, above, below, 0, 0, None)


def _told_inside(string: TextInString, story: tuple[int, int]) -> tuple[int, int]:
    return (0 if string.opened else story[0]), (0 if string.closed else story[1])
