"""Signs of reports that name their source: an agency's own, and those of others that cite it."""

import re
from collections.abc import Iterator, Mapping

from checker.engine.forms import Hit
from checker.engine.marked import Chain
from checker.engine.weighing.borders import Classes, sign_of
from checker.engine.weighing.lines import Place, sentence_ends

__all__ = ["REPORT", "report_signs"]

REPORT = "report"  # the template of reports that name their source
_OWN = "own_report"  # the words of reports that name the agency's correspondent
_CORRESPONDENT = "a correspondent of the name reports"
_LEAD_REACH = 40  # characters before a name in which these words are looked for
_REACH = 440  # and in which its sentence begins
_BULLETS = " \t\"'`*•|>-–—"
# An agency's report goes on with whose report it passes on. Marked text has no accents.
_PASSED_ON = re.compile(
    r"""["'»”]?,\s(?:об\ этом|про\ це|про\ гэта|за\ това|o\ tome|o\ tym|bu\ barede)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# By script of a report's lead, the languages that it may be of: agencies report in their own.
_SPOKEN = (
    ("\u0600", "\u06ff", frozenset({"fa", "ps", "ku"})),
    ("\u0400", "\u04ff", frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg"})),
)


def report_signs(
    hit: Hit,
    place: Place,
    chain: Chain,
    *,
    text: str,
    left: str,
    above: int,
    classes: Classes,
    languages: Mapping[str, frozenset[str]],
) -> Iterator[str]:
    """Yields where a report stands that names its source before the name of a chain.

    `text` is the marked text, `left` what is left of the name with words of the grammar as
    characters, `above` the story's lines there, and `languages` those of agencies.
    """
    near = left.rsplit("\n", 1)[-1][-_LEAD_REACH:]
    if any(_OWN in classes.get(sign, ()) for sign in near):
        yield _CORRESPONDENT
    if " " not in text[hit.start : chain.at].strip():
        yield "a report's lead of one word"  # it closes a sentence elsewhere
        return
    lead = text[max(place.start, hit.start - _REACH) : hit.start].strip(_BULLETS)
    where = "a line" if not lead else "a sentence" if sentence_ends(lead) else "no sentence"
    yield f"a report's lead opens {where}"
    behind = sign_of(classes, place.after.lstrip()[:1])
    yield f"a report's lead opens {where}, name {behind}"
    told = f"story {min(above, 1)} above"
    yield f"a report's lead opens {where}, {told}"
    if lead == "" and _PASSED_ON.match(place.after):
        yield "a report's lead, then whose report it passes on"
    letter = text[hit.start]
    spoken = next((of for low, high, of in _SPOKEN if low <= letter <= high), None)
    ids = {agency for mention in chain.mentions for agency in mention.agencies}
    if spoken and not any(spoken & languages.get(agency, frozenset()) for agency in ids):
        yield "a report's lead, none of its language"
    if "\u0600" <= letter <= "\u06ff":
        yield f"a report's lead in Arabic letters opens {where}, {told}"
