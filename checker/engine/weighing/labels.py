"""Labels of links, lists of clients and of things that share a kind: their names credit nobody."""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place

__all__ = ["going_on_signs", "label_signs", "listed_signs"]

# A list behind a label that opens its line: short items up to the end of the sentence.
_LIST_BEFORE = re.compile(r"^\W{0,8}[^:：.!?()\n]{1,40}[:：]\s?([^:：\n]{0,200})$")
_LIST_BEHIND = re.compile(r"[^.\n:：;)\]]{0,200}")
_PARTS = re.compile(r"\s?[,،;、·/]\s?|\s(?:and|und|et|y|e|i|og|och|en|ve|и|та|و)\s")
_ITEM = 4  # words of an item at most
_LONG_LIST, _MOST = 4, 6  # items from which it is a list of houses
_NAMES = re.compile("[\ue000-\ue006]")
# What ends a list that is not whole: the names in it are examples. Credits to "other agencies" end
# so, too, and are none. Marked text has no accents.
_GOES_ON = re.compile(
    r"""[^.\n:：;()\[\]{}"`|]{0,60}?(?:[,،]\s?|\s)
    (?:etc|et\ al|among\ others|usw|ecc|enz|osv|itd|itp|atd|stb|vb|vs|dll|dan\ lain|и\ др
    |u\.?\ ?v\.?\ ?[am]|u\.?\ ?s\.?\ ?w|m\.?\ ?fl|и\ т\.?\ ?[дп]
    |(?:and|und|et|y|e|en|ve|i|a)\ (?:many\ |viele\ |bien\ |muchos\ |muito\ |veel\ |daha\ )?
    (?:more|mehr|weitere|andere|plus|d.autres|mas|otr[oa]s|mais|outr[oa]s|altr[ei]|meer
    |fazlasi|diger\w*|inne|dalsi)
    |entre\ (?:otr[oa]s|outr[oa]s|autres)|med\ (?:flere|mera)|(?:и|та)\ (?:други\w+|інші)
    |και\ αλλ\w+)\b(?!\ (?:[\ue000-\ue006]|\w{0,12}(?:agen|ajans|агент|πρακτ)))
    |[^。\n：；()（）]{0,40}?(?:等(?!\w{0,8}(?:报道|報道|報導|電|电))|など|등\s?[^\w\s])""",
    re.VERBOSE | re.IGNORECASE,
)
# A figure that its number names: its source is one of data. Marked text has no accents.
_FIGURE = re.compile(
    r"""^\W{0,4}(?:fig(?:ure)?|chart|graph|table|abb(?:ildung)?|grafik|diagramm|tab(?:elle|ela)?
    |graphique|tableau|grafic[ao]|tabla|wykres|rys(?:unek)?|рис(?:унок)?|табл(?:ица)?|график|[图圖表図]
    |그림|표)\s?[.]?\s?\d""",
    re.VERBOSE | re.IGNORECASE,
)
# What data come from, beside agencies: offices, ministries, reports and sums of one's own.
_DATA = re.compile(
    r"""\b(?:\w*(?:statisti|estadisti|statyst|estatisti)\w*|census|filings?|annual\ reports?
    |(?:company|analysts?)\ (?:reports?|data|notes?)|calculations?|\w*berechnung\w*|calculs?
    |calculos?|calcul[ei]|calcoli|elabora(?:cion|cao|zion\w)|\w*oblicze\w+|opracowani\w+
    |beregning\w*|berakning\w*|berekening\w*|hesapla\w*|расч[её]т\w*|розрахун\w+|perhitungan
    |tinh\ toan|tilastokeskus|eurostat|destatis|insee|istat|oecd|ocde|imf|fmi|росстат\w*
    |держстат\w*|нси|ελστατ|tuik|bps|ministr?[yi]\w*|ministeri\w+|минист\w+|мініст\w+|bakanlig\w*
    |kementerian|central\ bank|zentralbank|banque\ centrale|banco\ central|banca\ centrale
    |merkez\ bankasi|центробанк\w*|нацбанк\w*)\b
    |وزار[ةته]|البنك\ المركزي|بانک\ مرکزی|آمار|统计局?|統計|통계|计算|試算|财报|央行|総務省|財務省
    |한국은행""",
    re.VERBOSE | re.IGNORECASE,
)
_FEW = 2  # names of a credit that ends so
_SEPARATED = re.compile(r"\s?[,、،/]\s?\S")
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
    |تابعونا|شركاؤنا|ما\ را\ دنبال\ کنید
    |(?:supported|available|monitored|covered|integrated)\ (?:\w+\ )?
    (?:sources|feeds|outlets|agencies|wires)
    |(?:unterstutzte|verfugbare|angebundene)\ (?:quellen|feeds|agenturen|medien)
    |(?:sources|flux|agences|medias)\ (?:prises?\ en\ charge|pris\ en\ charge|disponibles|suivie?s)
    |(?:fuentes|agencias|medios)\ (?:compatibles|disponibles|admitid[oa]s|soportad[oa]s)
    |(?:fontes|agencias)\ (?:suportadas|disponiveis|compativeis)
    |fonti\ (?:supportate|disponibili)|ondersteunde\ (?:bronnen|feeds)|stottade\ kallor
    |obsługiwane\ zrodła|podporovane\ zdroje|поддерживаемые\ (?:источники|ленты|агентства)
    |підтримувані\ джерела|desteklenen\ (?:kaynaklar|ajanslar)|sumber\ yang\ didukung
    |支持的?(?:新闻|新聞)?(?:源|来源|來源|媒体|媒體|通讯社)|対応(?:メディア|ソース|通信社)
    |지원\ ?(?:언론사|매체|소스|뉴스)|المصادر\ المدعومة|منابع\ پشتیبانی\ ?شده)
    (?:\ (?:on|auf|sur|en|em|su|op|pa))?\s?[:：]\s?[^.\n]{0,40}$""",
    re.VERBOSE | re.IGNORECASE,
)

# A word leads to the list: houses that sign a text stand behind its last sentence.
_LED = re.compile(r"[^\W\d_]*[^\W\d_A-Z][^\W\d_]*,?\s(?:[A-Z]{2,5}\s?[,/;|]\s{0,2}){0,4}$")
_CAPITALS_BEFORE = re.compile(r"(?:\b[A-Z]{2,5}\b\s?[,/;|]\s{0,2}){1,4}$")
_CAPITALS_BEHIND = re.compile(r"(?:\s?[,/;|]\s{0,2}\b[A-Z]{2,5}\b(?=\s?[,/;|.)\n]|\s?$)){1,4}")
_CAPITALS = re.compile(r"[A-Z]{2,5}")
_OPENED = re.compile(r"[^\s.!?。！？:：][ ]?[(（]([^()（）\n]{0,100})$")
_CLOSED = re.compile(r"([^()（）\n]{0,100})[)）][ ]?(?:[a-zа-яёіїєґ]|[가-힣぀-ヿ一-鿿])")
_BETWEEN = (",", "/", ";", "|")  # items of such a list
_SHUT = re.compile("[)）]")
_ITEMS = re.compile(r"[,、،;/]")
_SEVERAL = 2  # signs between the items of a list


def label_signs(place: Place) -> Iterator[str]:
    """Yields the signs of labels of links before a name in its line, and of lists around it."""
    yield from _among_others(place)
    near = place.before[-_REACH:]
    if (":" in near or "：" in near) and _LINKS.search(near):
        yield "behind a label of links"


def going_on_signs(place: Place, names: int) -> Iterator[str]:
    """Yields the sign of some names in a list that ends with "etc." or such words."""
    if (names > _FEW or _SEPARATED.match(place.after)) and _GOES_ON.match(place.after):
        yield "in a list that goes on"


def listed_signs(place: Place, names: int, *, sources: bool, told: bool) -> Iterator[str]:
    """Yields how many items a list behind a colon has that some names are of, if several.

    `names` are those of the chain, `sources` is whether the label says that they are sources, and
    `told` whether a story is above.
    """
    if sources and _FIGURE.match(place.before):
        yield "the source of a numbered figure"
    labelled = ":" in place.before or "：" in place.before
    lead = _LIST_BEFORE.search(place.before) if labelled else None
    if lead is None:
        return
    behind = _LIST_BEHIND.match(place.after)
    items = _PARTS.split(f"{lead[1]}X{behind[0] if behind else ''}".strip())
    count = len(items) + names - 1
    if sources and count > 1 and any(_DATA.search(item) for item in items):
        yield "beside sources of data"
    if count >= _LONG_LIST and all(len(item.split()) <= _ITEM for item in items):
        label = "a label of sources" if sources else "some label"
        where = "below a story" if told else "no story above"
        yield f"one of {min(count, _MOST)} items behind {label}, {where}"
        beside = _NAMES.findall(f"{lead[1]}{behind[0] if behind else ''}")
        if sources and 2 * (names + len(beside)) <= count:
            yield "one of many items behind a label of sources, most of them no agencies"


def _among_others(place: Place) -> Iterator[str]:
    """Yields signs of lists: short capitals that are no agency's, items inside a sentence."""
    listed = place.before.rstrip()[-1:] in _BETWEEN
    before = _CAPITALS_BEFORE.search(place.before) if listed else None
    behind = _CAPITALS_BEHIND.match(place.after)
    count = sum(len(_CAPITALS.findall(found[0])) for found in (before, behind) if found)
    if count and _LED.search(place.before[-_REACH:]):
        yield f"beside {min(count, 2)} other short capitals"
    opened = _OPENED.search(place.before) if _SHUT.search(place.after) else None
    closed = _CLOSED.match(place.after) if opened else None
    if opened and closed and len(_ITEMS.findall(opened[1] + closed[1])) >= _SEVERAL:
        yield "one of several in brackets inside a sentence"
