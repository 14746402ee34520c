"""A way to the public in WordPress, and what ways have in common.

A way is a generator: it prepares, yields once (whatever happens meanwhile happens then), goes the
way, and returns what it led to.
"""

import xmlrpc.client
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from tests.integrations.wordpress.site import Site
from tests.integrations.wordpress.stories import OWN, blocks


@dataclass(frozen=True, slots=True)
class Outcome:
    """The post that a way led to, and what whoever went it saw.

    `kept` is true where the way changes an article that is live: it must stay live as it was.
    """

    post: int
    saw: str = ""
    kept: bool = False


Way = Callable[[Site, str], Generator[None, None, Outcome]]
LATER = "2031-05-01T10:00:00"
EARLIER = "2025-05-01T10:00:00"
CLEAN = blocks(OWN)


def rest(site: Site, path: str, **body: Any) -> tuple[int, str]:
    answer = site.rest("POST", path, **body)
    members = answer.json()
    return int(members.get("id", 0)), str(members.get("message", ""))


def weblog(site: Site) -> Any:
    return xmlrpc.client.ServerProxy(f"{site.base}/xmlrpc.php")


def mailed(site: Site) -> str:
    return " ".join(str(mail["message"]) for mail in site.mails())


def program(code: str, *, live: bool = False) -> Way:
    """A program that finds a draft (or a live article) and does with it what its code says."""

    def go(site: Site, text: str) -> Generator[None, None, Outcome]:
        post = site.draft(CLEAN if live else text)
        if live:
            update = "wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));"
            site.php(update, id=post)
        yield
        site.mails()
        made = site.php(f"$id = $with['id']; {code} return $id;", id=post, text=text)
        return Outcome(int(made), mailed(site), kept=live)

    return go


def schedule(site: Site, post: int, when: str = "2031-05-01 10:00:00") -> None:
    """A date that was set while the text was free, or past every question."""
    site.force(post, post_status="future", post_date=when, post_date_gmt=when)
