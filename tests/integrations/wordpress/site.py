"""A real WordPress over MariaDB, set up from Debian's packages in a throw-away folder."""

import base64
import contextlib
import getpass
import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.ports import free_port
from tests.waiting import LONG, until

__all__ = ["CLI", "IMPORTER", "PLUGIN", "Database", "Site", "database", "served", "source_of"]

ROOT = Path(__file__).resolve().parents[3]
PLUGIN = ROOT / "integrations" / "wordpress" / "wirecheck"
HERE = Path(__file__).parent / "fixtures"
STUDIO = Path(os.environ.get("WORDPRESS_STUDIO") or ROOT / "build" / "wp-studio")
CLI = STUDIO / "wp-cli" / "wp-cli.phar"
IMPORTER = STUDIO / "wordpress-importer"
SOURCES = {
    "6.1": Path("/usr/share/wordpress"),
    "6.8": Path(
        os.environ.get("WORDPRESS_68") or ROOT / "build" / "wordpress-6.8" / "usr/share/wordpress"
    ),
    "7.1": STUDIO / "latest" / "wordpress",
}
SALTS = ["AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE"]
CONFIG = """<?php
define('DB_NAME', '{name}'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', '{base}'); define('WP_SITEURL', '{base}');
define('WP_ENVIRONMENT_TYPE', 'local');
define('WP_DEBUG', true); define('WP_DEBUG_LOG', '{log}'); define('WP_DEBUG_DISPLAY', false);
define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
{salts}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""


def source_of(version: str) -> Path | None:
    """The files of a version of WordPress, if they are on this machine."""
    folder = SOURCES[version]
    found = folder / "wp-includes" / "version.php"
    if found.is_file() and f"$wp_version = '{version}." in found.read_text():
        return folder
    return None


@dataclass
class Database:
    """A running MariaDB that only listens on a socket of its own."""

    socket: Path

    def run(self, statement: str) -> None:
        command = ["mariadb", "--no-defaults", "-uroot", f"--socket={self.socket}", "-e", statement]
        subprocess.run(command, check=True, capture_output=True)


@contextlib.contextmanager
def _process(command: list[str], log: Path, **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, **more
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(LONG)


@contextlib.contextmanager
def database(folder: Path) -> Iterator[Database]:
    """Makes a data directory and serves it; everything ends with the block."""
    data = folder / "db"
    data.mkdir()
    user = [f"--user={getpass.getuser()}"]  # one who may enter pytest's folders
    install = ["mariadb-install-db", "--no-defaults", *user, f"--datadir={data}"]
    install += ["--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run(install, check=True, capture_output=True)
    found = Database(data / "s")
    command = ["mariadbd", "--no-defaults", *user, f"--datadir={data}", f"--socket={found.socket}"]
    command += ["--skip-networking", "--skip-log-bin", "--innodb-flush-log-at-trx-commit=0"]
    with _process(command, folder / "db.log") as process:
        until(lambda: found.socket.exists() or process.poll() is not None)
        until(lambda: _answers(found))
        yield found


def _answers(found: Database) -> bool:
    try:
        found.run("SELECT 1")
    except subprocess.CalledProcessError:
        return False
    return True


@dataclass
class Site:
    """A WordPress that runs, and how people and programs reach it."""

    base: str
    root: Path
    version: str
    people: dict[str, httpx.Client] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def php(self, code: str, **values: Any) -> Any:
        """What code returns that runs inside of WordPress, with `$with` and nobody logged in."""
        told = {"code": code, "with": values}
        answer = httpx.post(
            f"{self.base}/",
            json=told,
            headers={"X-Test-Door": "1"},
            timeout=LONG,
            trust_env=False,
            verify=False,
        )
        assert answer.status_code == 200, answer.text[:2000]
        try:
            found = answer.json()
        except ValueError:
            raise AssertionError(answer.text[:2000]) from None
        return found["result"]

    def cli(self, *command: str) -> str:
        """What a command of WP-CLI prints."""
        where = [f"--path={self.root}", f"--url={self.base}", "--allow-root"]
        done = subprocess.run(
            ["php", CLI, *where, *command],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "HOME": str(self.root), "WP_CLI_DISABLE_AUTO_CHECK_UPDATE": "1"},
        )
        return done.stdout + done.stderr

    def set(self, **settings: str) -> None:
        """Settings of the plugin, stored as its page stores them."""
        code = "(new Wirecheck_Settings)->tidy($with['s'])"
        self.php(f"update_option('wirecheck_settings', {code});", s=settings)

    def person(self, name: str) -> httpx.Client:
        """A browser in which a person is logged in."""
        if name not in self.people:
            client = httpx.Client(
                base_url=self.base,
                timeout=LONG,
                trust_env=False,
                verify=False,
                follow_redirects=True,
            )
            client.get("/wp-login.php")
            form = {"log": name, "pwd": f"{name}-pw", "wp-submit": "Log In", "testcookie": "1"}
            answer = client.post("/wp-login.php", data=form)
            assert "wp-admin" in str(answer.url), answer.text[:500]
            self.people[name] = client
        return self.people[name]

    def rest(self, method: str, path: str, name: str = "editor", /, **body: Any) -> httpx.Response:
        """A REST request with an application password, as apps and programs send it."""
        if name not in self.words:
            self.words[name] = self.php(
                """$u = get_user_by('login', $with['name']);
                return WP_Application_Passwords::create_new_application_password(
                    $u->ID, array('name' => 'app'))[0];""",
                name=name,
            )
        sign = base64.b64encode(f"{name}:{self.words[name]}".encode()).decode()
        return httpx.request(
            method,
            f"{self.base}/?rest_route={path}",
            json=body or None,
            headers={"Authorization": f"Basic {sign}"},
            timeout=LONG,
            trust_env=False,
            verify=False,
        )

    def draft(self, content: str, *, status: str = "draft", kind: str = "post") -> int:
        """A post that was stored before anybody asked."""
        found = self.php(
            """kses_remove_filters();
            return wp_insert_post(wp_slash(array('post_title' => 'Piers of Port Elvira',
              'post_author' => 2, 'post_content' => $with['content'],
              'post_status' => $with['status'], 'post_type' => $with['kind'])));""",
            content=content,
            status=status,
            kind=kind,
        )
        assert found
        return int(found)

    def copy(self, post: int) -> int:
        """A draft with the words and all fields of a post, as plug-ins that copy posts make it."""
        found = self.php(
            """$copy = wp_insert_post(wp_slash(array('post_title' => 'Copy', 'post_author' => 2,
              'post_content' => get_post($with['id'])->post_content)));
            foreach (get_post_meta($with['id']) as $key => $all)
              foreach ($all as $one) add_post_meta($copy, $key, wp_slash(maybe_unserialize($one)));
            return $copy;""",
            id=post,
        )
        return int(found)

    def force(self, post: int, **columns: str) -> None:
        """Columns as a program writes them into the database, past WordPress."""
        code = "global $wpdb; $wpdb->update($wpdb->posts, $with['c'], array('ID' => $with['id']));"
        self.php(f"{code} clean_post_cache($with['id']);", c=columns, id=post)

    def status(self, post: int) -> str:
        return str(self.php("return get_post_status($with['id']);", id=post))

    def content(self, post: int) -> str:
        return str(self.php("return get_post_field('post_content', $with['id'], 'raw');", id=post))

    def state(self, post: int) -> str:
        return str(self.php("return (new Wirecheck_Record)->state($with['id']);", id=post))

    def says(self, post: int) -> str:
        """What lists, editors and the REST field say of a post."""
        return str(self.php("return (new Wirecheck_Record)->sentence($with['id']);", id=post))

    def public(self, post: int, words: str) -> bool:
        """Whether a reader finds these words at the post's address."""
        page = httpx.get(
            f"{self.base}/?p={post}",
            timeout=LONG,
            trust_env=False,
            verify=False,
            follow_redirects=True,
        )
        return page.status_code == 200 and words in re.sub(r"\s+", " ", page.text)

    def cron(self, *, all_due: bool = True) -> None:
        """Runs what is due in cron; with `all_due` what waits for its next turn as well."""
        if all_due:
            self.php(
                """foreach (array('wirecheck_recheck') as $hook) {
                wp_clear_scheduled_hook($hook); wp_schedule_single_event(time() - 5, $hook); }
                delete_transient('doing_cron');"""
            )
        httpx.get(
            f"{self.base}/wp-cron.php?doing_wp_cron", timeout=LONG, trust_env=False, verify=False
        )

    def mails(self) -> list[dict[str, Any]]:
        """All mails since the last question."""
        path = self.root / "wp-content" / "mails.jsonl"
        if not path.exists():
            return []
        lines = path.read_text().splitlines()
        path.unlink()
        return [json.loads(line) for line in lines]

    def log(self) -> list[str]:
        """What PHP complained of in the plugin's own files."""
        path = self.root / "debug.log"
        lines = path.read_text(errors="replace").splitlines() if path.exists() else []
        return [line for line in lines if "plugins/wirecheck" in line]


@contextlib.contextmanager
def served(
    version: str,
    source: Path,
    base: Path,
    held: Database,
    *,
    name: str = "",
    plugin: bool = True,
) -> Iterator[Site]:
    """Installs a site of a version and serves it; the plugin is in it and on, if it is wanted."""
    name = name or "wp" + version.replace(".", "")
    root = base / name
    port = free_port()
    host = f"127.0.0.1:{port}"
    held.run(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    _copied(source, root)
    salts = "".join(f"define('{s}_KEY', 't{s}'); define('{s}_SALT', 's{s}'); " for s in SALTS)
    config = CONFIG.format(
        name=name,
        socket=held.socket,
        base=f"http://{host}",
        log=root / "debug.log",
        salts=salts,
    )
    (root / "wp-config.php").write_text(config)
    subprocess.run(["php", HERE / "install.php", root, host], check=True, capture_output=True)
    command = [
        "php",
        "-d",
        "memory_limit=256M",
        "-d",
        "opcache.revalidate_freq=0",
        "-S",
        host,
        "-t",
        str(root),
    ]
    workers = {**os.environ, "PHP_CLI_SERVER_WORKERS": "4"}  # WordPress asks itself things
    with _process(command, root / "http.log", env=workers, start_new_session=True) as process:
        until(lambda: _listens(port) or process.poll() is not None)
        site = Site(f"http://{host}", root, version)
        if IMPORTER.is_dir():
            (root / "wp-content" / "plugins" / "wordpress-importer").symlink_to(IMPORTER)
        if plugin:
            (root / "wp-content" / "plugins" / "wirecheck").symlink_to(PLUGIN)
            site.php("activate_plugin('wirecheck/wirecheck.php');")
        try:
            yield site
        finally:
            for client in site.people.values():
                client.close()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 15)  # its workers, which it does not end itself


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _copied(source: Path, root: Path) -> None:
    """Debian's tree holds links into other packages, so what they lead to is copied."""
    subprocess.run(["cp", "-rL", source, root], check=False, capture_output=True)  # one dead link
    content = root / "wp-content"
    for folder in ("mu-plugins", "plugins", "uploads"):
        (content / folder).mkdir(exist_ok=True)
    shutil.copy(HERE / "door.php", content / "mu-plugins" / "door.php")
