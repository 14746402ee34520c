"""The ways of programs and themes: functions of WordPress, fields, blocks, menus and files."""

import json
import re
from collections.abc import Generator

from tests.integrations.wordpress.path import (
    CLEAN,
    Outcome,
    Way,
    mailed,
    program,
    rest,
)
from tests.integrations.wordpress.site import Site

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


def of_kind(kind: str) -> Way:
    """A type of posts that is not called public, and is found by its address or over REST."""

    def go(site: Site, text: str) -> Generator[None, None, Outcome]:
        post = site.draft(text, kind=kind)
        yield
        site.mails()
        site.php("wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));", id=post)
        return Outcome(post, mailed(site))

    return go


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
