"""Machine-readable rights of an item: policies in ODRL or RightsML, as JSON-LD or XML.

What limits the countries of a use is read. Any other prohibition, and a permission that something
limits, becomes a term in the policy's own words, which a person has to read.

Source: W3C ODRL 2.2 and IPTC RightsML 2.0.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from checker.formats.rights import RightsBuilder
from checker.formats.xml.tree import Element, children, descendants, local
from checker.values import dataclass

__all__ = ["json_policy", "xml_policy"]

_KINDS = ("prohibition", "permission")
_WITHIN = frozenset({"", "eq", "isa", "isanyof", "isallof", "ispartof"})
_WITHOUT = frozenset({"neq", "isnoneof"})
_PAID = frozenset({"attribute", "compensate", "pay", "inform"})  # duties that a contract settles
_AI = frozenset(
    {"aiTraining", "trainAI", "textAndDataMining", "dataMining", "tdm", "aiInput", "inputToAI",
     "aiSummary", "summariseByAI"}
)  # fmt: skip
_NAMES = frozenset({"@context", "@id", "@type", "uid", "id", "type", "profile"})
_ADDRESS = re.compile(r"https?://\S+")
_SHOWN = 200  # characters of a rule in a term


@dataclass(frozen=True, slots=True)
class _Limit:
    name: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    actions: tuple[str, ...]
    limits: tuple[_Limit, ...]
    duties: tuple[str, ...]

    @property
    def words(self) -> str:
        """The rule in the policy's words."""
        limits = (f"{one.name} {one.operator} {' '.join(one.values)}" for one in self.limits)
        parts = (f"{self.kind}: {' '.join(self.actions)}", *limits, *self.duties)
        return f"rights policy, {'; '.join(parts)}"[:_SHOWN]


def json_policy(words: str, path: str, rights: RightsBuilder) -> None:
    """Reads a policy in JSON-LD, or links one; what is no policy states nothing."""
    if _ADDRESS.fullmatch(words.strip()) is not None:
        rights.add("usage_terms", path, words.strip())
        return
    try:
        found = json.loads(words)
    except (ValueError, RecursionError):
        return
    for policy in found if isinstance(found, list) else [found]:
        if isinstance(policy, dict):
            _link(policy, path, rights)
            _apply(_of_json(policy), path, rights)


def xml_policy(node: Element, path: str, rights: RightsBuilder) -> None:
    """Reads the policies inside an element."""
    for policy in descendants(node, "Policy", "policy"):
        _link({local(policy): None, **dict(policy.attrib)}, path, rights, empty=len(policy) == 0)
    _apply(_of_xml(node), path, rights)


def _link(
    policy: Mapping[str, Any], path: str, rights: RightsBuilder, *, empty: bool | None = None
) -> None:
    """States the address of a policy that says nothing itself, and of one from which it inherits.

    `empty`: whether it says nothing; by default, whether it has no members but its names.
    """
    if empty is None:
        empty = _NAMES.issuperset(policy)
    keys = ("inheritFrom", *(("@id", "uid", "id") if empty else ()))
    for address in (one for key in keys for one in _rows(policy.get(key), plain=True)):
        given = address.get("@id") if isinstance(address, dict) else address
        if isinstance(given, str) and _ADDRESS.fullmatch(given.strip()) is not None:
            rights.add("usage_terms", path, given.strip())


def _apply(rules: Iterator[_Rule], path: str, rights: RightsBuilder) -> None:
    for rule in rules:
        if rule.kind == "prohibition" and rule.actions and _AI.issuperset(rule.actions):
            rights.add("data_mining", path, "prohibited")
            continue
        places = [one for one in rule.limits if one.name == "spatial"]
        told = rule.kind == "prohibition" and not places
        told = told or len(places) < len(rule.limits) or not _PAID.issuperset(rule.duties)
        for one in places:
            denies = one.operator in _WITHOUT
            if not denies and one.operator not in _WITHIN:
                told = True
                continue
            side = "deny" if denies is (rule.kind == "permission") else "allow"
            for value in one.values:
                rights.add(f"{side}_territories", path, value)
        if told:
            rights.add("usage_terms", path, rule.words)


def _of_json(policy: Mapping[str, Any]) -> Iterator[_Rule]:
    for kind in _KINDS:
        for rule in _rows(policy.get(kind)):
            yield _Rule(
                kind,
                tuple(_word(one) for one in _rows(rule.get("action"), plain=True)),
                tuple(
                    _Limit(
                        _word(one.get("leftOperand", one.get("name"))),
                        _word(one.get("operator")).casefold(),
                        tuple(_word(v) for v in _rows(one.get("rightOperand"), plain=True)),
                    )
                    for one in _rows(rule.get("constraint"))
                ),
                tuple(_word(one.get("action")) for one in _rows(rule.get("duty"))),
            )


def _of_xml(node: Element) -> Iterator[_Rule]:
    for rule in descendants(node, *_KINDS):
        yield _Rule(
            local(rule),
            tuple(_word(one.get("name") or one.get("id")) for one in children(rule, "action")),
            tuple(
                _Limit(
                    _word(one.get("name")),
                    _word(one.get("operator")).casefold(),
                    tuple(map(_word, (one.get("rightOperand") or "").split())),
                )
                for one in children(rule, "constraint")
            ),
            tuple(
                _word(action.get("name"))
                for duty in children(rule, "duty")
                for action in children(duty, "action")
            ),
        )


def _rows(value: Any, *, plain: bool = False) -> Iterator[Any]:
    """The members of a list, or the only one; without `plain`, objects alone."""
    for one in value if isinstance(value, list) else [] if value is None else [value]:
        if plain or isinstance(one, dict):
            yield one


def _word(value: Any) -> str:
    """The last part of a term's address or prefixed name."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("@id", "@value", "uid") if key in value), "")
    return str(value or "").rpartition("/")[2].rpartition(":")[2].strip()
