"""Dates of release in usual wordings: a note of a provider orders an embargo by them."""

from datetime import UTC, datetime

from checker.licensing.terms.parse import parse_terms
from checker.orders.embargo import Embargo, embargoes_among
from checker.orders.embargo_lines import embargoes_in
from checker.text.views import view_of
from tests.rows import each_row

NEAR = datetime(2027, 2, 16, 10, tzinfo=UTC)
STORY = (
    "The harbour opens its gates again on Saturday, two years after the flood.\n\n"
    "Some forty boats waited outside, and the keeper of the lights said that he had missed them."
)


def read(note: str) -> list[Embargo]:
    return [embargo for _, embargo in embargoes_among(note, NEAR, lambda _: False) if embargo]


def held(text: str) -> bool:
    return any(order.kind == "embargo" for order in embargoes_in(view_of(text), field=False))


@each_row(
    "note",
    [
        "Adv01 For release Monday, March 1 and thereafter",
        "Adv 01 for release Mon., March 1, 2027",
        "Eds: Adv01 For release Monday, March 1 and thereafter",
        "BC-Harbor, Adv01, For release Monday, March 1",
        "Release date: 1 March 2027",
        "Release: 1 March 2027, 9 am",
        "Freigabe: 1. März 2027",
        "Freigabe: 1. März 2027, 9 Uhr",
        "Freigabedatum: 01.03.2027",
        "Publication ban until 1 March 2027",
        "News blackout until 1 March 2027 06:00 GMT",
        "Publishable from 1 March 2027",
        "Online from 1 March 2027",
        "Publish date: 2027-03-01T06:00Z",
        "Publication: 1 March 2027",
        "Publication : 1er mars 2027",
        "Date de publication : 1er mars 2027 à 6h",
        "Interdiction de publication jusqu'au 1er mars 2027",
        "Fecha de publicación: 1 de marzo de 2027",
        "Data di pubblicazione: 1 marzo 2027",
        "Data de publicação: 1 de março de 2027",
        "Publicatiedatum: 1 maart 2027",
        "Publiceringsdatum: 1 mars 2027",
        "Udgivelsesdato: 1. marts 2027",
        "Publiseringsdato: 1. mars 2027",
        "Julkaisupäivä: 1.3.2027",
        "Data publikacji: 1 marca 2027",
        "Datum zveřejnění: 1. března 2027",
        "Dátum zverejnenia: 1. marca 2027",
        "Közzététel időpontja: 2027. március 1.",
        "Data publicării: 1 martie 2027",
        "Datum objave: 1. ožujka 2027.",
        "Datum objave: 1. marec 2027",
        "Дата на публикуване: 1 март 2027",
        "Дата публикации: 1 марта 2027 года",
        "Публикация: 1 марта 2027",
        "Дата публікації: 1 березня 2027",
        "Ημερομηνία δημοσίευσης: 1 Μαρτίου 2027",
        "Yayın tarihi: 1 Mart 2027",
        "تاريخ النشر: 1 مارس 2027",
        "تاریخ انتشار: 1 مارس 2027",
        "תאריך פרסום: 1 במרץ 2027",
        "प्रकाशन तिथि: 1 मार्च 2027",
        "Tanggal terbit: 1 Maret 2027",
        "Ngày phát hành: 1 tháng 3 năm 2027",
        "发布日期：2027年3月1日",
        "公開日：2027年3月1日",
        "보도일: 2027년 3월 1일",
        "Paskelbimo data: 2027 m. kovo 1 d.",
        "Publicēšanas datums: 2027. gada 1. marts",
        "Avaldamise kuupäev: 1. märts 2027",
        "Data de publicació: 1 de març de 2027",
        "Tarikh terbitan: 1 Mac 2027",
        "วันที่เผยแพร่: 1 มีนาคม 2570",
        "Nachrichtensperre bis 1. März 2027",
        "Veröffentlichungsverbot bis 1. März 2027, 6 Uhr",
        "Veda informativa hasta el 1 de marzo de 2027",
        "Release date: 1 March 2027. Photos available.",
        "Run date: March 1",
    ],
)
def test_a_note_with_a_date_of_release_is_an_embargo_until_then(note: str) -> None:
    (embargo,) = read(note)
    assert embargo.kind == "until"
    assert embargo.until is not None
    assert embargo.until.date().isoformat() in ("2027-03-01", "2027-03-02")  # the end of a day
    assert [term for term in parse_terms((note,), NEAR) if term.embargo is not None]


@each_row(
    "note",
    [
        "^Adv01",
        "Adv28-Mar01 For release weekend of Feb. 27-28, and thereafter",
        "For release the weekend of Feb. 27-28, and thereafter",
        "ADV01-02 For Release Monday AMs, March 1, and Thereafter",
    ],
)
def test_an_advance_whose_day_cannot_be_read_is_held(note: str) -> None:
    assert [embargo.kind for embargo in read(note)] == ["unreadable"]


@each_row(
    "note",
    [
        "FOR IMMEDIATE RELEASE",
        "FOR IMMEDIATE RELEASE: 1 March 2027",
        "Film: The Harbour. Release date: 1 March 2027",
        "The film's release date: 1 March 2027",
        "Der Film kommt bald. Freigabe: 1. März 2027",
        "The band's new album is out soon. Release: 1 March 2027",
        "Author: A. Writer. Publication: 1 March 2027. ISBN 12345",
        "Release date: 1 March 2027 (PC, console)",
        "Version: 2.1\nRelease: 1 March 2027\nLicence: MIT",
        "Publication: 1 March 2027, Quayside Press, 300 pp",
        "Jeu vidéo. Date de sortie : 1er mars 2027",
        "映画「港」。公開日：2027年3月1日",
        "Фильм о порте. Дата выхода: 1 марта 2027",
        "Tickets go online on 1 March 2027",
        "Adv. Lerato Mokoena appeared for the harbour",
    ],
)
def test_what_else_is_released_sets_no_embargo(note: str) -> None:
    assert read(note) == []


@each_row(
    "line",
    [
        "Adv01 For release Monday, March 1 and thereafter",
        "^Adv01",
        "Publication ban until 1 March 2027",
        "News blackout until 1 March 2027 06:00 GMT",
        "Publishable from 1 March 2027",
        "Release: 1 March 2027, 9 am GMT",
        "Freigabe: 1. März 2027, 9 Uhr",
        "Nachrichtensperre bis 1. März 2027",
        "Publish date: 2027-03-01T06:00Z",
        "Veda informativa hasta el 1 de marzo de 2027",
    ],
)
def test_a_line_of_a_draft_that_only_an_order_uses_holds_it(line: str) -> None:
    assert held(f"{line}\n\n{STORY}")


@each_row(
    "line",
    [
        "Release date: 1 March 2027",
        "Release: 1 March 2027\nVersion: 2.1\nLicence: MIT",
        "The Harbour (film)\nRelease date: 1 March 2027",
        "Publication: 1 March 2027",
        "FOR IMMEDIATE RELEASE\n1 March 2027",
        "The court imposed a publication ban until 1 March 2027.",
        "Online from 1 March 2027: the new town hall portal",
        "Erscheinungsdatum: 1. März 2027",
    ],
)
def test_stamps_of_pages_and_of_works_hold_no_draft(line: str) -> None:
    assert not held(f"{line}\n\n{STORY}")
