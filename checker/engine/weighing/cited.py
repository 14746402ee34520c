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
_EXAMPLED = 24  # characters before a name in which an example is announced
_REACH = 120  # and in which a list in brackets opens


def cited_signs(place: Place, names: int) -> Iterator[str]:
    """Yields the signs of names in lists of houses, in references and as examples.

    `names` are those of the chain.
    """
    before = place.before
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


def _refers(before: str, after: str) -> bool:
    """Whether a house closes an entry of references: its title is before it, or its author."""
    if _ENTRY.match(before):
        return _DATED.match(after) is not None or _RETRIEVED.match(after) is not None
    return _CITED.match(after) is not None and _AUTHOR.match(before) is not None
