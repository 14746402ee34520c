"""What authors of house rules ask for: zones, languages, exceptions."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from checker.engine import Engine, default_rules, explain, lint
from checker.engine.filters import DETECTED, Languages, detected_by_model
from checker.engine.model import RuleSet
from checker.models.draft import Draft, Metadatum, Zone
from checker.models.evidence import Finding
from checker.models.vocabulary import ZoneKind
from tests.packaged import engine_of, packaged_engine

pytestmark = pytest.mark.usefixtures("packaged_are_few")
AGENCY = """schema = 1
[agency]
id = "quo"
name = "Quorum News Wire"
match = ["LISBOA (QUOWIRE) - O porto abriu."]
no_match = ["O porto abriu."]
[names]
mark = ["QUOWIRE"]
"""
STORIES = {
    "en": "The harbour master read the tide tables aloud on Monday, and the whole crew listened"
    " until the evening bell.",
    "de": "Der Hafenmeister hat am Montag die Gezeiten vorgelesen, und die ganze Mannschaft hörte"
    " bis zum Abend zu.",
    "fr": "Le capitaine du port a lu lundi les horaires des marées à haute voix, et tout"
    " l'équipage l'écoutait jusqu'au soir.",
    "es": "El capitán del puerto leyó el lunes las tablas de mareas en voz alta, y toda la"
    " tripulación escuchó hasta la noche.",
    "pt": "O capitão do porto leu na segunda-feira as tabelas das marés em voz alta, e toda a"
    " tripulação ouviu até à noite.",
    "fi": "Satamakapteeni luki maanantaina vuorovesitaulukot ääneen, ja koko miehistö kuunteli"
    " iltaan asti.",
    "tr": "Liman başkanı pazartesi günü gelgit çizelgelerini yüksek sesle okudu ve bütün"
    " mürettebat akşama kadar dinledi.",
    "ru": "Начальник порта в понедельник читал вслух таблицы приливов, и вся команда слушала до"
    " самого вечера.",
    "ar": "قرأ مدير الميناء يوم الاثنين جداول المد والجزر بصوت عال، واستمع الطاقم كله حتى المساء.",
    "ja": "港長は月曜日に潮の表を読み上げ、乗組員は夕方の鐘まで耳を傾けていた。",
    "ko": "항만장은 월요일에 조석표를 소리 내어 읽었고 선원들은 저녁까지 귀를 기울였다.",
}


def rule(keys: str = "", *, regex: str = "quo footer of the wire", keyword: str = "quo f") -> str:
    """A house rule; its examples are what its pattern says."""
    return f"""
[[rule]]
id = "quo-footer"
kind = "terms"
keywords = ["{keyword}"]
match = ["{regex}"]
no_match = ["another footer"]
{keys}
[[rule.pattern]]
regex = "{regex}"
"""


House = Callable[[str], RuleSet]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, packaged_are_few: None) -> House:
    @cache
    def written(text: str) -> RuleSet:
        folder = tmp_path_factory.mktemp("house")
        (folder / "quo.toml").write_text(AGENCY + text, encoding="utf-8")
        return default_rules(extra=[folder])

    return written


def found(rules: RuleSet, draft: Draft | str) -> list[Finding]:
    draft = Draft(draft) if isinstance(draft, str) else draft
    return [f for f in engine_of(rules).scan(draft).findings if f.agency == "quo"]


def laid_out(parts: Sequence[tuple[str, ZoneKind]]) -> Draft:
    text, zones = "", []
    for part, kind in parts:
        zones.append(Zone(len(text), len(text) + len(part), kind))
        text += part + "\n\n"
    return Draft(text, tuple(zones), content_type="text/html")


ZONES: tuple[ZoneKind, ...] = ("head", "body", "caption", "tail", "furniture")


@pytest.mark.parametrize("asked", [("furniture",), ("head", "tail"), ("caption",), ("body",)])
def test_a_rule_counts_in_its_zones_only(house: House, asked: tuple[str, ...]) -> None:
    rules = house(rule(f"zones = {list(asked)}"))
    wording = "Here the quo footer of the wire is."
    for kind in ZONES:
        draft = laid_out([("A story about a port.", "body"), (wording, kind)])
        assert [f.zone for f in found(rules, draft)] == ([kind] if kind in asked else [])


def test_a_template_counts_in_its_zones_only_and_leaves_the_mark_to_the_next(house: House) -> None:
    template = """
[[template]]
id = "photo-label"
override = true
kind = "photo_credit"
zones = ["caption"]
match = ["Foto: AFP"]
no_match = ["AFP"]
[[template.form]]
before = '{{photo}}: ?'
"""
    rules = house(template)
    for kind in ZONES:
        kinds = {f.rule for f in found(rules, laid_out([("Foto: QUOWIRE", kind)]))}
        assert ("quo-photo-label" in kinds) == (kind == "caption")
    everywhere = house("")
    assert found(everywhere, laid_out([("Foto: QUOWIRE", "body")]))[0].rule == "quo-photo-label"


def test_a_rule_for_one_language_is_silent_in_a_story_of_another(house: House) -> None:
    engine = engine_of(house(rule('languages = ["de"]')))
    for language, story in STORIES.items():
        found = engine.scan(Draft(f"{story} quo footer of the wire {story}")).findings
        assert [f.rule for f in found] == (["quo-footer"] if language == "de" else [])


@pytest.mark.parametrize("language", ["de", "en", None])
def test_the_language_that_a_draft_states_has_no_say(house: House, language: str | None) -> None:
    rules = house(rule('languages = ["de"]'))
    german = f"{STORIES['en']}\n\n{STORIES['de']} quo footer of the wire {STORIES['de']}"
    english = german.replace(STORIES["de"], STORIES["en"])
    assert len(found(rules, Draft(german, language=language))) == 1
    assert found(rules, Draft(english, language=language)) == []


def test_a_passage_in_the_language_is_enough_in_a_long_story_of_another(house: House) -> None:
    rules = house(rule('languages = ["de", "sv"]'))
    around = "\n\n".join([STORIES["en"]] * 30)
    text = f"{around}\n\n{STORIES['de']}\nquo footer of the wire\n{STORIES['de']}\n\n{around}"
    assert len(found(rules, text)) == 1


@pytest.mark.parametrize(
    ("languages", "wording"),
    [
        ("de", "alle Rechte liegen bei quowire, Nachdruck nur mit Erlaubnis"),
        ("pt", "sem autorização escrita da quowire"),
        ("ru", "без письменного разрешения quowire"),
        ("ja", "quowireの許可なく転載することを禁じます"),
        ("en", "without written permission of quowire"),
    ],
)
def test_wording_of_the_language_holds_whatever_the_story_is_in(
    house: House, languages: str, wording: str
) -> None:
    rules = house(rule(f'languages = ["{languages}"]', regex=wording, keyword="quowire"))
    engine = engine_of(rules)
    for story in STORIES.values():
        findings = engine.scan(Draft(f"{story} {wording} {story}")).findings
        assert "quo-footer" in {f.rule for f in findings}


@pytest.mark.parametrize(
    "text",
    [
        "quo footer of the wire",
        "QUO, 12.3.\nquo footer of the wire\n- 1 -",
        "Bo Sample / quo footer of the wire / Ana Sample",
        "https://quo.example/en/about/the/wire quo footer of the wire",
    ],
)
def test_surroundings_without_a_clear_language_silence_nothing(house: House, text: str) -> None:
    assert len(found(house(rule('languages = ["ko"]')), text)) == 1


def test_near_relatives_count_as_the_language_asked_for(house: House) -> None:
    norwegian = "Havnesjefen leste tidevannstabellene høyt på mandag, og hele mannskapet lyttet."
    text = f"{norwegian} quo footer of the wire {norwegian}"
    for asked in ("nb", "nn", "no", "nb-NO"):
        assert len(found(house(rule(f'languages = ["{asked}"]')), text)) == 1


def test_rules_without_languages_load_no_model(house: House) -> None:
    engine = engine_of(house(rule()))
    engine.scan(Draft(f"{STORIES['en']} quo footer of the wire. LISBON (AFP) - The port."))
    assert engine.languages == Languages()


def test_the_list_of_languages_is_that_of_the_model() -> None:
    assert detected_by_model() == DETECTED


def test_examples_of_a_rule_for_one_zone_or_language_are_tried_there(tmp_path: Path) -> None:
    keys = 'zones = ["furniture"]\nlanguages = ["de"]'
    (tmp_path / "quo.toml").write_text(AGENCY + rule(keys), encoding="utf-8")
    assert [str(p) for p in lint([tmp_path]) if "quo" in str(p) and p.level == "error"] == []


def test_explain_names_the_zone_or_language_that_kept_a_mark_from_counting(house: House) -> None:
    draft = Draft(f"{STORIES['en']} quo footer of the wire {STORIES['en']}")
    zoned = explain(house(rule('zones = ["caption"]')), draft, "quo-footer")
    assert any("the rule counts in caption only" in line for line in zoned)
    spoken = explain(house(rule('languages = ["de"]')), draft, "quo-footer")
    assert any("is in de" in line for line in spoken)


@pytest.fixture(scope="module")
def packaged() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize("story", sorted(STORIES))
def test_packaged_rules_hold_in_stories_of_any_language(packaged: Engine, story: str) -> None:
    """Their `languages` tell what their wording is in; they lose no mark by it."""
    lost = []
    for one in packaged.own.rules:
        for example in one.matches:
            view = packaged.read(Draft(example.text)).view
            places = packaged.own.keyword_places(view)
            number = packaged.own.rules.index(one)
            for hit in packaged.own.tried(view, number, places.get(number, [])):
                start, end = view.span(hit.start, hit.end)
                text = f"{STORIES[story]} {example.text[start:end]} {STORIES[story]}"
                at = len(STORIES[story]) + 1
                if not packaged.languages.fit(one.languages, text, at, at + end - start):
                    lost.append((one.id, example.text))
    assert lost == []


EXCEPTION = """
[[rule]]
id = "quo-choir"
kind = "exception"
note = "A choir has the same name."
keywords = ["choir"]
match = ["By QUOWIRE Choir"]
no_match = ["By QUOWIRE"]
[[rule.pattern]]
regex = "(?i)quowire choir"
"""
LAYOUTS = {
    "a byline": "By QUOWIRE Choir",
    "a dateline": "LISBON, Jan 14 (QUOWIRE Choir) - The port is open.",
    "prose": "He told QUOWIRE Choir that the port was open.",
    "over a line end": "Source: QUOWIRE\nChoir",
    "over blanks": "Source: QUOWIRE  \u00a0 Choir",
    "a sign-off": "The port is open again.\n\n(QUOWIRE Choir)",
    "an invisible character": "Source: QUO\u00adWIRE Choir",
    "a copyright line": "© 2025 QUOWIRE Choir. All rights reserved.",
    "a photo credit": "Foto: QUOWIRE Choir",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_exception_cancels_what_it_covers(house: House, layout: str) -> None:
    text = LAYOUTS[layout]
    assert found(house(""), text) != []
    assert found(house(EXCEPTION), text) == []
    assert found(house(EXCEPTION), f"{STORIES['de']}\n\n{text}\n\n{STORIES['de']}") == []


@pytest.mark.parametrize("kind", ZONES)
def test_an_exception_cancels_in_every_zone_of_a_page(house: House, kind: ZoneKind) -> None:
    draft = laid_out([(STORIES["en"], "body"), ("Source: QUOWIRE Choir", kind)])
    assert found(house(""), draft) != []
    assert found(house(EXCEPTION), draft) == []


@pytest.mark.parametrize("name", ["jsonld:NewsArticle.author.name", "meta:dc.creator"])
def test_an_exception_cancels_what_metadata_say(house: House, name: str) -> None:
    draft = Draft(STORIES["en"], metadata=(Metadatum(name, "QUOWIRE Choir"),))
    assert [f.kind for f in found(house(""), draft)] == ["metadata"]
    assert found(house(EXCEPTION), draft) == []
    both = Draft(STORIES["en"], metadata=(Metadatum(name, "QUOWIRE Choir and QUOWIRE"),))
    assert [f.kind for f in found(house(EXCEPTION), both)] == ["metadata"]


def test_an_exception_leaves_other_places_and_other_agencies_alone(house: House) -> None:
    rules = house(EXCEPTION)
    text = f"LISBON (QUOWIRE) - {STORIES['en']}\n\nSource: QUOWIRE Choir, AFP\n\nBy QUOWIRE"
    findings = engine_of(rules).scan(Draft(text)).findings
    assert [f.start for f in findings if f.agency == "quo"] == [0, text.index("By QUO")]
    assert {f.agency for f in findings} == {"quo", "afp"}


def test_an_exception_beside_the_name_cancels_nothing(house: House) -> None:
    beside = EXCEPTION.replace("(?i)quowire choir", "(?i)choir of the port")
    text = "Source: QUOWIRE, choir of the port"
    assert [f.rule for f in found(house(beside), text)] == [f.rule for f in found(house(""), text)]


def test_an_exception_cancels_own_rules_that_it_covers_whole(house: House) -> None:
    covering = EXCEPTION.replace("(?i)quowire choir", "(?i)choir: quo footer of the wire.")
    text = "The choir: quo footer of the wire."
    assert len(found(house(rule()), text)) == 1
    assert found(house(rule() + covering), text) == []
    partly = EXCEPTION.replace("(?i)quowire choir", "(?i)choir: quo footer")
    assert len(found(house(rule() + partly), text)) == 1


def test_an_exception_obeys_its_own_zones_and_languages(house: House) -> None:
    zoned = house(EXCEPTION.replace("kind =", 'zones = ["caption"]\nkind ='))
    assert found(zoned, laid_out([("Source: QUOWIRE Choir", "caption")])) == []
    assert found(zoned, laid_out([("Source: QUOWIRE Choir", "body")])) != []
    german = house(EXCEPTION.replace("kind =", 'languages = ["de"]\nkind ='))
    assert found(german, f"{STORIES['de']}\nSource: QUOWIRE Choir") == []
    assert found(german, f"{STORIES['fi']}\nSource: QUOWIRE Choir\n{STORIES['fi']}") != []


def test_an_experimental_exception_leaves_a_note_and_a_deprecated_one_nothing(house: House) -> None:
    on_trial = EXCEPTION.replace("kind =", 'status = "experimental"\nkind =')
    draft = Draft(
        "Source: QUOWIRE Choir", metadata=(Metadatum("meta:dc.creator", "QUOWIRE Choir"),)
    )
    for finding in (marks := found(house(on_trial), draft)):
        assert "the experimental quo-choir would cancel it" in finding.notes
    assert len(marks) == 2
    gone = EXCEPTION.replace("kind =", 'status = "deprecated"\nreplaced_by = "quo-byline"\nkind =')
    assert all(f.notes == () for f in found(house(gone), "Source: QUOWIRE Choir"))


@pytest.mark.slow
def test_lint_tries_the_examples_of_an_exception(tmp_path: Path) -> None:
    def said(text: str) -> list[str]:
        (tmp_path / "quo.toml").write_text(AGENCY + text, encoding="utf-8")
        return [str(p) for p in lint([tmp_path]) if "quo-choir" in str(p)]

    assert said(EXCEPTION) == []
    idle = EXCEPTION.replace("By QUOWIRE Choir", "By QUOWIRE choral society")
    assert any("match example not found" in line for line in said(idle))
    wide = EXCEPTION.replace('no_match = ["By QUOWIRE"]', 'no_match = ["QUOWIRE choir"]')
    assert any("no_match example is marked" in line for line in said(wide))
    beside = EXCEPTION.replace("(?i)quowire choir", "(?i)choir").replace("By", "Source:")
    assert any("is still found" in line for line in said(beside))


def test_explain_shows_the_exception_that_cancels(house: House) -> None:
    lines = explain(house(EXCEPTION), Draft("By QUOWIRE Choir"), "quo-byline")
    assert any("exception quo-choir covers 'QUOWIRE Choir'" in line for line in lines)
    assert "finds nothing" in lines[-1]


OLD_TEMPLATE = """
[[template]]
id = "quo-frame"
kind = "slug"
match = ["=QUOWIRE="]
no_match = ["QUOWIRE"]
{keys}
[[template.form]]
before = "="
after = "="
"""


def test_deprecated_rules_and_templates_are_not_looked_for(tmp_path: Path) -> None:
    """Neither are their examples, and explain names what replaces them."""
    keys = 'status = "deprecated"\nnote = "Old."\nreplaced_by = '
    old = rule(keys + '"quo-slug"') + OLD_TEMPLATE.format(keys=keys + '"slug"')
    drafts = [Draft("quo footer of the wire"), Draft("The port is open. =QUOWIRE=")]
    ids = ["quo-footer", "quo-quo-frame"]
    for text, used in ((rule() + OLD_TEMPLATE.format(keys=""), True), (old, False)):
        (tmp_path / "quo.toml").write_text(AGENCY + text, encoding="utf-8")
        rules = default_rules(extra=[tmp_path])
        for draft, id_ in zip(drafts, ids, strict=True):
            assert (id_ in {f.rule for f in found(rules, draft)}) == used
            told = explain(rules, draft, id_)
            assert any("deprecated and not searched for" in line for line in told) != used
        assert [p for p in lint([tmp_path]) if "quo" in str(p) and p.level == "error"] == []


def test_a_rule_may_be_replaced_by_the_grammar_of_orders(tmp_path: Path) -> None:
    keys = 'status = "deprecated"\nnote = "Old."\nreplaced_by = '
    for named, sound in (("order-embargo", True), ("order-dinner", False)):
        (tmp_path / "quo.toml").write_text(AGENCY + rule(keys + f'"{named}"'), encoding="utf-8")
        problems = [p for p in lint([tmp_path]) if "quo" in str(p) and p.level == "error"]
        assert (problems == []) == sound, named
