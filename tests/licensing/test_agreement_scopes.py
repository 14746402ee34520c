"""Groups but for some of their members, sites below a site, and credits with gaps."""

from dataclasses import replace

import pytest

from checker.errors import WirecheckError
from tests.licensing.cases import USE, agreement, codes, judged, match


def covers(allow: list[str], deny: list[str], code: str) -> bool:
    held = agreement(territories={"allow": allow, "deny": deny})
    use = replace(USE, territories=(code,))
    return judged(matches=(match(),), agreements=(held,), use=use).verdict == "clear"


@pytest.mark.parametrize(
    ("allow", "deny", "inside", "outside"),
    [
        (["EU"], ["FR"], ["DE", "IT"], ["FR", "GB"]),
        (["DACH"], ["CH"], ["DE", "AT"], ["CH", "FR"]),
        (["Benelux"], ["Luxembourg"], ["BE", "NL"], ["LU"]),
        (["EU"], ["Benelux"], ["FR"], ["NL", "BE", "LU"]),
        (["EU", "CH"], ["FR"], ["CH", "DE"], ["FR"]),
        (["EU", "GB"], ["FR", "GB-NIR"], ["DE"], ["FR", "GB-NIR"]),
    ],
)
def test_a_group_may_be_allowed_but_for_some_of_it(
    allow: list[str], deny: list[str], inside: list[str], outside: list[str]
) -> None:
    assert [code for code in inside if not covers(allow, deny, code)] == []
    assert [code for code in outside if covers(allow, deny, code)] == []


@pytest.mark.parametrize(
    ("allow", "deny"),
    [
        (["FR"], ["FR"]),
        (["EU"], ["EU"]),
        (["FR", "DE"], ["EU"]),
        (["EU", "FR"], ["FR"]),
        (["Benelux"], ["BE", "NL", "LU"]),
    ],
)
def test_what_is_allowed_by_name_or_altogether_is_not_denied(
    allow: list[str], deny: list[str]
) -> None:
    with pytest.raises(WirecheckError, match="both allowed and denied"):
        agreement(territories={"allow": allow, "deny": deny})


@pytest.mark.parametrize(
    ("brand", "site", "is_covered"),
    [
        ("*.lantern.example", "sport.lantern.example", True),
        ("*.lantern.example", "https://www.sport.Lantern.example/", True),
        ("*.lantern.example", "a.b.lantern.example", True),
        ("*.lantern.example", "sport.lantern.example/local", True),
        ("*.lantern.example", "lantern.example", False),
        ("*.lantern.example", "blacklantern.example", False),
        ("*.lantern.example", "lantern.example.net", False),
        ("*.lantern.example", "other.example/sport.lantern.example", False),
        ("lantern.example/sport", "lantern.example/sport", True),
        ("lantern.example/sport", "lantern.example", False),
        ("The Lantern, evening edition", "The Lantern, evening edition", True),
    ],
)
def test_a_star_is_every_site_below_one(brand: str, site: str, is_covered: bool) -> None:
    held = agreement(licensee={"id": "*", "brands": [brand]})
    judgement = judged(matches=(match(),), agreements=(held,), use=replace(USE, site=site))
    assert ("licence.publisher_mismatch" not in codes(judgement)) is is_covered
    assert ("use.site_unknown" not in codes(judgement)) is is_covered


@pytest.mark.parametrize(
    "brand", ["a.example, b.example", "a.example;b.example", "lantern.*", "a*.example", "*.a.*"]
)
def test_a_brand_that_is_not_one_site_is_refused(brand: str) -> None:
    with pytest.raises(WirecheckError, match="not one site or title"):
        agreement(licensee={"id": "*", "brands": [brand]})


@pytest.mark.parametrize("key", ["credit", "attribution"])
@pytest.mark.parametrize("text", ["© {year} AFP", "{author}/AFP", "AFP {", "%s}"])
def test_a_credit_with_a_gap_is_refused(key: str, text: str) -> None:
    with pytest.raises(WirecheckError, match=r"has a gap .*notice\.pattern"):
        agreement(**{key: {"text": ["AFP", text]}})
    agreement(**{key: {"text": ["AFP", "(AFP)"]}})
    agreement(notice={"pattern": "© {year} AFP"})
