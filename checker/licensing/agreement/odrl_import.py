"""Import of ODRL 2.2 policies in JSON-LD as agreements; anything not understood is refused."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import timedelta
from typing import Any

from checker.errors import AgreementError, Problem
from checker.licensing.agreement.odrl import AI_ACTIONS, COUNTRIES, KINDS, Json
from checker.times import ANY_YEAR, parse_iso

__all__ = ["document_from_odrl", "is_odrl"]

_PREFIXES = (
    "http://www.w3.org/ns/odrl/2/",
    "odrl:",
    "http://iptc.org/std/RightsML/2011-10-07/",
    "rightsml:",
)
_USES = ("distribute", "use", "publish", "display", "present", "reproduce")
_LISTS = {
    "deliveryChannel": ("channels", "allow"),
    "spatial": ("territories", "allow"),
    "media": ("content", "media"),
    "language": ("content", "languages"),
    "virtualLocation": ("licensee", "brands"),
}


def is_odrl(document: Mapping[str, Any]) -> bool:
    """Returns whether a document is an ODRL policy rather than an agreement with our keys."""
    context = str(document.get("@context", ""))
    return "odrl" in context or ("uid" in document and "permission" in document)


def document_from_odrl(policy: Mapping[str, Any], place: str) -> Json:
    """Converts an ODRL policy (JSON-LD) to an agreement document with the keys of our files.

    Raises:
        AgreementError: parts of the policy have no equivalent; it names all of them, with `place`.
    """
    reader = _Policy(place)
    document = reader.read(policy)
    if reader.problems:
        raise AgreementError(*reader.problems)
    return document


class _Policy:
    """One policy being read into a document."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.problems: list[Problem] = []
        self.document: Json = {}

    def refuse(self, where: str, what: str, hint: str = "") -> None:
        self.problems.append(Problem(f"{self.place}: {where}", what, hint))

    def put(self, section: str, key: str, value: Any) -> None:
        inside = self.document.setdefault(section, {})
        if key in inside and inside[key] != value:
            self.refuse(section, f"two different values for {section}.{key}")
        inside[key] = value

    def read(self, policy: Mapping[str, Any]) -> Json:
        known = {"@context", "@type", "type", "uid", "@id", "profile", "conflict", "permission"}
        known |= {"prohibition", "assigner", "assignee", "target", "wirecheck:kind"}
        known |= {"wirecheck:also", "inheritAllowed"}
        for key in sorted(set(policy) - known):
            self.refuse(key, f"the policy property {key!r} is not understood")
        self._kind(policy)
        self._parties(policy)
        if _word(policy.get("conflict", "prohibit")) != "prohibit":
            self.refuse("conflict", "a denial must beat a permission", 'conflict: "prohibit"')
        for rule in _rows(policy.get("permission")):
            self._permission(rule)
        for rule in _rows(policy.get("prohibition")):
            self._prohibition(rule)
        self._also(policy.get("wirecheck:also"))
        self._defaults(own="wirecheck:kind" in policy or "wirecheck:also" in policy)
        return self.document

    def _kind(self, policy: Mapping[str, Any]) -> None:
        kinds = {odrl: kind for kind, odrl in KINDS.items()} | {"Policy": "agreement"}
        written = _word(policy.get("@type", policy.get("type", "Set")))
        kind = kinds.get(written)
        if kind is None:
            self.refuse("@type", f"{written!r} is no contract", ", ".join(KINDS.values()))
        if policy.get("wirecheck:kind") != "implied":
            self.document["kind"] = kind
        self.document["id"] = policy.get("uid", policy.get("@id"))

    def _parties(self, rule: Mapping[str, Any]) -> None:
        for key, section in (("assigner", "owner"), ("assignee", "licensee")):
            party = rule.get(key)
            if party is None:
                continue
            named = party if isinstance(party, Mapping) else {"uid": party}
            uid = named.get("uid", named.get("@id"))
            if uid is not None:
                self.put(section, "id", _short_uid(uid))
            if named.get("wirecheck:name") is not None:
                self.put(section, "name", named["wirecheck:name"])

    def _permission(self, rule: Mapping[str, Any]) -> None:
        action = _word(_action(rule))
        if action in _USES:
            self._parties(rule)
            self._target(rule.get("target"))
            for constraint in _rows(rule.get("constraint")):
                self._constraint(constraint)
            for duty in (*_rows(rule.get("duty")), *_rows(rule.get("obligation"))):
                self._duty(duty)
        else:
            self._single(action, rule, allowed=True)

    def _prohibition(self, rule: Mapping[str, Any]) -> None:
        action = _word(_action(rule))
        if action not in _USES:
            self._single(action, rule, allowed=False)
            return
        constraints = _rows(rule.get("constraint"))
        if len(constraints) != 1:
            self.refuse("prohibition", "a prohibition of use needs one constraint: what is denied")
        for constraint in constraints:
            operand = _word(constraint.get("leftOperand"))
            if operand not in ("deliveryChannel", "spatial"):
                self.refuse("prohibition", f"a denial by {operand!r} is not understood")
                continue
            if _word(constraint.get("operator")) not in ("eq", "isAnyOf", "isA"):
                self.refuse("prohibition", f"operator {constraint.get('operator')!r}")
                continue
            section = _LISTS[operand][0]
            self.put(section, "deny", _listed(constraint, operand))

    def _single(self, action: str, rule: Mapping[str, Any], *, allowed: bool) -> None:
        """Translation, archiving, AI: an action that is allowed or denied as a whole."""
        if rule.get("constraint"):
            self.refuse(action, f"constraints of the action {action!r} are not understood")
        ai = {odrl.partition(":")[2]: key for key, odrl in AI_ACTIONS.items()}
        if action == "translate":
            self.put("modification", "translate", allowed)
        elif action == "archive":
            self.put("retention", "archive", allowed)
        elif action in ai:
            self.put("ai", ai[action], "allow" if allowed else "deny")
        else:
            self.refuse(action, f"the action {action!r} is not understood")

    def _target(self, target: Any) -> None:
        if not isinstance(target, Mapping):
            if isinstance(target, str):
                self.put("items", "allow", [target])
            return
        for key in ("allow", "deny"):
            if f"wirecheck:items-{key}" in target:
                self.put("items", key, target[f"wirecheck:items-{key}"])
        if "wirecheck:services" in target:
            self.put("content", "services", target["wirecheck:services"])
        uid = target.get("uid", "")
        if "AssetCollection" not in str(target.get("@type", "")) and uid:
            self.put("items", "allow", [uid])

    def _constraint(self, row: Mapping[str, Any]) -> None:
        operand, operator = _word(row.get("leftOperand")), _word(row.get("operator"))
        read = _READERS.get(operand)
        if operand in _LISTS and operator in ("eq", "isAnyOf", "isA", "isPartOf"):
            self.put(*_LISTS[operand], _listed(row, operand))
        elif operand == "spatial" and operator in ("neq", "isNoneOf"):
            self.put("territories", "deny", _listed(row, operand))
        elif operand == "deliveryChannel" and operator in ("neq", "isNoneOf"):
            self.put("channels", "deny", _listed(row, operand))
        elif read is None or not read(self, row, operator):
            self.refuse("constraint", f"{operand!r} with {operator!r} is not understood")

    def _date(self, row: Mapping[str, Any], operator: str) -> bool:
        key = {"gteq": "from", "gt": "from", "lteq": "until", "lt": "until"}.get(operator)
        if key is None:
            return False
        text = str(_value(row.get("rightOperand")))
        self.put(
            "valid",
            key,
            _inner_day(text, after=operator == "gt") if operator in ("gt", "lt") else text,
        )
        return True

    def _elapsed(self, row: Mapping[str, Any], operator: str) -> bool:
        found = re.fullmatch(r"P([\d.e+]+)D", str(_value(row.get("rightOperand"))))
        if operator not in ("lteq", "eq") or found is None:
            return False
        self.put("retention", "online_days", row.get("wirecheck:written", _number(found[1])))
        for key in ("counts_from", "then"):
            written = row.get(f"wirecheck:{key.replace('_', '-')}")
            if written is not None:
                self.put("retention", key, written)
        return True

    def _percentage(self, row: Mapping[str, Any], operator: str) -> bool:
        if operator not in ("lteq", "eq"):
            return False
        self.put("extent", "max_percent", _value(row.get("rightOperand")))
        return True

    def _count(self, row: Mapping[str, Any], operator: str) -> bool:
        unit = _word(row.get("unitOfCount"))
        if operator not in ("lteq", "eq") or unit not in ("words", "paragraphs"):
            return False
        self.put("extent", f"max_{unit}", _value(row.get("rightOperand")))
        return True

    def _duty(self, duty: Mapping[str, Any]) -> None:
        action = _word(_action(duty))
        words = {k.partition(":")[2]: v for k, v in duty.items() if k.startswith("wirecheck:")}
        if action == "attribute":
            key = words.pop("as", "credit")
            if "text" not in words:
                party = duty.get("attributedParty")
                words["text"] = [_short_uid(party)] if isinstance(party, str) else []
            self.document[key] = words
        elif action == "compensate":
            self._compensation(duty)
        elif action == "acceptTracking" and words:
            self.document["tracking"] = words
        else:
            self.refuse("duty", f"the duty {action!r} is not understood")

    def _compensation(self, duty: Mapping[str, Any]) -> None:
        for row in _rows(duty.get("constraint")):
            if _word(row.get("leftOperand")) != "payAmount":
                self.refuse("duty", "a compensation without payAmount is not understood")
                continue
            currency = str(row.get("unit", "")).rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
            self.document["price"] = {
                "per_item": _value(row.get("rightOperand")),
                "currency": currency,
            }

    def _also(self, rest: Any) -> None:
        if rest is None:
            return
        if not isinstance(rest, Mapping):
            self.refuse("wirecheck:also", "must be a mapping")
            return
        for key, value in rest.items():
            if isinstance(value, Mapping) and isinstance(self.document.get(key), dict):
                for inner, written in value.items():
                    self.put(key, inner, deepcopy(written))
            elif key in self.document:
                self.refuse("wirecheck:also", f"{key} is said twice")
            else:
                self.document[key] = deepcopy(value)

    def _defaults(self, *, own: bool) -> None:
        """A foreign policy without a constraint on territory or channel allows all of them."""
        if own:
            return
        for section in ("channels", "territories"):
            self.document.setdefault(section, {}).setdefault("allow", ["*"])


_READERS: dict[str, Callable[[_Policy, Mapping[str, Any], str], bool]] = {
    "dateTime": _Policy._date,
    "elapsedTime": _Policy._elapsed,
    "percentage": _Policy._percentage,
    "count": _Policy._count,
}


def _inner_day(text: str, *, after: bool) -> str:
    """A bare day counts whole with us: "before 1 January" is "until 31 December"."""
    written = parse_iso(text, oldest=ANY_YEAR)
    if written is None or not written.date_only:
        return text
    step = timedelta(days=1 if after else -1)
    return (written.when + step).date().isoformat()


def _rows(value: Any) -> list[Mapping[str, Any]]:
    rows = value if isinstance(value, list) else [value] if value is not None else []
    return [row for row in rows if isinstance(row, Mapping)]


def _action(rule: Mapping[str, Any]) -> Any:
    action = rule.get("action")
    if isinstance(action, list) and len(action) == 1:
        action = action[0]
    if isinstance(action, Mapping):
        action = action.get("rdf:value", action.get("@id", action.get("uid")))
    return action["@id"] if isinstance(action, Mapping) and "@id" in action else action


def _word(value: Any) -> str:
    """The bare word of an IRI or a prefixed name of ODRL, RightsML or ours."""
    if isinstance(value, Mapping):
        value = value.get("@id", "")
    text = str(value or "")
    for prefix in (*_PREFIXES, "wirecheck:"):
        text = text.removeprefix(prefix)
    return text


def _value(value: Any) -> Any:
    return value.get("@value") if isinstance(value, Mapping) else value


def _listed(row: Mapping[str, Any], operand: str) -> Any:
    if "wirecheck:written" in row:
        return row["wirecheck:written"]
    right = row.get("rightOperand")
    values = right if isinstance(right, list) else [right]
    return [_member(_value(value), operand) for value in values]


def _member(value: Any, operand: str) -> Any:
    if isinstance(value, Mapping):
        value = value.get("@id")
    text = str(value)
    if operand == "spatial":
        return text.removeprefix(COUNTRIES).rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    return (
        text.rsplit("/", 1)[-1]
        if text.startswith("http") and operand != "virtualLocation"
        else text
    )


def _short_uid(uid: Any) -> str:
    text = str(uid.get("uid", uid.get("@id", "")) if isinstance(uid, Mapping) else uid)
    return text.rstrip("/").rsplit("/", 1)[-1] if text.startswith(("http:", "https:")) else text


def _number(text: str) -> float | int:
    number = float(text)
    return int(number) if number == int(number) else number
