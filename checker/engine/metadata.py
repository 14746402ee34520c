"""Machine-readable statements: whom they name, and whether they are about this article."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from checker.engine.addresses import host_and_folders
from checker.engine.exceptions import expansions
from checker.engine.filters import Languages, left_out
from checker.engine.forms import FormMatcher, viewed
from checker.engine.houses import Houses
from checker.engine.marked import Chain, Marked, marked_text
from checker.engine.model import Agency, Rule, RuleSet, Template
from checker.engine.names import Mention, NameIndex
from checker.engine.namesakes import without_others
from checker.engine.own import OwnRules
from checker.engine.unnamed import credited
from checker.engine.weighing.naming import is_longer_name
from checker.models.draft import Draft, Metadatum
from checker.models.evidence import Finding
from checker.models.vocabulary import ClaimRole, FindingScope, ZoneKind
from checker.text.views import View, view_of
from checker.values import dataclass, replaced

__all__ = ["Statements"]

_TRUSTED = re.compile(
    r"author|creator|source|credit|byline|provider|copyright|distributor|contributor|agency"
    r"|accreditation|publisher|photographer",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"image|picture|photo|video|thumbnail|logo", re.IGNORECASE)
_CAPTION = re.compile(
    r"[.:](?:data-(?:[\w-]+-)?)?(?:alt|title|caption|description|name|headline)$", re.IGNORECASE
)
# Behind a name in a caption: it is one of the words of a sentence.
_RUNS_ON = re.compile(r"\s[^\W_][\w'’-]*(?:\s[^\W_][\w'’-]*){3}")
_SUMMARY = re.compile(r"(?:^|[.:])(?:description|articleBody)$", re.IGNORECASE)
_TITLE = re.compile(r"^html:title$", re.IGNORECASE)
# A site's name behind a title: "Title | NAME", "Title_NAME", and "标题-NAME" in scripts without
# hyphens; "Title - NAME" is also how portals name whose text they took.
_SUFFIXED = re.compile(r"[|_]$|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af」』！？]\s?-{1,2}$")
_ADDRESS = re.compile(r"og:url|canonical|mainEntityOfPage|twitter:url", re.IGNORECASE)
_PICTURE_KINDS = frozenset({"photo_credit", "copyright_notice", "slug", "byline", "credit_line"})
_LONGEST = 2_000
_REMEMBERED = 500  # values, and names
_ZONE: ZoneKind = "furniture"  # in which machine-readable statements are reported


class _Asked(NamedTuple):
    """What a statement may be about, by its name."""

    trusted: bool
    caption: bool
    summary: bool
    address: bool
    title: bool
    picture: bool


@lru_cache(_REMEMBERED)
def _asked(name: str) -> _Asked:
    """What the statements of a name are about: pages have the same few names."""
    patterns = (_TRUSTED, _CAPTION, _SUMMARY, _ADDRESS, _TITLE, _PICTURE)
    return _Asked(*(pattern.search(name) is not None for pattern in patterns))


@dataclass(frozen=True, slots=True)
class Statements:
    """Reads a draft's metadata with the same names and forms as its text."""

    rules: RuleSet
    names: NameIndex
    forms: FormMatcher
    exceptions: OwnRules
    languages: Languages
    houses: Houses
    borne: Mapping[tuple[str, str], str] = field(default_factory=dict)  # see SharedNames.borne
    # Of the last values, what they show and name: those of a page, and of a site's pages, repeat.
    _known: dict[str, tuple[View, Sequence[Mention]]] = field(default_factory=dict)

    def of(self, borne: Mapping[tuple[str, str], str]) -> "Statements":
        """Returns the reader for a draft in which some abbreviations belong to another house."""
        return replaced(self, borne=borne)

    def findings(
        self, draft: Draft, late: Callable[[], bool], unfinished: Callable[[str], None]
    ) -> list[Finding]:
        """Returns a finding for every agency that a statement about author, source or rights names.

        `late` and `unfinished` are the scan's budget, for exceptions that are looked for here too.
        """
        found: dict[tuple[str, str, str], Finding] = {}
        for finding in (*self._stated(draft), *self._own_sites(draft)):
            found.setdefault((finding.agency, finding.field or "", finding.text), finding)
        if self.exceptions.rules:
            return list(self._not_excepted(found.values(), late, unfinished))
        return list(found.values())

    def _not_excepted(
        self,
        findings: Iterable[Finding],
        late: Callable[[], bool],
        unfinished: Callable[[str], None],
    ) -> Iterator[Finding]:
        """Findings without those whose names an exception of the same agency covers."""
        for finding in findings:
            view, marked = self._read(finding.text)
            names = [name for c in marked.chains for name in c.places_of(finding.agency)]
            covering = {
                hit.rule.id: hit.rule.status == "experimental"
                for hit in self.exceptions.find(view, late, unfinished)
                if hit.rule.agency == finding.agency
                and names
                and all(hit.start <= start and end <= hit.end for start, end in names)
                and not self._left_out(hit.rule, view, finding.text, hit.start, hit.end)
            }
            if all(covering.values()):
                notes = tuple(f"the experimental {id_} would cancel it" for id_ in covering)
                yield replaced(finding, notes=(*finding.notes, *notes)) if notes else finding

    def _left_out(self, rule: Rule | Template, view: View, text: str, start: int, end: int) -> bool:
        return bool(left_out(rule, _ZONE, text, *view.span(start, end), self.languages))

    def _stated(self, draft: Draft) -> Iterator[Finding]:
        for statement in draft.metadata:
            if not statement.value or len(statement.value) > _LONGEST:
                continue
            asked = _asked(statement.name)
            if asked.trusted and len(statement.value) <= 400:
                yield from self._named(statement)
            elif statement.scope == "picture" and asked.caption:
                yield from self._written(statement, _PICTURE_KINDS, "photo")
            elif statement.scope == "article" and asked.summary:
                yield from self._written(statement, frozenset({"dateline"}), "text")

    def _read(self, value: str) -> tuple[View, Marked]:
        known = self._known.get(value)
        if known is None:
            view = view_of(value, entities=True)
            known = view, self.names.find(view)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[value] = known
        view, names = known
        return view, marked_text(view, without_others(names, view, self.borne))

    def _named(self, statement: Metadatum) -> Iterator[Finding]:
        """Every name in a statement about author, source or rights."""
        view, marked = self._read(statement.value)
        foreign = expansions(marked, view)
        for number, chain in enumerate(marked.chains):
            alone = len(view.flow) <= chain.end - chain.start + 2
            apart = chain.cls == "small" or (
                chain.cls == "address" and statement.scope != "picture"
            )
            longer = is_longer_name(marked.text[chain.at + 1 :])
            if (apart and not alone) or number in foreign or longer:
                continue
            for agency in self._owners(chain):
                picture = (
                    statement.scope == "picture"
                    or agency.business == "pictures"
                    or _asked(statement.name).picture
                )
                yield _finding(agency, statement, "photo" if picture else "text")

    def _written(
        self, statement: Metadatum, kinds: frozenset[str], role: ClaimRole
    ) -> Iterator[Finding]:
        """Credits as they are written in captions and summaries."""
        view, marked = self._read(statement.value)
        for chain in marked.chains:
            if role == "photo" and _RUNS_ON.match(marked.text, chain.at + 1):
                continue
            for hit in self.forms.fits(marked, chain, {}).hits:
                template = self.rules.templates[hit.template]
                if template.kind not in kinds or template.role == "mention":
                    continue
                if not self._left_out(template, view, statement.value, *viewed(marked, chain, hit)):
                    for agency in self._owners(chain):
                        yield _finding(agency, statement, role)
                    break

    def _own_sites(self, draft: Draft) -> Iterator[Finding]:
        """Pages of an agency's own site: by address, by the page's title."""
        addresses = [m for m in draft.metadata if _asked(m.name).address and "://" in m.value]
        if draft.url:
            addresses.append(Metadatum("url", draft.url))
        for statement in addresses:
            host, folders = host_and_folders(statement.value)
            for agency in self.houses.at(host):
                yield _finding(agency, statement, "text", "own-site")
            for agency in self.houses.in_folders(folders):
                yield _finding(agency, statement, "text", "channel")
        for statement in draft.metadata:
            if _asked(statement.name).title:
                yield from self._titled(statement)

    def _titled(self, statement: Metadatum) -> Iterator[Finding]:
        _, marked = self._read(statement.value)
        for chain in marked.chains:
            if chain.cls not in ("full", "mark"):
                continue
            before = marked.text[: chain.at].rstrip()
            after = marked.text[chain.at + 1 :].lstrip()
            first = not before and after[:1] == ":"
            last = not after and _SUFFIXED.search(before) is not None
            if first or last:
                for agency in self._owners(chain):
                    if agency.business == "wire":
                        yield _finding(agency, statement, "text", "own-site")

    def _owners(self, chain: Chain) -> list[Agency]:
        ids = dict.fromkeys(id_ for mention in chain.mentions for id_ in mention.agencies)
        return [self.rules.agencies[id_] for id_ in ids]


def _finding(
    agency: Agency, statement: Metadatum, role: ClaimRole, rule: str = "metadata"
) -> Finding:
    scope: FindingScope = statement.scope
    if agency.business == "releases":
        role = "press_release"
    if role == "photo" and scope == "article":
        scope = "picture"
    id_ = f"{agency.id}-{rule}"
    said = f"{id_}\0{statement.name}\0{statement.value}"
    return Finding(
        id_,
        agency.id,
        "metadata",
        _ZONE,
        statement.start,
        statement.end,
        statement.value,
        credited(agency, role, "high"),
        blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        role,
        scope,
        None,
        statement.name,
    )
