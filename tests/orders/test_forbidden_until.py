"""What may not be used until a time is under embargo, and not killed; a kill stays one."""

from checker.orders import orders_in
from checker.text.views import view_of
from tests.rows import each_row

STORY = (
    "The harbour opens its gates again on Saturday, two years after the flood.\n\n"
    "Some forty boats waited outside, and the keeper of the lights said that he had missed them."
)


def in_note(line: str) -> list[str]:
    return [order.kind for order in orders_in(view_of(line), field=True)]


def in_draft(line: str) -> list[str]:
    return [order.kind for order in orders_in(view_of(f"{line}\n\n{STORY}"))]


@each_row(
    "line",
    [
        "Eds: This story may not be used on the web until March 1, 2027",
        "Eds: This story may not be used until March 1, 2027",
        "Eds: This story must not be published before March 1, 2027",
        "EDITORS: this story must not be used before 1 March 2027 06:00 GMT",
        "Eds: please do not use this story until 1 March 2027",
        "Hinweis an die Redaktionen: Bitte verwenden Sie diesen Text nicht vor dem 1. März 2027",
        "Note aux rédactions : merci de ne pas utiliser cette dépêche avant le 1er mars 2027",
        "Nota a los editores: por favor no usar esta nota antes del 1 de marzo de 2027",
        "Вниманию редакций: просим не использовать это сообщение до 1 марта 2027 года",
        # what is done with a text, in words of today
        "Do not move online before 6 a.m. EST Monday, March 1, 2027",
        "Do not tweet before 1 March 2027",
        "Not to be posted before 1 March 2027",
        "ADV for Sunday, March 1, 2027",
        "Hold for March 1, 2027",
        "HOLD FOR SUNDAY, MARCH 1",
        "Nicht online stellen vor dem 1. März 2027",
        "Ne pas tweeter avant le 1er mars 2027 6h",
        "No tuitear antes del 1 de marzo de 2027",
        "Non condividere prima del 1 marzo 2027",
        "Niet delen voor 1 maart 2027",
        "Не размещать до 1 марта 2027",
        "請於2027年3月1日早上6時後發表",
        "新聞發布限制：2027年3月1日06:00",
        "2027年3月1日朝刊から掲載可",
        "2027. 3. 1. 조간부터 보도 가능",
        "الحظر حتى الساعة 06:00 بتوقيت غرينتش 1 مارس/آذار 2027",
    ],
)
def test_what_is_forbidden_until_a_time_is_an_embargo(line: str) -> None:
    assert in_note(line) == ["embargo"]
    assert in_draft(line) == ["embargo"]


@each_row(
    "line",
    [
        "Attention editors: this story is killed and must not be used before or after 1 March 2027",
        "KILL. Do not use this story. A substitute will move before 6 p.m. on 1 March 2027",
        "Eds: this story has been withdrawn. Please do not use it. It had run on 1 March 2027",
        "Note to editors: do not use item AB123 of 1 March 2027",
    ],
)
def test_a_kill_with_a_time_beside_it_is_one(line: str) -> None:
    assert "kill_notice" in in_note(line)
    assert "kill_notice" in in_draft(line)


@each_row(
    "line",
    [
        "Hold for 20 minutes before serving.",
        "Do not move before 6 p.m., police told the residents.",
        "Do not share a room before the test, doctors say.",
        "Hold for the bus at six, the drivers were told.",
    ],
)
def test_what_else_waits_until_a_time_orders_nothing(line: str) -> None:
    assert in_draft(line) == []
