"""Notices to editors: what a text orders, in the languages and forms of many agencies."""

import json
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.engine import Engine
from checker.models.draft import Draft, Use
from checker.models.evidence import Finding
from checker.newsroom import Newsroom
from checker.orders import ORDER_KINDS, orders_in
from checker.orders.status import read_status, status_in_note
from checker.report.highlights import is_quiet
from checker.text.views import View, view_of
from tests.packaged import packaged_engine
from tests.rows import each_row

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "notices.jsonl").read_text("utf-8").splitlines()
]
ORDERED = [row for row in ROWS if row["kind"] not in ("none", "release")]
NEWS = [row for row in ROWS if row["kind"] == "none"]
CODES = {
    "kill_notice": "status.killed",
    "hold_notice": "status.withheld",
    "not_for_publication": "status.not_for_publication",
    "correction": "status.superseded",
    "advisory": "detect.advisory",
}
LIGHT = ("status.superseded", "detect.advisory")


@cache
def engine() -> Engine:
    return packaged_engine()


def ordered(text: str) -> list[Finding]:
    found = engine().scan(Draft(text)).findings
    return [f for f in found if f.kind in ORDER_KINDS and f.rule.startswith("order-")]


def test_the_table_is_as_wide_as_the_trade() -> None:
    assert len(ORDERED) >= 90
    assert len({row["language"] for row in ORDERED}) >= 30
    assert len({row["agency"] for row in ORDERED}) >= 40
    assert len(NEWS) >= 50


@each_row("row", ORDERED)
def test_a_notice_is_found_with_its_kind_and_its_agency(row: dict[str, Any]) -> None:
    (found,) = ordered(row["text"])
    assert (found.kind, found.agency, found.scope) == (row["kind"], row["agency"], "article")


@each_row("row", NEWS)
def test_news_that_looks_alike_orders_nothing(row: dict[str, Any]) -> None:
    assert ordered(row["text"]) == []


@each_row("row", [row for row in ROWS if row["kind"] != "none"])
def test_what_counts_in_a_draft_counts_in_a_field(row: dict[str, Any]) -> None:
    read = {order.kind for order in orders_in(view_of(row["text"]), field=True)}
    assert row["kind"] in read


@pytest.mark.no_cover
def test_each_kind_has_its_effect_on_the_verdict(tmp_path: Path) -> None:
    wrong = []
    with Newsroom.open(tmp_path / "data") as newsroom:
        for row in ORDERED:
            verdict = newsroom.checker.check(
                Draft(row["text"]), Use(channel="web"), now=newsroom.clock()
            )
            given = {reason.code for claim in verdict.claims for reason in claim.reasons}
            code = CODES[row["kind"]]
            if code not in given or (code not in LIGHT) != (verdict.verdict == "blocked"):
                wrong.append((row["text"], verdict.verdict, sorted(given)))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "refers_to"),
    [
        ("KILL: Please kill the story Ferry-Strike, V0212. Do not use.", ()),
        ("Please kill item 0341 and do not use it.", ("0341",)),
        ("Bitte streichen Sie die Meldung (dpa 0341). Nicht verwenden.", ("dpa 0341",)),
        ('Please withdraw the story "Ferry sails again". Do not use.', ("Ferry sails again",)),
        ("Please kill the item urn:newsml:x:1 and do not use it.", ("urn:newsml:x:1",)),
        ("撤稿：「渡輪復航」一稿撤銷，請勿使用。", ("渡輪復航",)),
    ],
)
def test_a_notice_names_the_item_that_it_speaks_of(text: str, refers_to: tuple[str, ...]) -> None:
    (order,) = orders_in(view_of(text))
    assert set(refers_to) <= set(order.refers_to)


SCORED = "Please {verb} the story on the ferry{more}"


@pytest.mark.parametrize(
    ("verb", "more", "counts"),
    [
        ("kill", " and do not use it.", True),
        ("kill", ", sent at 14:05.", True),
        ("kill", ".", True),
        ("read", ".", False),
        ("read", " and do not use it.", False),
    ],
)
def test_two_signs_are_needed_beside_the_verb(verb: str, more: str, *, counts: bool) -> None:
    assert bool(orders_in(view_of(SCORED.format(verb=verb, more=more)))) is counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("STORY KILLED - HARBOUR FIGURES", True),
        ("Story killed - harbour figures", False),
        ("[Story killed] Harbour figures. Sent at 14:05.", True),
        ("STORY ON PORT KILLED - HARBOUR FIGURES", False),  # "ON PORT" is more than four letters
        ("ANNULLED your story on the port, sent at 14:05", True),
        ("ANNULLED by those who run it: the story, sent at 14:05", False),
    ],
)
def test_a_head_that_says_what_happened_to_an_item_is_a_label(text: str, *, counts: bool) -> None:
    assert any(order.kind == "kill_notice" for order in orders_in(view_of(text))) is counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("KILL\n\n{}", True),
        ("MANDATORY KILL\n\n{}", True),
        ("BULLETIN KILL\n{}", True),
        ("Kill\n\n{}", False),  # a headline
        ("KILL BILL\n\n{}", False),
        ("{}\n\nKILL", False),  # the wire's label heads what it kills
        ("CANCELLED\n\n{}", False),  # a concert may be
        ("WITHDRAWN\n\n{}", False),
        ("PULLED\n\n{}", False),
    ],
)
def test_a_label_of_the_wire_alone_above_a_story_kills_it(text: str, *, counts: bool) -> None:
    story = (
        "The night train between Marenburg and the coast will run again from the first of May. "
        "Two operators share the line, with sleeping cars that were bought in Austria and painted."
    )
    found = orders_in(view_of(text.format(story)))
    assert any(order.kind == "kill_notice" for order in found) is counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Editors are asked not to use the story, please.", True),
        ("Guests are asked not to use the story, please.", False),
        ("Please do not use the story, editors: take it off your websites.", True),
    ],
)
def test_clients_that_are_named_need_no_number_of_the_item(text: str, *, counts: bool) -> None:
    assert bool(orders_in(view_of(text))) is counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Till redaktionerna: bilderna från hamnen dras tillbaka.", True),
        ("Till läsarna: bilderna från hamnen dras tillbaka.", False),
        (f"{'Viktigt! ' * 4}Redaktionerna: bilderna från hamnen dras tillbaka.", True),  # at 36
        (f"{'Viktigt! ' * 5}Redaktionerna: bilderna från hamnen dras tillbaka.", False),  # at 45
    ],
)
def test_a_notice_that_begins_with_its_clients_asks_them(text: str, *, counts: bool) -> None:
    assert bool(orders_in(view_of(text))) is counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Redaktionen: Bitte verwenden Sie die Meldung über den Hafen NICHT.", True),
        ("Redaktionen: Bitte verwenden Sie die Meldung über den Hafen gern.", False),
        ("Redaktionen: Bitte verwenden Sie die Meldung nicht nur einmal.", False),
        (f"Redaktionen: Bitte verwenden Sie die Meldung{' x' * 30} NICHT.", True),
        (f"Redaktionen: Bitte verwenden Sie die Meldung{' x' * 31} NICHT.", False),
    ],
)
def test_a_not_at_the_end_of_its_sentence_forbids(text: str, *, counts: bool) -> None:
    assert any(order.kind == "kill_notice" for order in orders_in(view_of(text))) is counts


def test_an_agency_sends_by_mistake_and_a_footer_is_received_by_mistake() -> None:
    sent = "До редакторите: информацията е изпратена по погрешка. Моля, изтрийте я."
    assert orders_in(view_of(sent))
    got = "Ако сте получили това съобщение по погрешка, моля, изтрийте го."
    assert not orders_in(view_of(got))


def test_a_hold_is_near_its_item() -> None:
    near = "Editors: the report, which came from the port, is on hold until further notice. Hold."
    assert orders_in(view_of(near))
    far = near.replace("the port,", f"the port,{' as the old people there like to say,' * 3}")
    assert not orders_in(view_of(far))


def test_until_further_notice_is_said_of_an_item() -> None:
    assert orders_in(view_of("Prosimy nie publikować depeszy do odwołania."))
    assert not orders_in(view_of("Prosimy nie używać windy do odwołania."))


def test_a_telling_word_outweighs_a_sign() -> None:
    order = "Please kill the story on the ferry, sent at 14:05."
    assert orders_in(view_of(order))
    told = "Please kill the story on the ferry, sent at 14:05, he told the court, she said."
    assert not orders_in(view_of(told))


def test_a_long_story_with_a_notice_at_its_head_is_under_it() -> None:
    story = " ".join(["The ferry sailed on, past the mole and the light."] * 60)
    text = f"BULLETIN KILL\n\nEditors: please kill the story Ferry, V0212. Do not use.\n\n{story}"
    assert [f.kind for f in ordered(text)] == ["kill_notice"]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("stat:usable", "usable"),
        ("Withdrawn", "canceled"),
        ("Deleted", "canceled"),
        ("CANCELLED", "canceled"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", "withheld"),
        ("On Hold", "withheld"),
        ("Embargoed", "embargoed"),
        ("Replaced", "superseded"),
        ("Correction", "usable"),
        ("Test", "not_for_publication"),
        ("Advisory", "not_for_publication"),
        ("harvested", None),
    ],
)
def test_a_status_says_the_same_in_any_spelling(word: str, status: str | None) -> None:
    assert read_status(word) == status


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("Please kill this story.", "canceled"),
        ("Bitte nicht mehr verwenden: Meldung wird zurückgezogen.", "canceled"),
        ("HOLD until further notice", "withheld"),
        ("Not for publication", "not_for_publication"),
        ("Eds: adds photos, video.", None),
        ("Corrects the year in paragraph 3.", None),
        ("With reactions from the harbour.", None),
    ],
)
def test_a_note_orders_a_status(note: str, status: str | None) -> None:
    assert status_in_note(note) == status


NOTICE = "Editors: please kill the story on the ferry, V0212. Do not use it."
FOOTER = "If you are not the intended recipient, please delete the text and do not use it."


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (NOTICE, ["kill_notice"]),
        (FOOTER, []),
        (f"{NOTICE}\n{FOOTER}", ["kill_notice"]),
        (f"{FOOTER}\n\n{NOTICE}", ["kill_notice"]),
        ("This e-mail is confidential. Please delete the story and do not use it.", []),
    ],
)
def test_a_footer_of_e_mails_orders_nothing_and_hides_no_notice(
    text: str, kinds: list[str]
) -> None:
    assert [order.kind for order in orders_in(view_of(text))] == kinds


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("CANCELLED: the concert on Saturday at 18:00. Please do not come.", False),
        ("CANCELLED: the story on the concert, sent at 18:00. Please do not use it.", True),
        ('WITHDRAWN: "The tide", Saturday, 18:00. Please ring the desk.', False),
        ("WITHDRAWN: HARBOUR-FERRY, Saturday, 18:00. Please ring the desk.", True),
        ("Please do not use the heater, no. 0341.", False),
        ("Please do not use the story, no. 0341.", True),
    ],
)
def test_what_is_cancelled_must_be_an_item_of_the_wire(text: str, *, counts: bool) -> None:
    assert bool(orders_in(view_of(text))) is counts


def _seconds(view: View) -> float:
    """CPU time of one search; what else runs on the machine makes the least of several no worse."""
    began = time.thread_time()
    orders_in(view)
    return time.thread_time() - began


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize("words", ["kill ", "no. 1 ", "concert ", "KILL KILL: ", '"kill" '])
def test_a_hostile_text_costs_no_more_than_its_length(words: str) -> None:
    spent = []
    for length in (4_000, 16_000):
        view = view_of(words * (length // len(words)))
        spent.append(min(_seconds(view) for _ in range(3)))
    assert spent[1] < 8 * spent[0] + 0.05


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("HOLD for legal", True),
        ("HOLD FOR CLEARANCE", True),
        ("Banks hold for legal reasons more than before.", False),
        ("Hold for approval by the mayor, the plan says", False),
    ],
)
def test_a_hold_for_a_desks_reason_holds_in_a_draft_as_in_a_field(line: str, held: bool) -> None:
    story = f"{line}\n\n{'The port reopened on Friday after three days of storms, he said. ' * 9}"
    kinds = [order.kind for order in orders_in(view_of(story))]
    assert (kinds == ["hold_notice"]) is held
    assert (status_in_note(line) == "withheld") is held


@pytest.mark.parametrize(("kind", "quiet"), [("kill_notice", False), ("advisory", True)])
def test_a_report_calls_no_order_that_binds_without_effect(kind: str, *, quiet: bool) -> None:
    finding = {"kind": kind, "role": None, "scope": "article"}
    assert is_quiet(finding) is quiet
    assert is_quiet({**finding, "scope": "other"})
