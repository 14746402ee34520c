"""Export of agreements as ODRL 2.2 policies in JSON-LD with the IPTC's RightsML profile.

What ODRL can express becomes permissions, prohibitions, constraints and duties; the rest of an
agreement is carried in the property `wirecheck:also`, so that a round trip loses nothing. Sources:
W3C ODRL Information Model and Vocabulary 2.2; IPTC RightsML 2.0.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from checker.licensing.agreement.territories import alpha3, territories_of

__all__ = ["CONTEXT", "NAMESPACE", "PROFILE", "document_to_odrl"]

PROFILE = "https://iptc.org/std/RightsML/odrl-profile/"
NAMESPACE = "urn:wirecheck:licence:1:"
CONTEXT = [
    "http://www.w3.org/ns/odrl.jsonld",
    "https://iptc.org/std/RightsML/odrl-profile/rightsml.jsonld",
    {"wirecheck": NAMESPACE},
]
COUNTRIES = "http://cvx.iptc.org/iso3166-1a3/"
ARCHIVE = "http://iptc.org/std/RightsML/2011-10-07/archive"
KINDS = {"agreement": "Agreement", "offer": "Offer", "open": "Set"}
AI_ACTIONS = {
    "training": "wirecheck:trainAI",
    "input": "wirecheck:inputToAI",
    "summarise": "wirecheck:summariseByAI",
}

Json = dict[str, Any]


def document_to_odrl(document: Mapping[str, Any]) -> Json:
    """Returns the ODRL policy of an agreement document; `document_from_odrl` reverses it."""
    rest: Json = deepcopy(dict(document))
    kind = rest.pop("kind", None)
    policy: Json = {
        "@context": CONTEXT,
        "@type": KINDS[kind or "agreement"],
        "uid": rest.pop("id"),
        "profile": PROFILE,
        "conflict": "prohibit",
    }
    permission: Json = {"action": "distribute", **_parties(rest)}
    permission["target"] = _target(rest)
    constraints = [
        *_listed(rest, "channels", "allow", "deliveryChannel"),
        *_listed(rest, "territories", "allow", "spatial"),
        *_listed(rest, "content", "media", "media"),
        *_listed(rest, "content", "languages", "language"),
        *_listed(rest, "licensee", "brands", "virtualLocation"),
        *_dates(rest),
        *_retention(rest),
        *_extent(rest),
    ]
    if constraints:
        permission["constraint"] = constraints
    duties = [*_credits(rest), *_price(rest), *_tracking(rest)]
    if duties:
        permission["duty"] = duties
    permissions, prohibitions = [permission], [*_denied(rest)]
    for rule, allowed in _actions(rest):
        (permissions if allowed else prohibitions).append(rule)
    policy["permission"] = permissions
    if prohibitions:
        policy["prohibition"] = prohibitions
    if kind is None:
        policy["wirecheck:kind"] = "implied"
    if left := _pruned(rest, document):
        policy["wirecheck:also"] = left
    return policy


def _take(rest: Json, section: str, key: str) -> Any:
    """Takes a value out of a section; None when it is not written (or written as null)."""
    inside = rest.get(section)
    if not isinstance(inside, dict) or inside.get(key) is None:
        return None
    return inside.pop(key)


def _parties(rest: Json) -> Json:
    parties: Json = {}
    owner: Json = {"uid": _take(rest, "owner", "id")}
    if name := _take(rest, "owner", "name"):
        owner["wirecheck:name"] = name
    parties["assigner"] = owner
    if licensee := _take(rest, "licensee", "id"):
        parties["assignee"] = {"@type": "PartyCollection", "uid": licensee}
    return parties


def _target(rest: Json) -> Json:
    target: Json = {"@type": "AssetCollection", "uid": "wirecheck:material-of-the-assigner"}
    for key in ("allow", "deny"):
        if found := _take(rest, "items", key):
            target[f"wirecheck:items-{key}"] = found
    if services := _take(rest, "content", "services"):
        target["wirecheck:services"] = services
    return target


def _constraint(left: str, operator: str, right: Any, **more: Any) -> Json:
    return {"leftOperand": left, "operator": operator, "rightOperand": right, **more}


def _listed(rest: Json, section: str, key: str, operand: str) -> list[Json]:
    words = _take(rest, section, key)
    if words is None:
        return []
    texts = [words] if isinstance(words, str) else list(words)
    operator = "isAnyOf" if section != "deny" else "isNoneOf"
    right = [_country(word) for word in texts] if operand == "spatial" else texts
    one = {"wirecheck:written": words} if right != words else {}
    return [_constraint(operand, operator, right, **one)]


def _country(word: str) -> str:
    """The IPTC's URI of a single country; groups, parts of countries and "*" stay as written."""
    codes = territories_of(word)
    long_code = alpha3(codes[0]) if len(codes) == 1 else None
    return COUNTRIES + long_code if long_code else word


def _denied(rest: Json) -> list[Json]:
    rules = []
    for section, operand in (("channels", "deliveryChannel"), ("territories", "spatial")):
        constraints = _listed(rest, section, "deny", operand)
        if constraints:
            rules.append({"action": "distribute", "constraint": constraints})
    return rules


def _dates(rest: Json) -> list[Json]:
    found = []
    for key, operator in (("from", "gteq"), ("until", "lteq")):
        value = _take(rest, "valid", key)
        if value is not None:
            kind = "xsd:date" if len(value) <= 10 else "xsd:dateTime"
            found.append(_constraint("dateTime", operator, {"@value": value, "@type": kind}))
    return found


def _retention(rest: Json) -> list[Json]:
    days = _take(rest, "retention", "online_days")
    if days is None:
        return []
    more = {}
    for key in ("counts_from", "then"):
        if value := _take(rest, "retention", key):
            more[f"wirecheck:{key.replace('_', '-')}"] = value
    duration = {"@value": f"P{days:g}D", "@type": "xsd:duration"}
    if "." in f"{days:g}" or "e" in f"{days:g}":
        more["wirecheck:written"] = days
    return [_constraint("elapsedTime", "lteq", duration, **more)]


def _extent(rest: Json) -> list[Json]:
    found = []
    percent = _take(rest, "extent", "max_percent")
    if percent is not None:
        found.append(_constraint("percentage", "lteq", percent))
    for unit in ("words", "paragraphs"):
        count = _take(rest, "extent", f"max_{unit}")
        if count is not None:
            found.append(_constraint("count", "lteq", count, unitOfCount=f"wirecheck:{unit}"))
    return found


def _credits(rest: Json) -> list[Json]:
    duties = []
    for key in ("credit", "attribution"):
        section = rest.get(key)
        if isinstance(section, dict):
            words = {f"wirecheck:{name}": value for name, value in rest.pop(key).items()}
            duties.append({"action": "attribute", "wirecheck:as": key, **words})
    return duties


def _price(rest: Json) -> list[Json]:
    price = rest.get("price")
    if not isinstance(price, dict) or price.get("per_item") is None:
        return []
    rest.pop("price")
    unit = f"http://cvx.iptc.org/iso4217a/{price.get('currency')}"
    amount = _constraint("payAmount", "eq", price["per_item"], unit=unit)
    return [{"action": "compensate", "constraint": [amount]}]


def _tracking(rest: Json) -> list[Json]:
    section = rest.get("tracking")
    if not isinstance(section, dict) or section.get("required") is not True:
        return []
    words = {f"wirecheck:{name}": value for name, value in rest.pop("tracking").items()}
    return [{"action": "acceptTracking", **words}]


def _actions(rest: Json) -> list[tuple[Json, bool]]:
    """Translation, archiving and AI uses, each a rule of its own."""
    rules: list[tuple[Json, bool]] = []
    translate = _take(rest, "modification", "translate")
    if translate is not None:
        rules.append(({"action": "translate"}, translate))
    archive = _take(rest, "retention", "archive")
    if archive is not None:
        rules.append(({"action": ARCHIVE}, archive))
    for key, action in AI_ACTIONS.items():
        word = _take(rest, "ai", key)
        if word is not None:
            rules.append(({"action": action}, word == "allow"))
    return rules


def _pruned(rest: Json, document: Mapping[str, Any]) -> Json:
    """What is left, without sections that were emptied on the way."""
    return {key: value for key, value in rest.items() if value != {} or document[key] == {}}
