"""Labels of links and of lists of clients: no text or picture is from the names behind them."""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place

__all__ = ["label_signs"]

_REACH = 120  # characters before a name in which such a label stands
# Marked text has no accents.
_LINKS = re.compile(
    r"""(?:^|[^\w])
    (?:follow(?:\ us)?|subscribe(?:\ to)?|(?:our\ |media\ )?(?:partners|clients|members)
    |folgen\ sie\ uns|folge\ uns|(?:unsere\ )?(?:partner|kunden|mitglieder)
    |suivez[ -]nous|(?:nos\ )?partenaires|siguenos|(?:nuestros\ )?(?:clientes|socios)
    |siga[ -]nos|parceiros|seguici|volg\ ons|folg\ oss|folj\ oss|følg\ os|seuraa
    |obserwuj|partnerzy|klienci|sledujte|partneri|takip\ edin|(?:is\ )?ortaklar\w*
    |ikuti(?:\ kami)?|mitra|подписывайтесь|партн[её]р\w*|клиент\w*|підписуйтесь
    |フォロー|提携|配信先|关注我们|關注我們|合作(?:伙伴|媒体)|팔로우|제휴
    |تابعونا|شركاؤنا|ما\ را\ دنبال\ کنید)
    (?:\ (?:on|auf|sur|en|em|su|op|pa))?\s?[:：]\s?[^.\n]{0,40}$""",
    re.VERBOSE | re.IGNORECASE,
)


def label_signs(place: Place) -> Iterator[str]:
    """Yields the sign where such a label stands before a name in its line."""
    near = place.before[-_REACH:]
    if (":" in near or "：" in near) and _LINKS.search(near):
        yield "behind a label of links"
