"""One converter moves every offset of an answer: into UTF-16, and into the fields of a CMS."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from checker.models.draft import Span
from checker.models.evidence import SharedAnchor
from checker.models.verdict import Claim, Edit, Reason
from checker.report import Answer, answer_of, values_of
from checker.report.offsets import in_fields, in_utf16, offsets_of
from checker.report.spans import FieldPlace, SentStep

from .sample import SOURCE, TEXT, verdict

BORDER = TEXT.index("\n")
FIELDS = (
    FieldPlace(field="title", start=0, end=BORDER),
    FieldPlace(field="captions[0]", start=BORDER + 1, end=len(TEXT)),
)
OFFSET_NAMES = ("start", "end", "at", "source_start", "source_end")
STEPS = (Edit("insert", 3, 3, "x"), Edit("replace", 3, 5, "y"), Edit("delete", 4, 9))


def rich() -> Answer:
    """An answer with every kind of span, also in a claim's alternatives."""
    given = verdict()
    reason = Reason("credit.missing", "credit_required", "It is missing.", passages=(Span(2, 9),))
    reason = replace(reason, fix=STEPS)
    other = Claim("afp", "text", "credit_required", (reason,))
    claims = tuple(replace(claim, alternatives=(other,)) for claim in given.claims)
    used = given.matches[0]
    first = used.passages[0]
    places = first.start, first.end, first.source_start, first.source_end
    told = replace(used, anchors=(SharedAnchor("name", *places),))
    with_all = replace(given, claims=claims, reasons=(reason,), matches=(used, told))
    return in_fields(answer_of(with_all, sources={"urn:a1": SOURCE}), FIELDS)


def offsets(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every member of the JSON whose name is that of an offset, by its path."""
    if isinstance(value, dict):
        for name, held in value.items():
            if name in OFFSET_NAMES and isinstance(held, int):
                yield f"{path}.{name}", held
            else:
                yield from offsets(held, f"{path}.{name}")
    elif isinstance(value, list):
        for number, held in enumerate(value):
            yield from offsets(held, f"{path}[{number}]")


def utf16(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


def test_every_whole_number_named_as_an_offset_is_one_by_its_type() -> None:
    typed = {(kind, name) for kind, name, _ in offsets_of(Answer)}
    seen, waiting = {Answer}, [Answer]
    while waiting:
        kind = waiting.pop()
        for member in msgspec.structs.fields(kind):
            if member.encode_name in OFFSET_NAMES and "int" in str(member.type):
                assert (kind, member.name) in typed, f"{kind.__name__}.{member.name}"
            for inner in structs_in(member.type):
                if inner not in seen:
                    seen.add(inner)
                    waiting.append(inner)
    assert len(typed) > 12


def structs_in(kind: Any) -> Iterator[Any]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for inner in getattr(kind, "__args__", ()):
        yield from structs_in(inner)


def test_every_offset_of_the_types_moves() -> None:
    """A span that is added to the answer must be added to this answer, or this fails."""
    before, after = rich(), in_utf16(rich(), TEXT, {"urn:a1": SOURCE})
    moved: set[tuple[type, str]] = set()

    def compare(old: Any, new: Any) -> None:
        if isinstance(old, list):
            for one, other in zip(old, new, strict=True):
                compare(one, other)
        elif isinstance(old, msgspec.Struct):
            for name in old.__struct_fields__:
                mine, theirs = getattr(old, name), getattr(new, name)
                if isinstance(mine, int) and mine != theirs:
                    moved.add((type(old), name))
                compare(mine, theirs)

    compare(before, after)
    sent = {(kind, name) for kind, name, text in offsets_of(Answer) if text == "sent"}
    assert moved == {(kind, name) for kind, name, _ in offsets_of(Answer)} - sent


def test_steps_on_what_was_sent_stay_in_the_units_in_which_they_were_made() -> None:
    steps = [SentStep(op="insert", at=7, text="x"), SentStep(op="delete", start=7, end=9)]
    answer = msgspec.structs.replace(rich(), edits=steps)
    assert in_utf16(answer, TEXT, {"urn:a1": SOURCE}).edits == steps


def test_utf16_offsets_count_as_the_slow_way_counts() -> None:
    before = values_of(rich())
    after = dict(offsets(values_of(in_utf16(rich(), TEXT, {"urn:a1": SOURCE}))))
    starts = {place.field: place.start for place in FIELDS}
    for path, offset in offsets(before):
        text, base = TEXT, 0
        if ".source_" in path:
            text = SOURCE
        elif ".in." in path:
            base = starts[field_of(before, path)]
        assert after[path] == utf16(text, base + offset) - utf16(text, base), path


def field_of(document: dict[str, Any], path: str) -> str:
    held: Any = document
    for part in path.replace("]", "").replace("[", ".").strip(".").split(".")[:-1]:
        held = held[int(part)] if isinstance(held, list) else held[part]
    return str(held["field"])


def test_what_cannot_be_stated_without_the_text_is_absent_and_never_wrong() -> None:
    document = values_of(in_utf16(rich(), None, {}))
    assert not list(offsets(document))
    assert document["findings"][0]["text"]  # the marking itself is still stated
    assert document["matches"][0]["passages"][0]["words"] == 7
    for claim in document["claims"]:
        for each in [claim, *claim["alternatives"]]:
            assert all(reason["fix"] == [] for reason in each["reasons"])
            assert all("passages" not in reason for reason in each["reasons"])


def test_each_span_is_found_in_its_own_field() -> None:
    document = values_of(rich())
    places = {place.field: TEXT[place.start : place.end] for place in FIELDS}
    assert [place["field"] for place in document["fields"]] == list(places)
    dateline, metadata = document["findings"]
    assert "in" not in metadata
    passage = document["matches"][0]["passages"][0]
    for shown in (dateline, passage):
        inside = shown["in"]
        assert places[inside["field"]][inside["start"] : inside["end"]] == shown["quote"]["exact"]


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_steps_of_a_claim_under_another_agreement_have_their_field_too(number: int) -> None:
    step = values_of(rich())["claims"][0]["alternatives"][0]["reasons"][0]["fix"][number]
    assert step["in"]["field"] == "title"
    assert step["in"]["start"] == step.get("at", step.get("start"))


def test_a_span_over_a_border_ends_with_the_field_that_it_starts_in() -> None:
    edit = Edit("delete", BORDER - 3, BORDER + 5)
    reason = Reason("credit.missing", "credit_required", "It is missing.", fix=(edit,))
    answer = in_fields(answer_of(replace(verdict(), reasons=(reason,))), FIELDS)
    inside = values_of(answer)["reasons"][0]["fix"][0]["in"]
    assert inside == {"field": "title", "start": BORDER - 3, "end": BORDER}
