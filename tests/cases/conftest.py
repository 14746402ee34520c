"""Cases open many newsrooms; the packaged rules are the same in all of them."""

import pytest

from tests.packaged import share_rules


@pytest.fixture(autouse=True)
def _rules_once(monkeypatch: pytest.MonkeyPatch) -> None:
    share_rules(monkeypatch)
