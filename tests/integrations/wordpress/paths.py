"""The ways by which a text can become public in WordPress, each as a person or a program goes it.

A way is a generator: it prepares, yields once (whatever happens meanwhile happens then), goes the
way, and returns what it led to.
"""

import json
import re
import xmlrpc.client
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from tests.integrations.wordpress.site import Site
from tests.integrations.wordpress.stories import OWN, blocks

__all__ = ["CLEAN", "SINCE", "WAYS", "Outcome", "Way", "mailed", "program", "rest", "weblog"]


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


def weblog(site: Site) -> Any:
    return xmlrpc.client.ServerProxy(f"{site.base}/xmlrpc.php")


def mailed(site: Site) -> str:
    return " ".join(str(mail["message"]) for mail in site.mails())


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


program_update = program("wp_update_post(array('ID' => $id, 'post_status' => 'publish'));")
program_insert = program(
    "$id = wp_insert_post(wp_slash(array('post_title' => 'x', 'post_content' => $with['text'], "
    "'post_status' => 'publish')));"
)
program_text = program(
    "wp_update_post(wp_slash(array('ID' => $id, 'post_content' => $with['text'])));", live=True
)
program_publish = program("wp_publish_post($id);")
program_meta = program(
    "update_post_meta($id, 'standfirst', wp_slash(wp_strip_all_tags($with['text'])));", live=True
)
program_meta_input = program(
    "$id = wp_insert_post(wp_slash(array('post_title' => 'x', 'post_content' => 'Short.', "
    "'post_status' => 'publish', 'meta_input' => array('standfirst' => "
    "wp_strip_all_tags($with['text'])))));"
)
page_builder = program(
    "update_post_meta($id, '_elementor_data', wp_slash(wp_json_encode(array(array('settings' => "
    "array('editor' => wp_strip_all_tags($with['text'])))))));",
    live=True,
)
shortcode = program(
    "add_shortcode('wire', function () use ($with) { return wp_strip_all_tags($with['text']); }); "
    "$id = wp_insert_post(array('post_title' => 'x', 'post_content' => '[wire]', "
    "'post_status' => 'publish'));"
)
restored_revision = program(
    "$old = get_post($id); $rev = _wp_put_post_revision(array_merge($old->to_array(), "
    "array('post_content' => $with['text']))); wp_restore_post_revision($rev);",
    live=True,
)
revision_plugin = program(
    "$copy = wp_insert_post(wp_slash(array('post_title' => 'x', 'post_content' => $with['text'], "
    "'post_status' => 'draft'))); wp_update_post(wp_slash(array('ID' => $id, 'post_content' => "
    "get_post($copy)->post_content)));",
    live=True,
)


_HIDDEN = (
    "register_post_type('hidden', array('public' => false)); "
    "$id = wp_insert_post(wp_slash(array('post_title' => 'x', 'post_type' => 'hidden', "
    "'post_content' => $with['text'], 'post_status' => 'publish'))); "
)
type_updated = program(_HIDDEN + "wp_update_post(array('ID' => $id, 'post_type' => 'post'));")
type_set = program(_HIDDEN + "set_post_type($id, 'post');")
inherited = program("wp_update_post(array('ID' => $id, 'post_status' => 'inherit'));")
overruled = program(
    "$publish = function ($data) { $data['post_status'] = 'publish'; return $data; }; "
    "add_filter('wp_insert_post_data', $publish, PHP_INT_MAX); "
    "wp_update_post(array('ID' => $id, 'post_status' => 'publish')); "
    "remove_filter('wp_insert_post_data', $publish, PHP_INT_MAX);"
)
meta_row = program(
    "$row = add_post_meta($id, 'standfirst', 'Short.'); "
    "update_metadata_by_mid('post', $row, wp_strip_all_tags($with['text']));",
    live=True,
)
query_block = program(
    "$id = wp_insert_post(wp_slash(array('post_title' => 'x', 'post_status' => 'publish', "
    '\'post_content\' => \'<!-- wp:query {"queryId":1,"query":{"perPage":1}} -->\' . '
    "'<div class=\"wp-block-query\">' . $with['text'] . '</div><!-- /wp:query -->')));"
)


def _of_kind(kind: str) -> Way:
    """A type of posts that is not called public, and is found by its address or over REST."""

    def go(site: Site, text: str) -> Generator[None, None, Outcome]:
        post = site.draft(text, kind=kind)
        yield
        site.mails()
        site.php("wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));", id=post)
        return Outcome(post, mailed(site))

    return go


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
    _schedule(site, post, "2025-05-01 10:00:00")
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


def menu(site: Site, text: str) -> Generator[None, None, Outcome]:
    """A menu of the block theme, which shows whatever blocks it is made of."""
    post = site.draft(CLEAN, kind="wp_navigation", status="publish")
    yield
    saw = site.rest("POST", f"/wp/v2/navigation/{post}", "admin", content=text).json()
    return Outcome(post, str(saw.get("message", "")), kept=True)


def description_of_a_file(site: Site, text: str) -> Generator[None, None, Outcome]:
    """A picture has a page of its own, with as long a description as one likes."""
    post = site.php(
        """return wp_insert_attachment(array('post_title' => 'A pier', 'post_content' => $with['t'],
          'post_mime_type' => 'image/png', 'post_author' => 2), 'pier.png');""",
        t=CLEAN,
    )
    yield
    saw = site.rest("POST", f"/wp/v2/media/{post}", description=text).json()
    return Outcome(int(post), str(saw.get("message", "")), kept=True)


file_update = program(
    "$id = wp_insert_attachment(wp_slash(array('post_title' => 'A pier', 'post_content' => "
    "get_post($id)->post_content, 'post_mime_type' => 'image/png', 'post_author' => 2)), 'p.png'); "
    "wp_update_post(wp_slash(array('ID' => $id, 'post_content' => $with['text'])));",
    live=True,
)


_FOOTNOTES = (
    '<!-- wp:footnotes /-->\n\n<!-- wp:paragraph --><p>Piers<sup data-fn="n1" class="fn">'
    '<a id="n1-link" href="#n1">1</a></sup></p><!-- /wp:paragraph -->'
)


def footnotes(site: Site, text: str) -> Generator[None, None, Outcome]:
    """WordPress keeps the words of footnotes in a field beside the text."""
    post = site.draft(f"{CLEAN}\n\n{_FOOTNOTES}")
    site.php("wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));", id=post)
    yield
    notes = json.dumps([{"id": "n1", "content": re.sub(r"<[^>]+>", "", text)}])
    site.mails()
    saw = rest(site, f"/wp/v2/posts/{post}", meta={"footnotes": notes})[1]
    return Outcome(post, f"{saw} {mailed(site)}", kept=True)


_BOUND = (
    '<!-- wp:paragraph {"metadata":{"bindings":{"content":{"source":"core/post-meta",'
    '"args":{"key":"aside"}}}}} --><p>Nothing.</p><!-- /wp:paragraph -->'
)


def bound_block(site: Site, text: str) -> Generator[None, None, Outcome]:
    """A paragraph that shows a field of the post which the settings do not name."""
    post = site.draft(f"{CLEAN}\n\n{_BOUND}")
    site.php("wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));", id=post)
    yield
    site.mails()
    words = re.sub(r"<[^>]+>", "", text)
    saw = rest(site, f"/wp/v2/posts/{post}", meta={"aside": words})[1]
    return Outcome(post, f"{saw} {mailed(site)}", kept=True)


without_filters = program(
    "$all = $GLOBALS['wp_filter']['wp_insert_post_data']; "
    "remove_all_filters('wp_insert_post_data'); "
    "wp_update_post(wp_slash(array('ID' => $id, 'post_content' => $with['text'], "
    "'post_status' => 'publish'))); $GLOBALS['wp_filter']['wp_insert_post_data'] = $all;"
)


def template_part(site: Site, text: str) -> Generator[None, None, Outcome]:
    """A part of the theme, as the site editor stores it."""
    part = {"slug": f"part-{abs(hash(text))}", "area": "footer"}
    made = site.rest("POST", "/wp/v2/template-parts", "admin", content=CLEAN, **part).json()
    yield
    address = f"/wp/v2/template-parts/{made['id']}"
    saw = site.rest("POST", address, "admin", content=text).json()
    return Outcome(int(made["wp_id"]), str(saw.get("message", "")), kept=True)


def untrashed(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    site.force(post, post_status="publish")
    site.php("wp_trash_post($with['id']);", id=post)
    yield
    site.mails()
    site.php(
        """add_filter('wp_untrash_post_status', 'wp_untrash_post_set_previous_status', 10, 3);
        wp_untrash_post($with['id']);""",
        id=post,
    )
    return Outcome(post, mailed(site))


def scheduled(site: Site, text: str) -> Generator[None, None, Outcome]:
    """Setting the date is what is asked about; nobody reads it before."""
    post = site.draft(text)
    yield
    saw = rest(site, f"/wp/v2/posts/{post}", status="future", date_gmt=LATER)[1]
    return Outcome(post, saw)


def _schedule(site: Site, post: int, when: str = "2031-05-01 10:00:00") -> None:
    """A date that was set while the text was free, or past every question."""
    site.force(post, post_status="future", post_date=when, post_date_gmt=when)


def due(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    _schedule(site, post)
    yield
    site.mails()
    _schedule(site, post, "2025-05-01 10:00:00")
    site.php(
        "wp_schedule_single_event(time() - 5, 'publish_future_post', array($with['id']));", id=post
    )
    site.cron(all_due=False)
    return Outcome(post, mailed(site))


def date_moved_to_the_past(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    _schedule(site, post)
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", date_gmt=EARLIER)[1])


def date_moved_by_a_program(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    _schedule(site, post)
    yield
    site.mails()
    site.php(
        """wp_update_post(array('ID' => $with['id'], 'edit_date' => true,
        'post_date' => '2025-05-01 10:00:00', 'post_date_gmt' => '2025-05-01 10:00:00'));""",
        id=post,
    )
    return Outcome(post, mailed(site))


def edited_before_the_hour(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(CLEAN)
    _schedule(site, post)
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", content=text)[1])


def private_made_public(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    site.force(post, post_status="private")
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", status="publish")[1])


def password_taken_off(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text)
    site.force(post, post_status="publish", post_password="secret")
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", password="")[1])


def written_into_the_database(site: Site, text: str) -> Generator[None, None, Outcome]:
    """Nothing sees it; the daily round finds it."""
    post = site.draft(text)
    yield
    site.mails()
    site.force(post, post_status="publish")
    site.php(
        "update_option('wirecheck_sweep_at', $with['id'] - 1); do_action('wirecheck_sweep');",
        id=post,
    )
    return Outcome(post, mailed(site))


WAYS: dict[str, Way] = {
    "block editor, or REST with the status alone": block_editor,
    "REST, created as published": rest_create,
    "REST, update of a live article without status": rest_update_of_a_live_post,
    "REST, private": rest_private,
    "REST, a post type of the site": rest_type_of_its_own,
    "REST, a public status of a workflow": rest_status_of_a_workflow,
    "a synced pattern that is shown elsewhere": synced_pattern,
    "a synced pattern within a post": pattern_within_a_post,
    "quick edit": quick_edit,
    "bulk edit": bulk_edit,
    "classic editor": classic_editor,
    "classic editor, update of a live article": classic_update_of_a_live_post,
    "XML-RPC, new": xmlrpc_new,
    "XML-RPC and apps, a draft published": xmlrpc_edit,
    "a program: wp_update_post() to published": program_update,
    "a program: wp_insert_post() as published": program_insert,
    "a program: wp_update_post() of a live article": program_text,
    "a program: wp_publish_post()": program_publish,
    "a program: a custom field of a live article": program_meta,
    "an importer: fields beside the text": program_meta_input,
    "a page builder's own field": page_builder,
    "a shortcode that holds the text": shortcode,
    "a program: the row of a custom field": meta_row,
    "a program: a hidden post is given a public type": type_updated,
    "a program: set_post_type()": type_set,
    "a program: a status that REST shows": inherited,
    "a program: a filter behind ours publishes": overruled,
    "a type of posts that only has an address": _of_kind("viewable"),
    "a type of posts that only REST shows": _of_kind("restonly"),
    "a block that shows other posts around the text": query_block,
    "a part of the theme": template_part,
    "an old revision restored": restored_revision,
    "a revision plug-in copies over a live article": revision_plugin,
    "WP-CLI: a new post": cli_create,
    "WP-CLI: a draft published": cli_update,
    "WP-CLI: a field of a live article": cli_meta,
    "WP-CLI: cron": cli_cron,
    "REST, many requests in one": batch,
    "a menu that shows blocks": menu,
    "the description of a file, REST": description_of_a_file,
    "the description of a file, a program": file_update,
    "footnotes": footnotes,
    "a block that shows a field": bound_block,
    "a program: all filters of writing taken off": without_filters,
    "untrashed to its former status": untrashed,
    "a date set": scheduled,
    "the date comes, and cron publishes": due,
    "the date moved to the past, REST": date_moved_to_the_past,
    "the date moved to the past, a program": date_moved_by_a_program,
    "edited after the date was set": edited_before_the_hour,
    "private made public": private_made_public,
    "a password taken off": password_taken_off,
    "written into the database": written_into_the_database,
}

# What came into WordPress later than the oldest version that is tried.
SINCE = {"footnotes": "6.3", "a block that shows a field": "6.5"}
