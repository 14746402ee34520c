"""Signs that a text speaks of an agency or of its marks, and is not marked itself.

A style guide shows a dateline, a glossary explains a house, a court names a party, a panel its
guests, a quiz its answer. Each has a grammar of its own around the name.
"""

import re
from collections.abc import Iterator

from checker.engine.marked import Marked
from checker.engine.weighing.lines import Place

__all__ = ["spoken_signs"]

_REACH = 160  # characters of a line on either side of a name that are looked at
_NEAR = 300  # characters above and below a line in which facts of a house stand
# Those who teach marks judge one, tell to write one, or tell in three words or more what one is.
# A colon or a quotation mark leads to it. Marked text has no accents.
_JUDGED = re.compile(
    r"""(?:^|[\W\d_])(?:(?:in)?correct|wrong|falsch|richtig|correcte|incorrect[eo]?|mauvais|faux
    |correcto|errado|correto|corretto|sbagliato|juist|fout|felaktigt|riktigt|riktig|feil|rigtigt|forkert
    |poprawnie|zle|spravne|spatne|helyes|helytelen|corect|gresit|dogru|yanlis|benar|salah
    |правильно|неправильно|неверно|вірно|невірно|σωστο|λαθος|正确|错误|良い例|悪い例)
    [:：]\s?["'`]?[^"'`\n.!?]{0,50}$""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAD = r"""(?:[:：]\s?["'`]?|(?<=\s)["'`]|[「『])[^"'`\n=]{0,50}$"""
_TOLD_TO = re.compile(
    rf"""(?:^|[\W\d_])(?:write|cite|schreib(?:en|t)|zitier(?:en|t)|ecri(?:re|vez)|indiqu(?:er|ez)
    |escrib[ae]|indique|escreva|scriv(?:ere|i|ete)|indica(?:re|te)|schrijf|skriv|napisz|napiste|irja
    |указыва\w+|укаж\w+|пиш\w+|пишіть|вкажіть|γραψτε|写作|标注为|표기)\s[^.!?\n"'`=(){{}}]{{1,60}}?{_LEAD}""",
    re.VERBOSE | re.IGNORECASE,
)
_DEFINED = re.compile(
    rf"""(?:^|[\W\d_])(?:date-?line|by-?line|credit(?:\sline)?|attribution|stylebook|spitzmarke|ortsmarke
    |agenturkurzel|bildnachweis|quellenangabe|signature|legende|firma|credito|assinatura|didascalia
    |naamsvermelding|bijschrift|bildtext|billedtekst|podpis|popisek|alairas|semnatura|imza|подпис\w{{0,3}}|υπογραφη)
    (?:,\sn\.)?(?:,?\s[^\W\d_]{{1,16}}){{3,9}},?\s?{_LEAD}""",
    re.VERBOSE | re.IGNORECASE,
)
# A mark in quotation marks, and the sentence that has it goes on behind them.
_QUOTED_BEFORE = re.compile(r"""[^\W\d_][:：,]?\s["'`][^"'`\n]{3,60}$""")
_QUOTED_BEHIND = re.compile(
    r"""[^"'`\n]{0,24}["'`](?:\s[^\W\d_A-ZА-Я\u0370-\u03ab]|[.,;]\s[^\W\d_])"""
)
# The other party of a lawsuit, behind its sign or before it.
_SUIT = r"(?:v|vs|c)\.|v|vs|\./\.|contra|gegen|contre|contro|proti|przeciwko"
_SUED_BEFORE = re.compile(rf"[^\W\d_][.,)]?\s(?:{_SUIT})\s(?:The\s|the\s|l')?$")
_SUED_BEHIND = re.compile(r"(?:,\sInc\.)?\s(?:v\.|vs\.?|v|\./\.|c\.)\s[^\W\d_a-z]")
# "Ann (NAME) and Bo (Other)": persons with their houses, joined as a sentence joins them.
_JOINED_BEHIND = re.compile(
    r"""\)\s(?:&|and|und|et|y|e|ed|en|och|og|ja|i|a|es|si|ve|dan|va|и|і|та|και|و)\s
    (?:[^\W\d_a-z][\w.'-]{0,20}\s){1,3}\([^()\n]{1,30}\)""",
    re.VERBOSE,
)
_JOINED_BEFORE = re.compile(
    r"""[^\W\d_a-z][\w.'-]{0,20}\s\([^()\n]{1,30}\)\s(?:&|and|und|et|y|e|ed|en|och|og|ja|i|a|es
    |si|ve|dan|va|и|і|та|και|و)\s(?:[^\W\d_a-z][\w.'-]{0,20}\s){1,3}\($""",
    re.VERBOSE,
)
# An answer, and the heading of a letter.
_ANSWER = re.compile(
    r"""(?:[?？؟]\s{1,3}|(?P<line>^\W{0,3}))(?:\(?[A-Da-d][).]|A|R|F|V|Ans(?:wer)?|Antwort|Lo?sung|Reponse|Respuesta
    |Resposta|Risposta|Antwoord|Svar|Odpowiedz|Odpoved|Valasz|Raspuns|Cevap|Vastaus|Ответ|Відповідь
    |Απαντηση|答え?|答案|정답|답)\s?[:：.]?\s$""",
    re.VERBOSE,
)
_SUBJECT = re.compile(
    r"""^\W{0,3}(?:Subject|Re|Fwd?|Betreff|AW|Objet|Asunto|Assunto|Oggetto|Onderwerp|Emne|Amne|Aihe|Temat
    |Predmet|Targy|Subiect|Konu|Тема|Θεμα|件名|主题|主題|제목)\s?[:：]\s(?:(?:Re|RE|Fwd?|AW)[:：]\s)?[^:：\n]{0,60}$""",
    re.VERBOSE | re.IGNORECASE,
)
# A house and what it is: "NAME - Agenzia ...", "NAME: deutsche Nachrichtenagentur".
_EXPLAINED = re.compile(
    r"""\s?(?:[-:=]{1,2}|\((?:abbr|abk)[^()\n]{0,12}\):?)\s(?:[^\W\d_]+[\s-]){0,3}?[^\W\d_]{0,14}
    (?:(?<![^\W\d_])(?:agency|agence|agencia|agenzia|agencja|ajansi?|agjensi\w*|kantor\sberita|hang\stin)
    |agentura?|nyhetsbyra|nyhedsbureau|tietotoimisto|agentschap|hirugynokseg|агентств[оа]|агенция
    |πρακτορειο|通讯社|通訊社|通信社|통신사|وكالة|خبرگزاری)(?![^\W\d_])""",
    re.VERBOSE | re.IGNORECASE,
)
# Facts of a house, each behind its label in a line.
_FACT = re.compile(
    r"""^\W{0,8}(?:country|founded|established|headquarters?|seat|type|owner|ceo|staff|employees
    |website|motto|land|gegrundet|grundung|sitz|hauptsitz|mitarbeiter|gesellschafter|pays|fondation
    |fondee|siege|effectifs?|directeur|pais|fundacion|fundada|sede|empleados|fundacao|fondazione
    |fondata|stato|dipendenti|opgericht|hoofdkantoor|grundat|sate|grundad|hovedkontor|stiftet
    |kraj|zalozenie|siedziba|zeme|zalozeno|sidlo|orszag|alapitas|szekhely|tara|fondat|sediu
    |ulke|kurulus|merkez|страна|год\sоснования|основан\w?|штаб-квартира|країна|засновано|χωρα|ιδρυση
    |国家|成立|总部|本社|設立|국가|설립|본사)\s?[:：|=\t]""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_FACTS = 2  # lines of such facts near a name's line
# Ways of a journey, each place with a code in brackets.
_ARROWED = re.compile(r"[)\]]\s?(?:→|->|=>|⇒|➔|➜|»)\s?\w|[)\]]\s?$")
_ARROW = re.compile(r"(?:→|->|=>|⇒|➔|➜)\s?\w[\w\s.'-]{0,30}[(\[]$")
_HEAD = re.compile(r"^\W{0,6}$")


def spoken_signs(marked: Marked, place: Place) -> Iterator[str]:
    """Yields the signs of what a line says of a name."""
    before, after = place.before[-_REACH:], place.after[:_REACH]
    if any(taught.search(before) for taught in (_JUDGED, _TOLD_TO, _DEFINED)):
        yield "shown by those who teach marks"
    if _QUOTED_BEFORE.search(before) and _QUOTED_BEHIND.match(after):
        yield "in quotation marks inside a sentence"
    if _SUED_BEFORE.search(before) or _SUED_BEHIND.match(after):
        yield "a party of a lawsuit"
    if (
        after[:1] == ")"
        and ":" not in before
        and (_JOINED_BEHIND.match(after) or _JOINED_BEFORE.search(before))
    ):
        yield "the house of one of several persons"
    if (answer := _ANSWER.search(before)) and (
        answer["line"] is None or _asked(marked.text, place.start)
    ):
        yield "answers a question"
    arrowed = _ARROWED.match(after)
    if arrowed is not None and (len(arrowed[0].strip()) > 1 or _ARROW.search(before)):
        yield "a place of a journey"
    if _SUBJECT.match(place.before):
        yield "in the subject of a letter"
    if _HEAD.match(place.before) and _EXPLAINED.match(after):
        yield "explained by what it is"
    if ":" in before or "：" in before or "|" in before:
        near = marked.text[max(0, place.start - _NEAR) : place.end + _NEAR]
        if len(_FACT.findall(near)) >= _FACTS and place.where in ("end", "alone"):
            yield "among facts of a house"


def _asked(text: str, start: int) -> bool:
    """Whether a question ends right before a line."""
    return text[max(0, start - 4) : start].rstrip().endswith(("?", "？", "؟"))
