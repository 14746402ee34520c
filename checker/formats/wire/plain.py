"""Text wires with header lines: ANPA 1312, IPTC 7901, ZCZC ... NNNN and release wires.

Sources: ANPA 1312 and IPTC 7901 documents; the header holds service and number, priority, category,
word count, slug; STX (0x02) and ETX (0x03) enclose the text, then the time it was sent.
"""

import re
from collections.abc import Iterator

from checker.formats.charset import byte_order_mark, decode
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.rights import RightsBuilder
from checker.formats.wire.lines import (
    CONTROL,
    EDS,
    SENT_IPTC,
    note_lines,
    partition_at,
    sent_time,
    wire_characters,
)

__all__ = ["read_plain_wire"]

CONTROLS = bytes(b for b in (*range(32), 127) if b not in b"\t\n\r")
WITHOUT_CONTROLS = bytes.maketrans(CONTROLS, b" " * len(CONTROLS))
CONTENT_TYPE = "text/plain"
STX, ETX, EOT = "\x02", "\x03", "\x04"
ANPA_HEADER = re.compile(r"\x16*\x01?(?P<number>[A-Za-z]?\d{3,5})(?P<rest>[A-Z]{0,12})\x1f")
IPTC_HEADER = re.compile(
    r"\x01?(?P<source>[a-z]{2,4})(?P<number>\d{3,6}) (?P<priority>\d) (?P<category>[a-z]{1,3}) +"
    r"(?P<words>\d+)(?P<rest>[^\n]*)"
)
LEAD = re.compile(r"(?:,?\s*(?P<n>\d+)(?:st|nd|rd|th)\s*L(?:ea)?d(?:-Writethru)?)", re.IGNORECASE)
COUNT = re.compile(r",\s*\d+\s*$")
INTERNAL = re.compile(
    r"(?mi)^(?:# ?\w+ NOTEBOOK\b.*|\* \* \* \*[ \t]*|The following information is not "
    r"(?:intended )?for publication.*)$"
)
RELEASE_END = re.compile(r"(?im)^source\b:?[ \t]*\S")
TAGGED = re.compile(r"^([A-Z]{2})#(.*)$")
NAMES = {"AP": "AP", "AFP": "AFP", "KYODO": "Kyodo", "KWS": "Kyodo"}


def read_plain_wire(
    data: bytes | str, *, place: str, zone: str | None
) -> Iterator[WireItem | BadRecord]:
    """Yields all items of a text wire file; messages follow one another, each ended by EOT."""
    text, damage = wire_text(data) if isinstance(data, bytes) else (data, ())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = [p for p in text.split(EOT) if CONTROL.sub("", p).strip()]
    if not parts:
        yield BadRecord(place, "no message between the control characters", "send it again")
    for number, part in enumerate(parts, 1):
        where = place if len(parts) == 1 else f"{place}#{number}"
        yield read_message(part, where, zone, damage)


def wire_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Returns the text of a wire file.

    Its control characters, which frame it, are no sign of binary.
    """
    if byte_order_mark(data)[0]:
        marked = decode(data)
        return marked.text, marked.damage
    decoded = decode(data.translate(WITHOUT_CONTROLS))
    return data.decode(decoded.encoding, errors="replace"), decoded.damage


def read_message(
    text: str, place: str, zone: str | None, damage: tuple[str, ...]
) -> WireItem | BadRecord:
    """Returns one message of any of the layouts."""
    lead = text.lstrip("\x16\x7f \n\t\x00")
    if lead[:4].upper() == "ZCZC":
        return zczc_item(lead, place, zone, damage)
    if lead.startswith("Source: "):
        return release_item(lead, place, zone, damage)
    anpa = ANPA_HEADER.match(lead)
    if anpa:
        return anpa_item(lead, anpa, place, zone, damage)
    iptc = IPTC_HEADER.match(lead)
    if iptc:
        return iptc_item(lead, iptc, place, zone, damage)
    return BadRecord(place, "no header of ANPA 1312, IPTC 7901 or ZCZC", "read it with --as text")


def framed(text: str) -> tuple[str, str, str, bool]:
    """Returns header, text and trailer around STX and ETX, and whether the end is missing."""
    header, stx, rest = text.partition(STX)
    if not stx:
        return text, "", "", False
    body, etx, trailer = rest.partition(ETX)
    return header, body, trailer, not etx


def anpa_item(
    text: str, match: re.Match[str], place: str, zone: str | None, damage: tuple[str, ...]
) -> WireItem:
    """Returns an ANPA 1312 message: lines that begin with ^ or end with < or = are header lines."""
    header, body, trailer, cut = framed(text)
    sent = sent_time(trailer + header)
    mark = sent[1] if sent else match["rest"]
    provider = NAMES.get(mark, mark or "")
    heads, paragraphs = anpa_lines(body)
    slug = heads[0] if heads else ""
    version = LEAD.search(slug) or LEAD.search(header)
    base = COUNT.sub("", LEAD.sub("", slug)).strip(" ,")
    rights = RightsBuilder(zone)
    for line in note_lines([slug, *heads]):
        rights.add("editors_note", "header", line)
    titles = [h for h in heads[1:] if not EDS.match(h) and not h.startswith(("AP Photo", "By "))]
    byline = next((h for h in heads if h.startswith("By ")), None)
    day = sent[0].strftime("%Y%m%d") if sent else "undated"
    end = end_notes(cut, sent is not None)
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=f"anpa:{provider.lower() or 'wire'}:{day}:{base or match['number']}",
        version=str(int(version["n"]) + 1) if version else "1",
        title=titles[0] if titles else base or None,
        published=sent[0] if sent else None,
        byline=byline,
        providers=(provider,) if provider else (),
        head=article_head(titles[:1], byline),
        body=tuple(Block(p) for p in paragraphs),
        rights=rights.build(),
        damage=(*damage, *end),
        truncated=cut,
    )


def end_notes(cut: bool, sent: bool) -> tuple[str, ...]:
    """Returns what the end of a message lacks, if it lacks something."""
    if cut:
        return ("the end of the message (ETX) is missing",)
    return () if sent else ("no time of sending at the end: the message may be cut short",)


def anpa_lines(body: str) -> tuple[list[str], list[str]]:
    """Returns the header lines and the paragraphs of an ANPA text."""
    heads: list[str] = []
    paragraphs: list[str] = []
    for raw in body.split("\n"):
        line = raw.rstrip()
        flush = not raw.startswith(("\t", "   "))
        is_head = not paragraphs and (
            flush or line.startswith("^") or line.endswith(("<", "=", "+"))
        )
        for piece in line.split("<") if is_head else (line,):
            words = wire_characters(piece.strip().lstrip("^").rstrip("<=+").strip())
            if not words or re.fullmatch(r"[*\d ]+", words):
                continue
            if is_head:
                heads.append(words)
            elif words not in ("___", "__"):
                indented = raw.startswith(("\t", "   ")) or not paragraphs
                if indented:
                    paragraphs.append(words)
                else:
                    paragraphs[-1] += " " + words
    return (heads, paragraphs) if paragraphs else (heads[:2], heads[2:])


def iptc_item(
    text: str, match: re.Match[str], place: str, zone: str | None, damage: tuple[str, ...]
) -> WireItem:
    """Returns an IPTC 7901 message, also one whose control characters were lost on the way."""
    _, body, trailer, cut = framed(text)
    if not body:
        body = text.partition("\n")[2]
        trailer = body
    sent = sent_time(trailer)
    body = SENT_IPTC.sub("", body)
    public, _, internal = partition_at(INTERNAL, body)
    heads, paragraphs = iptc_paragraphs(public)
    rights = RightsBuilder(zone)
    if internal:
        rights.add("editors_note", "notebook", CONTROL.sub("", internal))
    for line in note_lines(heads):
        rights.add("editors_note", "header", line)
    service = re.search(r"([a-z]{2,8}(?:-[a-z]+)?) +(\d{3,5})\s*$", match["rest"])
    provider = service[1].partition("-")[0] if service else match["source"]
    byline = next((h for h in heads if re.match(r"(?i)(?:by|von|par|por) ", h)), None)
    titles = [h for h in heads if h != byline and not EDS.match(h)]
    day = sent[0].strftime("%Y%m%d") if sent else "undated"
    end = end_notes(cut, sent is not None)
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=f"iptc7901:{match['source']}{match['number']}:{day}",
        title=titles[-1] if titles else None,
        published=sent[0] if sent else None,
        byline=byline,
        providers=(provider,),
        head=article_head(titles, byline),
        body=tuple(Block(p) for p in paragraphs),
        rights=rights.build(),
        damage=(*damage, *end),
        truncated=cut,
    )


def iptc_paragraphs(public: str) -> tuple[list[str], list[str]]:
    """Returns the header lines up to the "=" that ends them, and the paragraphs after it."""
    lines = [CONTROL.sub("", line).rstrip() for line in public.split("\n")]
    ends = [n for n, line in enumerate(lines[:12]) if line.rstrip().endswith(("=", "+"))]
    start = ends[-1] + 1 if ends else 0
    heads = [line.strip().rstrip("=+").strip() for line in lines[:start]]
    paragraphs: list[str] = []
    fresh = True
    for line in lines[start:]:
        if not line.strip():
            fresh = True
            continue
        if fresh or line.startswith("   "):
            paragraphs.append(line.strip())
        else:
            paragraphs[-1] += " " + line.strip()
        fresh = False
    return [h for h in heads if h], paragraphs


def zczc_item(text: str, place: str, zone: str | None, damage: tuple[str, ...]) -> WireItem:
    """Returns a ZCZC message: tagged fields (TI#, TX#) or marked header lines, ended by NNNN."""
    lines = text.split("\n")[1:]
    tagged = [TAGGED.match(line) for line in lines[:20]]
    rights = RightsBuilder(zone)
    if sum(bool(t) for t in tagged) >= 3:
        fields, body = tagged_fields(lines)
        title, slug = fields.get("TI"), fields.get("KY", "")
        number, provider = fields.get("AN"), fields.get("KN") or fields.get("SO")
        cut = False
    else:
        marked, body = marked_lines(lines)
        named = (marked.get(mark) for mark in "#$:")
        title, slug = next((t for t in named if t and len(t) > 2), None), marked.get("~", "")
        number, provider = None, text.split("\n", 1)[0][4:].strip() or None
        cut = "NNNN" not in text
    for line in note_lines([title or "", slug]):
        rights.add("editors_note", "header", line)
    end = ("the end of the message (NNNN) is missing",) if cut else ()
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=f"zczc:{number}" if number else place,
        title=title,
        providers=(provider,) if provider else (),
        head=article_head([title]),
        body=tuple(Block(p) for p in body),
        rights=rights.build(),
        damage=(*damage, *end),
        truncated=cut,
    )


def tagged_fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Returns fields of two characters and a number sign, and the paragraphs after TX#."""
    fields: dict[str, str] = {}
    for number, line in enumerate(lines):
        match = TAGGED.match(line)
        if match and match[1] == "TX":
            body = [CONTROL.sub("", p).strip() for p in [match[2], *lines[number + 1 :]]]
            return fields, [p for p in body if p]
        if match:
            fields[match[1]] = match[2].strip()
    return fields, []


def marked_lines(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Returns header lines that begin with a mark, and the paragraphs after them."""
    marked: dict[str, str] = {}
    start = 0
    for start, line in enumerate(lines):  # noqa: B007 the index after the loop is the body's start
        if not line[:1] or line[0] not in "%$:*#~@":
            break
        marked.setdefault(line[0], line[1:].strip())
    body = "\n".join(lines[start:]).partition("NNNN")[0]
    parts = [CONTROL.sub("", p).strip() for p in re.split(r"\n[ \t]*\n+", body)]
    return {k: v for k, v in marked.items() if v}, [p for p in parts if p]


def release_item(text: str, place: str, zone: str | None, damage: tuple[str, ...]) -> WireItem:
    """Returns a release wire's message: Source, number, headline, then paragraphs."""
    head, _, rest = text.partition("\n\n")
    lines = head.split("\n")
    number = next(
        (m[1] for m in (re.search(r"MEDIA RELEASE (PR\d+)", x) for x in lines) if m), None
    )
    source = lines[0].removeprefix("Source: ").strip()
    title = " ".join(line.strip() for line in lines[2:]).strip() or None
    parts = [" ".join(p.split()) for p in re.split(r"\n[ \t]*\n+", rest)]
    if not RELEASE_END.search(rest):
        damage = (*damage, "no SOURCE line at the end: the message may be cut short")
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=f"release:{number}" if number else place,
        title=title,
        providers=(source,),
        head=(*article_head([title]), Block(lines[0].strip(), "head", "credit")),
        body=tuple(Block(p) for p in parts if p),
        rights=RightsBuilder(zone).build(),
        damage=damage,
    )
