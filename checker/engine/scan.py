"""The engine: takes a draft and returns findings."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from functools import partial
from hashlib import blake2b

from checker.engine.exceptions import expansions
from checker.engine.filters import Languages, left_out
from checker.engine.forms import Fits, FormMatcher, Hit, Memory, viewed
from checker.engine.grammar import compile_grammar
from checker.engine.houses import Houses
from checker.engine.marked import Chain, Marked, marked_text
from checker.engine.metadata import Statements
from checker.engine.model import Agency, Rule, RuleSet, Template
from checker.engine.names import Mention, NameIndex
from checker.engine.namesakes import SharedNames, without_others
from checker.engine.orders import CONFIDENCE, order_rule, spoken_orders, spoken_restrictions
from checker.engine.own import OwnHit, OwnRules, credits_another
from checker.engine.place import Placed, credits_picture, placed
from checker.engine.resolve import Candidate, resolved
from checker.engine.unnamed import Joined, credited
from checker.engine.weighing.lines import Lines
from checker.engine.weighing.signs import SignReader
from checker.engine.weighing.weights import Weighed
from checker.engine.window import Lexicon
from checker.engine.zones import Zones
from checker.models.draft import Draft, Zone
from checker.models.evidence import Incomplete, RulesSeen, ScanResult
from checker.models.vocabulary import ZONE_KINDS, ClaimRole, Confidence, FindingScope, ZoneKind
from checker.orders import SURE, Order, Restriction
from checker.text.views import View, view_of
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Engine", "Reading", "Signed", "finding_key"]

_LOOKS = 32  # chains between two looks at the clock
_SURE = frozenset({"high", "certain"})  # of rules whose form is a marking wherever it is
_REMEMBERED = 5_000  # sums of equal signs in one document
_MANY_REFERENCES = 20  # character references of a text that was escaped as a whole
_FOR_NAMES, _FOR_MEANINGS = 0.3, 0.5  # of what is left of the budget when these begin
_RAN_OUT = Incomplete("system.timeout", "the rule scan ran out of time")
_KINDS = {"text": "credit_line", "photo": "photo_credit", "mention": "attribution"}  # by no form
_PICTURE_KINDS = frozenset({"photo_credit", "copyright_notice", "credit_line", "metadata"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as the rules see it: its view, and the view with a character for each chain."""

    view: View
    marked: Marked


@dataclass(frozen=True, slots=True)
class Signed:
    """A chain of names with its [start, end) in the draft, the forms that fit and all its signs."""

    chain: Chain
    span: tuple[int, int]
    fits: Fits
    signs: list[str]


@dataclass(slots=True)
class _Budget:
    """CPU seconds of one document, and what did not fit into them."""

    seconds: float
    began: float
    incomplete: list[Incomplete] = field(default_factory=list)

    def late(self) -> bool:
        """Whether the budget is spent."""
        return self._reached(self.seconds)

    def part(self, share: float) -> Callable[[], bool]:
        """Whether a share of what is left now is spent, to be asked later."""
        spent = self.spent
        return partial(self._reached, spent + share * (self.seconds - spent))

    def _reached(self, seconds: float) -> bool:
        reached = self.spent >= seconds
        if reached and _RAN_OUT not in self.incomplete:
            self.incomplete.append(_RAN_OUT)
        return reached

    @property
    def spent(self) -> float:
        """The seconds spent so far."""
        return time.thread_time() - self.began

    def unfinished(self, rule: str) -> None:
        """Notes a rule whose pattern ran away; the other rules go on."""
        self.incomplete.append(
            Incomplete("system.timeout", worded("rule {rule} did not finish", rule=rule))
        )


@dataclass(slots=True)
class _Scan:
    """One document on its way through the engine."""

    draft: Draft
    view: View
    marked: Marked
    zones: Zones
    budget: _Budget
    candidates: list[Candidate] = field(default_factory=list)
    sums: dict[tuple[object, ...], Weighed] = field(default_factory=dict)  # by signs and forms
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)  # by the place of a chain

    def span(self, chain: Chain) -> tuple[int, int]:
        """The [start, end) of a chain in the draft, which several steps ask for."""
        known = self.spans.get(chain.at)
        if known is None:
            known = self.spans[chain.at] = self.view.span(chain.start, chain.end)
        return known


class Engine:
    """Finds the markings of a rule set in drafts.

    Building takes some 50 ms; scans keep no state between documents. One engine serves one thread
    at a time: a service has one per worker process.
    """

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._names = NameIndex.of(rules)
        self._grammar = compile_grammar(rules)
        dates = {
            part
            for id_ in ("month", "weekday")
            if id_ in rules.words
            for word, character in self._grammar.word_characters.items()
            if character in self._grammar.classes[id_]
            for part in word.split()
        }
        self.forms = FormMatcher(
            self._grammar,
            Lexicon(self._grammar.word_characters, self._grammar.short),
            frozenset(dates),
        )
        self.own = OwnRules.of(rules)
        self._shared = SharedNames.of(rules)
        self.seen = RulesSeen(rules.digest, len(rules.agencies), rules.house_rules)
        self._joined = Joined(rules.words)
        self.languages = Languages()
        self._statements = Statements(
            rules,
            self._names,
            self.forms,
            OwnRules.of(rules, only="exception"),
            self.languages,
            Houses.of(rules),
        )
        self.signs = SignReader(
            rules.templates,
            self._grammar.kinds,
            frozenset(dates),
            {id_: frozenset(agency.languages) for id_, agency in rules.agencies.items()},
        )

    def scan(self, draft: Draft, *, budget: float = 2.0) -> ScanResult:
        """Returns the draft's markings by position; `budget` is in CPU seconds of this thread.

        What did not fit into the budget is reported as `system.timeout` in `incomplete`; what was
        found by then is returned. Names are searched in the first part of the budget, so that the
        rest is left to judge them.
        """
        spending = _Budget(budget, time.thread_time())
        view = _view(draft)
        found = self._names.find(view, spending.part(_FOR_NAMES))
        borne = self._shared.borne(draft, view, found)
        names = without_others(found, view, borne)
        scan = _Scan(draft, view, marked_text(view, names), Zones(draft), spending)
        self._chains(scan)
        for spoken in spoken_orders(view, scan.marked):
            scan.candidates.append(self._order_candidate(scan, *spoken))
        for restriction in spoken_restrictions(view, scan.marked, spending.late):
            scan.candidates.append(self._restriction_candidate(scan, *restriction))
        for hit in self.own.find(view, spending.late, spending.unfinished):
            if candidate := self._own_candidate(scan, hit):
                scan.candidates.append(candidate)
        findings = self._statements.of(borne).findings(draft, spending.late, spending.unfinished)
        return ScanResult(
            tuple(resolved(scan.candidates, findings, self.rules)),
            tuple(spending.incomplete),
            rules=self.seen,
            spent=spending.spent,
        )

    def read(self, draft: Draft) -> Reading:
        """Returns the draft's view and its marked text."""
        view = _view(draft)
        found = self._names.find(view)
        names = without_others(found, view, self._shared.borne(draft, view, found))
        return Reading(view, marked_text(view, names))

    def named(self, text: str) -> list[str]:
        """Returns the names in `text`, as their files spell them."""
        return [mention.name for mention in self._names.find(view_of(text))]

    def exceptions(self, draft: Draft, agency: str, rule: str = "") -> list[OwnHit]:
        """Returns the agency's exceptions that hold in the draft's text; `rule` narrows it to one.

        Raises:
            TimeoutError: a pattern did not finish.
        """
        view, zones = self.read(draft).view, Zones(draft)
        places = self._statements.exceptions.keyword_places(view)
        return [
            hit
            for number, starts in places.items()
            for hit in self._statements.exceptions.tried(view, number, starts)
            if hit.rule.agency == agency and rule in ("", hit.rule.id)
            if not self.left_out(draft, zones, hit.rule, view.span(hit.start, hit.end))
        ]

    def left_out(
        self, draft: Draft, zones: Zones, rule: Rule | Template, span: tuple[int, int]
    ) -> str:
        """Returns why the rule's `zones` or `languages` exclude [start, end) of the text."""
        kind = _zone_kind(zones.zone(span[0]))
        return left_out(rule, kind, draft.text, *span, self.languages)

    def _chains(self, scan: _Scan) -> None:
        memory: Memory = {}
        foreign = expansions(scan.marked, scan.view, scan.budget.part(_FOR_MEANINGS))
        lines = Lines(scan.marked.text)
        for number, chain in enumerate(scan.marked.chains):
            if number % _LOOKS == _LOOKS - 1 and scan.budget.late():
                return
            fits = self._counting(scan, chain, self.forms.fits(scan.marked, chain, memory))
            meaning = foreign.get(number, "")
            self._note(scan, chain, fits, self._weighed(scan, lines, chain, fits, meaning))

    def signed(self, draft: Draft) -> Iterator[Signed]:
        """Yields each chain of names in a draft with the forms that count there and its signs."""
        reading = self.read(draft)
        view, marked = reading.view, reading.marked
        scan = _Scan(draft, view, marked, Zones(draft), _Budget(math.inf, time.thread_time()))
        foreign, lines, memory = expansions(marked, view), Lines(marked.text), Memory()
        for number, chain in enumerate(marked.chains):
            fits = self._stable(self._counting(scan, chain, self.forms.fits(marked, chain, memory)))
            signs = self._signs(scan, lines, chain, fits, foreign.get(number, ""))
            yield Signed(chain, view.span(chain.start, chain.end), fits, signs)

    def weighed(self, fits: Fits, signs: Sequence[str]) -> Weighed:
        """Returns the sum of a chain's signs."""
        return self.rules.weights.weigh(signs, self.declared(fits))

    def declared(self, fits: Fits) -> list[tuple[str, str, Confidence]]:
        """Returns the forms without a fitted weight: sign, role and declared confidence."""
        declared = []
        for hit in fits.hits:
            template, sign = self.rules.templates[hit.template], f"form {self.signs.form_id(hit)}"
            known = self.rules.weights.signs
            if sign not in known and f"template {template.id}" not in known:
                role = hit.form.role or template.role
                declared.append((sign, str(role), hit.form.confidence or template.confidence))
        return declared

    def _stable(self, fits: Fits) -> Fits:
        """Without forms on trial: they have no say."""
        templates = self.rules.templates
        hits = tuple(h for h in fits.hits if templates[h.template].status != "experimental")
        return fits if len(hits) == len(fits.hits) else replace(fits, hits=hits)

    def _counting(self, scan: _Scan, chain: Chain, fits: Fits) -> Fits:
        """The forms that may count here by the zones and languages of their templates."""
        zone = _zone_kind(scan.zones.zone(scan.span(chain)[0]))

        def counts(hit: Hit) -> bool:
            template = self.rules.templates[hit.template]
            if template.languages == ("*",) and len(template.zones) == len(ZONE_KINDS):
                return True
            span = scan.view.span(*viewed(scan.marked, chain, hit))
            return not left_out(template, zone, scan.draft.text, *span, self.languages)

        hits = tuple(hit for hit in fits.hits if counts(hit))
        return fits if len(hits) == len(fits.hits) else replace(fits, hits=hits)

    def _signs(
        self, scan: _Scan, lines: Lines, chain: Chain, fits: Fits, meaning: str
    ) -> list[str]:
        span = scan.span(chain)
        here = span[0]
        return self.signs.signs(
            scan.marked,
            lines,
            chain,
            fits,
            span=span,
            zone=scan.zones.zone(here),
            pasted=scan.zones.pasted,
            aside=scan.zones.aside(here) if scan.zones.pasted else "",
            last=scan.zones.ends_article(here),
            in_list=scan.zones.in_list(here),
            spelled=meaning,
        )

    def _weighed(
        self, scan: _Scan, lines: Lines, chain: Chain, fits: Fits, meaning: str
    ) -> Weighed:
        """What the signs of a chain add up to; forms on trial have no say."""
        stable = self._stable(fits)
        signs = self._signs(scan, lines, chain, stable, meaning)
        declared = self.declared(stable)
        key = (*signs, *declared)
        known = scan.sums.get(key)
        if known is None:
            known = self.rules.weights.weigh(signs, declared)
            if len(scan.sums) < _REMEMBERED:
                scan.sums[key] = known
        return known

    def _note(self, scan: _Scan, chain: Chain, fits: Fits, weighed: Weighed) -> None:
        """Notes the findings of a chain: its marking, or that it is mentioned; forms on trial."""
        templates = self.rules.templates
        claims = weighed.sure >= self.rules.weights.claim
        role: ClaimRole = "text" if weighed.text >= weighed.photo else "photo"
        best = self._best(fits, weighed, role if claims else "mention")
        if claims or best is not None:
            self._candidates(scan, chain, best, role if claims else None, weighed)
        for hit in fits.hits:
            if templates[hit.template].status == "experimental":
                self._candidates(scan, chain, hit, _role_of(hit, templates[hit.template]), weighed)

    def _best(self, fits: Fits, weighed: Weighed, role: str) -> Hit | None:
        """The form that speaks most for a role: its kind and place are those of the finding.

        A form of the other role is one only where there is none of its own. Of forms that only
        mention a name the first, which says most, is the one.
        """
        if not fits.hits:
            return None
        weight: dict[str, float] = {}
        if role != "mention":
            is_text = role == "text"
            weight = {sign: text if is_text else photo for sign, text, photo in weighed.terms}
        best: tuple[bool, float, int, Hit] | None = None
        for number, hit in enumerate(fits.hits):
            template = self.rules.templates[hit.template]
            own = _role_of(hit, template)
            if template.status == "experimental" or not _speaks(own, role):
                continue
            value = weight.get(f"form {self.signs.form_id(hit)}", 0.0)
            value += weight.get(f"template {template.id}", 0.0)
            if best is None or (own == role, value, -number) > best[:3]:
                best = (own == role, value, -number, hit)
        if best is None:
            return None
        same = [hit for hit in fits.hits if hit.template == best[3].template]
        return max(same, key=lambda hit: hit.end - hit.start)

    def _candidates(
        self, scan: _Scan, chain: Chain, hit: Hit | None, role: ClaimRole | None, weighed: Weighed
    ) -> None:
        """Notes the finding of every agency of the chain; `role` is None for a mention."""
        template = self.rules.templates[hit.template] if hit is not None else None
        first, last = viewed(scan.marked, chain, hit) if hit else (chain.start, chain.end)
        whole = (first, last) == (chain.start, chain.end)
        span = scan.span(chain) if whole else scan.view.span(first, last)
        zone = scan.zones.zone(scan.span(chain)[0])
        kind = template.kind if template else _KINDS[role or "mention"]
        if role is not None and template is None and weighed.states_party:
            kind = "metadata"
        confidence = self.rules.weights.confidence(weighed.sure)
        if role is None and template is not None:
            place = placed(template.kind, "mention", zone, template.id)
            confidence = template.confidence
        else:
            place = Placed(role, "picture" if role == "photo" else "article")
            if not scan.zones.pasted and (confidence != "certain" or credits_picture(kind, zone)):
                # A page's elements say more of a mark than lines do; what is certain stays, but
                # with a caption even a sure credit is the picture's.
                place = placed(kind, role, zone, template.id if template else "")
        if template is not None and template.scope and place.scope == "article":
            place = Placed(place.role, template.scope, place.note)
        for mention, agency in self._owners(chain):
            if template is not None and template.id in agency.skip:
                continue
            borne = _borne(agency, mention, kind, place)
            if borne is None:
                continue
            unnamed = borne[0] == "text" and agency.business == "unnamed"
            if unnamed and self._joined(scan.view.lines, chain.start):
                borne = ("mention", borne[1])
            id_ = f"{agency.id}-{template.id if template else 'context'}"
            scan.candidates.append(
                Candidate(
                    id_,
                    agency.id,
                    "press_release" if borne[0] == "press_release" else kind,
                    _zone_kind(zone),
                    span[0],
                    span[1],
                    scan.draft.text[span[0] : span[1]],
                    credited(agency, borne[0], confidence),
                    finding_key(id_, scan.view.lower[first:last]),
                    *borne,
                    notes=(place.note,) if place.note else (),
                    experimental=template is not None and template.status == "experimental",
                    names=tuple(
                        (m.start, m.end) for m in chain.mentions if agency.id in m.agencies
                    ),
                )
            )

    def _aside(self, scan: _Scan, place: Placed, template: str, here: int) -> Placed:
        """Pasted text: program text and posts are no article; a suffix speaks of the first line."""
        if place.scope in ("other", "site") or not scan.zones.pasted:
            return place
        if template == "bare-suffix" and not scan.zones.first_line(here):
            return Placed(place.role, "other", "stands behind another headline")
        return self._apart(scan, place, here, ornate=False)

    def _apart(self, scan: _Scan, place: Placed, here: int, *, ornate: bool = True) -> Placed:
        """Program text and posts are no article; a desk puts ornaments around what it orders."""
        if place.scope in ("other", "site") or not scan.zones.pasted:
            return place
        reason = scan.zones.aside(here, ornate=ornate)
        return Placed(place.role, "other", reason) if reason else place

    def _owners(self, chain: Chain) -> Iterator[tuple[Mention, Agency]]:
        seen = set()
        for mention in chain.mentions:
            for id_ in mention.agencies:
                if id_ not in seen:
                    seen.add(id_)
                    yield mention, self.rules.agencies[id_]

    def _own_candidate(self, scan: _Scan, hit: OwnHit) -> Candidate | None:
        rule = hit.rule
        start, end = scan.view.span(hit.start, hit.end)
        zone = scan.zones.zone(start)
        if self.left_out(scan.draft, scan.zones, rule, (start, end)):
            return None
        if rule.kind == "slug" and credits_another(hit, scan.marked, scan.view):
            return None
        shown = zone
        if scan.zones.pasted and zone is not None and rule.confidence in _SURE:
            shown = scan.zones.outright(zone)  # a guess silences no marking that has a form
        place = self._aside(scan, placed(rule.kind, rule.role, shown), rule.id, start)
        scope = place.scope
        if rule.scope and scope == "article":
            scope = rule.scope
        return Candidate(
            rule.id,
            rule.agency,
            rule.kind,
            _zone_kind(zone),
            start,
            end,
            scan.draft.text[start:end],
            rule.confidence,
            finding_key(rule.id, scan.view.lower[hit.start : hit.end]),
            place.role,
            scope,
            notes=(place.note,) if place.note else (),
            experimental=rule.status == "experimental",
            own=True,
            names=((hit.start, hit.end),),
        )

    def _restriction_candidate(self, scan: _Scan, found: Restriction, agency: str) -> Candidate:
        start, end = scan.view.span(found.start, found.end)
        zone = scan.zones.zone(start)
        in_caption = zone is not None and (
            zone.kind == "caption" or zone.role in ("caption", "picture_credit")
        )
        role: ClaimRole = "photo" if found.picture or in_caption else "text"
        rule = found.rule
        place = self._apart(scan, placed("terms", role, zone), start)
        return Candidate(
            rule,
            agency,
            "terms",
            _zone_kind(zone),
            start,
            end,
            scan.draft.text[start:end],
            CONFIDENCE if rule == SURE else "medium",
            finding_key(rule, scan.view.lower[found.start : found.end]),
            place.role,
            place.scope,
            notes=(place.note,) if place.note else (),
            own=True,
            names=((found.start, found.end),),
        )

    def _order_candidate(self, scan: _Scan, order: Order, agency: str) -> Candidate:
        start, end = scan.view.span(order.start, order.end)
        zone = scan.zones.zone(start)
        rule = order_rule(order.kind)
        place = self._apart(scan, placed(order.kind, None, zone), start)
        return Candidate(
            rule,
            agency,
            order.kind,
            _zone_kind(zone),
            start,
            end,
            scan.draft.text[start:end],
            CONFIDENCE,
            finding_key(rule, scan.view.lower[order.start : order.end]),
            place.role,
            place.scope,
            notes=(place.note,) if place.note else (),
            own=True,
            names=((order.start, order.end),),
        )


def _view(draft: Draft) -> View:
    """What readers see: HTML's references, and those of a text that consists of them."""
    escaped = draft.text.count("&#") >= _MANY_REFERENCES
    return view_of(draft.text, entities=escaped or "html" in draft.content_type)


def _zone_kind(zone: Zone | None) -> ZoneKind:
    return zone.kind if zone else "body"


def _role_of(hit: Hit, template: Template) -> ClaimRole | None:
    role = hit.form.role or template.role
    return None if role == "none" else role


def _speaks(own: ClaimRole | None, role: str) -> bool:
    """Whether a form of a role may show a finding of another: a label of either may show both."""
    return own == "mention" if role == "mention" else own not in ("mention", None)


def _borne(
    agency: Agency, mention: Mention, kind: str, place: Placed
) -> tuple[ClaimRole | None, FindingScope] | None:
    """Role and scope of a marking for one of the agencies that it names; None if it is not its."""
    role, scope = place.role, place.scope
    if agency.business == "pictures" or mention.picture:
        if kind not in _PICTURE_KINDS and role not in ("photo", "mention"):
            return None
        if role == "text":
            role, scope = "photo", "picture" if scope == "article" else scope
    if agency.business == "releases" and role in ("text", "photo"):
        role = "press_release"
    return role, scope


def finding_key(rule: str, text: str) -> str:
    """Returns a finding's stable key: rule and normalised words, without the position."""
    return blake2b(f"{rule}\0{text}".encode("utf-8", "replace"), digest_size=8).hexdigest()
