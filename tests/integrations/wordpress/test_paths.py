"""Nothing that is refused becomes public, by whatever way, and nothing that is licensed is held."""

from collections.abc import Generator
from itertools import product
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.integrations.wordpress.further_paths import FURTHER, FURTHER_SINCE
from tests.integrations.wordpress.path import Outcome, Way
from tests.integrations.wordpress.paths import SINCE, WAYS
from tests.integrations.wordpress.site import CLI, Site
from tests.integrations.wordpress.stories import OWN, PHRASES, blocks, draft_of

pytestmark = pytest.mark.slow
OUT = {"publish", "private", "approved", "future", "inherit"}
WORDS_OF_REFUSAL = {"credit missing": "AFP", "blocked": "quaywire", "killed meanwhile": "AFP"}


@pytest.fixture
def killed(wirecheck: Served) -> Generator[Any, None, None]:
    """Kills the third item; afterwards it lives again, since other tests use the service."""
    address = "/v1/sources/urn%3Atest%3Akilled/kill"

    def kill() -> None:
        with wirecheck.client() as client:
            answer = client.post(address, json={"reason": "wrong"})
            assert answer.status_code in (200, 201), answer.text

    yield kill
    with wirecheck.client() as client:
        client.delete(address)


@pytest.mark.parametrize(
    ("site", "situation"),
    [*product(("6.1", "6.8"), PHRASES), ("7.1", "licensed"), ("7.1", "blocked")],
    indirect=["site"],
)
def test_no_way_leads_around_the_wall_and_nothing_licensed_is_held(
    site: Site, situation: str, killed: Any
) -> None:
    text = draft_of(situation)
    going = {name: way(site, text) for name, way in _ways(site).items()}
    for way in going.values():
        next(way)
    if situation == "killed meanwhile":
        killed()
    wrong = {}
    for name, way in going.items():
        outcome = _end(way)
        check = _went_out if situation == "licensed" else _was_held
        if fault := check(site, outcome, situation):
            wrong[name] = fault
    assert wrong == {}
    assert site.log() == []


@pytest.mark.parametrize("site", ["6.1", "6.8"], indirect=True)
def test_an_autosave_of_a_live_article_is_kept_and_read_by_nobody(site: Site) -> None:
    post = site.draft(blocks(OWN))
    site.php("wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));", id=post)
    saved = site.rest("POST", f"/wp/v2/posts/{post}/autosaves", content=draft_of("blocked"))
    assert saved.status_code == 200
    assert PHRASES["blocked"] in site.content(saved.json()["id"])
    assert site.status(post) == "publish"
    assert not site.public(post, PHRASES["blocked"])
    assert not site.public(saved.json()["id"], PHRASES["blocked"])


def test_the_ways_of_wp_cli_are_gone() -> None:
    if not CLI.is_file():
        pytest.skip("WP-CLI is not on this machine (.ci/run says how it comes here)")
    assert len([name for name in WAYS | FURTHER if name.startswith("WP-CLI")]) == 5


def _ways(site: Site) -> dict[str, Way]:
    """The ways that this version has, and that can be gone on this machine."""
    since = SINCE | FURTHER_SINCE
    return {
        name: way
        for name, way in (WAYS | FURTHER).items()
        if since.get(name, "") <= site.version and (CLI.is_file() or "WP-CLI" not in name)
    }


def _end(way: Generator[None, None, Outcome]) -> Outcome:
    try:
        next(way)
    except StopIteration as end:
        found: Outcome = end.value
        return found
    raise AssertionError("a way yields once")


def _went_out(site: Site, outcome: Outcome, situation: str) -> str:
    status = site.status(outcome.post)
    if status not in OUT:
        return f"held as {status}: {site.says(outcome.post)} {outcome.saw[:300]}"
    if outcome.kept:
        fresh = site.php(
            """$id = $with['id'];
            $keys = array('standfirst', '_elementor_data', 'footnotes', 'aside');
            $meta = array_map(function ($key) use ($id) {
              return get_post_meta($id, $key, true); }, $keys);
            return get_post($id)->post_content . implode(' ', $meta);""",
            id=outcome.post,
        )
        return "" if PHRASES[situation] in fresh else "the update was not taken"
    return ""


def _was_held(site: Site, outcome: Outcome, situation: str) -> str:
    word = WORDS_OF_REFUSAL[situation]
    if word not in outcome.saw:
        return f"whoever went it saw no reason: {outcome.saw[:200]!r}"
    if not outcome.post:  # refused before it was stored
        return ""
    status = site.status(outcome.post)
    said = site.says(outcome.post)
    if outcome.kept:
        if status != "publish":
            return f"a live article was taken down to {status}"
        if site.public(outcome.post, PHRASES[situation]):
            return "the refused text is public"
        shown = site.content(outcome.post)
        whole = OWN[:30] in shown and PHRASES[situation] not in shown
        return "" if whole else "the old text is gone"
    if status in ("draft", "pending") and word in said:
        return ""
    return "" if _stayed(site, outcome) else f"ends as {status}: {said!r}"


def _stayed(site: Site, outcome: Outcome) -> bool:
    """Whether it is out as far as it was before, and no farther: it is judged again at its hour."""
    post = site.php("return get_post($with['id'])->to_array();", id=outcome.post)
    scheduled = post["post_status"] == "future" and post["post_date_gmt"] > "2030"
    return bool(scheduled or post["post_status"] == "private" or post["post_password"] == "secret")
