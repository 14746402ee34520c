"""The common handling of all rights fields: kept verbatim, parsed if safe, conflicts reported.

Every field goes to `Rights.fields` with its path. What can be parsed goes to the typed fields too.
If two fields disagree, the stricter one counts and a plain sentence goes to `Rights.conflicts`;
nothing is dropped.
"""

import re
from datetime import datetime

from checker.formats.owners import same_party
from checker.models.draft import Rights, RightsField
from checker.orders.embargo import orders_embargo
from checker.orders.status import read_status, status_in_note, strictness, taken_down
from checker.times import (
    Reading,
    WrittenTime,
    ambiguous,
    end_of,
    instant,
    no_time,
    parse_time,
    zone_of,
)

__all__ = ["RightsBuilder", "holder_in_notice", "resolved"]

HOLDER_IN_NOTICE = re.compile(
    r"(?i)(?:©|\(c\)|copyright|℗)[\s:,]*(?:©|\(c\)|copyright)?[\s:,]*(?:\d{4}(?:\s*[-–,]\s*\d{2,4})*)?"
    r"[\s:,]*(?:by\s+)?(?P<holder>[^.;,|<>\n()]{2,60})"
)
SPACED_DASH = re.compile(r"\s+[-–—]\s+")
YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–,]\s*\d{2,4})*")
USABLE = re.compile(r"(?i)(?<![a-z])usable\s*$")
NO_HOLDER = re.compile(
    r"(?i)^(?:all|alle|tous|todos|tutti|wszelkie|kaikki|alla|any)\b|^(?:the|and|holder|owner)s?$"
)

_NEVER = (
    *("never", "unlimited", "permanent", "perpetual", "indefinite", "forever", "∞", "n/a", "na"),
    *("no", "nein", "nie", "unbegrenzt", "unbefristet", "keine", "jamais", "illimité", "non"),
    *("nunca", "ilimitado", "mai", "illimitato", "nooit", "aldrig", "никогда", "永久", "無期限"),
)


class RightsBuilder:
    """Collects the rights fields of one item; `build` parses and compares them.

    `zone` is the provider's time zone for times without an offset, `issued` the time of issue.
    """

    __slots__ = (
        "_conflicts",
        "_embargoes",
        "_expiries",
        "_expiry_in_words",
        "_fields",
        "_issued",
        "_lists",
        "_local",
        "_statuses",
        "zone",
    )

    def __init__(self, zone: str | None = None, issued: str | None = None) -> None:
        self.zone = zone
        self._issued = parse_time(issued) if issued else None
        self._local = True  # all embargoes are local times of a place that is not known
        self._fields: dict[tuple[str, str], None] = {}
        self._statuses: list[tuple[str, str, str]] = []
        self._embargoes: list[tuple[str, str, datetime | None]] = []
        self._expiries: list[tuple[str, str, datetime]] = []
        self._expiry_in_words: str | None = None
        self._lists: dict[str, dict[str, str]] = {}
        self._conflicts: list[str] = []

    def keep(self, path: str, value: str | None) -> str:
        """Keeps one field verbatim; returns the value without outer white space."""
        if value is None or not value.strip():
            return ""
        self._fields.setdefault((path, value), None)
        return value.strip()

    def add(self, kind: str, path: str, value: str | None) -> None:
        """Keeps a field and adds it to the typed list `kind` (a tuple-valued name of Rights)."""
        kept = self.keep(path, value)
        if kept:
            self._lists.setdefault(kind, {}).setdefault(kept, path)

    def status(self, path: str, value: str | None) -> None:
        """Reads a publishing status in any spelling; an unknown word is reported and kept."""
        kept = self.keep(path, value)
        if not kept:
            return
        known = read_status(kept)
        if known is None:
            self._conflicts.append(f"{path} says '{kept}', which is no known status")
        self._statuses.append((path, kept, known or kept))

    def workflow(self, path: str, value: str | None) -> None:
        """Reads a state of the sender's own workflow, which may be any word.

        It counts if it is a publishing status, and needs a person if it states that the item was
        taken down; any other ("draft", "done") is only kept. That the sender published the item
        ("published", "released") does not state who else may.
        """
        word = value or ""
        known = read_status(word)
        said = USABLE.search(word) is not None if known == "usable" else known or taken_down(word)
        if said:
            self.status(path, value)
        else:
            self.keep(path, value)

    def signal(self, path: str, value: str | None) -> None:
        """Reads a signal; one that kills, holds or forbids publication is a status too."""
        kept = self.keep(path, value)
        if not kept:
            return
        self._lists.setdefault("signals", {}).setdefault(kept, path)
        known = read_status(kept)
        if known not in (None, "usable") or taken_down(kept):
            self._statuses.append((path, kept, known or kept))

    def embargo(self, path: str, value: str | None) -> None:
        """The time until which the item must not be published."""
        kept = self.keep(path, value)
        if not kept:
            return
        written = self._written(path, kept, "latest")
        if written is None:
            if not no_time(kept):
                self._embargoes.append((path, kept, None))
            return
        if self._released_when_issued(written):
            return  # many feeds repeat the time of issue here
        when, assumed = resolved(written, self.zone, "latest")
        if assumed:
            self._conflicts.append(f"{path} '{kept}': {assumed}")
        self._embargoes.append((path, kept, when))
        self._local = self._local and written.when.tzinfo is None and zone_of(self.zone) is None

    def expires(self, path: str, value: str | None) -> None:
        """The time after which the item must not be published; in other words, for its terms."""
        kept = self.keep(path, value)
        if not kept or kept.casefold() in _NEVER:
            return
        written = self._written(path, kept, "earliest")
        if written is None:
            if not no_time(kept):
                self._expiry_in_words = self._expiry_in_words or kept
            return
        if written.when.year >= 9999:
            return  # "never"
        when, assumed = resolved(written, self.zone, "earliest")
        if assumed:
            self._conflicts.append(f"{path} '{kept}': {assumed}")
        self._expiries.append((path, kept, when))

    def _written(self, path: str, kept: str, reading: Reading) -> WrittenTime | None:
        """The time in a field; what cannot be read is reported, unless it means "none"."""
        written = parse_time(kept, reading=reading)
        if written is None and not no_time(kept):
            self._conflicts.append(
                f"{path} '{kept}' cannot be read as a time: a person must read it"
            )
        return written

    def conflict(self, sentence: str) -> None:
        """A contradiction that only the format's reader can see."""
        self._conflicts.append(sentence)

    def build(self, *, third_party: bool | None = None) -> Rights:
        """Returns all fields as one value, with the conflicts between them."""
        status = self._status()
        embargo = max((e for e in self._embargoes if e[2]), key=embargo_end, default=None)
        if len({e[2] for e in self._embargoes}) > 1:
            listed = ", ".join(f"{path} '{raw}'" for path, raw, _ in self._embargoes)
            self._conflicts.append(f"embargo times differ ({listed}): the latest counts")
        expiry = min(self._expiries, key=lambda e: e[2], default=None)
        if len({e[2] for e in self._expiries}) > 1:
            listed = ", ".join(f"{path} '{raw}'" for path, raw, _ in self._expiries)
            self._conflicts.append(f"expiry times differ ({listed}): the earliest counts")
        if embargo and expiry and embargo[2] and embargo[2] > expiry[2]:
            self._conflicts.append(
                f"the item expires ('{expiry[1]}') before its embargo ends ('{embargo[1]}')"
            )
        unread = next((raw for _, raw, when in self._embargoes if when is None), None)
        self._compare_holders()
        self._unfielded_embargo()
        lists = {kind: tuple(values) for kind, values in self._lists.items()}
        return Rights(
            status=status,
            # a local time of an unknown place stays raw: the policy may know the provider's zone
            embargo_until=embargo[2] if embargo and not self._local else None,
            embargo_raw=unread or (embargo[1] if embargo else None),
            expires=expiry[2] if expiry else None,
            expires_raw=self._expiry_in_words,
            third_party=third_party,
            fields=tuple(RightsField(path, value) for path, value in self._fields),
            conflicts=tuple(dict.fromkeys(self._conflicts)),
            **lists,
        )

    def _released_when_issued(self, written: WrittenTime) -> bool:
        """Whether a local time of an unknown place lies no later than the local time of issue."""
        issued = self._issued
        if issued is None or written.date_only != issued.date_only:
            return False
        if written.when.tzinfo is not None or issued.when.tzinfo is not None:
            return False
        return written.when <= issued.when

    def _status(self) -> str | None:
        notes = self._lists.get("editors_note", {})
        spoken = [(path, note, status_in_note(note)) for note, path in notes.items()]
        fields = self._statuses
        stated = max((s for _, _, s in fields), key=strictness, default=None)
        if len({s for _, _, s in fields}) > 1:
            listed = ", ".join(f"{path} '{raw}'" for path, raw, _ in fields)
            self._conflicts.append(f"statuses differ ({listed}): '{stated}' counts")
        for path, note, ordered in spoken:
            if ordered is None or (stated and strictness(stated) >= strictness(ordered)):
                continue
            words = f"{path} says '{shortened(note)}'"
            if stated:
                self._conflicts.append(f"{words} but the status is '{stated}': '{ordered}' counts")
            stated = ordered
        return stated

    def _compare_holders(self) -> None:
        holders = self._lists.get("copyright_holder", {})
        for notice, path in self._lists.get("copyright_notice", {}).items():
            inside = holder_in_notice(notice)
            if not holders or not inside:
                continue
            if not any(same_party(h, inside) or same_party(h, notice) for h in holders):
                self._conflicts.append(
                    f"the copyright holder is '{next(iter(holders))}' but {path} names '{inside}'"
                )
        names = list(holders)
        for name in names[1:]:
            if not any(same_party(name, other) for other in names if other != name):
                self._conflicts.append(
                    f"copyright holders differ: {holders[names[0]]} says '{names[0]}', "
                    f"{holders[name]} says '{name}'"
                )

    def _unfielded_embargo(self) -> None:
        if self._embargoes:
            return
        for kind in ("editors_note", "usage_terms"):
            for note, path in self._lists.get(kind, {}).items():
                if orders_embargo(note):
                    self._conflicts.append(
                        f"{path} speaks of an embargo ('{shortened(note)}') "
                        "but no field gives its time"
                    )


def holder_in_notice(notice: str) -> str:
    """Returns the holder in a copyright notice; "" if there is none ("All rights reserved")."""
    named = HOLDER_IN_NOTICE.search(notice)
    if named is None:
        return ""
    holder = YEARS.sub("", SPACED_DASH.split(named["holder"].strip())[0]).strip(" :,-")
    return "" if NO_HOLDER.match(holder) or len(holder) < 2 else holder


def embargo_end(embargo: tuple[str, str, datetime | None]) -> datetime:
    """Returns the end of an embargo that could be read (sort key)."""
    return embargo[2] or datetime.min  # noqa: DTZ901 never used: unread ones are left out


def resolved(written: WrittenTime, zone: str | None, reading: Reading) -> tuple[datetime, str]:
    """Returns the moment of a written time, and what had to be assumed ("" if nothing)."""
    when, place = end_of(written), zone_of(zone)
    assumed = ""
    if written.date_only:
        assumed = "it is a date without a time and counts to the end of that day"
    if when.tzinfo is None and place is None:
        assumed = (
            "it has no offset and the provider's time zone is not known: "
            f"the {reading} instant that it can mean counts"
        )
    elif place is not None and ambiguous(when, place):
        assumed = f"the local time is ambiguous or does not exist: the {reading} reading counts"
    return instant(when, place, reading), assumed


def shortened(text: str, limit: int = 80) -> str:
    """Returns a note on one line, cut at `limit` characters for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
