"""Notes that take an item back, or hold it, and say nothing else; and notes that say more."""

from checker.orders.headlines import status_in_headline
from checker.orders.status import status_in_note
from tests.rows import each_row

WITHDRAWN = """
BULLETIN ELIMINATION
Recall: this story has been recalled
SPIKED
Take down immediately
Please take this story down
Please remove this story from your websites
Delete
Sent in error
This story was sent in error.
Zurückziehung
STORNIERT
Bitte löschen
Bitte sofort löschen!
Irrtümlich gesendet
Annullare
Favor anular
STRYK
Trekkes tilbake
Annulleres
Снято с выпуска
Удалить
请停用
请删除此稿
삭제 요청
Törölve
Anulat
Оттеглено
ยกเลิก
"""
HELD = """
LEGAL HOLD
Not cleared
Awaiting clearance
Pending legal review
Not yet approved
Noch nicht freigegeben
En attente de validation
Pendiente de aprobación
In attesa di approvazione
Aguarda aprovação
Nog niet vrijgegeven
Avventer godkjenning
Czeka na akceptację
掲載見合わせ
待审核
승인 대기
"""
INNOCENT = """
EXCLUSIVE
Exclu
Exclusivo
Eliminatorias
Borrador
続報
Will be updated
Deletes second paragraph
Delete the last paragraph
Adds quotes; removes reference to mayor
We regret the error
Corrects spelling of name. We regret the error.
Remove from archive after 30 days
Photo sent in error
Please do not remove the credit
Do not delete
Not cleared for online
NOT CLEARED FOR ONLINE USE
Pending approval of the council, the plan would go ahead.
Story on the recall of toys
Discard previous take
Bitte Absatz 2 löschen
Letzten Satz gestrichen
Nicht löschen
Supprimer le dernier paragraphe
Annule et remplace
Borrar el segundo párrafo
Удалить второй абзац
删除第二段
不要删除
마지막 문단 삭제
"""


@each_row("note", WITHDRAWN.strip().splitlines())
def test_a_note_that_only_takes_its_item_back_is_a_kill(note: str) -> None:
    assert status_in_note(note) == "canceled"


@each_row("note", HELD.strip().splitlines())
def test_a_note_that_only_says_that_its_item_has_to_wait_is_a_hold(note: str) -> None:
    assert status_in_note(note) == "withheld"


@each_row("note", INNOCENT.strip().splitlines())
def test_a_note_about_a_part_or_a_use_of_its_item_leaves_it(note: str) -> None:
    assert status_in_note(note) is None


@each_row("headline", ["DELETE: the new law", "ZURÜCK: die Ferienzeit", "NOT CLEARED: the streets"])
def test_a_verb_alone_before_a_headline_orders_nothing(headline: str) -> None:
    assert status_in_headline(headline) is None
    assert status_in_headline(headline, alone=True) is None
