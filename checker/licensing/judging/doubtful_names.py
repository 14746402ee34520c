"""Doubts about a publisher or site that no agreement names, although agreements name others.

They change no judgement of the text: what no agreement covers needs a licence anyway. A piece
without agency text, however, is clear under any name, so the answer reports the doubt.
"""

from collections.abc import Collection, Iterable, Iterator

from checker.licensing.agreement.known_words import known_publishers, known_sites
from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.reasons import reason
from checker.models import Reason, Use, owner_id
from checker.strict import nearest
from checker.wording import worded

__all__ = ["doubtful_names"]


def doubtful_names(
    use: Use, agreements: Collection[Agreement], own: Iterable[str]
) -> Iterator[Reason]:
    """Returns reasons that concern the use rather than the text; each has severity `clear`.

    Args:
        use: the use that is judged.
        agreements: those in force, of all owners.
        own: the newsroom's own names in its policy, which need no agreement.
    """
    known = {owner_id(name) for name in own}
    publisher = worded("No agreement names the publisher “{name}”.")
    site = worded("No agreement names the site “{name}”.")
    for code, message, written, named in (
        ("use.publisher_unknown", publisher, use.publisher.strip(), known_publishers(agreements)),
        ("use.site_unknown", site, use.site.strip(), known_sites(agreements)),
    ):
        names = {_bare(name): name for name in named}
        if written and names and _bare(written) not in names and owner_id(written) not in known:
            meant = names.get(nearest(_bare(written), names) or "")
            seen = message.filled(name=written)
            if meant:
                seen = worded("{seen} Did you mean “{name}”?", seen=seen, name=meant)
            yield reason(code, seen, "", expected=meant, found=written)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("www.")
