"""Zones of a plain text: headline, byline, head, body, tail, and the lists of other stories.

Paragraphs are separated by blank lines; lines are paragraphs of their own unless they are
hard-wrapped running text. Cues are general: position, length, final punctuation, lead-in words.
"""

import re
from collections.abc import Iterator

from checker.models.draft import Zone
from checker.models.vocabulary import ZoneKind, ZoneRole
from checker.text.expression import expression
from checker.text.sentences import STOPS
from checker.values import dataclass

__all__ = ["text_zones"]

_PROSE = 70  # characters from which a paragraph is running text (Han and kana count three)
_LINE = 160
_MOST_LINES = 20_000  # lines looked at one by one; the rest of a longer text is one zone
_WIDE = expression("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BLANK_LINES = expression(r"(?:\r\n|\n|\r)(?:[ \t\u00a0\u3000]*(?:\r\n|\n|\r))+")
_LINE_END = expression(r"\r\n|\n|\r")
_SENTENCE_END = expression(rf"[{STOPS}»”\"')\]]\s*$")
_BYLINE = expression(
    r"(?:by|von|par|por|de|di|da|af|av|door|autor(?:in)?|author|text|texte|testo|texto|napsal"
    r"|yazan|oleh|reporting by|от|автор|تقرير|بقلم|कवि|記者|文／)\b[:\s]",
    re.IGNORECASE,
)
_CREDIT = expression(
    r"[\W_]*(?:©|\(c\)\s|copyright\b|source\b|sources\b|quelle\b|quellen\b|fuente\b|fonte\b|bron\b"
    r"|kilde\b|källa\b|zdroj\b|źródło\b|kaynak\b|sumber\b|источник\b|来源|來源|出典|출처|المصدر"
    r"|credit\b|with (?:files|material|inputs?)\b|mit material\b|con información\b|avec\b)",
    re.IGNORECASE,
)
_PICTURE = expression(
    r"[\W_]*(?:(?:file |archiv)?(?:photo|photograph|picture|image|foto|fotos|bild|photos|bilder"
    r"|imagen|imagem|kuva|zdjęcie|фото|写真|图片|圖|사진|صورة)(?:s|graphie)?\s*(?:credit|by|von"
    r"|par|de|di|:|/|©|：)|(?:caption|bildunterschrift|légende|didascalia|leyenda)\s*:|!\[)",
    re.IGNORECASE,
)
_OTHERS = expression(
    r"[\W_]*(?:related (?:stories|articles|content|news|topics|links)?|read (?:more|also|next)"
    r"|see also|more (?:from|on|stories|news|headlines)|also (?:read|on)|most (?:read|popular"
    r"|viewed)|latest (?:news|stories|headlines)|top stories|trending|recommended|you may also"
    r"|up next|mehr zum thema|lesen sie auch|auch interessant|meistgelesen|das könnte"
    r"|à lire aussi|lire aussi|sur le même sujet|les plus lus|lea también|también puede|le puede"
    r"|noticias relacionadas|más noticias|leia (?:também|mais)|notícias relacionadas"
    r"|leggi anche|articoli correlati|lees ook|læs også|läs också|les også|lue myös|czytaj też"
    r"|ilgili haberler|baca juga|читайте также|по теме|اقرأ أيضا|関連記事|相关新闻|相關新聞"
    r"|관련기사)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_COMMENTS = expression(
    r"[\W_\d]*(?:comments?|reader comments|kommentare?|commentaires?|comentarios?|comentários?"
    r"|commenti|reacties|комментарии|yorumlar|leave a (?:reply|comment))[\W_\d]*$",
    re.IGNORECASE,
)
_BIOGRAPHY = expression(
    r"[\W_]*(?:about the authors?\b|über (?:den autor|die autorin|den verfasser)|zur person\b"
    r"|zum autor\b|sobre (?:el|la|o|a) autor|à propos de l.auteur|l.autore\b.{0,3}:|über uns"
    r"|[\w .'-]{4,40} is (?:a|an|the) (?:[\w-]+ ){0,4}(?:reporter|correspondent|journalist"
    r"|columnist|editor|writer|producer)\b)",
    re.IGNORECASE,
)
_SITE = expression(
    r"[\W_]*(?:this (?:site|website|service)\b|we use cookies|cookie (?:policy|settings)"
    r"|privacy policy|terms (?:of use|and conditions|of service)|subscribe to|sign up for"
    r"|follow us|impressum|datenschutz|mentions légales|aviso legal|newsletter)",
    re.IGNORECASE,
)
_HEADING = expression(r"#{1,6} ")
_ITEM = expression(r"(?:[-*•·▪►‣–+]|\d{1,2}[.)])\s+")


@dataclass(slots=True)
class _Part:
    """A paragraph or a line of its own."""

    start: int
    end: int
    text: str
    weight: int
    prose: bool
    role: ZoneRole = ""
    kind: ZoneKind = "body"


def text_zones(text: str) -> tuple[Zone, ...]:
    """Returns the zones of a plain text, sorted, without the white space between paragraphs."""
    parts = list(_parts(text))
    prose = [index for index, part in enumerate(parts) if part.prose]
    _head(parts, prose)
    _foot(parts, prose)
    _place([part for part in parts if part.kind != "furniture"])
    for part in parts:
        _line(part)
    return tuple(
        Zone(part.start, part.end, part.kind, part.role, "h" if part.role == "headline" else "p")
        for part in parts
    )


def _parts(text: str) -> Iterator[_Part]:
    start, count = 0, 0
    for gap in _BLANK_LINES.finditer(text):
        count += 1
        if count > _MOST_LINES:
            break
        yield from _lines(text, start, gap.start())
        start = gap.end()
    if count > _MOST_LINES:
        yield from _part(text, start, len(text))
    else:
        yield from _lines(text, start, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[_Part]:
    """A paragraph, or its lines where each is one of its own."""
    breaks = [match.span() for match in _LINE_END.finditer(text, start, end)]
    if not breaks or len(breaks) > _MOST_LINES:
        yield from _part(text, start, end)
        return
    edges = [start, *(edge for span in breaks for edge in span), end]
    lines = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    if _wrapped([text[a:b] for a, b in lines]):
        yield from _part(text, start, end)
        return
    for a, b in lines:
        yield from _part(text, a, b)


def _wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph broken at a fixed width."""
    inner = [len(line.rstrip()) for line in lines[:-1]]
    longest = max(inner)
    if not 40 <= longest <= 130 or min(inner) < 0.6 * longest:
        return False
    if len(lines[-1].rstrip()) > 1.1 * longest:
        return False
    starts = [line.lstrip()[:1] for line in lines[1:]]
    if any(first.isupper() for first in starts):
        return 3 * sum(1 for first in starts if not first.isupper()) >= len(starts)
    return True


def _part(text: str, start: int, end: int) -> Iterator[_Part]:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return
    start += piece.find(bare[0]) if piece[0] != bare[0] else 0
    weight = len(bare) + (0 if bare.isascii() else 2 * len(_WIDE.findall(bare[:4000])))
    prose = weight >= _PROSE and (weight > 250 or bool(_SENTENCE_END.search(bare[-8:])))
    yield _Part(start, start + len(bare), bare[:4000], weight, prose)


def _place(parts: list[_Part]) -> None:
    """Head until the second paragraph, tail from the last but one, body between them."""
    prose = [index for index, part in enumerate(parts) if part.prose]
    if not prose:
        half = (len(parts) + 1) // 2
        for index, part in enumerate(parts):
            part.kind = "head" if index < half else "tail"
        return
    head = prose[min(1, len(prose) - 1)]
    tail = prose[-2] if len(prose) > 3 else prose[-1]
    for index, part in enumerate(parts):
        part.kind = "head" if index <= head else "tail" if index >= tail else "body"


def _head(parts: list[_Part], prose: list[int]) -> None:
    """Headline and bylines above the first paragraph."""
    if not prose:
        return
    for part in parts[: prose[0]]:
        if _HEADING.match(part.text):
            part.role = "headline"
    above = [part for part in parts[: prose[0]] if not part.role]
    titled = any(part.role == "headline" for part in parts[: prose[0]])
    for part in above:
        bare = part.text
        if _BYLINE.match(bare) and part.weight < _LINE:
            part.role = "byline"
        elif not titled and 15 < part.weight < 250 and not bare.endswith((".", "。", "-", "–")):
            part.role, titled = "headline", True
        elif titled and part.weight < 70 and not _SENTENCE_END.search(bare[-4:]):
            part.role = "byline"


def _foot(parts: list[_Part], prose: list[int]) -> None:
    """Lists of other stories, comments and biographies below the article."""
    if not prose:
        return
    state: ZoneRole = ""
    for index in range(prose[0] + 1, len(parts)):
        part = parts[index]
        lead = _lead(part)
        if lead:
            state = lead
        elif state == "biography" and index - 1 > 0 and parts[index - 1].role == "biography":
            state = "biography" if parts[index - 1].weight < _PROSE else ""
        elif state == "teaser" and (part.prose or _CREDIT.match(part.text)):
            state = ""
        if state:
            part.role, part.kind = state, "furniture"
    _lists(parts, prose)


def _lead(part: _Part) -> ZoneRole:
    """What a paragraph announces: other stories, comments, the author."""
    short = part.weight < 90
    if short and _OTHERS.match(part.text):
        return "teaser"
    if short and _COMMENTS.match(part.text):
        return "comment"
    return "biography" if _BIOGRAPHY.match(part.text) else ""


def _lists(parts: list[_Part], prose: list[int]) -> None:
    """Runs of at least four title-like lines near the end are other stories."""
    if len(prose) < 2:
        return
    run: list[_Part] = []
    for index in range(prose[1] + 1, len(parts) + 1):
        if index < len(parts) and _titular(parts[index]):
            run.append(parts[index])
            continue
        if len(run) >= 4 and sum(1 for i in prose if i >= index) <= 2:
            for member in run:
                member.role, member.kind = "teaser", "furniture"
        run = []


def _titular(part: _Part) -> bool:
    """A line like a headline: no mark of a credit, no full stop, several words or a list item."""
    if (
        part.role not in ("", "teaser")
        or part.prose
        or part.weight > 200
        or _CREDIT.match(part.text)
    ):
        return False
    if part.text.startswith("(") or _PICTURE.match(part.text):
        return False
    return bool(_ITEM.match(part.text)) or not part.text.endswith((".", "。"))


def _line(part: _Part) -> None:
    """Roles that a line's own words give it."""
    if part.role:
        return
    if part.text.startswith(">"):
        part.role = "quote"
    elif part.weight < 600 and _PICTURE.match(part.text):
        part.role = "picture_credit" if part.weight < _LINE else "caption"
        part.kind = "caption"
    elif part.weight < 2 * _LINE and _CREDIT.match(part.text) and part.kind != "body":
        part.role = "credit"
    elif part.weight < _LINE and _SITE.match(part.text) and part.kind == "tail":
        part.role, part.kind = "site", "furniture"
