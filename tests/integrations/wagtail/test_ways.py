"""Whatever way a text takes to the public, it is stopped or let through as the service says."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Served
from tests.integrations.wagtail.conftest import Site, patient

TEXTS = ("licensed", "uncredited", "blocked", "killed")
WHY = {
    "uncredited": "its credit is missing",
    "blocked": "is used without a licence",
    "killed": "was killed by its owner",
}
# What was live before stays so, with the words that it had.
UPDATES = {
    "update_of_a_live_page",
    "old_revision_put_back",
    "live_page_saved",
    "alias_whose_source_changes",
    "plain_page_saved",
    "child_saved_alone",
    "words_changed_while_it_is_published",
    "older_than_the_app",
    "ticker_in_the_admin",
    "new_ticker_in_the_admin",
    "setting_in_the_admin",
    "ticker_in_code",
}
# Here the words are an argument of the code that was refused: it still has them.
IN_CODE = {
    "live_page_saved",
    "alias_whose_source_changes",
    "plain_page_saved",
    "child_saved_alone",
    "words_changed_while_it_is_published",
}


def wrong(row: dict[str, Any]) -> list[str]:
    """What is not as it should be in a line of the table."""
    faults = []
    goes = row["text"] == "licensed"
    if row["shows"] != goes:
        faults.append("is held" if goes else "went live")
    if goes and row["told"]:
        faults.append(f"told {row['told']!r}")
    if not goes and WHY[row["text"]] not in row["told"]:
        faults.append(f"its author was told {row['told']!r}")
    if not goes and row["live"] != (row["way"] in UPDATES):
        faults.append("was taken down" if row["way"] in UPDATES else "counts as live")
    if not row["kept"] and row["way"] not in IN_CODE:
        faults.append("its text is lost")
    return [f"{row['way']}, {row['text']}: {fault}" for fault in faults]


def test_nothing_goes_live_unchecked_by_any_way_and_nothing_licensed_is_held(
    site: Callable[..., Site], service: Served, pair: str
) -> None:
    rows = site(patient(service)).run("-m", "ways", service.base, *TEXTS)
    assert len(rows) >= 40 * len(TEXTS)
    assert [fault for row in rows for fault in wrong(row)] == []


@pytest.mark.parametrize("pair", ["newest"])
def test_the_text_is_kept_where_each_view_runs_in_a_transaction(
    site: Callable[..., Site], service: Served
) -> None:
    ways = ("edit_view", "create_view", "bulk", "workflow_in_the_admin", "snippet_create_view")
    rows = site(patient(service), SITE_ATOMIC="1", SITE_WAYS=",".join(ways)).run(
        "-m", "ways", service.base, "uncredited"
    )
    assert [row["way"] for row in rows] == list(ways)
    assert [fault for row in rows for fault in wrong(row)] == []
