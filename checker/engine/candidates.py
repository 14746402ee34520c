"""What a scan may report: a candidate for each marking, with kind, role, scope and confidence."""

from collections.abc import Iterator
from hashlib import blake2b

from checker.engine.filters import Languages, left_out
from checker.engine.forms import Hit, viewed
from checker.engine.marked import Chain
from checker.engine.model import Agency, RuleSet, Template
from checker.engine.names import Mention
from checker.engine.orders import CONFIDENCE
from checker.engine.own import OwnHit, credits_another
from checker.engine.place import Placed, credits_picture, placed
from checker.engine.progress import Scan
from checker.engine.resolve import Candidate
from checker.engine.unnamed import Joined, credited
from checker.engine.weighing.weights import Weighed
from checker.models.draft import Zone
from checker.models.vocabulary import ClaimRole, FindingScope, ZoneKind
from checker.orders import DOUBTFUL, SURE, Order, Restriction, order_rule
from checker.values import dataclass

__all__ = ["Candidates", "finding_key", "role_of", "zone_kind"]

_SURE = frozenset({"high", "certain"})  # of rules whose form is a marking wherever it is
_KINDS = {"text": "credit_line", "photo": "photo_credit", "mention": "attribution"}  # by no form
_PICTURE_KINDS = frozenset({"photo_credit", "copyright_notice", "credit_line", "metadata"})


@dataclass(frozen=True, slots=True)
class Candidates:
    """Makes the candidates of a rule set from what was found in a document."""

    rules: RuleSet
    languages: Languages
    joined: Joined

    def of_chain(
        self, scan: Scan, chain: Chain, hit: Hit | None, role: ClaimRole | None, weighed: Weighed
    ) -> Iterator[Candidate]:
        """Yields the finding of every agency of a chain; `role` is None for a mention."""
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
            if unnamed and self.joined(scan.view.lines, chain.start):
                borne = ("mention", borne[1])
            id_ = f"{agency.id}-{template.id if template else 'context'}"
            yield Candidate(
                id_,
                agency.id,
                "press_release" if borne[0] == "press_release" else kind,
                zone_kind(zone),
                span[0],
                span[1],
                scan.draft.text[span[0] : span[1]],
                credited(agency, borne[0], confidence),
                finding_key(id_, scan.view.lower[first:last]),
                *borne,
                notes=(place.note,) if place.note else (),
                experimental=template is not None and template.status == "experimental",
                names=tuple((m.start, m.end) for m in chain.mentions if agency.id in m.agencies),
            )

    def _aside(self, scan: Scan, place: Placed, template: str, here: int) -> Placed:
        """Pasted text: program text and posts are no article; a suffix speaks of the first line."""
        if place.scope in ("other", "site") or not scan.zones.pasted:
            return place
        if template == "bare-suffix" and not scan.zones.first_line(here):
            return Placed(place.role, "other", "stands behind another headline")
        return self._apart(scan, place, here, ornate=False)

    def _apart(self, scan: Scan, place: Placed, here: int, *, ornate: bool = True) -> Placed:
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

    def of_rule(self, scan: Scan, hit: OwnHit) -> Candidate | None:
        """Returns the finding of an agency's own rule; None where it does not count."""
        rule = hit.rule
        start, end = scan.view.span(hit.start, hit.end)
        zone = scan.zones.zone(start)
        if left_out(rule, zone_kind(zone), scan.draft.text, start, end, self.languages):
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
            zone_kind(zone),
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

    def of_restriction(self, scan: Scan, found: Restriction, agency: str) -> Candidate:
        """Returns the finding of a restriction of use in the words of the text."""
        start, end = scan.view.span(found.start, found.end)
        zone = scan.zones.zone(start)
        role: ClaimRole = "photo" if found.picture or _in_caption(zone) else "text"
        rule = found.rule
        shown = zone
        if scan.zones.pasted and zone is not None and rule in (SURE, DOUBTFUL):
            shown = scan.zones.outright(zone)  # front matter has short lines as well
        place = self._apart(scan, placed("terms", role, shown), start)
        return Candidate(
            rule,
            agency,
            "terms",
            zone_kind(zone),
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

    def of_order(self, scan: Scan, order: Order, agency: str, role: ClaimRole | None) -> Candidate:
        """Returns the finding of an order of the provider; `role` if it names the agency itself."""
        start, end = scan.view.span(order.start, order.end)
        zone = scan.zones.zone(start)
        rule = order_rule(order.kind)
        if role and _in_caption(zone):
            role = "photo"
        shown = zone
        if scan.zones.pasted and zone is not None:
            shown = scan.zones.outright(zone)  # a guess silences no order
        place = self._apart(scan, placed(order.kind, role, shown), start)
        return Candidate(
            rule,
            agency,
            order.kind,
            zone_kind(zone),
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


def zone_kind(zone: Zone | None) -> ZoneKind:
    """Returns the kind of a zone; what is in none is the body."""
    return zone.kind if zone else "body"


def _in_caption(zone: Zone | None) -> bool:
    return zone is not None and (
        zone.kind == "caption" or zone.role in ("caption", "picture_credit")
    )


def role_of(hit: Hit, template: Template) -> ClaimRole | None:
    """Returns the role that a form gives a name, or else its template."""
    role = hit.form.role or template.role
    return None if role == "none" else role


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
