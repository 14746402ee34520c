"""What a marking refers to: role and scope from its kind, its zone and its context."""

import re

from checker.engine.weighing.posts import is_post
from checker.engine.weighing.program import is_program
from checker.models.draft import Zone
from checker.models.vocabulary import ClaimRole, FindingScope
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Placed", "credits_picture", "placed", "spoken"]

_OTHER_ROLES = frozenset({"teaser", "comment", "navigation"})
_PICTURE_ROLES = frozenset({"picture_credit", "caption"})
_CREDITS = frozenset({"byline", "credit_line", "slug", "copyright_notice", "photo_credit"})
_AT_ENDS = _CREDITS - {"byline"}  # a story's dateline or byline may stand in a wrong element


@dataclass(frozen=True, slots=True)
class Placed:
    """Role and scope of a marking, and the reason if it is not obvious."""

    role: ClaimRole | None
    scope: FindingScope
    note: str = ""


_ORNAMENTS = " \t#/=>*-~|+()[]"
_AUTHOR = re.compile(r"\b(?:author|byline|source|agency|autor|quelle|fuente|fonte)\b")


def spoken(line: str, *, ornate: bool = False) -> str:
    """Returns why a line of a pasted text is not part of an article: code, an embedded post.

    With `ornate`, signs at its ends are ornaments: "# EMBARGO", "=== KILL ===", "// HOLD //".
    """
    if ornate:
        line = line.strip(_ORNAMENTS)
    if is_post(line):
        return "stands in an embedded post"
    if is_program(line):
        return "stands in program text"
    return ""


def credits_picture(kind: str, zone: Zone | None) -> bool:
    """Returns whether a mark stands where it credits a picture, even if it looks like a text's."""
    return kind in _AT_ENDS and zone is not None and zone.role in _PICTURE_ROLES


def placed(kind: str, role: ClaimRole | None, zone: Zone | None, template: str = "") -> Placed:
    """Returns role and scope of a marking from its zone.

    Bare names in page chrome have no effect; in a byline, a slash separates an author from the
    agency, elsewhere a photographer.
    """
    if zone is None:
        return Placed(role, "article")
    if zone.role == "byline" and template in ("photo-person", "photo-caption"):
        role, kind = "text", "byline"
    if (
        zone.role in ("navigation", "site")
        and template == "bare-line"
        and _AUTHOR.search(zone.hint[-40:])
    ):
        return Placed(role, "article")
    if zone.role in _OTHER_ROLES:
        return Placed(role, "other", worded("is in a {role}", role=zone.role))
    if zone.role == "site":
        return Placed(role, "site", "is in the site's own page chrome")
    if zone.role == "biography":
        return Placed("mention" if role else None, "other", "is in a biography")
    if zone.role in _PICTURE_ROLES or zone.kind == "caption":
        if role == "text" and kind in _CREDITS:
            return Placed("photo", "picture", "is beside a picture")
        return Placed(role, "picture" if role == "photo" else "article")
    if role == "photo":
        return Placed(role, "picture")
    if (
        template.startswith("bare")
        and zone.kind == "furniture"
        and zone.role not in ("byline", "credit", "dateline")
    ):
        return Placed(role, "other", "a bare name in page chrome")
    return Placed(role, "article")
