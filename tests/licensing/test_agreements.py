"""Agreement files: what is accepted, and that everything wrong is told at once with its place."""

import json
from typing import Any

import pytest

from checker.errors import AgreementError
from checker.licensing import Agreement, agreements_digest, load_agreement
from checker.licensing.agreement.values import Scope
from tests.licensing.cases import agreement

GOOD = """\
schema: licence/1
id: lic:ruritania:web
kind: agreement
contract: {ref: R-1, url: "https://contracts.example/1"}
owner: {id: agency:RPA, name: Ruritanian Press Agency}
licensee: {id: pub:example, brands: [Example.net]}
content: {media: [text], languages: [fr, pt-BR], exclude_third_party: true}
channels: {allow: [web, app], deny: [print]}
territories: {allow: ["*"], deny: [no, uk, EL, ita]}
valid: {from: 2025-01-01, until: 2025-12-31}
timezone: Europe/Paris
retention: {online_days: 30, then: unpublish, archive: false}
extent: {mode: full}
modification: {edit: style, shorten: true, translate: false, combine: true}
credit: {text: [RPA], where: [dateline, end], required_when: substantial}
notice: {required: true, pattern: "Copyright {year} RPA"}
link_back: {required: false}
ai: {training: deny}
quota: {items_per_month: 100}
price: {per_item: 2.50, currency: EUR}
"""


def problems(text: str) -> list[str]:
    with pytest.raises(AgreementError) as refused:
        load_agreement(text, "rpa.yaml")
    return [str(problem) for problem in refused.value.problems]


def test_a_good_file_is_read_with_all_its_values() -> None:
    read = load_agreement(GOOD, "rpa.yaml")
    assert read.owner == "rpa"
    assert read.licensee.brands == ("example.net",)
    assert read.channels == Scope(("web", "app"), ("print",))
    assert read.content.languages == ("fr", "pt-br")
    assert read.price is not None
    assert read.price.per_item == 2.5
    assert read.digest.startswith("sha256:")


def test_territories_are_taken_in_every_usual_spelling_and_norway_stays_norway() -> None:
    assert load_agreement(GOOD, "x").territories.deny == ("NO", "GB", "GR", "IT")


def test_a_last_day_counts_whole_in_the_agreements_own_zone() -> None:
    end = load_agreement(GOOD, "x").valid.end
    assert end is not None
    assert end.isoformat() == "2026-01-01T00:00:00+01:00"


def test_json_with_the_same_keys_is_the_same_agreement() -> None:
    read = load_agreement(GOOD, "x")
    again = load_agreement(json.dumps(read.document), "x.json")
    assert again == read
    assert again.digest == read.digest


def test_all_problems_are_told_at_once_with_line_and_hint() -> None:
    text = GOOD.replace("channels:", "chanels:").replace("2025-12-31", "2025-13-31")
    text = text.replace("where: [dateline, end]", "where: [datelin, end]")
    text = text.replace("deny: [no, uk, EL, ita]", "deny: [Rurland]")
    told = problems(text)
    assert any(
        t.startswith("rpa.yaml:8: unknown key 'chanels'") and "'channels'" in t for t in told
    )
    assert any("rpa.yaml:9" in t and "'Rurland' is not a territory" in t for t in told)
    assert any("rpa.yaml:10" in t and "'2025-13-31' is not a date" in t for t in told)
    assert any(
        "rpa.yaml:15" in t and "did you mean 'dateline'" in t and "byline" in t for t in told
    )
    assert any("channels.allow is missing" in t for t in told)


def test_problems_of_json_have_their_line_too() -> None:
    told = problems(
        '{\n "id": "x",\n "owner": {"id": "a"},\n "chanels": {},\n "channels":'
        ' {"allow": ["*"]},\n "territories": {"allow": ["*"]}\n}'
    )
    assert told == [t for t in told if t.startswith("rpa.yaml:4: unknown key 'chanels'")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: lic:ruritania:web\n", "id: a\nid: b\n", "is used twice"),
        ("edit: style", "edit: style, edit: none", "is used twice"),
        ("deny: [print]", "deny: [web]", "both allowed and denied"),
        ("from: 2025-01-01", "from: 2026-06-01", "before valid.from"),
        ("until: 2025-12-31", "until: 2025-02-30", "is not a date"),
        ("until: 2025-12-31", "until: 2025-12-31T18:00", "has no offset"),
        ("mode: full", "mode: full, max_words: 9", "contradicts extent.mode"),
        ("mode: full", "max_percent: 0", "must be a number, 0.01 to 100"),
        ("brands: [Example.net]", "brands: []", "licensee.brands is empty"),
        ("languages: [fr, pt-BR]", "languages: []", "content.languages is empty"),
        ("languages: [fr, pt-BR]", "services: []", "content.services is empty"),
        ("timezone:", "items: {allow: []}\ntimezone:", "items.allow is empty"),
        ("kind: agreement", "kind: contract", "'contract' is not allowed"),
        ("online_days: 30", "online_days: -1", "must be a number, 0 to"),
        ("online_days: 30, ", "", "without retention.online_days"),
        ("required: false}", "required: true}", "there is no hosts"),
        ("currency: EUR", "currency: euros", "ISO 4217"),
        ("timezone: Europe/Paris", "timezone: Europe/Pariss", "is not known"),
        ("allow: [web, app]", "allow: [wbe, app]", "did you mean 'web'"),
        ("translate: false", "translate: no", "must be true or false"),
        ("training: deny", "training: denied", "did you mean 'deny'"),
        ("text: [RPA]", "text: []", "credit.text is missing"),
        ("languages: [fr, pt-BR]", "languages: [français]", "is not a language"),
        ("timezone:", "embargo: {respect_item: false}\ntimezone:", "remove the key"),
        ("schema: licence/1", "schema: licence/2", "this version reads licence/1"),
        ("items_per_month: 100", "items_per_month: 1.5", "whole number"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_what_is_wrong(old: str, new: str, said: str) -> None:
    assert old in GOOD
    told = problems(GOOD.replace(old, new, 1))
    assert any(said in problem for problem in told), told
    assert all(problem.startswith("rpa.yaml") for problem in told)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b\n",
        "id: [unclosed",
        "{",
        '{"id": NaN}',
        "a: &x [1]\nb: *x\n",
        "a: " + "[" * 5000,
        '{"a": ' * 3000,
        "\t\tid: x",
        "id: !!python/object:os.system x\n",
        "? [a, b]\n: c\n",
    ],
)
def test_what_is_no_agreement_is_refused_without_a_crash(text: str) -> None:
    assert problems(text)


def test_an_unreadable_value_never_counts_as_no_agreement() -> None:
    document = dict(load_agreement(GOOD, "x").document)
    with pytest.raises(AgreementError):
        Agreement.from_document({**document, "channels": None}, "stored")


def test_the_digest_of_a_set_does_not_depend_on_its_order() -> None:
    one, two = agreement(), agreement(id="lic:other")
    assert agreements_digest([one, two]) == agreements_digest([two, one])
    assert agreements_digest([one]) != agreements_digest([two])


@pytest.mark.parametrize("value", [True, 3, ["x"], {}, None])
def test_an_id_of_another_type_is_told(value: Any) -> None:
    with pytest.raises(AgreementError):
        agreement(id=value)


def test_changing_the_document_later_does_not_change_the_agreement() -> None:
    document = json.loads(json.dumps(load_agreement(GOOD, "x").document))
    read = Agreement.from_document(document, "x")
    document["channels"]["allow"].append("print")
    assert read.document["channels"]["allow"] == ["web", "app"]
