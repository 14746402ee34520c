"""The ways of people: the editors of WordPress, REST, XML-RPC and the command line."""

import re
from collections.abc import Generator

from tests.integrations.wordpress.path import (
    CLEAN,
    Outcome,
    mailed,
    rest,
    schedule,
    weblog,
)
from tests.integrations.wordpress.site import Site


def block_editor(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", status="publish")[1])


def rest_create(site: Site, text: str) -> Generator[None, None, Outcome]:
    yield
    made, saw = rest(site, "/wp/v2/posts", title="Piers", content=text, status="publish")
    return Outcome(made, saw)


def rest_update_of_a_live_post(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(CLEAN)
    site.php("wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));", id=post)
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", content=text)[1], kept=True)


def rest_private(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", status="private")[1])


def rest_type_of_its_own(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text, kind="dispatch")
    yield
    return Outcome(post, rest(site, f"/wp/v2/dispatch/{post}", status="publish")[1])


def rest_status_of_a_workflow(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", status="approved")[1])


def synced_pattern(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(CLEAN, kind="wp_block", status="publish")
    yield
    return Outcome(post, rest(site, f"/wp/v2/blocks/{post}", content=text)[1], kept=True)


def pattern_within_a_post(site: Site, text: str) -> Generator[None, None, Outcome]:
    pattern = site.draft(text, kind="wp_block", status="draft")
    site.force(pattern, post_status="publish")
    post = site.draft(f'<!-- wp:block {{"ref":{pattern}}} /-->')
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", status="publish")[1])


def quick_edit(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    yield
    page = site.person("editor").get("/wp-admin/edit.php").text
    found = re.search(r'name="_inline_edit" value="(\w+)"', page)
    assert found
    form = {
        "action": "inline-save", "_inline_edit": found.group(1), "post_ID": post,
        "post_type": "post", "screen": "edit-post", "_status": "publish", "post_view": "list",
        "post_title": "Piers", "post_name": "", "post_author": 2, "edit_date": "true",
        "mm": "11", "jj": "01", "aa": "2025", "hh": "10", "mn": "00", "ss": "00",
    }  # fmt: skip
    return Outcome(post, site.person("editor").post("/wp-admin/admin-ajax.php", data=form).text)


def bulk_edit(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    yield
    page = site.person("editor").get("/wp-admin/edit.php").text
    found = re.search(r'name="_wpnonce" value="(\w+)"', page)
    assert found
    query = {
        "_wpnonce": found.group(1), "post_type": "post", "post_status": "all", "action": "edit",
        "action2": "-1", "bulk_edit": "Update", "post[]": post, "_status": "publish",
        "post_author": "-1", "post_view": "list", "screen": "edit-post", "comment_status": "",
        "ping_status": "", "sticky": "-1", "post_format": "-1",
    }  # fmt: skip
    return Outcome(post, site.person("editor").get("/wp-admin/edit.php", params=query).text)


def _classic(site: Site, post: int, **more: str) -> str:
    site.php("update_option('test_classic', 1);")
    page = site.person("editor").get(f"/wp-admin/post.php?post={post}&action=edit").text
    found = re.search(r'name="_wpnonce" value="(\w+)"', page)
    assert found
    was = site.status(post)
    form = {
        "_wpnonce": found.group(1), "action": "editpost", "originalaction": "editpost",
        "post_ID": str(post), "post_type": "post", "post_title": "Piers", "user_ID": "2",
        "original_post_status": was, "post_status": was, "visibility": "public",
        "post_author": "2", **more,
    }  # fmt: skip
    saw = site.person("editor").post("/wp-admin/post.php", data=form).text
    site.php("update_option('test_classic', 0);")
    return saw


def classic_editor(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    yield
    return Outcome(post, _classic(site, post, content=text, publish="Publish"))


def classic_update_of_a_live_post(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(CLEAN)
    site.php("wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));", id=post)
    yield
    return Outcome(post, _classic(site, post, content=text, save="Update"), kept=True)


def xmlrpc_new(site: Site, text: str) -> Generator[None, None, Outcome]:
    yield
    site.mails()
    post = {"post_type": "post", "post_status": "publish", "post_title": "x", "post_content": text}
    made = int(weblog(site).wp.newPost(0, "editor", "editor-pw", post))
    return Outcome(made, mailed(site))


def xmlrpc_edit(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    yield
    site.mails()
    weblog(site).wp.editPost(0, "editor", "editor-pw", post, {"post_status": "publish"})
    return Outcome(post, mailed(site))


def cli_create(site: Site, text: str) -> Generator[None, None, Outcome]:
    yield
    words = ("--post_title=x", f"--post_content={text}", "--post_status=publish")
    saw = site.cli("post", "create", *words)
    made = re.search(r"Created post (\d+)", saw)
    assert made, saw
    return Outcome(int(made[1]), saw)


def cli_update(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    yield
    return Outcome(post, site.cli("post", "update", str(post), "--post_status=publish"))


def cli_meta(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(CLEAN)
    site.php("wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));", id=post)
    yield
    words = re.sub(r"<[^>]+>", "", text)
    saw = site.cli("post", "meta", "update", str(post), "standfirst", words)
    return Outcome(post, saw, kept=True)


def cli_cron(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    yield
    schedule(site, post, "2025-05-01 10:00:00")
    event = "wp_schedule_single_event(time() - 5, 'publish_future_post', array($with['id']));"
    site.php(event, id=post)
    return Outcome(post, site.cli("cron", "event", "run", "--due-now"))


def batch(site: Site, text: str) -> Generator[None, None, Outcome]:
    """Many requests in one, as programs send them."""
    post = site.draft(text)
    yield
    one = {"method": "PUT", "path": f"/wp/v2/posts/{post}", "body": {"status": "publish"}}
    answer = site.rest("POST", "/batch/v1", requests=[one]).json()["responses"][0]
    return Outcome(post, str(answer["body"].get("message", "")))
