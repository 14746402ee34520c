"""For whom and where an agreement holds: its licensee, channels, territories and items."""

import re

from checker.licensing.agreement.channels import CHANNELS, channel_of, mistyped_channel
from checker.licensing.agreement.reading import Path, Reading, dotted
from checker.licensing.agreement.territories import suggest, territories_of
from checker.licensing.agreement.values import Licensee, Scope
from checker.wording import worded

__all__ = ["channels", "items", "licensee", "refuse_empty", "territories"]


def licensee(r: Reading) -> Licensee:
    """Reads who may use the material: a publisher, and its sites or titles."""
    brands = tuple(brand.casefold() for brand in r.texts(("licensee", "brands")))
    refuse_empty(r, ("licensee", "brands"))
    for number, brand in enumerate(brands):
        wild = "*" in brand.removeprefix("*.") and brand != "*"
        parts = re.split("[,;]", brand)
        if wild or (len(parts) > 1 and all("." in part for part in parts)):
            r.problem(
                ("licensee", "brands", number),
                worded("licensee.brands: {brand} is not one site or title", brand=repr(brand)),
                'a list such as [example.net, sport.example.net]; "*.example.net" is every '
                "site below example.net",
            )
    return Licensee((r.text(("licensee", "id")) or "*").strip(), brands or ("*",))


def channels(r: Reading) -> Scope:
    """Reads the channels, under their usual names."""
    if not r.has(("channels", "allow")):
        hint = 'state what is allowed: channels: {allow: ["*"]}'
        r.problem(("channels",), "channels.allow is missing", hint)
    sides = {}
    for side in ("allow", "deny"):
        words = [channel_of(word) for word in r.texts(("channels", side))]
        for number, word in enumerate(words):
            _check_channel(r, side, number, word)
        sides[side] = tuple(dict.fromkeys(words))
    _refuse_both(r, "channels", sides["allow"], sides["deny"])
    return Scope(sides["allow"], sides["deny"])


def _check_channel(r: Reading, side: str, number: int, word: str) -> None:
    meant = mistyped_channel(word)
    if meant is None and re.fullmatch(r"\*|[a-z0-9][a-z0-9_\-]*", word):
        return
    hint = worded("did you mean {meant}? ", meant=repr(meant)) if meant else ""
    r.problem(
        ("channels", side, number),
        worded("channels.{side}: {word} is not a channel", side=side, word=repr(word)),
        worded("{hint}usual: {list}", hint=hint, list=", ".join(CHANNELS)),
    )


def territories(r: Reading) -> Scope:
    """Reads the territories; a group may be allowed but for some of its members."""
    if not r.has(("territories", "allow")):
        r.problem(("territories",), "territories.allow is missing", '"*" means everywhere')
    allow = _codes(r, "allow")
    deny = tuple(dict.fromkeys(code for codes in _codes(r, "deny") for code in codes))
    single = [codes[0] for codes in allow if len(codes) == 1]
    grouped = [code for codes in allow if len(codes) > 1 for code in codes]
    left = [code for code in grouped if code not in deny]
    _refuse_both(r, "territories", tuple(single if left else (*single, *grouped)), deny)
    kept = [code for codes in allow for code in codes if code in single or code in left]
    return Scope(tuple(dict.fromkeys(kept)), deny)


def _codes(r: Reading, side: str) -> list[tuple[str, ...]]:
    """The codes of each word of one side."""
    found = []
    for number, word in enumerate(r.texts(("territories", side))):
        known = territories_of(word)
        if not known:
            what = worded(
                "territories.{side}: {word} is not a territory", side=side, word=repr(word)
            )
            r.problem(("territories", side, number), what, suggest(word))
        found.append(tuple(known))
    return found


def items(r: Reading) -> Scope:
    """Reads the single items that an agreement allows or denies."""
    refuse_empty(r, ("items", "allow"))
    allow = r.texts(("items", "allow")) or ("*",)
    deny = r.texts(("items", "deny"))
    for side, names in (("allow", allow), ("deny", deny)):
        for number, name in enumerate(names):
            if "*" in name and name != "*":
                r.problem(
                    ("items", side, number),
                    worded("items.{side}: {name} matches no item", side=side, name=repr(name)),
                    "write each id in full",
                )
    _refuse_both(r, "items", allow, deny)
    return Scope(allow, deny)


def _refuse_both(r: Reading, key: str, allow: tuple[str, ...], deny: tuple[str, ...]) -> None:
    both = [word for word in deny if word in allow]
    if both:
        r.problem(
            (key, "deny", deny.index(both[0])),
            worded("{key}: {list} is both allowed and denied", key=key, list=", ".join(both)),
            "list it on one side only",
        )


def refuse_empty(r: Reading, path: Path) -> None:
    """Refuses an empty list where a list left out means all: it would allow what it names not."""
    if r.get(path) == []:
        r.problem(path, worded("{dotted} is empty", dotted=dotted(path)), '"*" means any')
