"""A network of sites: each with settings, a key and posts of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import Served
from tests.integrations.wordpress.site import Database, Site, served, source_of
from tests.integrations.wordpress.stories import PHRASES, draft_of
from tests.waiting import LONG

pytestmark = pytest.mark.slow
NETWORK = """
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/network.php';
global $wpdb;
foreach ($wpdb->tables('ms_global') as $table => $name) $wpdb->$table = $name;
install_network();
populate_network(1, $with['host'], 'desk@lantern.example', 'Lanterns', '/', false);
"""
CONSTANTS = """define('MULTISITE', true); define('SUBDOMAIN_INSTALL', false);
define('DOMAIN_CURRENT_SITE', '{host}'); define('PATH_CURRENT_SITE', '/');
define('SITE_ID_CURRENT_SITE', 1); define('BLOG_ID_CURRENT_SITE', 1);
$table_prefix"""
ON_BLOG = "switch_to_blog($with['blog']); {code} restore_current_blog(); return $made;"


@pytest.fixture(scope="module")
def network(mariadb: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A network of two sites, with the plugin switched on for both."""
    source = source_of("6.1")
    if source is None:
        pytest.skip("WordPress 6.1 is not on this machine (.ci/run says how it comes here)")
    folder = tmp_path_factory.mktemp("network")
    with served("6.1", source, folder, mariadb, name="wpnetwork", plugin=False) as site:
        host = site.base.removeprefix("http://")
        site.php(NETWORK, host=host)
        config = site.root / "wp-config.php"
        lines = config.read_text().replace(f"define('WP_HOME', '{site.base}'); ", "")
        lines = lines.replace(f"define('WP_SITEURL', '{site.base}');", "")
        config.write_text(lines.replace("$table_prefix", CONSTANTS.format(host=host), 1))
        plugin = Path(__file__).resolve().parents[3] / "integrations" / "wordpress" / "wirecheck"
        (site.root / "wp-content" / "plugins" / "wirecheck").symlink_to(plugin)
        site.php(
            """wp_insert_site(array('domain' => $with['host'], 'path' => '/second/', 'user_id' => 1,
              'network_id' => 1, 'title' => 'The Second Lantern'));
            global $wpdb;  // WordPress takes the colon of the port off a new site
            $wpdb->update($wpdb->blogs, array('domain' => $with['host']), array('blog_id' => 2));
            clean_blog_cache(2);
            foreach (array('home', 'siteurl') as $name)
              update_blog_option(2, $name, "http://{$with['host']}/second");
            activate_plugin('wirecheck/wirecheck.php', '', true);""",
            host=host,
        )
        yield site


def _on(site: Site, blog: int, code: str, **values: Any) -> Any:
    return site.php(ON_BLOG.format(code=code), blog=blog, **values)


def _settings(site: Site, blog: int, **settings: str) -> None:
    code = (
        "$made = update_option('wirecheck_settings', (new Wirecheck_Settings)->tidy($with['s']));"
    )
    _on(site, blog, code, s=settings)


PUBLISH = """$made = wp_insert_post(wp_slash(array('post_title' => 'Piers',
    'post_content' => $with['text'], 'post_status' => 'publish')));
    $made = array($made, get_post_status($made), (new Wirecheck_Record)->sentence($made));"""


def test_each_site_of_a_network_asks_for_itself(network: Site, wirecheck: Served) -> None:
    _settings(network, 1, url=wirecheck.base, key="one", timeout="30")
    _settings(network, 2, url=wirecheck.base, timeout="30", channel="print")
    told = "$s = new Wirecheck_Settings; $made = array($s->get('key'), $s->get('channel'));"
    assert _on(network, 1, told) == ["one", "web"]
    assert _on(network, 2, told) == ["", "print"]
    _settings(network, 1, url=wirecheck.base, forget_key="1", timeout="30")

    for blog in (1, 2):
        status, said = _on(network, blog, PUBLISH, text=draft_of("blocked"))[1:]
        assert (status, "quaywire" in said) == ("pending", True)
    licensed = [_on(network, blog, PUBLISH, text=draft_of("licensed")) for blog in (1, 2)]
    assert licensed[0][1] == "publish"
    assert licensed[1][1] == "pending"  # the agreement is for the web, and this site prints
    assert "not licensed for print" in licensed[1][2]

    # Its own address: the piece is known by it, and its REST answers for it alone.
    piece = "$made = array(Wirecheck_Judge::piece(7), Wirecheck_Judge::post_of($with['p']));"
    first = f"wp:{network.base.removeprefix('http://')}:7"
    assert _on(network, 1, piece, p=first) == [first, 7]
    second, found = _on(network, 2, piece, p=first)
    assert second.endswith("/second:7")
    assert found == 0
    assert _on(network, 2, piece, p=second) == [second, 7]
    page = httpx.get(f"{network.base}/second/", timeout=LONG, trust_env=False, verify=False)
    assert page.status_code == 200
    assert PHRASES["licensed"] not in page.text
    assert network.log() == []


def test_uninstalling_leaves_nothing_on_any_site_of_a_network(
    network: Site, wirecheck: Served
) -> None:
    for blog in (1, 2):
        _settings(network, blog, url=wirecheck.base, timeout="30")
        _on(network, blog, PUBLISH, text=draft_of("blocked"))
        path = "second/" if blog == 2 else ""
        httpx.get(f"{network.base}/{path}", timeout=LONG, trust_env=False, verify=False)
    left = """global $wpdb;
        $options = "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%wirecheck%'";
        $meta = "SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%wirecheck%'";
        $hooks = array('wirecheck_recheck', 'wirecheck_sweep');
        $made = array_merge($wpdb->get_col($options), $wpdb->get_col($meta),
          array_values(array_filter(array_map('wp_next_scheduled', $hooks))));"""
    assert len(_on(network, 2, left)) > 3
    network.php(
        """deactivate_plugins('wirecheck/wirecheck.php', true, true);
        uninstall_plugin('wirecheck/wirecheck.php');"""
    )
    assert _on(network, 1, left) == []
    assert _on(network, 2, left) == []
