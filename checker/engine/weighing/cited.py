"""Names that are cited: in references, as examples, and in lists of houses credit nobody.

All patterns read marked text, which has no accents.
"""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place

__all__ = ["cited_signs"]

# Right before a list in brackets: a word for houses, or the character of an unnamed agency.
_HOUSES = re.compile(
    r"""(?:[\ue000-\ue006]|\b(?:sources|outlets|media|organi[sz]ations|sites|channels|services
    |publishers|newspapers|wires|medien|zeitungen|portale|medios|periodicos|portales|fuentes|medias
    |journaux|veiculos|jornais|fontes|testate|giornali|siti|kranten|medier|aviser|tidningar|mediow
    |portali|сми|источник\w{0,3}|издани\w{1,3}|медиа|kaynaklar\w{0,3}|siteler\w{0,3}|وسائل\ الإعلام
    |منابع)|媒体|网站|매체|언론사|언론|メディア)
    \s?[(（](?P<inside>[^()（）\n:：]{0,80})$""",
    re.VERBOSE | re.IGNORECASE,
)
# A label of houses, or of sellers of pictures, that opens a line.
_LABEL = re.compile(
    r"""^[\W\d_]{0,8}(?:\w+\s){0,2}?(?:
    (?:news\s)?agencies|outlets|media|newspapers|publishers|wires
    |(?:nachrichten)?agenturen|medien|zeitungen|agences|medias|journaux|agencias|medios|periodicos
    |veiculos|jornais|agenzie|testate|giornali|agentschappen|kranten|nyhetsbyr\w+|nyhedsbureauer
    |medier|aviser|tidningar|agencje|agentury|hirugynoksegek|agentii(?:\sde\spresa)?
    |агенци\w|агентства|сми|змі|издания|видання|πρακτορεια|ajanslar\w?|kantor\sberita|hang\stin
    |خبرگزاری\s?ها|رسانه\s?ها|stock\s(?:photos?|images?|pictures)|bilddatenbanken
    |banques?\sd.images|bancos?\sde\s(?:fotos?|imagenes|imagens)|фотобанки|фотостоки)
    (?:\s(?:list|feeds?))?\s?[:：]\s?[^:：\n]{0,200}$
    |^[\W\d_]{0,8}(?:媒体|媒體|通讯社|通訊社|언론사|매체|通信社|メディア|写真素材|图片素材)
    (?:列表|一覧|목록)?\s?[:：]\s?[^:：\n]{0,200}$""",
    re.VERBOSE | re.IGNORECASE,
)
_MORE = re.compile(r"\s?[,、،/·]")
# An entry of references: a number or a point, a title between marks or a link, then the house.
_ENTRY = re.compile(
    r"""\s{0,8}(?:\d{1,3}[.)]|\[\d{1,3}\]|[-*+])\s(?:\*\*|["«“\[]).{8,200}
    (?:\*\*|["»”]|\]\([^()\s]{4,200}\))[.,]?\s(?:--?\s)?$""",
    re.VERBOSE,
)
_DATED = re.compile(r"[^\n]{0,40}?[,(·|]\s?[^\n]{0,24}\b(?:19|20)\d\d\b")
# One that begins with its author and year, or whose house the day of a retrieval follows.
_AUTHOR = re.compile(
    r"""^\W{0,6}(?:\d{1,3}\W{1,3})?[^\W\d_][^()\n]{2,80}\s
    \((?:19|20)\d\d[a-z]?(?:,\s[^()\n]{1,20})?\)[.,:]?\s[^\n]{4,200}[.,?!"”]\s$""",
    re.VERBOSE,
)
_CITED = re.compile(r"[.,]?\s?(?:$|[(.,])")
_RETRIEVED = re.compile(
    r"""[.,;]?[^\n]{0,40}?\b(?:retrieved|accessed|archived\ from|abgerufen|zuletzt\ besucht
    |consulte\ le|consultado|acess?ado\ em|acesso\ em|consultato|geraadpleegd|hamtad|dostep
    |citovano|erisim\ tarihi|дата\ обращения|дата\ звернення|閲覧|检索于|檢索於)""",
    re.VERBOSE | re.IGNORECASE,
)
# What a bracket behind a name says of its feed, its price or its sign.
_FEED = re.compile(
    r"""\s?[(（\[](?:[^()（）\[\]\n]{0,24}[\s-])?(?:rss|atom|api|json|feeds?|flux|feed[\s-]\w+
    |logos?|логотип|ロゴ|paid|free|premium|kostenpflichtig|kostenlos|payant|gratuit|de\spago|gratis
    |pago|a\spagamento|betaald|betald|płatne|платно|ücretli|有料|付费|付費|유료
    |default|primary|fallback)(?:[\s,-][^()（）\[\]\n]{0,24})?[)）\]]""",
    re.VERBOSE | re.IGNORECASE,
)
# Words that an example follows.
_EXAMPLE = re.compile(
    r"""(?:\be\.\s?g\.|\bfor\ (?:example|instance)|\bz\.\s?B\.|\bzum\ Beispiel|\bBeispiel:
    |\bpar\ exemple|\bp\.\s?ex\.|\bpor\ ejemplo|\bp\.\s?ej\.|\bpor\ exemplo|\bad\ esempio|\bad\ es\.
    |\bbijv(?:oorbeeld)?\.?|\bt\.\s?ex\.|\bf\.\s?eks\.|\besim\.|\bnp\.|\bnapr(?:iklad)?\.?
    |\bde\ exemplu|\bнапример|\bнаприклад|\bнапр\.|\bπ\.χ\.|\born(?:egin|ek)?\.?:?|\bmisalnya
    |\bcontohnya|\bvi\ du|例如|比如|示例|例えば|예를\ 들어|예:|مثلا|به\ عنوان\ مثال)
    [,:：]?\s?["'(「“„]{0,2}$""",
    re.VERBOSE | re.IGNORECASE,
)
# The source of a program's data, or the first or last that it asks.
_RANKED = re.compile(
    r"""(?:\b(?:primary|main|secondary|backup|fallback|default|data|additional|alternative)\s(?:data\s)?sources?
    |\b(?:haupt|primar|daten|ersatz|zweit|neben)quellen?|\b(?:primare|sekundare|weitere)\squellen?
    |\bsources?\s(?:principales?|secondaires?|de\sdonnees|de\ssecours)
    |\bfuentes?\s(?:principal(?:es)?|secundarias?|de\sdatos|alternativas?|de\srespaldo)
    |\bfontes?\s(?:principa(?:l|is)|secundarias?|de\sdados|reserva)
    |\bfont[ei]\s(?:principal[ei]|secondari[ae]|dei\sdati|dati)|\bhoofdbron\w*|\bhuvudkall\w+|\bhovedkilde\w*
    |\b(?:głowne|główne|glowne|zapasowe)\szrodł[oa]|\bhlavni\szdroj\w?|\bana\skaynak\w*|\bveri\skayna\w+
    |(?:основн|главн|резервн|запасн|дополнительн)\w+\sисточник\w*|источник\w*\sданных
    |(?:основн|головн|резервн|додатков)\w+\sджерел\w+|\bsumber\s(?:utama|data|cadangan)
    |(?:主要|数据|數據|备用|首选|默认)(?:新闻)?(?:来源|來源|源)|(?:主な|データ|予備)(?:ソース|情報源)
    |(?:주요|데이터|기본|예비)\s?(?:출처|소스)|المصدر\s(?:الرئيسي|الاحتياطي)|منبع\s(?:اصلی|داده))
    \W{0,4}[:：]\W{0,4}(?:[^:：\n]{1,24}[,/+]\s?){0,3}$""",
    re.VERBOSE | re.IGNORECASE,
)
# Figures of markets, games and the weather that a house provides to a site.
_DATA = re.compile(
    r"""\b(?:(?:market|financial|stock|weather|sports?|company|fundamental|index|currency)\s)?
    (?:data|quotes?|prices|rates|scores|statistics|fundamentals|charts?|forecasts?)\s(?:is\s|are\s|also\s){0,2}
    (?:provided|supplied|delivered|powered)\sby\W{0,4}(?:alt\]\s)?$
    |\b(?:kurse|kursdaten|borsendaten|daten|wetterdaten)\s(?:\w+\s)?von\s$
    |\b(?:cours|donnees|cotations)\s(?:\w+\s)?(?:fournie?s|proposee?s)\spar\s$
    |\b(?:datos|cotizaciones)\s(?:\w+\s)?(?:proporcionad[oa]s|facilitad[oa]s|suministrad[oa]s)\spor\s$
    |\b(?:dados|cotacoes)\s(?:\w+\s)?fornecid[oa]s\spor\s$|\b(?:dati|quotazioni)\s(?:\w+\s)?fornit[ei]\sda\s$""",
    re.VERBOSE | re.IGNORECASE,
)
# The day on which an encyclopedia looked at a page, right behind its house.
_LOOKED = re.compile(r"\s?[\[［](?:引用日期|检索日期|引用于|參考日期|参照日)")
# A line that ends with a code in brackets, as lists of countries, airports and currencies have it.
_CODED = re.compile(r"[^\n()]{2,60}\([A-Z]{2,4}\)[,;]?\s*$")
_CODED_BEFORE = re.compile(r"[^\n()]{2,60}\($")
_CODED_BEHIND = re.compile(r"\)[,;]?\s*$")
# A word, then single words between slashes around a name.
_SLASHED = re.compile(r"(?<![^\s(])[a-zà-ÿа-яёії]{2,}\s((?:[A-Z][\w-]*/){0,4})$")
_SLASHED_BEHIND = re.compile(r"(?:/[A-Z][\w-]*){0,4}(?![\w/)])")
# A list that goes on, and the year of what a figure shows.
_COMMA = re.compile(r"\s?,")
_COMMA_NEAR = re.compile(r"[^\n,.]{1,40},")
_QUOTING = " \t>*-#/"  # what may stand before each line of a comment or a quotation
_YEARED = re.compile(r""",\s?\(?(?:19|20)\d\d(?:[-/]\d{2,4})?\)?[."'”»)]{0,3}\s?(?:,|$)""")
_SOURCED = re.compile(
    r"(?:source|quelle|fuente|fonte|fonti|bron|kalla|kilde|zrodł|zrodl|zdroj|источник|джерел|来源|出典|출처)\w{0,3}\s?[:：]",
    re.IGNORECASE,
)
_SEVERAL = 2  # words between slashes beside a name
_EXAMPLED = 24  # characters before a name in which an example is announced
_LED = 60  # and in which a site says who provides its data
_REACH = 120  # and in which a list in brackets opens


def cited_signs(
    place: Place, names: int, left: str, right: str, above: str, below: str
) -> Iterator[str]:
    """Yields the signs of names in lists of houses, in references and as examples.

    `names` are those of the chain; `left` and `right` have words of the grammar as characters;
    `above` and `below` are what is beside the line.
    """
    before = place.before
    near = before[-_REACH:]
    if (":" in near or "：" in near) and _RANKED.search(near):
        yield "behind a label of a program's sources"
    lead = above[-_LED:] if not before.strip("[alt] ") else ""
    if _DATA.search(f"{lead} {before[-_LED:]}" if lead else before[-_LED:]):
        yield "provides data"
    if _LOOKED.match(place.after):
        yield "before the day on which a page was looked at"
    if _CODED_BEFORE.match(before) and _CODED_BEHIND.match(place.after):
        beside = above.rstrip("\n").rpartition("\n")[2], below.lstrip("\n").partition("\n")[0]
        coded = sum(_CODED.fullmatch(line) is not None for line in beside)
        if coded:
            yield f"a code in brackets, {coded} beside"
    slashed = _SLASHED.search(left[-_REACH:]) if "/" in (left[-1:], right[:1]) else None
    behind = _SLASHED_BEHIND.match(right)
    parts = slashed[1] + behind[0] if slashed is not None and behind is not None else ""
    if parts.count("/") >= _SEVERAL:
        yield "one of several words between slashes"
    if _goes_on_over_lines(place, above, below):
        yield "in a list that goes on over lines"
    if _YEARED.match(place.after) and _SOURCED.search(near):
        yield "the source of a figure, with its year"
    if _EXAMPLE.search(before[-_EXAMPLED:]):
        yield "behind a word for examples"
    if _FEED.match(place.after):
        yield "a bracket behind tells of a feed or a price"
    several = names > 1 or _MORE.match(place.after) is not None
    if (several or _MORE.search(before)) and _LABEL.match(before):
        yield "behind a label of houses"
    listed = _HOUSES.search(before[-_REACH:]) if "(" in before or "（" in before else None
    if listed is not None:
        if several or _MORE.search(listed["inside"]):
            yield "in a list of houses in brackets"
    elif before[-1:] == " " and _refers(before, place.after):
        yield "closes an entry of references"


def _goes_on_over_lines(place: Place, above: str, below: str) -> bool:
    """Whether a sentence's list of houses was broken into lines at the name."""
    if _COMMA.match(place.after) is None:
        return False
    if not place.before.strip(_QUOTING):
        return above.rstrip(" \n").endswith(",") and above.count(",") > 1
    last = not place.after.strip(" ,")
    return last and "," in place.before and _COMMA_NEAR.match(below.lstrip("\n")) is not None


def _refers(before: str, after: str) -> bool:
    """Whether a house closes an entry of references: its title is before it, or its author."""
    if _ENTRY.match(before):
        return _DATED.match(after) is not None or _RETRIEVED.match(after) is not None
    return _CITED.match(after) is not None and _AUTHOR.match(before) is not None
