"""Lines that hold nothing but the day of the week on which an item may be used."""

from datetime import UTC, datetime

from checker.orders.embargo import embargoes_among
from checker.orders.embargo_lines import embargoes_in
from checker.text.views import view_of
from tests.rows import each_row

FRIDAY = datetime(2026, 11, 20, 8, tzinfo=UTC)
STORY = "\n\n".join(
    ["The harbour opens its gates again in spring, and some forty boats waited outside on Monday."]
    * 8
)
DAYS = """
Embargoed until Monday
Not to be used before Monday
Not for use before Monday
Do not use before Sunday.
Not for publication before Monday
Do not publish until Sunday
For Sunday release only
For Sunday release
For release Sunday
For use in Sunday editions
For Sunday editions
For Sunday papers
Moved in advance for use in Sunday editions
Moving in advance for Sunday release
ADV FOR SUNDAY
For release in Monday's newspapers
Hold for Sunday
Nicht vor Montag verwenden
Bitte nicht vor Montag verwenden
Nicht vor Sonntag veröffentlichen
Frei ab Montag
Frei für Montag
Für die Sonntagsausgabe
Für die Montagausgaben
Zur Veröffentlichung am Sonntag
À ne pas utiliser avant lundi
Ne pas publier avant lundi
A paraître dimanche
Pour les éditions de dimanche
No publicar antes del lunes
Para las ediciones del domingo
Para publicar el domingo
Da non usare prima di lunedì
Da pubblicare domenica
Não usar antes de segunda-feira
Para publicação no domingo
Niet gebruiken voor maandag
Får inte användas före måndag
Må ikke bruges før mandag
Nie używać przed poniedziałkiem
Не использовать до понедельника
Не публиковать до понедельника
月曜日まで使用不可
日曜付朝刊用
周一前请勿使用
월요일 이전 사용 금지
Pazartesi gününden önce kullanmayın
لا ينشر قبل يوم الاثنين
"""
INNOCENT = """
Not before Monday, the minister said
Do not use before Sunday, doctors warn
Held Monday
To be released Friday
Released Monday
Published Sunday
Release: Sunday
Publication date: Monday
Live Monday
Open Sunday
For Sunday
Sunday
Monday's papers
Sunday papers review
The Sunday papers
Sunday release
Sunday editions
No use on Sunday
Do not run on Sunday
For sale Sunday
The blackout on Monday
For Monday's match
Hold the date: Monday
Not for use by children on Monday
Storm warning for Sunday
Cleared for landing Sunday
Free for use
Do not use
For publication
For immediate release
Frei am Montag
Montag frei
Frühestens am Montag ist mit Regen zu rechnen
Sperre am Montag
Veröffentlicht am Montag
Libre le lundi
Fermé le lundi
Publié lundi
Publicado el lunes
Pubblicato domenica
月曜日
月曜日に公開
周一可用
"""


def held(text: str, *, field: bool = False) -> bool:
    return any(order.kind == "embargo" for order in embargoes_in(view_of(text), field=field))


@each_row("line", DAYS.strip().splitlines())
def test_a_line_of_a_day_is_an_embargo_in_a_note_and_at_the_head_and_the_foot(line: str) -> None:
    assert held(line, field=True)
    assert held(f"{line}\n\n{STORY}")
    assert held(f"{STORY}\n\n{line}")


@each_row("line", INNOCENT.strip().splitlines())
def test_a_line_that_says_something_else_of_a_day_is_none(line: str) -> None:
    assert not held(f"{line}\n\n{STORY}")
    assert not held(line, field=True)


def test_a_line_of_a_day_in_the_middle_of_a_story_is_none() -> None:
    assert not held(f"{STORY}\n\nFor Sunday release only\n\n{STORY}")


@each_row(
    "line, iso",
    [
        ("Not to be used before Monday", "2026-11-24T00:00:00"),
        ("For Sunday release only", "2026-11-23T00:00:00"),
        ("For Sunday papers", "2026-11-23T00:00:00"),
        ("Für die Sonntagsausgabe", "2026-11-23T00:00:00"),
        ("日曜付朝刊用", "2026-11-23T00:00:00"),
    ],
)
def test_the_day_is_the_next_one_after_the_item(line: str, iso: str) -> None:
    ((_, embargo),) = embargoes_among(line, FRIDAY, lambda _: False)
    assert embargo is not None
    assert embargo.until is not None
    assert embargo.until.replace(tzinfo=None) == datetime.fromisoformat(iso)
