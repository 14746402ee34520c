"""What happens while the service does not answer, and once it does again."""

import socket
from collections.abc import Iterator

import pytest

from tests.api.conftest import Served
from tests.integrations.wordpress.site import Site
from tests.integrations.wordpress.stories import OWN, PHRASES, blocks, draft_of

pytestmark = pytest.mark.slow
SITES = pytest.mark.parametrize("site", ["6.1", "6.8"], indirect=True)
FIELDS = "standfirst = lead"


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address at which nobody answers."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound and not listening: refused at once
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


@SITES
def test_hold_lets_nothing_new_out_and_releases_or_refuses_it_by_itself_afterwards(
    site: Site, wirecheck: Served, nobody: str
) -> None:
    site.set(url=nobody, when_down="hold", desk="rights@lantern.example")
    good, bad = site.draft(draft_of("licensed")), site.draft(draft_of("blocked"))
    for post in (good, bad):
        answer = site.rest("POST", f"/wp/v2/posts/{post}", status="publish")
        assert answer.json()["status"] == "pending"
        assert answer.json()["wirecheck"]["state"] == "waiting"
        assert "not checked" in answer.json()["wirecheck"]["sentence"]
    dated = site.draft(draft_of("licensed"))
    when = "2031-05-01T10:00:00"
    site.rest("POST", f"/wp/v2/posts/{dated}", status="future", date_gmt=when)
    due = site.draft(draft_of("licensed"))
    past = "2025-05-01 10:00:00"
    site.force(due, post_status="future", post_date=past, post_date_gmt=past)
    site.php("wp_publish_post($with['id']);", id=due)
    live = site.draft(blocks(OWN))
    site.force(live, post_status="publish")
    site.php(
        "wp_update_post(wp_slash(array('ID' => $with['id'], 'post_content' => $with['c'])));",
        id=live,
        c=draft_of("licensed"),
    )
    assert [site.status(post) for post in (dated, due, live)] == ["pending", "pending", "publish"]
    assert site.content(live) == blocks(OWN)
    assert "not checked" in site.says(live)
    site.cron()  # nothing changes while it is down
    assert [site.status(post) for post in (good, bad)] == ["pending", "pending"]

    site.set(url=wirecheck.base)
    site.mails()
    site.cron()
    states = [site.status(post) for post in (good, bad, dated, due)]
    assert states == ["publish", "pending", "future", "publish"]
    assert site.php("return get_post($with['id'])->post_date_gmt;", id=dated) == when.replace(
        "T", " "
    )
    assert PHRASES["licensed"] in site.content(live)
    assert "quaywire" in site.says(bad)
    told = {line for mail in site.mails() if "rights@" in mail["to"] for line in [mail["message"]]}
    assert "quaywire" in str(told)
    assert "published as you wished" in str(told)
    assert site.log() == []


@SITES
def test_allow_publishes_unchecked_tells_the_desk_and_acts_within_the_hour(
    site: Site, wirecheck: Served, nobody: str
) -> None:
    site.set(url=nobody, when_down="allow", desk="rights@lantern.example")
    site.mails()
    good, bad = site.draft(draft_of("licensed")), site.draft(draft_of("blocked"))
    for post in (good, bad):
        answer = site.rest("POST", f"/wp/v2/posts/{post}", status="publish")
        assert answer.json()["status"] == "publish"
        assert site.state(post) == "unchecked"
        assert "without a check" in site.says(post)
    assert "without a check" in str(site.mails())
    every = site.php("return wp_get_schedules()[wp_get_schedule('wirecheck_recheck')]['interval'];")
    assert every <= 3600
    site.set(url=wirecheck.base)
    site.cron()
    assert (site.status(good), site.state(good)) == ("publish", "cleared")
    assert (site.status(bad), site.state(bad)) == ("pending", "refused")
    assert not site.public(bad, PHRASES["blocked"])
    assert "quaywire" in str(site.mails())
    assert site.log() == []


@SITES
def test_an_update_of_a_live_article_over_rest_is_not_taken_and_the_editor_keeps_the_words(
    site: Site, nobody: str
) -> None:
    live = site.draft(blocks(OWN))
    site.force(live, post_status="publish")
    site.set(url=nobody)
    answer = site.rest("POST", f"/wp/v2/posts/{live}", content=draft_of("licensed"))
    assert answer.status_code == 503
    assert "Try again" in answer.json()["message"]
    assert site.content(live) == blocks(OWN)
    unchanged = site.rest("POST", f"/wp/v2/posts/{live}", sticky=True)
    assert unchanged.status_code == 200  # what shows a reader nothing new asks nobody


@SITES
def test_an_update_that_waits_is_dropped_when_the_article_is_saved_again(
    site: Site, wirecheck: Served, nobody: str
) -> None:
    save = "wp_update_post(wp_slash($with));"
    newer = OWN.replace("lamp", "lantern") + " The clerk counted them twice."
    taken_back, rewritten, untouched = (site.draft(blocks(OWN)) for _ in range(3))
    for post in (taken_back, rewritten, untouched):
        site.force(post, post_status="publish", post_modified_gmt="2025-05-01 10:00:00")
    site.set(url=nobody, when_down="hold", desk="rights@lantern.example")
    for post in (taken_back, rewritten, untouched):
        site.php(save, ID=post, post_content=blocks(newer))
        assert site.content(post) == blocks(OWN)
    site.php(save, ID=taken_back, post_content=blocks(OWN))
    latest = blocks(newer + " An hour of work.")
    site.php(save, ID=rewritten, post_content=latest, post_status="pending")

    site.set(url=wirecheck.base)
    site.mails()
    site.cron()
    assert [site.status(post) for post in (taken_back, rewritten)] == ["publish", "pending"]
    assert [site.content(post) for post in (taken_back, rewritten)] == [blocks(OWN), latest]
    assert site.content(untouched) == blocks(newer)
    for post in (taken_back, rewritten):
        assert "was dropped, since the article was saved again" in site.says(post)
    assert sum("was dropped" in mail for mail in map(str, site.mails())) == 2


@SITES
def test_a_copy_of_what_waits_is_a_draft_and_stays_one(
    site: Site, wirecheck: Served, nobody: str
) -> None:
    """Plug-ins that copy posts take their fields along: nobody wished that the copy goes out."""
    site.set(url=nobody, when_down="hold")
    post = site.draft(draft_of("licensed"))
    site.rest("POST", f"/wp/v2/posts/{post}", status="publish")
    copy = site.copy(post)
    assert (site.state(post), site.state(copy)) == ("waiting", "")
    assert site.says(copy) == ""
    site.set(url=wirecheck.base)
    site.cron()
    assert (site.status(post), site.status(copy)) == ("publish", "draft")
    assert site.php("return get_post_meta($with['id'], '_wirecheck_queue', true);", id=copy) == ""


@SITES
def test_what_went_out_unchecked_and_came_back_leaves_the_queue(
    site: Site, wirecheck: Served, nobody: str
) -> None:
    site.set(url=nobody, when_down="allow")
    post = site.draft(draft_of("licensed"))
    site.rest("POST", f"/wp/v2/posts/{post}", status="publish")
    site.rest("POST", f"/wp/v2/posts/{post}", status="draft")
    assert (site.status(post), site.state(post)) == ("draft", "unchecked")
    site.set(url=wirecheck.base)
    site.cron()
    assert (site.status(post), site.state(post)) == ("draft", "")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("HTTP/1.1 200 OK\r\n\r\n<html>hello</html>", "not Wirecheck"),
        ('HTTP/1.1 200 OK\r\n\r\n{"enforcement": "sure"}', "not Wirecheck"),
        ('HTTP/1.1 200 OK\r\n\r\n{"verdict": "clear"}', "not Wirecheck"),
        ('HTTP/1.1 401 No\r\n\r\n{"detail": "the key is unknown"}', "the key is unknown"),
        ("HTTP/1.1 500 No\r\n\r\n", "500"),
        ('HTTP/1.1 302 Go\r\nLocation: /\r\n\r\n{"enforcement": "allow"}', "302"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("site", ["6.8"], indirect=True)
def test_whatever_answers_that_is_no_verdict_lets_nothing_out(
    site: Site, answer: str, said: str
) -> None:
    _nothing_goes_out(site, answer, said)


@pytest.mark.parametrize("status", [401, 403, 404, 413, 415, 422])
@pytest.mark.parametrize("site", ["6.8"], indirect=True)
def test_a_service_that_does_not_take_the_question_is_no_service_that_is_down(
    site: Site, status: int
) -> None:
    """Else a text that is longer than it takes, or a wrong key, would be a way round it."""
    site.set(when_down="allow")
    answer = f'HTTP/1.1 {status} No\r\n\r\n{{"detail": "not like this"}}'
    _nothing_goes_out(site, answer, "does not take this question (not like this)")


@pytest.mark.parametrize("status", [500, 503])
@pytest.mark.parametrize("site", ["6.8"], indirect=True)
def test_a_service_that_cannot_judge_is_no_service_that_is_down(site: Site, status: int) -> None:
    """Agreements that cannot be read are no reason to publish without any."""
    site.set(when_down="allow")
    body = '{"detail": "a stored agreement cannot be read", "enforcement": "hold"}'
    _nothing_goes_out(
        site, f"HTTP/1.1 {status} No\r\n\r\n{body}", "a stored agreement cannot be read"
    )


def _nothing_goes_out(site: Site, answer: str, said: str) -> None:
    post = site.draft(draft_of("licensed"))
    found = site.php(
        """add_filter('pre_http_request', function () use ($with) {
            if ('' === $with['answer']) { return new WP_Error('http', 'timed out'); }
            list($head, $body) = explode("\\r\\n\\r\\n", $with['answer'], 2);
            return array('headers' => array(), 'body' => $body, 'cookies' => array(),
              'response' => array('code' => (int) substr($head, 9, 3), 'message' => ''));
        });
        wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));
        return get_post_status($with['id']);""",
        id=post,
        answer=answer,
    )
    assert found == "pending"
    assert "not checked" in site.says(post)
    assert said in site.says(post)
    site.php("delete_post_meta($with['id'], '_wirecheck_queue');", id=post)
