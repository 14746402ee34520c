"""What a site sends, what it is told, and what its people may do: one site, one service."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.api.conftest import Served, start
from tests.integrations.wagtail.conftest import fill, site_of

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ask, Served]]:
    folder = tmp_path_factory.mktemp("desk")
    served = start(folder / "data")
    fill(served)
    site = site_of("newest", folder, {"URL": served.base})
    with site.console() as ask:
        yield ask, served
    if served.process.poll() is None:
        served.stop()


@pytest.fixture
def desk(room: tuple[Ask, Served]) -> Iterator[Ask]:
    """The site, with settings that are put back after the test."""
    ask, served = room
    yield ask
    plain: dict[str, Any] = {
        "KEY": "",
        "RELEASE_KEY": "",
        "ON_UNAVAILABLE": None,
        "TIMEOUT": 5.0,
        "FIELDS": {},
        "SITES": {},
    }
    use = {"publisher": "pub:lantern", "channel": "web", "territories": ["FR"]}
    ask("told", {**plain, "URL": served.base, "USE": use})


BODY = (
    "<p>A &lt;quiet&gt; quay</p>\n"
    "<p>One <b>bold</b> word.</p>\n"
    "<blockquote>Nobody said this.</blockquote>\n"
    "<p>First.</p>\n"
    "<p>Second.</p>\n"
    "<p>The end &amp; more.</p>\n"
)


def test_the_words_of_fields_blocks_and_children_are_sent_where_they_belong(desk: Ask) -> None:
    piece = desk("rich")
    desk("told", {"FIELDS": {"newsroom.StoryPage": {"notes": None}}})
    assert desk("fields", piece) == {
        "title": "Pilots",
        "byline": "Ann Okoro",
        "lead": "No ship comes in.",
        "body_html": BODY,
        "captions": ["The quay.", "A tug."],
        "credits": ["Lantern", "Northwire"],
    }
    desk("told", {"FIELDS": {"newsroom.StoryPage": {"notes": "footer", "byline": None}}})
    sent = desk("fields", piece)
    assert sent["footer"] == "For the desk only."
    assert "byline" not in sent


def step(
    op: str, start: int, end: int | None = None, text: str = "", field: str = "body_html"
) -> Any:
    place = {"field": field, "start": start, "end": start if end is None else end}
    return {"op": op, "in": place, **({"text": text} if op != "delete" else {})}


def at(words: str) -> int:
    return BODY.index(words)


@pytest.mark.parametrize(
    ("edit", "field", "after"),
    [
        (step("insert", at("bold"), text="(NW) "), "body_html", BODY.replace("bold", "(NW) bold")),
        (step("insert", len(BODY), text="<p>NW</p>"), "body_html", BODY[:-1] + "<p>NW</p>\n"),
        (step("insert", 0, text="NW: "), "body_html", BODY.replace("A &lt;", "NW: A &lt;")),
        (
            step("replace", at("quay</p>"), at("quay</p>") + 4, "pier &amp; quay"),
            "body_html",
            BODY.replace("quay</p>", "pier &amp; quay</p>"),
        ),
        (step("delete", at("First"), at("First") + 5), "body_html", BODY.replace("First", "")),
        (
            step("insert", 9, text=" (NW)", field="captions[0]"),
            "captions",
            ["The quay. (NW)", "A tug."],
        ),
        (step("replace", 0, 9, "AFP", field="credits[1]"), "credits", ["Lantern", "AFP"]),
        (step("insert", 0, text="NW: ", field="title"), "title", "NW: Pilots"),
    ],
    ids=["rich text", "end", "plain block", "escaped", "list", "caption", "child", "title"],
)
def test_a_fix_goes_into_the_field_or_block_that_it_is_of(
    desk: Ask, edit: Any, field: str, after: Any
) -> None:
    desk("told", {"FIELDS": {"newsroom.StoryPage": {"notes": None}}})
    piece = desk("rich")
    before = desk("fields", piece)
    assert desk("mend", piece, [edit]) == [{**before, field: after}, 0]


def test_a_fix_over_two_blocks_is_told_and_not_forced(desk: Ask) -> None:
    piece = desk("rich")
    before = desk("fields", piece)
    over = step("delete", at("word."), at("Nobody"))
    assert desk("mend", piece, [over]) == [before, 1]


def test_the_use_is_that_of_the_site_or_what_a_function_makes_of_the_piece(desk: Ask) -> None:
    piece = desk("draft", "licensed")
    printed = {"publisher": "pub:lantern", "channel": "print", "territories": ["FR"]}
    desk("told", {"SITES": {"localhost": {"USE": printed}}})
    assert "print" in desk("publish", piece)
    desk("told", {"SITES": {"elsewhere.example": {"USE": printed}}})
    assert desk("publish", piece) == ""
    desk("told", {"SITES": {}, "USE": "stories.use"})
    assert "print" in desk("publish", desk("draft", "licensed"))
    assert desk("publish", desk("draft", "own")) == ""


def test_a_workflow_task_approves_what_may_go_out_and_sends_the_rest_back_with_the_reason(
    desk: Ask,
) -> None:
    desk("workflow")
    status, comment = desk("submit", desk("draft", "uncredited"))
    assert status == "needs_changes"
    assert "its credit is missing" in comment
    status, comment = desk("submit", desk("draft", "licensed"))
    assert (status, comment) == ("in_progress", "")  # it is with the moderators now


def test_an_author_reads_why_nothing_was_checked(desk: Ask, room: tuple[Ask, Served]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        desk("told", {"URL": url, "TIMEOUT": 0.2})
        assert "it did not answer (ReadTimeout)" in desk("publish", desk("draft", "own"))
    desk("told", {"URL": room[1].base, "TIMEOUT": 5.0, "USE": {"channel": "webb"}})
    piece = desk("draft", "own")
    assert "The service refused it: it answered 422" in desk("publish", piece)
    assert not desk("state", piece)["live"]


def test_the_policy_that_was_last_seen_decides_where_the_settings_do_not(
    desk: Ask, room: tuple[Ask, Served]
) -> None:
    with room[1].client() as client:
        policy = {"schema": "policy/1", "on_unavailable": "warn"}
        assert client.put("/v1/policy", json=policy).status_code == 200
    assert desk("publish", desk("draft", "own")) == ""
    desk("told", {"URL": "http://127.0.0.1:9"})
    piece = desk("draft", "own")
    assert desk("publish", piece).startswith("Wirecheck: published unchecked")
    assert desk("state", piece)["unchecked"]


def test_a_live_page_does_not_move_to_a_site_that_its_licences_do_not_cover(desk: Ask) -> None:
    elsewhere = {"publisher": "pub:other", "channel": "web", "territories": ["FR"]}
    desk("told", {"SITES": {"second.example": {"USE": elsewhere}}})
    licensed, own = desk("draft", "licensed"), desk("draft", "own")
    assert (desk("publish", licensed), desk("publish", own)) == ("", "")
    assert "is used without a licence" in desk("move", licensed)
    assert desk("move", own) == ""
    assert desk("site_of", own) == "second.example"
    assert desk("site_of", licensed) != "second.example"
    assert desk("state", licensed)["live"]


def test_a_check_that_is_gone_keeps_no_other_piece_of_a_message_from_being_judged(
    desk: Ask,
) -> None:
    """Checks are pruned, and a message names those that there were when it was made."""
    piece = desk("draft", "own")
    assert desk("publish", piece) == ""
    check = desk("state", piece)["check"]
    for checks in (["chk_gone", check], [check, "chk_gone"], ["chk_gone"]):
        judged = int(check in checks)
        told = desk("heard", "source.late", {"checks": checks})
        assert told == [200, {"judged": judged, "left_to_the_sweep": 0}]


@pytest.mark.parametrize("signature", ["v1,é", "v1,漢 v1,x", "é", "v1,"])
def test_a_signature_of_any_letters_is_refused(desk: Ask, signature: str) -> None:
    assert desk("heard", "source.late", {"checks": []}, signature)[0] == 401


def test_a_key_that_is_not_known_never_publishes_and_a_person_with_a_role_releases(
    desk: Ask, room: tuple[Ask, Served]
) -> None:
    """The last test here: from the first key on the service asks everybody for one."""
    with room[1].client() as client:
        made = client.post("/v1/keys", json={"label": "admin", "scopes": ["admin"]}).json()
        admin = {"Authorization": f"Bearer {made['key']}"}
        scopes = {"cms": ["check"], "desk": ["check", "role:rights-desk"]}
        keys = {}
        for label, wanted in scopes.items():
            body = {"label": label, "scopes": wanted}
            keys[label] = client.post("/v1/keys", json=body, headers=admin).json()["key"]
    desk("told", {"KEY": "wck_of_nobody", "ON_UNAVAILABLE": "allow"})
    unknown = desk("draft", "own")
    assert "it answered 401" in desk("publish", unknown)
    assert not desk("state", unknown)["live"]
    desk("told", {"KEY": keys["cms"], "RELEASE_KEY": keys["desk"]})
    piece = desk("draft", "uncredited")
    assert "its credit is missing" in desk("publish", piece)
    shown, status, said, refused = desk("release", piece)
    assert keys["cms"] not in shown
    assert keys["desk"] not in shown
    assert (status, refused) == (200, 403), said
    assert desk("publish", piece) == ""
    assert desk("state", piece)["live"]
