"""JSONL and tables of the contract: a bad line never stops the rest."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from checker.formats import BadRecord, read_draft, read_drafts
from checker.models.source import Source
from tests.formats.wire import STORY, bad, one, records, sources


def line(**more: Any) -> str:
    return json.dumps({"id": "1", "owner": "afp", "text": STORY[0], **more}, ensure_ascii=False)


def test_a_record_gives_all_the_fields_of_the_contract() -> None:
    source = one(
        line(
            owner="agency:AFP",
            title="Harbours",
            published="2025-01-14T09:00:00Z",
            version="7",
            language="en",
            media="text",
            service="General",
            url="https://a.example/1",
            byline="Ana Sample",
            dateline="LISBON",
        ),
        "a.jsonl",
    )
    assert (source.id, source.owner, source.version, source.title) == ("1", "afp", "7", "Harbours")
    assert source.published == datetime(2025, 1, 14, 9, tzinfo=UTC)
    assert (source.service, source.url, source.byline) == (
        "General",
        "https://a.example/1",
        "Ana Sample",
    )
    assert source.text == STORY[0]


def test_an_owner_id_of_the_newsrooms_own_choosing_stays_as_it_is() -> None:
    assert one(line(owner="Our_Partner.2"), "a.jsonl").owner == "our_partner.2"
    assert one(line(owner="news-afp"), "a.jsonl").owner == "news-afp"
    assert one(line(owner="Agence France-Presse"), "a.jsonl").owner == "afp"


def test_bad_lines_are_told_with_number_and_cause_and_the_rest_is_read() -> None:
    content = (
        '{"id":"1","owner":"x","text":"PARIS (AFP) - Port open."}\nnot json at all\n[]\nnull\n'
        '{"id":"3","owner":"x"}\n\n{"id":"4","owner":"x","text":"Own text"}\n{"id":"5","te'
    )
    found = records(content, "b.jsonl")
    assert [r.id for r in found if isinstance(r, Source)] == ["1", "4"]
    places = [r.place for r in found if isinstance(r, BadRecord)]
    assert places == [f"b.jsonl:{n}" for n in (2, 3, 4, 5, 8)]


def test_a_record_without_owner_is_told_unless_a_default_is_given() -> None:
    record = '{"id": "1", "text": "Words of a story."}\n'
    assert "owner" in bad(record, "a.jsonl")[0].what
    assert one(record, "a.jsonl", default_owner="house").owner == "house"


def test_a_record_without_id_is_told() -> None:
    assert "id" in bad('{"owner": "x", "text": "Words."}\n', "a.jsonl")[0].what


def test_unknown_keys_are_told_once_a_file_and_named_when_the_text_is_missing() -> None:
    found = records(line(colour="red") + "\n" + line(id="2", colour="blue"), "a.jsonl")
    notes = [r for r in found if isinstance(r, BadRecord)]
    assert [n.kind for n in notes] == ["note"]
    assert "colour" in notes[0].what
    assert "txet" in bad('{"id": "1", "owner": "x", "txet": "Words."}\n', "a.jsonl")[0].hint


def test_rights_are_read_in_model_and_wire_spelling() -> None:
    source = one(
        line(
            rights={
                "status": "withheld",
                "embargo_until": "2025-01-14T18:00:00+09:00",
                "usage_terms": ["Not in Italy"],
                "deny_territories": ["IT"],
                "deny_channels": ["mobile"],
                "third_party": True,
            },
            ednote="JAPAN OUT",
        ),
        "a.jsonl",
    )
    rights = source.rights
    assert rights.status == "withheld"
    assert rights.embargo_until is not None
    assert rights.embargo_until.astimezone(UTC) == datetime(2025, 1, 14, 9, tzinfo=UTC)
    assert (rights.deny_territories, rights.deny_channels) == (("IT",), ("mobile",))
    assert rights.third_party is True
    assert rights.editors_note == ("JAPAN OUT",)


def test_a_rewrite_and_a_translation_name_their_ancestors() -> None:
    source = one(line(rewrite_of="a7", translation_of="a8", descends_from=["a9"]), "a.jsonl")
    assert set(source.descends_from) == {"a7", "a8", "a9"}
    assert one(line(kills=["a1", "a2"]), "a.jsonl").kills == ("a1", "a2")


def test_a_withdrawal_without_text_is_a_source() -> None:
    source = one('{"id": "1", "owner": "afp", "pubstatus": "canceled"}\n', "a.jsonl")
    assert (source.text, source.rights.status) == ("", "canceled")


def test_the_providers_zone_travels_with_the_source() -> None:
    record = line(embargoed="2025-10-26T02:30:00", provider_timezone="Europe/Paris")
    source = one(record, "a.jsonl")
    assert source.timezone == "Europe/Paris"
    assert source.rights.embargo_until is not None
    assert source.rights.embargo_until.astimezone(UTC) == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


def test_a_provider_beside_another_owner_is_third_party() -> None:
    source = one(line(provider="AAP", owner=None, agency="REUTERS"), "a.jsonl")
    assert (source.owner, source.provider, source.rights.third_party) == ("reuters", "aap", True)


def test_html_records_become_paragraphs() -> None:
    source = one('{"id": "1", "owner": "x", "html": "<p>A &amp; B</p><p>C</p>"}\n', "a.jsonl")
    assert source.text == "A & B\n\nC"


def test_text_is_kept_as_given() -> None:
    words = "Zoe\u0301 \u00a0— a\r\nb \U0001f600"
    assert one(line(text=words), "a.jsonl").text == words


def test_nan_and_twice_given_ids_are_refused_and_lone_halves_mended() -> None:
    content = (
        '{"id": "1", "owner": "x", "text": "a", "v": NaN}\n{"id": "1", "id": "2", "text": "b"}\n'
    )
    assert len(bad(content, "a.jsonl")) == 2
    found = records('{"id": "1", "owner": "x", "text": "a \\ud83d b"}\n', "a.jsonl")
    assert isinstance(found[0], Source)
    assert found[0].text == "a \ufffd b"
    assert isinstance(found[1], BadRecord)
    assert found[1].kind == "note"


def test_deep_nesting_is_an_error_not_a_crash() -> None:
    assert "deeply" in bad('{"id": "1", "text": ' + "[" * 100_000 + "\n", "a.jsonl")[0].what


def test_a_json_file_may_hold_a_record_or_a_list_of_them() -> None:
    assert one(line(), "a.json").text == STORY[0]
    assert len(sources(f"[{line()}, {line(id='2')}]", "a.json")) == 2


def test_a_table_gives_a_source_a_row_and_tells_broken_rows() -> None:
    table = 'id,owner,text,rights.status\n1,afp,"Dock, open.",withheld\n2,afp\n3,ap,More words,\n'
    found = records(table, "a.csv")
    kept = [r for r in found if isinstance(r, Source)]
    assert [(s.id, s.owner, s.rights.status) for s in kept] == [
        ("1", "afp", "withheld"),
        ("3", "ap", None),
    ]
    assert [r.place for r in found if isinstance(r, BadRecord)] == ["a.csv:3"]


def test_a_table_that_ends_inside_a_cell_is_told() -> None:
    assert bad('id,owner,text\n1,afp,"Dock, op', "a.csv")


def test_a_record_read_as_a_draft_keeps_its_rights() -> None:
    draft = read_draft(line(embargoed="2030-01-01T00:00:00Z").encode(), name="a.json")
    assert draft.text == STORY[0]
    assert draft.rights.embargo_until == datetime(2030, 1, 1, tzinfo=UTC)
    assert draft.id == "1"


def test_a_file_of_many_documents_gives_them_all_as_drafts() -> None:
    content = (line() + "\n" + line(id="2") + "\nbroken\n").encode()
    found = list(read_drafts(content, name="a.jsonl"))
    assert [type(f).__name__ for f in found] == ["Draft", "Draft", "BadRecord"]


def test_columns_that_exclude_each_other_are_refused_before_anything_is_read() -> None:
    for header in ("id,owner,text,rights,rights.status", "id,owner,text,rights.status,rights"):
        found = records(f"{header}\n1,afp,Words of a story.,a,b\n", "a.csv")
        assert [r.kind for r in found if isinstance(r, BadRecord)] == ["bad"]
        assert "cannot be used together" in bad(f"{header}\n1,afp,Words,a,b\n", "a.csv")[0].what


@pytest.mark.parametrize(
    ("rights", "third"),
    [
        ({"copyright_holder": ["AFP"]}, True),
        ({"copyright_notice": ["© 2026 Agence France-Presse"]}, True),
        ({"copyright_holder": ["dpa"]}, None),
        ({"copyright_holder": ["Deutsche Presse-Agentur GmbH"]}, None),
        ({"copyright_holder": ["Bo Sample"]}, True),
        ({"copyright_holder": ["AFP"], "third_party": False}, False),
    ],
)
def test_a_holder_other_than_the_owner_makes_a_record_third_party_content(
    rights: dict[str, Any], third: bool | None
) -> None:
    record = {"id": "1", "owner": "dpa", "text": "The harbours open.", "rights": rights}
    source = one(json.dumps(record), "a.jsonl")
    assert (source.owner, source.rights.third_party) == ("dpa", third)


def test_a_holder_whom_nobody_knows_is_no_other_party_beside_an_owner_whom_nobody_knows() -> None:
    record = {"id": "1", "owner": "nwire", "text": "The harbours open."}
    for holder, third in (("Northlight Wire Ltd", None), ("AFP", True)):
        source = one(json.dumps({**record, "copyright_holder": holder}), "a.jsonl")
        assert source.rights.third_party is third
