"""Files of the media library: a picture's caption and description are read on a page of its own."""

import re

import pytest

from tests.integrations.wordpress.site import Site
from tests.integrations.wordpress.stories import PHRASES, draft_of

pytestmark = pytest.mark.slow
SITES = pytest.mark.parametrize("site", ["6.1", "6.8"], indirect=True)
NEW = """return wp_insert_attachment(wp_slash(array('post_title' => 'Words of a wire',
    'post_content' => $with['text'], 'post_excerpt' => $with['caption'], 'post_author' => 2,
    'post_mime_type' => 'image/png')), '2026/pier-7.png');"""


def new(site: Site, text: str = "", caption: str = "") -> int:
    site.mails()
    return int(site.php(NEW, text=text, caption=caption))


def columns(site: Site, file: int) -> tuple[str, str, str]:
    post = site.php("return get_post($with['id'])->to_array();", id=file)
    return post["post_title"], post["post_content"], post["post_excerpt"]


@SITES
def test_a_file_is_stored_without_words_that_must_not_go_out_and_its_author_reads_why(
    site: Site,
) -> None:
    for words in ({"text": draft_of("blocked")}, {"caption": draft_of("blocked")}):
        file = new(site, **words)
        assert columns(site, file) == ("pier-7", "", "")
        assert "The words about this file were not taken." in site.says(file)
        assert any("quaywire" in str(mail["message"]) for mail in site.mails())
        assert not site.public(file, PHRASES["blocked"])


@SITES
def test_a_file_keeps_words_that_may_go_out_and_a_file_without_words_is_nobodys_business(
    site: Site,
) -> None:
    file = new(site, text=draft_of("licensed"))
    assert PHRASES["licensed"] in columns(site, file)[1]
    assert site.state(file) == "cleared"
    plain = new(site)
    assert columns(site, plain) == ("Words of a wire", "", "")
    assert site.state(plain) == ""


@SITES
def test_a_long_title_of_a_file_is_words_and_a_name_is_none(site: Site) -> None:
    words = re.sub(r"<[^>]+>", "", draft_of("blocked")).strip()
    for length, kept in ((120, True), (121, False)):
        told = site.php(
            """return wp_insert_attachment(wp_slash(array('post_title' => $with['title'],
              'post_author' => 2, 'post_mime_type' => 'image/png')), 'pier.png');""",
            title=words[:length],
        )
        assert (columns(site, told)[0] == words[:length]) is kept


@SITES
def test_words_that_the_round_finds_about_a_file_are_taken_from_its_readers(site: Site) -> None:
    file, plain = new(site), new(site)
    site.force(file, post_content=draft_of("blocked"))
    site.php("update_option('wirecheck_sweep_at', $with['at']);", at=file - 1)
    site.php("do_action('wirecheck_sweep');")
    assert columns(site, file) == ("pier-7", "", "")
    assert columns(site, plain) == ("Words of a wire", "", "")
    kept = site.php("return get_post_meta($with['id'], '_wirecheck_words', true);", id=file)
    assert PHRASES["blocked"] in kept["post_content"]
    assert "quaywire" in site.says(file)
    assert not site.public(file, PHRASES["blocked"])
