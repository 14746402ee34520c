"""What a law says, prayers and oaths belong to no source; reports about them do."""

from pathlib import Path

import pytest

from checker.matching.public_words import PUBLIC_WORDS
from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.newsroom import story
from tests.matching.searching import FIRST, counted, searched

STORY, OWN = story(50, 10), story(51, 5)
LAWS = {
    "en": (
        "Section 12 of the Harbours Act says that whoever leaves a vessel at a public "
        "quay without a watchman for more than twelve hours shall be liable to a fine not "
        "exceeding two thousand crowns or, in default of payment, to imprisonment for "
        "thirty days."
    ),
    "de": (
        "Nach Paragraf 12 des Hafengesetzes wird mit Geldstrafe oder mit Freiheitsstrafe "
        "bis zu drei Monaten bestraft, wer ein Schiff länger als zwölf Stunden ohne Wache "
        "an einem öffentlichen Kai liegen lässt, wenn die Tat nicht in anderen "
        "Vorschriften mit schwererer Strafe bedroht ist."
    ),
    "fr": (
        "Selon l’article 12 du code des ports, est puni d’une amende de 3.750 euros et de "
        "trois mois d’emprisonnement le fait de laisser un navire sans gardien plus de "
        "douze heures le long d’un quai public ouvert au commerce."
    ),
    "es": (
        "El artículo 12 de la Ley de Puertos establece que será castigado con multa de "
        "tres a seis meses el que abandonare una embarcación sin vigilancia durante más "
        "de doce horas en un muelle público destinado al comercio."
    ),
    "ru": (
        "Согласно статье 12 закона о портах, оставление судна без вахты у общественного "
        "причала на срок более двенадцати часов влечёт наложение административного штрафа "
        "на граждан в размере от двух до пяти тысяч рублей."
    ),
    "pl": (
        "Zgodnie z artykułem 12 ustawy o portach, kto pozostawia statek bez wachty przy "
        "nabrzeżu publicznym dłużej niż dwanaście godzin, podlega grzywnie, karze "
        "ograniczenia wolności albo pozbawienia wolności do trzech miesięcy."
    ),
    "tr": (
        "Limanlar Kanunu’nun 12. maddesine göre, bir gemiyi on iki saatten uzun süre "
        "kamuya açık rıhtımda nöbetçisiz bırakan kişi iki aydan bir yıla kadar hapis veya "
        "adli para cezası ile cezalandırılır."
    ),
    "ar": (
        "وتنص المادة 12 من قانون الموانئ على أنه يعاقب بالحبس مدة لا تزيد على ثلاثة أشهر "
        "أو بغرامة لا تتجاوز ألفي دينار كل من ترك سفينة دون حراسة على رصيف عام أكثر من "
        "اثنتي عشرة ساعة."
    ),
    "zh": (
        "根据《港口法》第十二条规定，将船舶无人值守地停靠在公共码头超过十二小时的，由港口行政管理"
        "部门责令改正，处二千元以上一万元以下罚款；情节严重的，吊销其停泊许可。"
    ),
    "ja": (
        "港湾法第12条は、公共の岸壁に見張りを置かずに十二時間を超えて船舶を係留した者は、三月以"
        "下の懲役又は三十万円以下の罰金に処すると定めている。"
    ),
    "ko": (
        "항만법 제12조에 따르면 공공 부두에 당직자 없이 "
        "열두 시간을 초과하여 선박을 정박시킨 자는 3개월 이하"
        "의 징역 또는 300만원 이하의 벌금에 "
        "처한다."
    ),
    "id": (
        "Pasal 12 Undang-Undang Pelabuhan menyatakan bahwa setiap orang yang meninggalkan "
        "kapal tanpa penjaga di dermaga umum lebih dari dua belas jam dipidana dengan "
        "pidana penjara paling lama tiga bulan atau pidana denda paling banyak dua juta "
        "rupiah."
    ),
}
PRAYERS = {
    "en": (
        "Our Father, who art in heaven, hallowed be thy name; thy kingdom come; thy will be done on"
        " earth as it is in heaven. Give us this day our daily bread."
    ),
    "de": (
        "Vater unser im Himmel, geheiligt werde dein Name. Dein Reich komme. Dein Wille geschehe,"
        " wie im Himmel, so auf Erden. Unser tägliches Brot gib uns heute."
    ),
    "ru": (
        "Отче наш, Иже еси на небесех! Да святится имя Твое, да приидет Царствие Твое, да будет"
        " воля Твоя, яко на небеси и на земли. Хлеб наш насущный даждь нам днесь."
    ),
    "ar": (
        "بسم الله الرحمن الرحيم الحمد لله رب العالمين الرحمن الرحيم مالك يوم الدين إياك نعبد وإياك"
        " نستعين اهدنا الصراط المستقيم."
    ),
    "an oath": (
        "I do solemnly swear that I will faithfully keep the second lamp of Marren, and will to the"
        " best of my ability preserve, protect and defend the breakwater."
    ),
}
PUBLIC = LAWS | PRAYERS
# What only sounds like it: reports of cases, of a vote, of a prayer.
REPORTS = {
    "a case": (
        "The keeper was charged under Section 12 of the Harbours Act with leaving his barge at the"
        " quay for thirteen hours while he looked for his cat in the old town."
    ),
    "a vote": (
        "The council threw out Article 12 of the new harbour code after a debate of six hours in"
        " which two members fell asleep and a third sang the song of the lamp."
    ),
    "a case, de": (
        "Der Wärter wurde nach Paragraf 12 des Hafengesetzes zu dreißig Tagen verurteilt, weil er"
        " seinen Kahn dreizehn Stunden am Kai ließ und in der Altstadt die Katze suchte."
    ),
    "a case, zh": (
        "法院认为看守人把驳船留在码头十三个小时去老城找猫，"
        "依照港口法第十二条判处他罚款二千元，看守人当庭表示不上诉。"
    ),
    "a prayer": (
        "The keepers knelt on the wet planks and said the Our Father while the barge went down, and"
        " the youngest of them threw his cap after her as the old ones had taught him."
    ),
}


def counts(folder: Path, passage: str, draft: str, days: int = 1) -> bool:
    held: list[tuple[str, int | None]] = [(f"{STORY}\n\n{passage}\n\n{STORY[:90]}", FIRST)]
    return bool(counted(searched(folder, held, draft, FIRST + days)))


@pytest.mark.parametrize("text", PUBLIC)
def test_public_words_do_not_count_alone(tmp_path: Path, text: str) -> None:
    assert not counts(tmp_path / "soon", PUBLIC[text], f"{OWN}\n\n{PUBLIC[text]}")
    assert not counts(tmp_path / "late", PUBLIC[text], f"{OWN}\n\n{PUBLIC[text]}", 40)


@pytest.mark.parametrize("text", ["en", "de", "ru", "ar"])
def test_what_is_copied_beside_public_words_counts(tmp_path: Path, text: str) -> None:
    lead = STORY.split("\n\n")[0]
    for number, words in enumerate((LAWS[text], PRAYERS[text])):
        assert counts(tmp_path / f"{number}", words, f"{OWN}\n\n{lead}\n\n{OWN[:90]}\n\n{words}")
        draft = f"{OWN}\n\n{STORY}\n\n{words}\n\n{STORY[:90]}"
        assert counts(tmp_path / f"whole {number}", words, draft)


@pytest.mark.parametrize("report", REPORTS)
def test_reports_about_them_count(tmp_path: Path, report: str) -> None:
    assert counts(tmp_path, REPORTS[report], f"{OWN}\n\n{REPORTS[report]}")


@pytest.mark.parametrize("day", ["", " on 3 May 2026"])
def test_a_sentence_with_a_whole_date_is_no_law(tmp_path: Path, day: str) -> None:
    text = (
        "Section 12 of the Harbours Act says that whoever leaves a vessel at the quay without a"
        f" watchman{day} for more than twelve hours shall be liable to a fine of two crowns."
    )
    assert counts(tmp_path, text, f"{OWN}\n\n{text}") is bool(day)


@pytest.mark.parametrize(("shorter", "is_public"), [(True, True), (False, False)])
def test_long_passages_are_more_than_a_law(tmp_path: Path, shorter: bool, is_public: bool) -> None:
    words = " ".join(f"w{number}o" for number in range(round(T.notice_words) - 20))
    more = "" if shorter else " and so are its masters, mates, pilots, cooks, boys and cats at sea"
    text = f"Section 12 of the Harbours Act says that whoever leaves {words} shall be fined{more}."
    result = searched(tmp_path, [(f"{STORY} {text}", FIRST)], f"{OWN}\n\n{text}", FIRST)
    notes = {passage.note for match in result.matches for passage in match.passages}
    assert (PUBLIC_WORDS in notes) is is_public
