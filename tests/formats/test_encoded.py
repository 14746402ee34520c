"""Letters that encode something are no words: refused alone, told inside a story."""

import base64
import binascii
import quopri
import random
from collections.abc import Callable

import pytest

from checker.errors import UnsupportedFormat
from checker.formats import BadRecord, read_draft, read_drafts, read_sources

STORIES = {
    "english": "The night ferry to Orlu sailed again on Monday, after a long winter in the yard. "
    * 5,
    "french": "Le bac de nuit a repris la mer lundi, après un long hiver passé à quai au chantier. "
    * 5,
    "arabic": "عادت العبارة الليلية إلى البحر يوم الاثنين بعد شتاء طويل في الحوض الجاف. " * 5,
    "japanese": "夜のフェリーは月曜日、長い冬のあいだの修理を終えて、ふたたび港を出た。" * 5,
    "russian": "Ночной паром снова вышел в море в понедельник после долгой зимы на верфи. " * 5,
}
STORY = STORIES["english"]


def uuencoded(data: bytes) -> bytes:
    lines = (binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    return b"begin 644 story.txt\n" + b"".join(lines) + b"`\nend\n"


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.encodebytes,
    "base64 in one line": base64.b64encode,
    "base64 for addresses": base64.urlsafe_b64encode,
    "base32": base64.b32encode,
    "hexadecimal": binascii.hexlify,
    "base85": base64.b85encode,
    "ascii85": lambda data: base64.a85encode(data, wrapcol=72, adobe=True),
    "uuencode": uuencoded,
}
ESCAPES: dict[str, Callable[[str], str]] = {
    "json": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
    "percent": lambda text: "".join(f"%{b:02X}" for b in text.encode()),
    "rtf-like": lambda text: "".join(f"\\x{b:02x}" for b in text.encode()),
}


@pytest.mark.parametrize("page", ["cp037", "cp500", "cp1140"])
@pytest.mark.parametrize("story", ["english", "french"])
def test_a_text_in_ebcdic_is_refused(story: str, page: str) -> None:
    body = STORIES[story].replace("’", "'").encode(page)
    with pytest.raises(UnsupportedFormat, match="EBCDIC"):
        read_draft(body, name="story.txt")


def test_addresses_without_blanks_are_no_ebcdic() -> None:
    assert read_draft("\n".join(["desk@example.org"] * 20), as_type="text").text
    assert read_draft("@desk," * 10 + "@x", as_type="text").text


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_text_of_encoded_letters_is_refused(
    story: str, encoding: Callable[[bytes], bytes]
) -> None:
    letters = encoding(story.encode()).decode()
    framed = f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{letters}"
    for text in (letters, framed):
        with pytest.raises(UnsupportedFormat, match="cannot be read"):
            read_draft(text, as_type="text")
        with pytest.raises(UnsupportedFormat):
            read_draft(text.encode(), name="story.txt")


@pytest.mark.parametrize("escaped", ESCAPES.values(), ids=ESCAPES)
def test_a_text_of_escapes_is_refused(escaped: Callable[[str], str]) -> None:
    with pytest.raises(UnsupportedFormat, match="numeric escapes"):
        read_draft(escaped(STORIES["arabic"]), as_type="text")


@pytest.mark.parametrize("form", ["&#{};", "&#x{:x};", "&amp;#{};"])
def test_a_text_of_character_references_is_read(form: str) -> None:
    text = "".join(form.format(ord(letter)) for letter in STORIES["arabic"])
    assert read_draft(text, as_type="text").text == text


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_quoted_printable_is_refused(story: str) -> None:
    letters = quopri.encodestring(story.encode()).decode()
    with pytest.raises(UnsupportedFormat, match="quoted-printable"):
        read_draft(letters, as_type="text")


@pytest.mark.parametrize("door", ["html", "records", "sources"])
def test_every_door_refuses_it(door: str) -> None:
    letters = base64.b64encode(STORY.encode()).decode()
    if door == "html":
        with pytest.raises(UnsupportedFormat):
            read_draft(f"<p>{letters}</p>", as_type="html")
        return
    record = f'[{{"id": "a", "owner": "afp", "text": "{letters}"}}]'.encode()
    read = read_drafts(record) if door == "records" else read_sources(record, name="a.json")
    (lost,) = read
    assert isinstance(lost, BadRecord)
    assert lost.id == "a"


@pytest.mark.parametrize(
    "text",
    [
        STORY + "\n\nThe note read " + base64.b64encode(b"meet me at the mole at noon").decode(),
        STORY + "\n\n" + base64.b64encode(noise(90)).decode(),
        STORY + "\n\nsha256 " + noise(32).hex() * 3,
        STORIES["japanese"] + base64.b64encode(noise(120)).decode(),
        "# How\n\n```\ndata = b64decode(raw)\nurl = 'https://x.example/" + "a" * 90 + "'\n```\n"
        + STORY,
        'buf = "\\x90\\x90\\x31\\xc0\\x50"\n' * 4 + STORY,
        "https://x.example/a-very-long-address/2026/01/02/that-goes-on-and-on?x=1&y=2&z="
        + "abcdefghijklmnop" * 9,
        "a" * 5000,
        "theQuickBrownFoxJumpsOverTheLazyDog" * 9,
        "31415926535897932384626433832795028841971693993751058209749445923078164062" * 4,
        "x=\ny=\nz=\n" + STORY,
        "function(){return a.b.c(d,e)};" * 60,
        STORY + "\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
        + base64.encodebytes(noise(3000)).decode()
        + "-----END PGP PUBLIC KEY BLOCK-----\n",
        f"![lamp](data:image/png;base64,{base64.b64encode(noise(3000)).decode()})\n\n{STORY}",
    ],
)  # fmt: skip
def test_a_story_with_long_tokens_examples_or_listings_is_read_whole(text: str) -> None:
    draft = read_draft(text, as_type="text")
    assert draft.text == text
    assert not draft.parts_unread


@pytest.mark.parametrize(("size", "told"), [(740, False), (760, True)])
def test_a_long_block_inside_a_story_is_a_part_that_was_not_read(size: int, told: bool) -> None:
    draft = read_draft(f"{STORY}\n\n{base64.b64encode(noise(size)).decode()}", as_type="text")
    assert bool(draft.parts_unread) is told


@pytest.mark.parametrize(("words", "refused"), [(19, True), (20, False)])
def test_twenty_words_beside_it_make_it_a_story(words: int, refused: bool) -> None:
    text = " ".join(["ferry"] * words) + "\n" + base64.b64encode(noise(300)).decode()
    if refused:
        with pytest.raises(UnsupportedFormat):
            read_draft(text, as_type="text")
    else:
        assert read_draft(text, as_type="text").text == text


@pytest.mark.parametrize(("share", "refused"), [(0.04, False), (0.08, True)])
def test_a_text_that_lost_its_characters_is_told_or_refused(share: float, refused: bool) -> None:
    lost = int(len(STORY) * share) + 1
    text = STORY[: len(STORY) - lost] + "\ufffd" * lost
    if refused:
        with pytest.raises(UnsupportedFormat, match="character encoding"):
            read_draft(text, as_type="text")
    else:
        assert read_draft(text, as_type="text").damage
