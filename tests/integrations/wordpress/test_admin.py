"""What the site's own people find in the admin pages, and what is left when the plugin goes."""

import pytest

from tests.integrations.wordpress.site import PLUGIN, Site
from tests.integrations.wordpress.stories import draft_of

pytestmark = pytest.mark.slow
SITES = pytest.mark.parametrize("site", ["6.1", "6.8"], indirect=True)


@SITES
def test_lists_show_and_narrow_by_what_was_said(site: Site) -> None:
    bad, good = site.draft(draft_of("blocked")), site.draft(draft_of("licensed"))
    for post in (bad, good):
        site.rest("POST", f"/wp/v2/posts/{post}", status="publish")
    editor = site.person("editor")
    page = editor.get("/wp-admin/edit.php", params={"wirecheck_state": "refused"}).text
    assert f'id="post-{bad}"' in page
    assert f'id="post-{good}"' not in page
    assert "quaywire text" in page
    page = editor.get("/wp-admin/edit.php", params={"wirecheck_state": "cleared"}).text
    assert f'id="post-{good}"' in page
    assert f'id="post-{bad}"' not in page


@SITES
@pytest.mark.parametrize(
    ("settings", "status", "said"),
    [
        ({}, "recommended", "withdrawn items"),
        ({"webhook_secret": "whsec_YQ=="}, "good", "checks what is published"),
        ({"url": "http://127.0.0.1:9"}, "critical", "nobody answers at 127.0.0.1"),
        ({"channel": "wob"}, "critical", "channel"),
        ({"url": ""}, "critical", "does not know its service"),
    ],
)
def test_site_health_says_whether_anything_is_checked(
    site: Site, settings: dict[str, str], status: str, said: str
) -> None:
    site.set(**settings)
    found = site.php(
        """require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php';
        $tests = WP_Site_Health::get_tests();
        $found = call_user_func($tests['direct']['wirecheck']['test']);
        return array($found['status'], $found['label'] . $found['description']);"""
    )
    assert found[0] == status
    assert said in found[1]


@SITES
def test_settings_are_stored_cleaned_and_secrets_stay_when_their_field_is_empty(
    site: Site,
) -> None:
    site.set(key="wck_one", when_down="nonsense", url="javascript:alert(1)")
    site.set(key="", publisher="<b>pub:lantern</b>")
    found = site.php(
        """$s = new Wirecheck_Settings;
        return array(
          $s->get('key'), $s->choice('when_down'), $s->get('url'), $s->get('publisher'));"""
    )
    assert found == ["wck_one", "hold", "", "pub:lantern"]
    page = site.person("admin").get("/wp-admin/options-general.php?page=wirecheck").text
    assert "type a new one to replace it" in page
    assert "wck_one" not in page
    site.set(forget_key="1")
    assert site.php("return (new Wirecheck_Settings)->get('key');") == ""
    denied = site.person("editor").get("/wp-admin/options-general.php?page=wirecheck")
    assert denied.status_code == 403


@SITES
def test_the_panels_route_asks_for_the_right_to_edit_that_post(site: Site) -> None:
    post = site.draft(draft_of("blocked"))
    path = f"/wirecheck/v1/posts/{post}/check"
    assert site.rest("POST", path, "author", title="x").status_code == 403  # another's post
    nameless = site.person("editor").post(f"/?rest_route={path}", json={})  # a cookie, no nonce
    assert nameless.status_code == 401
    found = site.rest("POST", path, content=draft_of("credit missing")).json()
    assert found["state"] == "refused"
    assert found["fixes"][0]["code"] == "credit.missing"
    assert found["passages"][0]["owner"] == "Agence France-Presse"
    assert found["may_release"] is False
    released = site.rest("POST", f"/wirecheck/v1/posts/{post}/release", why="x", check="y")
    assert released.status_code == 403
    kept = site.state(post)
    assert kept == ""  # a look is no verdict on what is stored


@SITES
def test_the_privacy_policy_says_what_is_sent_where(site: Site) -> None:
    page = site.person("admin").get("/wp-admin/options-privacy.php?tab=policyguide").text
    assert "displayed name of its author" in page
    assert "127.0.0.1" in page


@SITES
def test_the_commands_do_what_their_names_say(site: Site) -> None:
    bad = site.draft(draft_of("blocked"))
    site.force(bad, post_status="publish")
    assert "checks" in site.cli("wirecheck", "status")
    assert f"taken_down\t{bad}\t" in site.cli("wirecheck", "sweep")
    assert "Success: " in site.cli("wirecheck", "recheck")
    assert site.status(bad) == "pending"
    site.set(url="http://127.0.0.1:9")
    assert "Error: " in site.cli("wirecheck", "status")


@SITES
def test_a_classic_author_reads_on_the_posts_page_why_it_was_held(site: Site) -> None:
    post = site.draft(draft_of("blocked"))
    site.php("wp_update_post(array('ID' => $with['id'], 'post_status' => 'publish'));", id=post)
    site.php("update_option('test_classic', 1);")
    page = site.person("editor").get(f"/wp-admin/post.php?post={post}&action=edit").text
    assert "has no agreement with quaywire" in page


@SITES
def test_an_uninstalled_plugin_leaves_nothing_and_the_posts_alone(site: Site) -> None:
    post = site.draft(draft_of("licensed"))
    site.rest("POST", f"/wp/v2/posts/{post}", status="publish")
    left = site.php(
        """define('WP_UNINSTALL_PLUGIN', 'wirecheck/wirecheck.php');
        require $with['file'];
        global $wpdb;
        $like = "LIKE '%wirecheck%'";
        return array(
          $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name $like"),
          $wpdb->get_col("SELECT meta_key FROM $wpdb->postmeta WHERE meta_key $like"),
          wp_next_scheduled('wirecheck_sweep'), get_post_status($with['id']));""",
        file=str(PLUGIN / "uninstall.php"),
        id=post,
    )
    assert left == [[], [], False, "publish"]
