"""ODRL 2.2 and RightsML: out and in again without loss; foreign policies are read or refused."""

import json
from typing import Any

import pytest
from hypothesis import given

from checker.errors import AgreementError
from checker.licensing import Agreement, load_agreement, odrl_document
from checker.licensing.agreement.odrl_import import is_odrl
from checker.licensing.agreement.values import Scope
from tests.licensing.cases import agreement
from tests.licensing.strategies import documents

PROFILE = "https://iptc.org/std/RightsML/odrl-profile/"


def foreign(**more: Any) -> dict[str, Any]:
    """A policy as another house writes it, with full IRIs."""
    odrl = "http://www.w3.org/ns/odrl/2/"
    policy: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/odrl.jsonld",
        "@type": "Agreement",
        "uid": "http://rpa.example/policy/1",
        "profile": PROFILE,
        "permission": [
            {
                "target": {"@type": "AssetCollection", "uid": "http://rpa.example/feed"},
                "assigner": "http://rpa.example/party/rpa",
                "assignee": "http://rpa.example/party/example",
                "action": f"{odrl}distribute",
                "constraint": [
                    {
                        "leftOperand": f"{odrl}spatial",
                        "operator": f"{odrl}eq",
                        "rightOperand": "http://cvx.iptc.org/iso3166-1a3/DEU",
                    },
                    {
                        "leftOperand": "dateTime",
                        "operator": "lt",
                        "rightOperand": {"@value": "2026-01-01", "@type": "xsd:date"},
                    },
                ],
                "duty": [
                    {"action": "attribute", "attributedParty": "http://rpa.example/party/RPA"}
                ],
            }
        ],
    }
    policy.update(more)
    return policy


@given(documents())
def test_every_agreement_comes_back_from_odrl_as_it_was(document: dict[str, Any]) -> None:
    there = Agreement.from_document(document)
    policy = json.dumps(odrl_document(there))
    back = load_agreement(policy, "policy.jsonld")
    assert back == Agreement.from_document(document, "again")
    assert back.digest == there.digest


def test_the_policy_is_odrl_with_the_rightsml_profile() -> None:
    held = agreement(
        territories={"allow": ["IT", "FR"], "deny": []},
        channels={"allow": ["*"], "deny": ["ai"]},
        price={"per_item": 3, "currency": "EUR"},
    )
    policy = odrl_document(held)
    assert policy["@context"][0] == "http://www.w3.org/ns/odrl.jsonld"
    assert policy["profile"] == PROFILE
    assert policy["conflict"] == "prohibit"
    (permission,) = policy["permission"]
    spatial = [c for c in permission["constraint"] if c["leftOperand"] == "spatial"]
    assert spatial[0]["rightOperand"] == [
        "http://cvx.iptc.org/iso3166-1a3/ITA",
        "http://cvx.iptc.org/iso3166-1a3/FRA",
    ]
    assert policy["prohibition"][0]["constraint"][0]["rightOperand"] == ["ai"]
    assert permission["duty"][0]["action"] == "compensate"


def test_no_denial_becomes_a_permission_on_the_way() -> None:
    held = agreement(
        territories={"allow": ["*"], "deny": ["IT"]},
        modification={"translate": False},
        ai={"training": "deny", "summarise": "allow"},
    )
    policy = odrl_document(held)
    denied = [rule["action"] for rule in policy["prohibition"]]
    allowed = [rule["action"] for rule in policy["permission"]]
    assert {"distribute", "translate", "wirecheck:trainAI"} <= set(denied)
    assert allowed == ["distribute", "wirecheck:summariseByAI"]


def test_a_policy_of_another_house_is_read() -> None:
    read = load_agreement(json.dumps(foreign()), "policy.jsonld")
    assert (read.kind, read.owner, read.licensee.id) == ("agreement", "rpa", "example")
    assert read.territories == Scope(("DE",), ())
    assert read.channels == Scope(("*",), ())
    assert read.valid.end is not None
    assert read.valid.end.isoformat() == "2026-01-01T00:00:00+00:00"
    assert read.credit is not None
    assert read.credit.text == ("RPA",)


def test_what_is_not_understood_is_refused_and_all_of_it_told() -> None:
    policy = foreign()
    rule = policy["permission"][0]
    rule["constraint"].append({"leftOperand": "industry", "operator": "eq", "rightOperand": "x"})
    rule["duty"].append({"action": "obtainConsent"})
    policy["permission"].append({"action": "textToSpeech"})
    policy["inheritFrom"] = "http://rpa.example/policy/0"
    with pytest.raises(AgreementError) as refused:
        load_agreement(json.dumps(policy), "policy.jsonld")
    told = "\n".join(map(str, refused.value.problems))
    for word in ("industry", "obtainConsent", "textToSpeech", "inheritFrom"):
        assert word in told


def test_a_policy_in_which_a_permission_beats_a_denial_is_refused() -> None:
    with pytest.raises(AgreementError, match="denial must beat"):
        load_agreement(json.dumps(foreign(conflict="perm")), "p")


def test_an_agreement_in_our_own_keys_is_not_taken_for_odrl() -> None:
    assert not is_odrl(agreement().document)
    assert is_odrl(foreign())


@pytest.mark.parametrize(
    "broken",
    [
        {"permission": "x"},
        {"permission": [{"action": ["a", "b"]}]},
        {"permission": [{"action": "distribute", "constraint": [{"leftOperand": None}]}]},
        {"@type": "Privacy"},
        {"wirecheck:also": ["x"]},
        {"uid": None},
    ],
)
def test_a_broken_policy_is_refused_without_a_crash(broken: dict[str, Any]) -> None:
    with pytest.raises(AgreementError):
        load_agreement(json.dumps({**foreign(), **broken}), "p")
