"""`wirecheck demo --serve`: the page that it names."""

from typing import Any

import pytest

from checker.cli.serve import page_address

from .run import Command


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8321/"), ("::1", "http://[::1]:8321/")],
)
def test_the_page_is_at_the_root_of_its_host(host: str, address: str) -> None:
    assert page_address(host, 8321) == address


def test_the_demo_names_the_address_at_which_it_serves(
    wirecheck: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Any] = []
    monkeypatch.setattr("checker.cli.serve.run_service", served.append)
    ran = wirecheck("demo", "--serve", "--port", "8390")
    assert ran.code == 0
    assert "The editor's page: http://127.0.0.1:8390/ (" in ran.err
    assert served[0].serve["port"] == 8390
