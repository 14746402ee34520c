"""Lines that say from when a text may be published, as a draft's first line and in a note."""

from checker.orders.embargo_lines import embargoes_in
from checker.text.views import view_of
from tests.rows import each_row

BODY = (
    "Our gardener visited the allotments behind the old brewery this weekend and found six kinds of"
    " pumpkin, a quarrelsome goose and a waiting list of two hundred names. "
) * 6
RELEASED = [
    "HFR Dec. 1, 2026",
    "HFR: 6 a.m. EST Dec. 1, 2026",
    "Publish at 06:00 on 1 December 2026",
    "Publish on 1 December 2026, 6 a.m. GMT",
    "Under wraps until 1 December 2026",
    "Strictly confidential until 1 December 2026, 6am",
    "Keep confidential until 1 December 2026",
    "Can run from Dec. 1",
    "OK to publish from Dec. 1, 2026",
    "Earliest publication: 1 December 2026, 6 am",
    "Go live 1 December 2026 06:00",
    "Bitte veröffentlichen ab 1. Dezember 2026",
    "Früheste Veröffentlichung: 1. Dezember 2026",
    "À publier à partir du 1er décembre 2026",
    "Publication au plus tôt le 1er décembre 2026",
    "Publicar a partir del 1 de diciembre de 2026",
    "Da pubblicare dal 1 dicembre 2026",
    "Da pubblicare non prima del 1 dicembre 2026",
    "Publicar a partir de 1 de dezembro de 2026",
    "Kan offentliggøres fra 1. december 2026",
    "Kan publiseres fra 1. desember 2026",
    "Får publiceras från 1 december 2026",
    "A se publica după 1 decembrie 2026",
    "Untuk diterbitkan 1 Desember 2026",
    "12月1日付朝刊用",
    "请于12月1日后刊登",
    "請於12月1日後刊登",
    "১ ডিসেম্বর ২০২৬ এর আগে প্রকাশ নয়",
    "Do publikacji od 1 grudnia 2026",
    "Публиковать с 1 декабря 2026",
    "12月1日之后发布",
]
NEWS = [
    "Publish or perish: 40 years of lab life",
    "The site will go live on 1 December 2026 in Paris",
    "Trains can run from Marenburg to the coast on 1 December",
    "Trains can run from 1 December, the ministry says",
    "Strictly confidential: what the files of 2026 say",
    "The plans were under wraps until 1 December 2026, when the mayor told voters",
    "Go live like it is 1999",
    "Earliest publication of the poem dates to 1 December 1926, scholars say",
    "HFR 2026: five films to see",
    "The paper is published on 1 December 2026 in Nature",
    "Untuk diterbitkan sendiri",
    "朝刊用の紙が値上がり",
    "Publicar a partir de cero: el nuevo libro",
    "Kan offentliggøres snart",
    "Keep confidential documents for 10 years",
    "Da pubblicare: le lettere di Saba",
    "Publish on a Monday, sell on a Friday",
]


def kinds(line: str) -> list[list[str]]:
    draft = embargoes_in(view_of(f"{line}\n\n{BODY}"), field=False)
    return [
        [order.kind for order in found]
        for found in (draft, embargoes_in(view_of(line), field=True))
    ]


@each_row("line", RELEASED)
def test_a_line_of_release_is_an_embargo_in_drafts_and_notes(line: str) -> None:
    assert all("embargo" in found for found in kinds(line))


@each_row("line", NEWS)
def test_news_of_what_is_published_is_none(line: str) -> None:
    assert kinds(line) == [[], []]
