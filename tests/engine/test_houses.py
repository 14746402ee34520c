"""Agencies by the addresses of their texts."""

import pytest

from checker.engine import default_rules
from checker.engine.houses import Houses


@pytest.fixture(scope="module")
def houses() -> Houses:
    return Houses.of(default_rules())


def test_every_site_of_the_rules_and_its_subdomains_name_the_agencies_that_have_it(
    houses: Houses,
) -> None:
    agencies = default_rules().agencies.values()
    ends = {agency.id: tuple(f".{site}" for site in agency.sites) for agency in agencies}
    sites = {site for agency in agencies for site in agency.sites}
    assert sites
    for site in sites:
        for host in (site, f"news.{site}", f"a.b.{site}", f"no{site}", f"{site}.example"):
            every = [name for name, those in ends.items() if f".{host}".endswith(those)]
            assert [agency.id for agency in houses.at(host)] == every, host


@pytest.mark.parametrize("host", ["", ".", "com", "localhost", "[::1]"])
def test_a_host_of_nobody_names_nobody(houses: Houses, host: str) -> None:
    assert houses.at(host) == []


def test_a_folder_names_an_agency_in_any_case_and_once(houses: Houses) -> None:
    assert [agency.id for agency in houses.in_folders(["", "news", "AFP", "afp"])] == ["afp"]
    assert houses.in_folders(["", "news", "afp-like"]) == []
