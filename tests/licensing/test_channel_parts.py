"""Words for several channels: in agreements, in fields of items and in terms in prose."""

from dataclasses import replace
from typing import Any

import pytest

from checker.licensing import Agreement
from checker.licensing.agreement.lint import lint_agreements
from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import NOW, USE, agreement, codes, items, judged, match

ALL = agreement()


def excluded(held: Agreement, channel: str, **rights: Any) -> bool:
    registry = items(Item("urn:afp:1", "afp", rights=Rights(**rights)))
    use = replace(USE, channel=channel)
    judgement = judged(matches=(match(),), agreements=(held,), use=use, registry=registry)
    found = codes(judgement) & {"licence.channel_excluded", "licence.item_restricted"}
    assert (judgement.verdict == "clear") is not bool(found)
    return bool(found)


DENIED = [
    ("broadcast", "tv radio broadcast", "web podcast print"),
    ("tv", "tv broadcast audiovisual", "radio web video"),
    ("radio", "radio broadcast audio", "tv podcast web"),
    ("audio", "radio podcast audio", "tv video web broadcast"),
    ("audiovisual", "tv radio video podcast broadcast", "web print epaper"),
    ("digital", "web app mobile newsletter social epaper podcast video", "print tv radio"),
    ("web", "web digital", "app newsletter epaper print"),
    ("print", "print", "epaper web"),
]


@pytest.mark.parametrize(("word", "shut", "left"), DENIED)
def test_who_denies_several_channels_denies_each_and_a_part_shuts_out_the_whole(
    word: str, shut: str, left: str
) -> None:
    held = agreement(channels={"allow": ["*"], "deny": [word]})
    assert [c for c in shut.split() if not excluded(held, c)] == []
    assert [c for c in left.split() if excluded(held, c)] == []
    assert [c for c in shut.split() if not excluded(ALL, c, deny_channels=(word,))] == []
    assert [c for c in left.split() if excluded(ALL, c, deny_channels=(word,))] == []


def test_who_allows_several_channels_allows_that_word_alone_and_is_told() -> None:
    held = agreement(channels={"allow": ["broadcast", "tv"]})
    assert not excluded(held, "broadcast")
    assert not excluded(held, "tv")
    assert excluded(held, "radio")
    told = " ".join(str(one) for one in lint_agreements([held], NOW))
    assert "channels.allow: broadcast does not allow radio" in told
    whole = agreement(channels={"allow": ["broadcast", "tv", "radio"]})
    assert "does not allow" not in " ".join(str(one) for one in lint_agreements([whole], NOW))
    any_channel = agreement(channels={"allow": ["*", "digital"]})
    assert "does not allow" not in " ".join(str(one) for one in lint_agreements([any_channel], NOW))


def test_a_wide_denial_of_what_is_allowed_by_name_is_told() -> None:
    held = agreement(channels={"allow": ["web", "app", "print"], "deny": ["digital"]})
    told = " ".join(str(one) for one in lint_agreements([held], NOW))
    assert "channels.deny: digital denies web, app, which allow names" in told
    good = agreement(channels={"allow": ["web"], "deny": ["broadcast"]})
    assert "which allow names" not in " ".join(str(one) for one in lint_agreements([good], NOW))


@pytest.mark.parametrize(
    ("terms", "shut", "left"),
    [
        ("No broadcast use", "tv radio broadcast", "web podcast print"),
        ("Not for broadcast", "tv radio broadcast", "web"),
        ("Keine Nutzung im Rundfunk", "tv radio broadcast", "web print"),
        ("放送での使用禁止", "tv radio broadcast", "web"),
        ("방송 사용 금지", "tv radio broadcast", "web"),
        ("禁止广播使用", "tv radio broadcast", "web"),
        ("No TV use", "tv broadcast", "radio web"),
        ("Kein Fernsehen", "tv broadcast", "radio web"),
        ("No radio use", "radio broadcast", "tv web"),
        ("No audio", "radio podcast audio", "web tv print video"),
        ("No audio or video use", "radio podcast", "web tv print"),
        ("Audio use prohibited", "radio podcast", "web tv print"),
        ("Kein Audio", "radio podcast", "web tv print"),
        ("Pas d'audio", "radio podcast", "web tv print"),
        ("Sin audio", "radio podcast", "web tv print"),
        ("Nessun audio", "radio podcast", "web tv print"),
        ("Geen audio", "radio podcast", "web tv print"),
        ("Audio verboten", "radio podcast", "web tv print"),
        ("禁止音频使用", "radio podcast", "web tv print"),
        ("Text and audio only", "", "web print radio podcast"),
        ("No digital use", "web app mobile newsletter social epaper podcast", "print tv radio"),
        ("Keine digitale Nutzung", "web app epaper podcast", "print tv"),
        ("Pas d'utilisation numérique", "web app epaper podcast", "print tv"),
        ("Nessun uso digitale", "web app epaper podcast", "print tv"),
        ("No uso digital", "web app epaper podcast", "print tv"),
        ("No online use", "web app mobile newsletter", "epaper print tv"),
        ("Broadcast only", "web print", "tv radio broadcast"),
        ("Digital only", "print tv radio", "web app epaper newsletter"),
    ],
)
def test_terms_in_prose_speak_of_several_channels_too(terms: str, shut: str, left: str) -> None:
    assert [c for c in shut.split() if not excluded(ALL, c, usage_terms=(terms,))] == []
    assert [c for c in left.split() if excluded(ALL, c, usage_terms=(terms,))] == []
