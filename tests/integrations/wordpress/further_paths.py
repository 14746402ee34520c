"""More ways by which a text can become public in WordPress: copies, imports, hidden words."""

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
    weblog,
)
from tests.integrations.wordpress.site import Site

__all__ = ["FURTHER", "FURTHER_SINCE"]

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Another</title><link>https://another.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://another.example</wp:base_site_url>
<wp:base_blog_url>https://another.example</wp:base_blog_url>
<item><title>{title}</title><link>https://another.example/?p=7</link>
<pubDate>Mon, 03 Feb 2020 10:00:00 +0000</pubDate><dc:creator>editor</dc:creator>
<content:encoded><![CDATA[{text}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date>2020-02-03 10:00:00</wp:post_date>
<wp:post_date_gmt>2020-02-03 10:00:00</wp:post_date_gmt>
<wp:comment_status>closed</wp:comment_status><wp:ping_status>closed</wp:ping_status>
<wp:post_name>{title}</wp:post_name><wp:status>publish</wp:status><wp:post_parent>0</wp:post_parent>
<wp:menu_order>0</wp:menu_order><wp:post_type>post</wp:post_type><wp:post_password></wp:post_password>
<wp:is_sticky>0</wp:is_sticky>
<wp:postmeta><wp:meta_key>_wirecheck_state</wp:meta_key>
<wp:meta_value><![CDATA[cleared]]></wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>_wirecheck_detail</wp:meta_key>
<wp:meta_value><![CDATA[a:2:{{s:5:"state";s:7:"cleared";s:5:"since";i:1580724000;}}]]></wp:meta_value>
</wp:postmeta></item></channel></rss>
"""


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


def copied_with_its_record(site: Site, text: str) -> Generator[None, None, Outcome]:
    """Plug-ins copy a post with all its fields: the copy is no article of 2020."""
    old = site.draft(CLEAN)
    site.php(
        """wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));
        $detail = get_post_meta($with['id'], '_wirecheck_detail', true);
        update_post_meta($with['id'], '_wirecheck_detail',
          array_merge($detail, array('since' => strtotime('2020-02-03'))));""",
        id=old,
    )
    copy = site.copy(old)
    yield
    return Outcome(copy, rest(site, f"/wp/v2/posts/{copy}", content=text, status="publish")[1])


def older_than_the_plugin(site: Site, text: str) -> Generator[None, None, Outcome]:
    """What is put into an article of 2020 today was not published in 2020."""
    post = site.draft(CLEAN)
    when = "2020-02-03 10:00:00"
    dates = {"post_date": when, "post_date_gmt": when, "post_modified_gmt": when}
    site.force(post, post_status="publish", **dates)
    yield
    was = site.php(
        """$was = get_option('wirecheck_since');
        update_option('wirecheck_since', array('time' => time(), 'post' => $with['id']));
        return $was;""",
        id=post,
    )
    saw = rest(site, f"/wp/v2/posts/{post}", content=text)[1]
    site.php("update_option('wirecheck_since', $with['was']);", was=was)
    return Outcome(post, saw, kept=True)


def imported(site: Site, text: str) -> Generator[None, None, Outcome]:
    """An export of another site, with what that one remembered of its own checks."""
    yield
    title = f"import-{abs(hash(text))}"
    export = site.root / f"{title}.xml"
    export.write_text(WXR.format(title=title, text=text, number=700000 + abs(hash(text)) % 9999))
    site.php("activate_plugin('wordpress-importer/wordpress-importer.php');")
    saw = site.cli("import", str(export), "--authors=skip")
    found = re.search(r"Imported post as post_id #(\d+)", saw)
    assert found, saw
    return Outcome(int(found[1]), saw)


def featured_picture(site: Site, text: str) -> Generator[None, None, Outcome]:
    """A picture whose caption came round the wall, and is shown above an article."""
    picture = site.php(
        """return wp_insert_attachment(array('post_title' => 'A pier', 'post_author' => 2,
          'post_mime_type' => 'image/png'), 'pier.png');"""
    )
    post = site.draft(CLEAN)
    yield
    site.force(picture, post_excerpt=plain(text))  # the daily round would have found it before
    with_it = {"featured_media": int(picture), "status": "publish"}
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", **with_it)[1])


def words_of_a_pattern(site: Site, text: str) -> Generator[None, None, Outcome]:
    """A synced pattern whose paragraph has other words where it is used."""
    bound = '"bindings":{"__default":{"source":"core/pattern-overrides"}},"name":"words"'
    paragraph = f'<!-- wp:paragraph {{"metadata":{{{bound}}}}} --><p>Own.</p><!-- /wp:paragraph -->'
    pattern = site.draft(paragraph, kind="wp_block", status="publish")
    words = json.dumps({"ref": pattern, "content": {"words": {"content": plain(text)}}})
    post = site.draft(f"<!-- wp:block {words} /-->")
    yield
    return Outcome(post, rest(site, f"/wp/v2/posts/{post}", status="publish")[1])


def weblog_api(site: Site, text: str) -> Generator[None, None, Outcome]:
    """The oldest of the APIs, which desktop programs still use."""
    yield
    site.mails()
    post = {"title": "x", "description": text}
    made = weblog(site).metaWeblog.newPost(0, "editor", "editor-pw", post, True)
    return Outcome(int(made), mailed(site))


def page(site: Site, text: str) -> Generator[None, None, Outcome]:
    post = site.draft(text, kind="page")
    yield
    return Outcome(post, rest(site, f"/wp/v2/pages/{post}", status="publish")[1])


members_alone = program(
    "add_shortcode('members', '__return_empty_string'); "
    "$id = wp_insert_post(wp_slash(array('post_title' => 'x', 'post_status' => 'publish', "
    "'post_content' => '[members]' . $with['text'] . '[/members]')));"
)
excerpt_alone = program(
    "$id = wp_insert_post(wp_slash(array('post_title' => 'x', 'post_status' => 'publish', "
    "'post_content' => 'Short.', 'post_excerpt' => wp_strip_all_tags($with['text']))));"
)
title_alone = program(
    "$id = wp_insert_post(wp_slash(array('post_type' => 'page', "
    "'post_title' => wp_strip_all_tags($with['text']), "
    "'post_status' => 'publish', 'post_content' => 'Short.')));"
)
other_words_behind_ours = program(
    "$swap = function ($data) use ($with) { $data['post_content'] = wp_slash($with['text']); "
    "return $data; }; add_filter('wp_insert_post_data', $swap, PHP_INT_MAX); "
    "wp_update_post(array('ID' => $id, 'post_content' => 'Our own short words.', "
    "'post_status' => 'publish')); remove_filter('wp_insert_post_data', $swap, PHP_INT_MAX);"
)
entry_of_a_menu = program(
    "$menu = wp_get_nav_menu_object('Top'); $menu = $menu ? $menu->term_id : "
    "wp_create_nav_menu('Top'); $id = wp_update_nav_menu_item($menu, 0, wp_slash(array("
    "'menu-item-title' => wp_strip_all_tags($with['text']), 'menu-item-status' => 'publish', "
    "'menu-item-url' => 'https://x.example')));"
)

FURTHER: dict[str, Way] = {
    "a copy that has the fields of an old article": copied_with_its_record,
    "an article from before the plugin, updated": older_than_the_plugin,
    "WP-CLI: an export of another site imported": imported,
    "the caption of the featured picture": featured_picture,
    "a synced pattern with words of its own": words_of_a_pattern,
    "XML-RPC, the API of weblogs": weblog_api,
    "a page": page,
    "a shortcode that shows its words to members alone": members_alone,
    "the excerpt alone": excerpt_alone,
    "the title alone": title_alone,
    "a program: a filter behind ours puts in other words": other_words_behind_ours,
    "an entry of a classic menu": entry_of_a_menu,
}
FURTHER_SINCE = {"a synced pattern with words of its own": "6.6"}
