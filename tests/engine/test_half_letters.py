"""A half of an emoji, written as an escape, shows as nothing in the views."""

from checker.models.draft import Draft
from tests.packaged import packaged_engine


def test_a_draft_with_half_an_emoji_in_an_escape_is_scanned() -> None:
    draft = Draft('{"t": "\\ud83d LARKPORT (AFP) - The port is open. \\ude00"}')
    kinds = {finding.kind for finding in packaged_engine().scan(draft).findings}
    assert "dateline" in kinds
