"""Rights fields of JSON items, in every spelling that ninjs 1-3 and its relatives use."""

import json
import re
from collections.abc import Iterator
from typing import Any

from checker.formats.records.strict_json import Fields, as_text, plain_key, prose_of, words_of
from checker.formats.rights import RightsBuilder
from checker.formats.rights_policies import json_policy
from checker.formats.wire.json_times import EMBARGO, EXPIRY, embargo_fields, expiry_fields
from checker.orders.status import EMBARGOED, read_status

__all__ = [
    "DESCENT",
    "KILLS",
    "LISTS",
    "RIGHTS_KEYS",
    "STATUS",
    "WORKFLOW",
    "descent",
    "is_flag",
    "json_rights",
    "kills_of",
    "like_rights",
]

LISTS = {
    "copyright_holder": ("copyrightholder", "copyrightholders", "rightsholder", "copyright"),
    "copyright_notice": ("copyrightnotice", "copyrightline", "copyrightnotices"),
    "usage_terms": (
        "usageterms",
        "usageterm",
        "usageinstructions",
        "specialinstructions",
        "instructions",
        "restrictions",
        "rightsline",
        "usagerights",
        "limitations",
        "rights",
    ),
    "credit_line": ("creditline", "credit", "descriptioncreditline", "credits"),
    "editors_note": ("ednote", "ednotes", "editorsnote", "editorialnote", "editorialinfo", "note"),
    "data_mining": ("datamining", "tdmreservation", "dataminingreservation"),
    "license_url": ("licenseurl", "licence", "license", "linkedrights", "tdmpolicy"),
    "allow_territories": ("allowterritories", "territories"),
    "deny_territories": ("denyterritories", "excludedterritories"),
    "deny_channels": ("denychannels", "excludedchannels"),
}
STATUS = ("pubstatus", "publicationstatus", "publishingstatus")
OWN_STATUS = ("status",)  # of our own records' `rights` only: elsewhere it is a workflow's
CUSTOM = ("extra", "extras", "customfields")  # of a system, such as Superdesk's
WORKFLOW = ("status", "state", "workflowstatus")
# All keys that are read in the `rights` of our own records.
RIGHTS_KEYS = frozenset(
    (
        *(key for keys in LISTS.values() for key in keys),
        *STATUS,
        *OWN_STATUS,
        *EMBARGO,
        *EXPIRY,
        *(
            "signal",
            "signals",
            "flags",
            "itemflags",
            "thirdparty",
            "rightsinfo",
            "schedulesettings",
        ),
        *("type", "profile", "genre", "fields", "conflicts", "encodedrights"),
    )
)
PROSE = ("usage_terms", "editors_note", "copyright_notice")  # sentences, not names or codes
SENTENCE = 4  # words from which on a "copyright" is a notice, which may say more than a name
DEAD_STATES = frozenset({"killed", "recalled", "unpublished", "canceled", "cancelled"})
LIKE_RIGHTS = re.compile(
    r"copyright|rights|usage|embargo|expir|credit|restrict|licen[cs]e|ednote|instruction|"
    r"pubstatus|^signals?$|datamining|tdm"
)
DESCENT = (
    "rewriteof",
    "translationof",
    "translatedfrom",
    "evolvedfrom",
    "derivedfrom",
    "descendsfrom",
    "isbasedon",
    "updateof",
    "correctionof",
    "replaces",
    "replaceof",
    "previousversion",
    "predecessor",
    "translationid",
)
KILLS = ("kills", "killof", "cancels", "withdraws")


def json_rights(
    fields: Fields, rights: RightsBuilder, path: str = "", *, own: bool = False
) -> None:
    """Reads the rights fields of one object; `own` for the `rights` of our own records."""
    for kind, keys in LISTS.items():
        for key, value in fields.every(*keys):
            if plain_key(key) == "rights" and _holds_fields(value):
                continue  # an object of fields, read by `nested`: a note in it is no usage term
            for word in prose_of(value) if kind in PROSE else words_of(value):
                if plain_key(key) == "linkedrights":
                    rights.add("usage_terms", f"{path}{key}", word)
                rights.add(kind, f"{path}{key}", word)
                if plain_key(key) == "copyright" and len(word.split()) >= SENTENCE:
                    rights.add("copyright_notice", f"{path}{key}", word)
    for key, value in fields.every(*STATUS, *(OWN_STATUS if own else ())):
        rights.status(f"{path}{key}", as_text(value))
    for key, value in fields.every("signal", "signals"):
        for word in words_of(value):
            rights.signal(f"{path}{key}", word)
    if not own:
        workflow(fields, rights, path)
    embargo_fields(fields, rights, path)
    expiry_fields(fields, rights, path)
    nested(fields, rights, path)
    flags(fields, rights, path)
    for at, value in like_rights(fields.given, path):
        rights.keep(at, value)


def _holds_fields(value: Any) -> bool:
    """Whether a value is an object of fields, or a list of such objects."""
    ones = value if isinstance(value, list) else [value]
    return bool(ones) and all(isinstance(one, dict) for one in ones)


def workflow(fields: Fields, rights: RightsBuilder, path: str) -> None:
    """Reads states that forbid publication; others state nothing about rights."""
    for key, value in fields.every(*WORKFLOW):
        if not isinstance(value, str):
            continue
        if key == "state" and value.casefold() in DEAD_STATES:
            rights.status(f"{path}{key}", "canceled")
        elif read_status(value) not in (None, "usable"):
            rights.status(f"{path}{key}", value)


def nested(fields: Fields, rights: RightsBuilder, path: str) -> None:
    """Reads rightsInfo, schedule_settings, custom fields and the `rights` of our own records."""
    for key, value in fields.every("rightsinfo", "schedulesettings", "rights", *CUSTOM):
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, dict):
                continue
            inner = Fields(one)
            json_rights(inner, rights, f"{path}{key}.", own=plain_key(key) == "rights")
            for name, policy in inner.every("encodedrights"):
                words = policy if isinstance(policy, str) else json.dumps(policy)
                json_policy(words, f"{path}{key}.{name}", rights)


def flags(fields: Fields, rights: RightsBuilder, path: str) -> None:
    """States and flags of editorial systems that forbid publication."""
    for key, value in fields.given.items():
        if is_flag(key, value):
            rights.status(f"{path}{key}", _flagged(key))
    for key, value in fields.every("flags"):
        if isinstance(value, dict):
            inner = Fields(value)
            if inner.first("markedfornotpublication") is True:
                rights.status(f"{path}{key}.marked_for_not_publication", "not_for_publication")
        else:
            for word in words_of(value):
                rights.signal(f"{path}{key}", word)
    for key, value in fields.every("itemflags"):
        for word in words_of(value):
            rights.signal(f"{path}{key}", word)
    for key, value in fields.every("type", "profile", "genre"):
        for word in words_of(value):
            if word.strip().casefold() == "advisory":
                rights.status(f"{path}{key}", "advisory")


def is_flag(key: str, value: Any) -> bool:
    """Returns whether a key and its value say that an item is out of use: "withheld": true."""
    return value is True and read_status(_flagged(key)) not in (None, "usable", EMBARGOED)


def _flagged(key: str) -> str:
    """The status that a key names: "isKilled" is "killed"."""
    return key if read_status(key) else plain_key(key).removeprefix("is")


def like_rights(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yields every string under a key that speaks of rights, at any depth, with its path."""
    if depth > 12:
        return
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from like_rights(part, f"{path.rstrip('.')}[{number}].", depth + 1)
    elif isinstance(value, dict):
        for key, part in value.items():
            speaks = LIKE_RIGHTS.search(plain_key(key))
            if speaks and isinstance(part, str | int | float) and not isinstance(part, bool):
                yield f"{path}{key}", str(part)
            elif speaks and isinstance(part, list) and all(isinstance(p, str) for p in part):
                for word in part:
                    yield f"{path}{key}", word
            elif isinstance(part, dict | list):
                yield from like_rights(part, f"{path}{key}.", depth + 1)


def descent(fields: Fields) -> tuple[str, ...]:
    """Returns the ids that an item rewrites, translates or was made from, associations included."""
    found = [w for _, value in fields.every(*DESCENT) for w in ids_of(value)]
    for _, links in fields.every("links"):
        if isinstance(links, list):
            found += [w for link in links for w in linked(link)]
    found += related(fields.first("associations"))
    return tuple(dict.fromkeys(found))


def kills_of(fields: Fields) -> tuple[str, ...]:
    """Returns the ids that an item withdraws."""
    return tuple(dict.fromkeys(w for _, value in fields.every(*KILLS) for w in ids_of(value)))


def ids_of(value: Any) -> Iterator[str]:
    """Yields the ids in a value: strings, numbers, objects with an id, lists of them."""
    if isinstance(value, list):
        for part in value:
            yield from ids_of(part)
    elif isinstance(value, dict):
        found = Fields(value).text("uri", "guid", "id", "residref", "href", "value")
        if found:
            yield found
    else:
        word = as_text(value).strip()
        if word:
            yield word


def linked(link: Any) -> Iterator[str]:
    """Yields the target of a link whose relation means descent."""
    if isinstance(link, dict):
        rel = plain_key(as_text(link.get("rel")).rpartition(":")[2])
        if rel in DESCENT:
            yield from ids_of({k: v for k, v in link.items() if k != "rel"})


def related(associations: Any) -> list[str]:
    """Returns ids of associated items whose name or role means descent.

    ninjs 1 has keys, ninjs 2 and 3 a list.
    """
    found: list[str] = []
    if isinstance(associations, dict):
        for name, item in associations.items():
            if plain_key(name) in DESCENT:
                found += ids_of(item)
    elif isinstance(associations, list):
        for item in associations:
            if isinstance(item, dict):
                inner = Fields(item)
                name = plain_key(inner.text("name", "role", "rel") or "")
                if name in DESCENT:
                    found += ids_of(item)
    return found
