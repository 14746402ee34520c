"""Kills and ends of terms reach the site by themselves, and the daily round finds the rest."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from standardwebhooks.webhooks import Webhook

from tests.api.conftest import Served
from tests.integrations.wordpress.site import Site
from tests.integrations.wordpress.stories import draft_of
from tests.waiting import LONG, until

pytestmark = pytest.mark.slow
SITES = pytest.mark.parametrize("site", ["6.1", "6.8"], indirect=True)
ITEM = "/v1/sources/urn%3Atest%3Akilled/kill"


@contextmanager
def subscribed(site: Site, wirecheck: Served) -> Iterator[str]:
    """The site is told of kills, and knows the secret that they are signed with."""
    address = f"{site.base}/?rest_route=/wirecheck/v1/webhook"
    events = ["item.killed", "source.late", "retention.due"]
    with wirecheck.client() as client:
        hook = client.post("/v1/webhooks", json={"url": address, "events": events}).json()
        site.set(webhook_secret=hook["secret"])
        try:
            yield hook["secret"]
        finally:
            client.delete(ITEM)
            client.delete(f"/v1/webhooks/{hook['id']}")


def published(site: Site, situation: str) -> int:
    post = site.draft(draft_of(situation))
    assert site.rest("POST", f"/wp/v2/posts/{post}", status="publish").status_code == 200
    return post


@SITES
@pytest.mark.parametrize(
    ("on_live", "becomes"), [("hold", "pending"), ("unpublish", "draft"), ("notify", "publish")]
)
def test_a_kill_takes_the_article_down_or_tells_the_desk(
    site: Site, wirecheck: Served, on_live: str, becomes: str
) -> None:
    site.set(on_live=on_live)
    post, other = published(site, "killed meanwhile"), published(site, "licensed")
    dated = site.draft(draft_of("killed meanwhile"))
    when = "2031-05-01T10:00:00"
    site.rest("POST", f"/wp/v2/posts/{dated}", status="future", date_gmt=when)
    site.mails()
    with subscribed(site, wirecheck), wirecheck.client() as client:
        client.post(ITEM, json={"reason": "wrong"})
        until(lambda: site.state(post) == "refused" and site.state(dated) == "refused")
    assert [site.status(one) for one in (post, dated, other)] == [becomes, "pending", "publish"]
    assert "killed" in site.says(post)
    until(lambda: "killed" in str(site.mails()))
    assert site.log() == []


@pytest.mark.parametrize("event", ["item.killed", "item.rights_changed"])
@pytest.mark.parametrize("site", ["6.8"], indirect=True)
def test_only_the_service_is_believed_and_the_same_message_may_come_twice(
    site: Site, wirecheck: Served, event: str
) -> None:
    post = published(site, "killed meanwhile")
    with subscribed(site, wirecheck) as secret:
        uses = [{"id": "x", "check": _check(site, post)}]
        told = json.dumps({"type": event, "data": {"uses": uses}})
        assert _send(site, told, {"webhook-id": "msg_1"}) == 401
        assert _send(site, told, _signed(secret, told + " ")) == 401
        assert _send(site, told, _signed(secret, told, seconds_ago=3600)) == 401
        assert _send(site, told, _signed("whsec_" + "A" * 43 + "=", told)) == 401
        assert site.status(post) == "publish"
        for _ in range(2):  # nothing was killed, so the article is checked and stays
            assert _send(site, told, _signed(secret, told)) == 200
        assert site.status(post) == "publish"


@pytest.mark.parametrize("site", ["6.8"], indirect=True)
def test_a_message_means_the_post_that_was_checked_and_no_copy_of_it(
    site: Site, wirecheck: Served
) -> None:
    post = published(site, "licensed")
    site.copy(post)  # newer, with the same check among its fields
    with subscribed(site, wirecheck) as secret:
        told = json.dumps({"type": "source.late", "data": {"checks": [_check(site, post)]}})
        answer = site.php(
            """$request = new WP_REST_Request('POST', '/wirecheck/v1/webhook');
            $request->set_body($with['told']);
            foreach ($with['headers'] as $name => $value) $request->set_header($name, $value);
            return rest_do_request($request)->get_data();""",
            told=told,
            headers=_signed(secret, told),
        )
    assert answer == {"posts": {str(post): "ok"}}


def _check(site: Site, post: int) -> str:
    return str(site.php("return get_post_meta($with['id'], '_wirecheck_check', true);", id=post))


def _signed(secret: str, body: str, seconds_ago: int = 0) -> dict[str, str]:

    at = datetime.now(UTC) - timedelta(seconds=seconds_ago)
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign("msg_1", at, body),
    }


def _send(site: Site, body: str, headers: dict[str, str]) -> int:

    address = f"{site.base}/?rest_route=/wirecheck/v1/webhook"
    kind = {"Content-Type": "application/json"}
    answer = httpx.post(
        address, content=body, headers={**kind, **headers}, timeout=LONG, trust_env=False
    )
    return answer.status_code


@SITES
def test_the_round_finds_what_is_live_without_a_valid_check(site: Site, wirecheck: Served) -> None:
    fine = published(site, "licensed")
    changed = published(site, "licensed")
    site.force(changed, post_content=draft_of("blocked"))  # past every hook
    killed = published(site, "killed meanwhile")
    older = site.draft(draft_of("blocked"))
    site.force(older, post_status="publish", post_modified_gmt="2020-01-01 00:00:00")
    site.php(
        "update_option('wirecheck_since', array('time' => time() - 9999, 'post' => $with['id']));"
        "update_option('wirecheck_sweep_at', $with['first'] - 1);",
        id=older,
        first=fine,
    )
    site.mails()
    with wirecheck.client() as client:
        client.post(ITEM, json={})
        site.php("do_action('wirecheck_sweep');")
        client.delete(ITEM)
    assert [site.status(post) for post in (fine, changed, killed)] == [
        "publish",
        "pending",
        "pending",
    ]
    assert site.status(older) == "publish"  # from before the plugin: reported, not taken down
    assert "may not be" in site.says(older)
    mails = str(site.mails())
    assert "quaywire" in mails
    assert "killed" in mails
    assert site.php("return get_option('wirecheck_sweep_at');") == "0"
    assert site.log() == []
