"""Doubts about a publisher or site that no agreement names, although agreements name others.

They change no judgement of the text: what no agreement covers needs a licence anyway. A piece
without agency text, however, is clear under any name, so the answer reports the doubt.
"""

from collections.abc import Iterable, Iterator

from checker.licensing.agreement.known_words import bare_name, is_site
from checker.licensing.judging.context import Wordings
from checker.licensing.judging.reasons import reason
from checker.models.draft import Use
from checker.models.verdict import Reason
from checker.models.vocabulary import owner_id
from checker.strict import nearest
from checker.wording import worded

__all__ = ["doubtful_names"]

_PUBLISHER = worded("No agreement names the publisher “{name}”.")
_SITE = worded("No agreement names the site “{name}”.")


def doubtful_names(use: Use, wordings: Wordings, own: Iterable[str]) -> Iterator[Reason]:
    """Yields reasons that concern the use rather than the text; each has severity `clear`.

    Args:
        use: the use that is judged.
        wordings: what the agreements in force call owners, publishers and sites.
        own: the newsroom's own names in its policy, which need no agreement.
    """
    known = {owner_id(name) for name in own}
    for code, message, written, names in (
        ("use.publisher_unknown", _PUBLISHER, use.publisher.strip(), wordings.known_publishers),
        ("use.site_unknown", _SITE, use.site.strip(), wordings.known_sites),
    ):
        bare = bare_name(written)
        below = any(is_site(written, name) for name in names if name.startswith("*."))
        named = below or bare in names or owner_id(written) in known
        if written and names and not named:
            meant = names.get(nearest(bare, names) or "")
            seen = message.filled(name=written)
            if meant:
                seen = worded("{seen} Did you mean “{name}”?", seen=seen, name=meant)
            yield reason(code, seen, "", expected=meant, found=written)
