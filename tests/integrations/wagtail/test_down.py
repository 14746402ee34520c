"""The service cannot be reached: held and released by itself, or let out and checked later."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.api.conftest import Served, start
from tests.integrations.wagtail.conftest import Site, fill
from tests.ports import free_port

pytestmark = pytest.mark.parametrize("pair", ["newest"])
UNCHECKED = "Wirecheck: not checked, so not published."


@pytest.fixture
def port() -> int:
    """A port that is free, so that a service can come back where it was."""
    return free_port()


@pytest.fixture
def come_back(tmp_path: Path, port: int) -> Iterator[Callable[[], Served]]:
    """Starts the service at that port, with its sources and the agreement."""
    running: list[Served] = []

    def starter() -> Served:
        running.append(start(tmp_path / "data", port=port))
        if len(running) == 1:
            fill(running[0])
        return running[-1]

    yield starter
    for served in running:
        if served.process.poll() is None:
            served.stop()


def test_with_hold_nothing_goes_live_and_all_is_released_or_refused_when_it_is_back(
    site: Callable[..., Site], come_back: Callable[[], Served], port: int
) -> None:
    told = {"URL": f"http://127.0.0.1:{port}", "ON_UNAVAILABLE": "hold", "TIMEOUT": 20.0}
    made = site(told)
    with made.console() as ask:
        good, bad, due = ask("draft", "licensed"), ask("draft", "blocked"), ask("draft", "own")
        for piece in (good, bad):
            assert ask("publish", piece).startswith(UNCHECKED)
        ask("schedule", due)
        ask("command", "publish_scheduled")
        for piece in (good, bad, due):
            state = ask("state", piece)
            assert not state["live"]
            assert state["waiting"]
            assert state["held"].startswith(UNCHECKED)
        assert ask("state", due)["scheduled"]  # its schedule is kept: the next run tries again
        assert ask("command", "wirecheck_queue").startswith("waits: ")
        assert "waits for its check" in made.mails()

        come_back()
        became = sorted(ask("command", "wirecheck_queue").splitlines())
        assert became == ["published: A licensed piece", "refused: A blocked piece"]
        ask("command", "publish_scheduled")
        states = [ask("state", piece) for piece in (good, bad, due)]
        assert [state["live"] for state in states] == [True, False, True]
        assert "is used without a licence" in states[1]["held"]
        assert not any(state["waiting"] for state in states)
        assert ask("command", "wirecheck_queue") == ""
    assert "refused: A blocked piece" in made.mails()


def test_a_piece_whose_own_check_stays_unfinished_keeps_none_behind_it_waiting(
    site: Callable[..., Site], come_back: Callable[[], Served], port: int
) -> None:
    made = site({"URL": f"http://127.0.0.1:{port}", "ON_UNAVAILABLE": "hold", "TIMEOUT": 20.0})
    with made.console() as ask:
        stays, good, bad = (ask("draft", text) for text in ("unsupported", "licensed", "blocked"))
        for piece in (stays, good, bad):
            assert ask("publish", piece).startswith(UNCHECKED)
        down = ask("command", "wirecheck_queue").splitlines()
        assert down == ["waits: A unsupported piece"]  # of a service that is away, one is asked
        come_back()
        became = sorted(ask("command", "wirecheck_queue").splitlines())
        assert became == [
            "published: A licensed piece",
            "refused: A blocked piece",
            "waits: A unsupported piece",
        ]
        assert ask("state", stays)["waiting"]
        assert not ask("state", stays)["live"]


def test_an_update_that_waits_is_dropped_when_somebody_takes_the_page_off(
    site: Callable[..., Site], come_back: Callable[[], Served], port: int
) -> None:
    made = site({"URL": f"http://127.0.0.1:{port}", "ON_UNAVAILABLE": "hold", "TIMEOUT": 20.0})
    served = come_back()
    with made.console() as ask:
        pages = taken_off, _ = ask("draft", "licensed"), ask("draft", "own")
        for page in pages:
            ask("publish", page)
            assert ask("state", page)["live"]
        served.stop()
        for page in pages:
            ask("rewrite", page)
            assert ask("publish", page).startswith(UNCHECKED)
            assert ask("state", page)["waiting"]
        ask("unpublish", taken_off)
        assert not ask("state", taken_off)["waiting"]
        come_back()
        assert ask("command", "wirecheck_queue").splitlines() == ["published: A own piece"]
        assert [ask("state", page)["live"] for page in pages] == [False, True]


def test_with_allow_it_goes_live_as_unchecked_and_the_sweep_acts_when_it_is_back(
    site: Callable[..., Site], come_back: Callable[[], Served], port: int
) -> None:
    made = site({"URL": f"http://127.0.0.1:{port}", "ON_UNAVAILABLE": "allow", "TIMEOUT": 20.0})
    with made.console() as ask:
        good, bad = ask("draft", "licensed"), ask("draft", "blocked")
        for piece in (good, bad):
            assert ask("publish", piece).startswith("Wirecheck: published unchecked")
            state = ask("state", piece)
            assert (state["live"], state["unchecked"]) == (True, True)
        assert "published unchecked: A blocked piece" in made.mails()
        assert "2 could not be checked" in ask("command", "wirecheck_sweep", "--unchecked")
        assert ask("state", good)["unchecked"]

        come_back()
        round_it = ask("draft", "blocked")
        ask("force", round_it)
        assert "3 checked, 2 may not stay" in ask("command", "wirecheck_sweep", "--unchecked")
        state = ask("state", good)
        assert (state["live"], state["unchecked"], bool(state["check"])) == (True, False, True)
        for piece in (bad, round_it):
            state = ask("state", piece)
            assert not state["live"]
            assert "is used without a licence" in state["held"]
        assert "0 checked" in ask("command", "wirecheck_sweep", "--unchecked")
        assert "1 checked, 0 may not stay" in ask("command", "wirecheck_sweep")
    assert "taken down: A blocked piece" in made.mails()
