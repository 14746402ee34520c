"""Bodies in which a key is given twice: which of the two counts is nobody's guess."""

import json
from typing import Any

import pytest

from api.problems import ApiProblem
from api.requests import parse_json
from checker.errors import AgreementError, PolicyError
from checker.licensing import load_agreement, load_policy
from tests.api.conftest import Served


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (b'{"text": "a", "text": "b"}', ["text"]),
        (b'{"text": "a", "text": "a"}', ["text"]),
        (b'{"text": "a", "\\u0074ext": "b"}', ["text"]),
        (b'{"use": {"channel": "web", "channel": "print"}}', ["use.channel"]),
        (b'{"items": [{"id": "1"}, {"id": "2", "owner": "x", "owner": "y"}]}', ["items.1.owner"]),
        (b'{"a": 1, "a": 2, "b": {"c": 1, "c": 2}}', ["a", "b.c"]),
        (b'[[{"a": {}, "a": {}}]]', ["0.0.a"]),
        (b'{"a": null, "a": null, "a": null}', ["a", "a"]),
    ],
)
def test_a_key_given_twice_is_refused_with_its_place(body: bytes, places: list[str]) -> None:
    with pytest.raises(ApiProblem) as refused:
        parse_json(body)
    assert (refused.value.status, refused.value.slug) == (400, "malformed-json")
    assert [error["field"] for error in refused.value.errors] == places


@pytest.mark.parametrize("value", [{"a": {"a": [{"a": 1}, {"a": 1}]}, "b": {}}, [], "a", 1, None])
def test_the_same_key_in_different_objects_is_not_given_twice(value: Any) -> None:
    assert parse_json(json.dumps(value).encode()) == value


def test_keys_given_twice_without_end_are_refused_as_well() -> None:
    with pytest.raises(ApiProblem):
        parse_json(b'{"a":1,"a":' * 500 + b"1" + b"}" * 500)


def test_no_door_of_the_service_takes_a_key_twice(newsroom: Served) -> None:
    text = b'"schema": "policy/1", "enforcement": {}, "enforcement": {"clear": "warn"}'
    bodies = {
        "/v1/checks": b'{"text": "A story of ours.", "text": "Another one."}',
        "/v1/checks/matrix": b'{"text": "A", "channels": ["web"], "channels": ["print"]}',
        "/v1/sources": b'{"items": [{"id": "x", "owner": "a", "owner": "b", "text": "A"}]}',
        "/v1/keys": b'{"label": "x", "scopes": ["check"], "scopes": ["admin"]}',
        "/session": b'{"key": "a", "key": "b"}',
        "/v1/agreements": b"{" + text + b"}",
    }
    with newsroom.client(headers={"Content-Type": "application/json"}) as client:
        answers = {path: client.post(path, content=body) for path, body in bodies.items()}
        answers["/v1/policy"] = client.put("/v1/policy", content=b"{" + text + b"}")
    for path, answer in answers.items():
        assert answer.status_code in (400, 422), path
        assert "twice" in answer.text, path


@pytest.mark.parametrize("load", [load_agreement, load_policy])
def test_an_agreement_or_a_policy_names_the_place_of_a_key_given_twice(load: Any) -> None:
    text = '{\n"schema": "x",\n"note": {"a": 1,\n"a": 2}}'
    with pytest.raises((AgreementError, PolicyError)) as refused:
        load(text, "p.json")
    (twice,) = (one for one in refused.value.problems if "twice" in one.what)
    assert twice.place == "p.json:3"
    assert "'note.a'" in twice.what
