"""Policies in ODRL and RightsML that an item carries."""

import json
from typing import Any

import pytest

from checker.models.draft import Rights
from tests.formats import wire
from tests.formats.test_ninjs import dumped, item

ODRL = "http://www.w3.org/ns/odrl/2/"
COUNTRY = "http://cvx.iptc.org/iso3166-1a3/"


def spatial(*places: str, operator: str = "eq") -> dict[str, Any]:
    operands: Any = [COUNTRY + place for place in places]
    operand = operands[0] if len(operands) == 1 else operands
    return {
        "leftOperand": f"{ODRL}spatial",
        "operator": f"odrl:{operator}",
        "rightOperand": operand,
    }


def rule(action: str = "distribute", *constraints: Any, **more: Any) -> dict[str, Any]:
    return {"target": "urn:x", "action": ODRL + action, "constraint": list(constraints), **more}


def stated(policy: Any) -> Rights:
    words = json.dumps({"@type": "Set", **policy})
    return wire.one(dumped(item(rightsinfo={"langid": ODRL, "encodedrights": words}))).rights


def limits(rights: Rights) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return rights.allow_territories, rights.deny_territories


@pytest.mark.parametrize(
    ("policy", "allowed", "denied"),
    [
        ({"prohibition": [rule("distribute", spatial("FRA"))]}, (), ("FRA",)),
        ({"prohibition": rule("distribute", spatial("FRA", "BEL", operator="isAnyOf"))}, (),
         ("FRA", "BEL")),
        ({"permission": [rule("use", spatial("DEU"))]}, ("DEU",), ()),
        ({"permission": [rule("use", spatial("DEU", operator="neq"))]}, (), ("DEU",)),
        ({"prohibition": [rule("use", spatial("DEU", operator="isNoneOf"))]}, ("DEU",), ()),
        ({"permission": [rule("use", duty=[{"action": ODRL + "attribute"}])]}, (), ()),
        ({"permission": [rule("use")]}, (), ()), ({"uid": "x"}, (), ()),
    ],
)  # fmt: skip
def test_the_countries_of_a_policy_are_read(
    policy: Any, allowed: tuple[str, ...], denied: tuple[str, ...]
) -> None:
    rights = stated(policy)
    assert limits(rights) == (allowed, denied)
    assert rights.usage_terms == ()


@pytest.mark.parametrize(
    "policy",
    [
        {"prohibition": [rule("distribute")]},
        {"prohibition": [rule("use", {"leftOperand": "deliveryChannel", "operator": "eq",
                                      "rightOperand": "print"})]},
        {"permission": [rule("use", {"leftOperand": "dateTime", "operator": "lt",
                                     "rightOperand": "2026-01-01"})]},
        {"permission": [rule("use", spatial("FRA", operator="gt"))]},
        {"permission": [rule("use", duty={"action": ODRL + "delete"})]},
    ],
)  # fmt: skip
def test_what_else_a_policy_limits_is_a_term_for_a_person(policy: Any) -> None:
    (term,) = stated(policy).usage_terms
    assert term.startswith("rights policy, p")


def test_a_policy_against_ai_is_one_against_data_mining() -> None:
    rights = stated({"prohibition": [rule("aiTraining", spatial("FRA"))]})
    assert (rights.data_mining, limits(rights), rights.usage_terms) == (
        ("prohibited",),
        ((), ()),
        (),
    )


@pytest.mark.parametrize(
    "inside",
    [
        f'<rightsExpressionXML langid="{ODRL}"><o:Policy xmlns:o="{ODRL}" uid="p"><o:prohibition>'
        f'<o:action name="{ODRL}distribute"/><o:constraint name="{ODRL}spatial"'
        f' operator="{ODRL}eq" rightOperand="{COUNTRY}FRA"/></o:prohibition></o:Policy>'
        "</rightsExpressionXML>",
        "<rightsExpressionData>"
        + json.dumps({"prohibition": [rule("distribute", spatial("FRA"))]})
        + "</rightsExpressionData>",
    ],
)
def test_newsml_carries_policies_as_xml_and_as_data(inside: str) -> None:
    source = wire.one(wire.g2(rights=inside))
    assert source.rights.deny_territories == ("FRA",)
    assert any("rightsExpression" in one.path for one in source.rights.fields)


@pytest.mark.parametrize("words", ["", "{", "[1, 2]", "null", '{"a": 1}', "[" * 5000])
def test_what_is_no_policy_states_nothing(words: str) -> None:
    rights = wire.one(dumped(item(rightsinfo={"encodedrights": words}))).rights
    assert (limits(rights), rights.usage_terms) == (((), ()), ())


LINK = "https://north.example/policy/7"


@pytest.mark.parametrize(
    "rights",
    [
        {"linkedrights": LINK},
        {"linkedRights": [LINK]},
        {"encodedrights": LINK},
        {"encodedrights": json.dumps({"@id": LINK, "@type": "Set"})},
        {"encodedrights": json.dumps({"uid": LINK})},
        {"encodedrights": json.dumps({"uid": "x", "inheritFrom": LINK, "permission": []})},
    ],
)
def test_a_policy_of_ninjs_that_is_only_linked_is_a_term(rights: dict[str, Any]) -> None:
    assert wire.one(dumped(item(rightsinfo=rights))).rights.usage_terms == (LINK,)


@pytest.mark.parametrize(
    "inside",
    [
        f'<link rel="irel:hasRights" href="{LINK}"/>',
        f'<link href="{LINK}"/>',
        f'<usageTerms href="{LINK}"/>',
        f"<rightsExpressionData>{LINK}</rightsExpressionData>",
        f'<rightsExpressionXML><o:Policy xmlns:o="{ODRL}" uid="{LINK}"/></rightsExpressionXML>',
    ],
)
def test_a_policy_of_newsml_that_is_only_linked_is_a_term(inside: str) -> None:
    assert wire.one(wire.g2(rights=inside)).rights.usage_terms == (LINK,)


def test_the_name_of_a_policy_that_states_its_rules_is_no_link() -> None:
    policy = {"@id": LINK, "permission": [rule("use", spatial("DEU"))]}
    rights = wire.one(dumped(item(rightsinfo={"encodedrights": json.dumps(policy)}))).rights
    assert (rights.allow_territories, rights.usage_terms) == (("DEU",), ())


def test_a_link_to_a_licence_is_none_to_a_policy() -> None:
    link = '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>'
    rights = wire.one(wire.g2(rights=link)).rights
    assert (len(rights.license_url), rights.usage_terms) == (1, ())
