"""Lines and times of text wires: notes to editors, the time of sending, characters."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from checker.orders.status import status_in_note

__all__ = [
    "CONTROL",
    "EDS",
    "SENT_IPTC",
    "note_lines",
    "partition_at",
    "sent_time",
    "wire_characters",
]

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
SENT = re.compile(
    r"(?P<sent>(?P<mark>[A-Z]{2,4})-[A-Z]{2}-(?P<m>\d\d)-(?P<d>\d\d)-(?P<y>\d\d) "
    r"(?P<H>\d\d)(?P<M>\d\d)GMT)"
)
SENT_IPTC = re.compile(
    r"^(?P<d>\d\d)(?P<H>\d\d)(?P<M>\d\d) (?:GMT )?(?P<mon>[A-Za-z]{3,4}) (?P<y>\d\d)\s*$",
    re.MULTILINE,
)
SENT_KYODO = re.compile(
    r"(?P<mark>[A-Z]{3})-(?P<H>\d\d):(?P<M>\d\d)-(?P<d>\d\d)-(?P<m>\d\d)-(?P<y>\d\d)"
)
MONTHS = {
    m: n
    for n, names in enumerate(
        (
            "jan janv ene",
            "feb fev",
            "mar mär mrz",
            "apr avr abr",
            "may mai",
            "jun juin",
            "jul juil",
            "aug aou ago",
            "sep set",
            "oct okt",
            "nov",
            "dec dez dic",
        ),
        1,
    )
    for m in names.split()
}
EDS = re.compile(
    r"(?i)^(?:eds|editors?|editor's note|attention|note to editors|embargo(?:ed)?|advisory|"
    r"mandatory|kill|bulletin kill|withhold|hold)\b"
)


def wire_characters(line: str) -> str:
    """Returns a line with the characters that seven-bit codes stand for: quotes, dash, blanks."""
    line = (
        CONTROL.sub(" ", line)
        .replace("^", " ")
        .replace("``", "“")
        .replace("''", "”")
        .replace(" _ ", " — ")
    )
    return " ".join(line.split())


def note_lines(lines: list[str]) -> Iterator[str]:
    """Yields the lines addressed to editors: notes, embargoes, kills, advisories."""
    for line in lines:
        if EDS.match(line) or status_in_note(line):
            yield line


def partition_at(pattern: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """Returns the text before the first match, the match, and all from the match on."""
    match = pattern.search(text)
    if match is None:
        return text, "", ""
    return text[: match.start()], match[0], text[match.start() :]


def sent_time(text: str) -> tuple[datetime, str] | None:
    """Returns when a message was sent (UTC) and the sender's mark, from its trailer."""
    match = SENT.search(text) or SENT_KYODO.search(text)
    named = None if match else SENT_IPTC.search(CONTROL.sub("", text))
    found = match or named
    if found is None:
        return None
    month = int(found["m"]) if match else MONTHS.get(found["mon"].lower()[:4].rstrip("."), 0)
    month = month or (MONTHS.get(found["mon"].lower()[:3], 0) if named else 0)
    try:
        when = datetime(
            2000 + int(found["y"]),
            month,
            int(found["d"]),
            int(found["H"]),
            int(found["M"]),
            tzinfo=UTC,
        )
    except ValueError:
        return None
    return when, found["mark"] if match else ""
