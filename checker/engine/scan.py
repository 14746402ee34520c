"""The engine: takes a draft and returns findings."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.engine.candidates import Candidates, role_of, zone_kind
from checker.engine.exceptions import expansions
from checker.engine.filters import Languages, left_out
from checker.engine.forms import Fits, FormMatcher, Hit, Memory, viewed
from checker.engine.grammar import compile_grammar
from checker.engine.houses import Houses
from checker.engine.marked import Chain, Marked, marked_text
from checker.engine.metadata import Statements
from checker.engine.model import Rule, RuleSet, Template
from checker.engine.names import NameIndex
from checker.engine.namesakes import SharedNames, without_others
from checker.engine.orders import spoken_orders, spoken_restrictions
from checker.engine.own import OwnHit, OwnRules
from checker.engine.progress import Budget, Scan
from checker.engine.resolve import resolved
from checker.engine.unnamed import Joined
from checker.engine.weighing.lines import Lines
from checker.engine.weighing.signs import SignReader
from checker.engine.weighing.weights import Weighed
from checker.engine.window import Lexicon
from checker.engine.zones import Zones
from checker.models.draft import Draft
from checker.models.evidence import RulesSeen, ScanResult
from checker.models.vocabulary import ZONE_KINDS, ClaimRole, Confidence
from checker.text.views import View, view_of
from checker.values import dataclass

__all__ = ["Engine", "Reading", "Signed"]

_LOOKS = 32  # chains between two looks at the clock
_REMEMBERED = 5_000  # sums of equal signs in one document
_MANY_REFERENCES = 20  # character references of a text that was escaped as a whole
_FOR_NAMES, _FOR_MEANINGS = 0.3, 0.5  # of what is left of the budget when these begin


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
        self.languages = Languages()
        self._candidates = Candidates(rules, self.languages, Joined(rules.words))
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
        spending = Budget.of(budget)
        view = _view(draft)
        found = self._names.find(view, spending.part(_FOR_NAMES))
        borne = self._shared.borne(draft, view, found)
        names = without_others(found, view, borne)
        scan = Scan(draft, view, marked_text(view, names), Zones(draft), spending)
        self._chains(scan)
        for spoken in spoken_orders(view, scan.marked):
            scan.candidates.append(self._candidates.of_order(scan, *spoken))
        for restriction in spoken_restrictions(view, scan.marked, spending.late):
            scan.candidates.append(self._candidates.of_restriction(scan, *restriction))
        for hit in self.own.find(view, spending.late, spending.unfinished):
            if candidate := self._candidates.of_rule(scan, hit):
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
        kind = zone_kind(zones.zone(span[0]))
        return left_out(rule, kind, draft.text, *span, self.languages)

    def _chains(self, scan: Scan) -> None:
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
        scan = Scan(draft, view, marked, Zones(draft), Budget.of(math.inf))
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

    def _counting(self, scan: Scan, chain: Chain, fits: Fits) -> Fits:
        """The forms that may count here by the zones and languages of their templates."""
        zone = zone_kind(scan.zones.zone(scan.span(chain)[0]))

        def counts(hit: Hit) -> bool:
            template = self.rules.templates[hit.template]
            if template.languages == ("*",) and len(template.zones) == len(ZONE_KINDS):
                return True
            span = scan.view.span(*viewed(scan.marked, chain, hit))
            return not left_out(template, zone, scan.draft.text, *span, self.languages)

        hits = tuple(hit for hit in fits.hits if counts(hit))
        return fits if len(hits) == len(fits.hits) else replace(fits, hits=hits)

    def _signs(self, scan: Scan, lines: Lines, chain: Chain, fits: Fits, meaning: str) -> list[str]:
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

    def _weighed(self, scan: Scan, lines: Lines, chain: Chain, fits: Fits, meaning: str) -> Weighed:
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

    def _note(self, scan: Scan, chain: Chain, fits: Fits, weighed: Weighed) -> None:
        """Notes the findings of a chain: its marking, or that it is mentioned; forms on trial."""
        templates = self.rules.templates
        claims = weighed.sure >= self.rules.weights.claim
        role: ClaimRole = "text" if weighed.text >= weighed.photo else "photo"
        best = self._best(fits, weighed, role if claims else "mention")
        if claims or best is not None:
            shown = role if claims else None
            scan.candidates += self._candidates.of_chain(scan, chain, best, shown, weighed)
        for hit in fits.hits:
            if templates[hit.template].status == "experimental":
                role_here = role_of(hit, templates[hit.template])
                scan.candidates += self._candidates.of_chain(scan, chain, hit, role_here, weighed)

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
            own = role_of(hit, template)
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


def _view(draft: Draft) -> View:
    """What readers see: HTML's references, and those of a text that consists of them."""
    escaped = draft.text.count("&#") >= _MANY_REFERENCES
    return view_of(draft.text, entities=escaped or "html" in draft.content_type)


def _speaks(own: ClaimRole | None, role: str) -> bool:
    """Whether a form of a role may show a finding of another: a label of either may show both."""
    return own == "mention" if role == "mention" else own not in ("mention", None)
