"""What an agreement allows, shown by judging a fictitious story of its owner under it alone."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from checker.licensing.agreement.channels import CHANNELS
from checker.licensing.agreement.known_words import territory_names
from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.policy import Policy
from checker.licensing.agreement.territories import EVERYWHERE, covers
from checker.licensing.judging.judgement import Judgement, judge
from checker.models.draft import Draft, Rights, Use
from checker.models.evidence import Match, Passage, ScanResult, SearchResult
from checker.models.source import Item
from checker.models.vocabulary import VerdictName
from checker.values import dataclass
from checker.wording import Message, worded

__all__ = ["Preview", "PreviewCell", "preview"]

PLACES = 8  # territories that are shown each by itself
WORDS = 400  # of the story
_TEXT = "A story of the owner, word for word as it was sent."
# Usual channels of a publisher; others are shown where the agreement names them.
_ROWS = ("web", "app", "newsletter", "print", "social", "syndication", "ai")
_ELSEWHERE = ("US", "IN", "BR", "NZ", "ZA", "JP", "FR")  # the first that no list names


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """Whether one use is allowed, and if not, why."""

    channel: str
    territory: str
    verdict: VerdictName
    why: str

    @property
    def allowed(self) -> bool:
        """Whether it is allowed once the duties are met."""
        return self.verdict in ("clear", "credit_required")


@dataclass(frozen=True, slots=True)
class Preview:
    """Cells by channel, then territory, as of the moment `at`.

    `territories` are codes with display names; `more` is the number of those not shown.
    """

    channels: tuple[str, ...]
    territories: tuple[tuple[str, str], ...]
    more: int
    cells: tuple[PreviewCell, ...]
    at: datetime

    def row(self, channel: str) -> list[PreviewCell]:
        """Returns the cells of one channel, in the order of the territories."""
        return [cell for cell in self.cells if cell.channel == channel]


def preview(
    agreement: Agreement,
    *,
    policy: Policy,
    names: Mapping[str, str],
    now: datetime,
) -> Preview:
    """Judges a story of the agreement's owner for each usual channel and each territory it names.

    Args:
        agreement: the only agreement that counts.
        policy: the newsroom's policy.
        names: owner ids to names, for messages.
        now: the moment; an agreement that begins later is judged as of its beginning.
    """
    start = agreement.valid.start
    at = now if start is None or start <= now else start
    channels = _channels(agreement)
    places = _places(agreement)
    cells = tuple(
        _cell(agreement, channel, place, _judged(agreement, channel, place, policy, names, at))
        for channel in channels
        for place, _ in places
    )
    return Preview(channels, places, max(0, len(_named(agreement)) - PLACES), cells, at)


def _channels(agreement: Agreement) -> tuple[str, ...]:
    named = [word for word in (*agreement.channels.allow, *agreement.channels.deny) if word != "*"]
    usual = [word for word in CHANNELS if word in named or word in _ROWS]
    return tuple(dict.fromkeys([*usual, *named]))


def _places(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """The places that the agreement names, and one for all that it does not name."""
    named = _named(agreement)
    shown = [(code, name) for code in named[:PLACES] for name in territory_names([code])]
    other = next(
        (code for code in _ELSEWHERE if not any(covers((one,), code) for one in named)), None
    )
    if other is not None:
        shown.append((other, worded("Anywhere else") if named else worded("Everywhere")))
    return tuple(shown)


def _named(agreement: Agreement) -> list[str]:
    scope = agreement.territories
    return [code for code in (*scope.allow, *scope.deny) if code != EVERYWHERE]


def _judged(
    agreement: Agreement,
    channel: str,
    place: str,
    policy: Policy,
    names: Mapping[str, str],
    at: datetime,
) -> Judgement:
    licensee = agreement.licensee
    use = Use(
        publisher="" if licensee.id == "*" else licensee.id,
        site="" if "*" in licensee.brands else licensee.brands[0].replace("*.", "any."),
        channel=channel,
        territories=(place,),
    )
    item = _item(agreement, at)
    return judge(
        Draft(_TEXT),
        ScanResult(()),
        SearchResult((_match(agreement, item),)),
        use,
        agreements=(agreement,),
        policy=policy,
        items={item.source: item},
        names=names,
        now=at,
    )


def _item(agreement: Agreement, at: datetime) -> Item:
    content = agreement.content
    return Item(
        source="preview",
        owner=agreement.owner,
        rights=Rights(),
        media="text",
        service=next(iter(content.services), None),
        language=next(iter(content.languages), None),
        published=at - timedelta(hours=1),
        received=at,
    )


def _match(agreement: Agreement, item: Item) -> Match:
    """The whole story, or as much of it as an excerpt may take."""
    extent = agreement.extent
    share = 1.0 if extent.mode == "full" else min(0.5, (extent.max_percent or 50) / 100)
    words = min(int(WORDS * share), extent.max_words or WORDS)
    end = len(_TEXT)
    return Match(
        source=item.source,
        version="1",
        owner=item.owner,
        cls="verbatim",
        words=words,
        share_of_draft=1.0,
        share_of_source=words / WORDS,
        longest_run_words=words,
        passages=(Passage(0, end, 0, end, "verbatim", 1.0, words),),
    )


def _cell(agreement: Agreement, channel: str, place: str, judgement: Judgement) -> PreviewCell:
    verdict = judgement.verdict
    if verdict in ("clear", "credit_required"):
        return PreviewCell(channel, place, verdict, "")
    reasons = [reason for claim in judgement.claims for reason in claim.reasons]
    why = next(reason.message for reason in reasons if reason.severity == verdict)
    return PreviewCell(channel, place, verdict, _of_this(why, agreement))


def _of_this(why: str, agreement: Agreement) -> str:
    """The message without the id of the agreement, of which all of the preview speaks."""
    if not isinstance(why, Message) or why.values.get("agreement") != agreement.id:
        return why
    return why.filled(**{**why.values, "agreement": worded("This agreement")})
