"""Sites that run, and the service that they ask."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.conftest import Served, start
from tests.integrations.wordpress.site import Database, Site, database, served, source_of
from tests.integrations.wordpress.stories import AGREEMENT, ITEMS

NEEDED = ("php", "mariadbd", "mariadb-install-db")


@pytest.fixture(scope="session")
def wirecheck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service with three items and one agreement, whose messages may go to this machine."""
    running = start(tmp_path_factory.mktemp("service") / "data", private_webhooks=True)
    with running.client() as client:
        assert client.post("/v1/sources", json={"items": ITEMS}).status_code == 201
        yaml = {"Content-Type": "application/yaml"}
        assert client.post("/v1/agreements", content=AGREEMENT, headers=yaml).status_code == 201
    yield running
    running.stop()


@pytest.fixture(scope="session")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (.ci/run says how)")
    with database(tmp_path_factory.mktemp("mariadb")) as running:
        yield running


@pytest.fixture(scope="session")
def wordpress_61(mariadb: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from _site("6.1", mariadb, tmp_path_factory.mktemp("wp61"))


@pytest.fixture(scope="session")
def wordpress_68(mariadb: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from _site("6.8", mariadb, tmp_path_factory.mktemp("wp68"))


@pytest.fixture(scope="session")
def wordpress_71(mariadb: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from _site("7.1", mariadb, tmp_path_factory.mktemp("wp71"))


@pytest.fixture
def site(request: pytest.FixtureRequest, wirecheck: Served) -> Site:
    """The site of the version that the test names, with the plugin's settings as they are first."""
    found: Site = request.getfixturevalue("wordpress_" + request.param.replace(".", ""))
    found.php("delete_option('wirecheck_settings'); update_option('test_classic', 0);")
    found.set(
        url=wirecheck.base,
        meta_fields="credit_line = credits\nstandfirst = lead\n_elementor_data = body",
        timeout="30",  # a machine may be busy
    )
    found.mails()
    return found


def _site(version: str, held: Database, folder: Path) -> Iterator[Site]:
    source = source_of(version)
    if source is None:
        pytest.skip(f"WordPress {version} is not on this machine (.ci/run says how it comes here)")
    with served(version, source, folder, held) as running:
        yield running
