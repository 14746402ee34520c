"""Where a text was published first: a house's line below it, which is nobody's story."""

from pathlib import Path

import pytest

from checker.text.reader_calls import is_a_reader_call
from tests.matching.searching import FIRST, counted, searched
from tests.matching.test_reader_calls import BARGE, TRAMS

LINES = {
    "en": "This report by The Marren Press was first published on the second of May, in the paper.",
    "en, site": "This story originally appeared in the Marren Courier, by an old pact.",
    "en, joined": (
        "This report by The Marren Press was first published in May. — By Ida Voss in Osby. Follow"
        " her on the quay, The Marren Press."
    ),
    "de": "Dieser Artikel erschien zuerst in der Wochenzeitung Der Leuchtturm und wurde gekürzt.",
    "fr": "Cet article a d'abord été publié par le journal du phare, avec lequel nous travaillons.",
    "es": "Este artículo se publicó originalmente en la revista del faro con permiso de ella.",
    "it": "Questo articolo è stato pubblicato per la prima volta sulla rivista del faro di Osby.",
    "pt": "Este artigo foi publicado originalmente na revista do farol e traduzido pela redação.",
    "nl": "Dit artikel verscheen eerder in het weekblad van de vuurtoren en is licht ingekort.",
    "sv": "Artikeln publicerades först i tidningen Fyren och har sedan kortats av redaktionen här.",
    "pl": "Ten artykuł ukazał się pierwotnie w tygodniku Latarnia i został nieco skrócony.",
    "cs": "Článek původně vyšel v týdeníku Maják a redakce ho pro web zkrátila a znovu přeložila.",
    "ru": "Эта статья была впервые опубликована в журнале «Маяк» и сокращена редакцией для сайта.",
    "uk": "Стаття вперше опублікована в журналі «Маяк» і скорочена редакцією для нашого сайту.",
    "tr": "Bu makale ilk olarak Fener dergisinde yayımlandı ve sitemiz için biraz kısaltıldı.",
    "ar": "نشر هذا المقال لأول مرة في مجلة المنارة وأعيد نشره هنا بعد أن اختصر قليلا.",
    "hi": "यह लेख पहली बार दीपस्तंभ पत्रिका में छपा था और यहाँ थोड़ा छोटा किया गया है।",
    "id": "Artikel ini pertama kali terbit di majalah Mercusuar dan diringkas untuk situs ini.",
    "zh": "本文首发于灯塔周刊，经授权在本站刊出，内容略有删节，标题有改动。",
}
# Who reports that something was published speaks of it, not of the text itself.
REPORTED = {
    "en": "The report by the pilots was first published on the second of May and nobody read it.",
    "de": "Der Artikel der Lotsen erschien zuerst in der Wochenzeitung und wurde dann verboten.",
    "fr": "L'article des pilotes a d'abord été publié par le journal du phare, puis il fut brûlé.",
    "es": "El artículo de los pilotos se publicó primero en la revista del faro y luego se quemó.",
    "pl": "Artykuł pilotów ukazał się najpierw w tygodniku, po czym spalono go na rynku w nocy.",
    "ru": "Статья лоцманов была впервые опубликована в журнале, а потом её сожгли на площади.",
}


def _counts(folder: Path, line: str, draft: str) -> bool:
    held: list[tuple[str, int | None]] = [(f"{BARGE} Eels fled.\n\n{line}", FIRST)]
    return bool(counted(searched(folder, held, draft, FIRST + 1)))


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_where_a_text_was_published_first_is_no_reuse(tmp_path: Path, line: str) -> None:
    assert not _counts(tmp_path, line, f"{TRAMS}\n\n{line}")


@pytest.mark.parametrize("line", [LINES[name] for name in LINES if name != "zh"])
def test_a_story_copied_with_that_line_counts(tmp_path: Path, line: str) -> None:
    assert _counts(tmp_path, line, f"{BARGE} Eels fled.\n\n{line}")


@pytest.mark.parametrize("line", REPORTED.values(), ids=REPORTED)
def test_a_report_about_a_publication_is_no_such_line(line: str) -> None:
    assert not is_a_reader_call(line)
