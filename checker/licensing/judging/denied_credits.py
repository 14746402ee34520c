"""Lines that name an owner and are no credit: they deny it, or list what a text is about."""

import re
from functools import cache

from checker.licensing.judging.placement import Layout
from checker.models.draft import Span

__all__ = ["is_denied"]

_AROUND = 160  # characters of a clause on either side of a name
_NEAR = 4  # words on either side of it among which "not" denies it
_CUT = re.compile(r"[;:!?,()\[\]|\n–—。；：，、！？（）【】「」،؛؟]|\.(?:\s|$)|\s-{1,2}\s")
# A copyright line says "not" of what readers may do.
_CLAIMED = re.compile(r"©|\(c\)|copyright|all rights", re.IGNORECASE)
_NOT = (
    r"not|no|never|cannot|\w+n['’]t|nicht|kein\w*|niemals|pas|jamais|aucun\w*|nunca"
    r"|ningun[oa]?|non|mai|nessun[oa]?|não|nem|niet|geen|nooit|inte|ej|aldrig|ikke|aldri"
    r"|ingen|ei|eivät|nie|nigdy|není|nejsou|neni|ne|nu|nije|nisu|нет|не|ни|ні|няма|није"
    r"|δεν|όχι|ποτέ|değil\w*|ليس\w*|لا|لم|لن|نیست\w*|نه|לא|אינ\w*|אין|नहीं|không|chẳng"
    r"|bukan|tidak|নয়|নেই"
)
_NOT_UNSPACED = r"并非|並非|不是|非本|没有|沒有|ではありません|ではない|でない|않|아닙니다|아니|ไม่"
# Labels of lists of subjects.
_SUBJECTS = (
    r"\W{0,3}(?:tags?|tagged|keywords?|key words|topics?|related(?: topics| stories)?"
    r"|see also|read also|schlag(?:wörter|worte)|stichw(?:örter|orte)|themen"
    r"|mehr zum thema|mots[- ]clés|étiquettes|sujets|thèmes|etiquetas?|palabras clave"
    r"|temas?|parole chiave|argomenti|palavras-chave|assuntos|trefwoorden|onderwerpen"
    r"|nyckelord|ämnen|emneord|emner|stikkord|avainsanat|aiheet|tagi|słowa kluczowe|tematy"
    r"|klíčová slova|témata|štítky|kľúčové slová|címkék|kulcsszavak|etichete|cuvinte cheie"
    r"|oznake|ključne (?:riječi|reči|besede)|кључне речи|ключевые слова|теги|метки|темы"
    r"|теми|ключові слова|етикети|ετικέτες|λέξεις[- ]κλειδιά|etiketler|anahtar kelimeler"
    r"|الوسوم|وسوم|كلمات مفتاحية|برچسب‌?ها|کلیدواژه‌?ها|תגיות|מילות מפתח|टैग|từ khóa|thẻ"
    r"|kata kunci|关键词|關鍵詞|標籤|标签|話題|タグ|キーワード|태그|키워드)"
    r"\s{0,2}[:：]"
)


@cache
def _subjects() -> re.Pattern[str]:
    return re.compile(_SUBJECTS, re.IGNORECASE)


@cache
def _denies() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_NOT})(?!\w)|{_NOT_UNSPACED}", re.IGNORECASE)


def is_denied(span: Span, layout: Layout) -> bool:
    """Returns whether the clause around a name says "not" of it, or its line lists subjects.

    A dateline is a credit whatever its sentence says.
    """
    block = layout.block_at(span.start)
    start, end = (block.start, block.end) if block is not None else (0, len(layout.text))
    line = layout.text.rfind("\n", start, span.start) + 1 or start
    if _subjects().match(layout.text, line, span.start) is not None:
        return True
    if "dateline" in layout.places(span):
        return False
    before = layout.text[max(start, span.start - _AROUND) : span.start]
    after = layout.text[span.end : min(end, span.end + _AROUND)]
    cuts = [found.end() for found in _CUT.finditer(before)]
    cut = _CUT.search(after)
    before = before[cuts[-1] if cuts else 0 :]
    after = after[: cut.start() if cut else None]
    if _CLAIMED.search(f"{before} {after}") is not None:
        return False
    near = " ".join(before.split()[-_NEAR:]), " ".join(after.split()[:_NEAR])
    return any(_denies().search(side) is not None and not side.isupper() for side in near)
