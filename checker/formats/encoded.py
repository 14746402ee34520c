"""Characters that are not words: text in base64, quoted-printable and other encodings of bytes.

Copied words cannot be found in encoded text, so a text that consists of it is refused, and a long
block inside a story is reported as an unread part. Prose about an encoding is read as usual: a
short example, a hash, a long address or a listing changes nothing.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from checker.errors import Problem, UnsupportedFormat
from checker.wording import worded

__all__ = ["encoded_blocks", "refuse_encoded"]

DECODE = "decode it, and give the text itself"
# A token of 40 characters without a space is one that no language writes.
TOKEN_LENGTH = 40
LEAST = 120  # characters of such tokens; fewer hide no story
OTHER_WORDS = 20  # words beside the tokens that make it a story with something quoted
BLOCK = 1000  # characters of a block inside a story that is told
TOKEN = re.compile(r"(?<![!-~])[!-~]{40,}")
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|[^\W\d_]{2,}")  # Han and kana have no spaces
# Lines that stand around an encoded block and are no prose.
FRAME = re.compile(
    r"(?m)^(?:[\w-]+: .*|[ \t]+\S*(?:charset|boundary|filename|name)=.*|-{2,}.*|begin [0-7]{3} .*"
    r"|=y(?:begin|part|end).*|end)$"
)
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}")
BASE32 = re.compile(r"[A-Z2-7]{40,}={0,6}")
HEX = re.compile(r"(?:0x)?(?:[0-9a-f]{40,}|[0-9A-F]{40,})")
BASE85 = re.compile(r"(?:<~)?[!-~]{40,}(?:~>)?")
PICTURE = re.compile(r"data:(?:image|font|audio|video)/[\w.+-]+;base64,[A-Za-z0-9+/=]*")
ARMOUR = re.compile(
    r"(?s)-----BEGIN (?:PGP (?:SIGNATURE|PUBLIC KEY BLOCK)|CERTIFICATE|PKCS7)-----"
    r".*?-----END [^-\n]+-----"
)
UUENCODED = re.compile(r"(?m)^begin [0-7]{3} \S.*\n(?:[ -`]{2,62}\n){2,}")
BINHEX = "(This file must be converted with BinHex"
ESCAPE = re.compile(
    r"=[0-9A-F]{2}|%[0-9A-Fa-f]{2}|\\u\{?[0-9a-fA-F]{4,6}\}?|\\x[0-9a-fA-F]{2}|\\[0-3][0-7]{2}"
)
MANY_ESCAPES, ESCAPE_SHARE = 20, 0.3
SOFT_BREAK = re.compile(r"(?m)^.*[^=]=[ \t]*$")
QUOTED_WIDTH = range(70, 78)  # RFC 2045: lines of at most 76 characters
QUOTED = re.compile(r"=[0-9A-F]{2}")
SOFT_BREAKS, SOFT_SHARE, QUOTED_FEWEST = 3, 0.3, 3
NULLS: Final = "\ufffd\0"
LOST, LOST_SHARE = 20, 0.05
LONGEST_WORDS = 12  # characters from blank to blank, on the average


def refuse_encoded(text: str, place: str) -> None:
    """Raises UnsupportedFormat for a text that is an encoding of something else."""
    what = encoding_of(text)
    if what:
        raise UnsupportedFormat(
            Problem(place, worded("this is {what}, which cannot be read", what=what), DECODE)
        )


def encoded_blocks(text: str) -> tuple[str, ...]:
    """Returns the long encoded blocks inside a story, as unread parts."""
    size = sum(len(token) for token in encoded_tokens(plain(text)))
    return (f"{size} characters of encoded data in the text",) if size >= BLOCK else ()


def encoding_of(text: str) -> str:
    """Returns the encoding of a text without words, named with its article; "" for real text."""
    if is_lost(text):
        return "binary data, or a text in another character encoding"
    if is_ebcdic(text):
        return "a text in EBCDIC"
    if "begin " in text and UUENCODED.search(text) and not has_words(UUENCODED.sub("", text)):
        return "uuencoded data"
    if BINHEX in text[:2000]:
        return "a BinHex file"
    if text.startswith("=ybegin "):
        return "yEnc data"
    if is_quoted_printable(text):
        return "text in quoted-printable"
    if is_escaped(text):
        return "text in numeric escapes"
    bare = plain(text)
    tokens = encoded_tokens(bare)
    if sum(map(len, tokens)) < LEAST:
        return ""
    for token in tokens:
        bare = bare.replace(token, " ", 1)
    return "" if has_words(bare) else "encoded data (base64 or similar)"


def is_lost(text: str) -> bool:
    """Returns whether much of a text is no characters: something other than text was decoded."""
    lost = sum(map(text.count, NULLS))
    return lost >= LOST and lost > LOST_SHARE * len(text)


def is_ebcdic(text: str) -> bool:
    """Returns whether every blank is an "@", as if EBCDIC was decoded as ASCII."""
    blanks = " " in text or "\n" in text
    return not blanks and len(text) >= LEAST and text.count("@") * LONGEST_WORDS >= len(text)


def is_quoted_printable(text: str) -> bool:
    """Returns whether lines are broken by "=" with escaped bytes, or have equal length."""
    if "=\n" not in text and "=\r" not in text:
        return False
    broken = SOFT_BREAK.findall(text)
    if len(broken) < SOFT_BREAKS:
        return False
    even = sum(len(line.rstrip()) in QUOTED_WIDTH for line in broken) > 0.8 * len(broken)
    if not even and len(QUOTED.findall(text)) < QUOTED_FEWEST:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return len(broken) >= SOFT_SHARE * len(lines)


def is_escaped(text: str) -> bool:
    """Returns whether a third of the text is escapes: "=D8=A7", "%D8%A7", "&#1575;"."""
    if not any(mark in text for mark in "=%\\&"):
        return False
    escapes = ESCAPE.findall(text)
    if len(escapes) < MANY_ESCAPES:
        return False
    return sum(map(len, escapes)) >= ESCAPE_SHARE * len("".join(text.split()))


def plain(text: str) -> str:
    """Returns a text without encoded parts that hide no words: pictures, signatures, keys."""
    if "base64," in text:
        text = PICTURE.sub(" ", text)
    return ARMOUR.sub(" ", text) if "-----BEGIN" in text else text


@lru_cache(maxsize=1)  # a text is asked for them twice, one question after the other
def encoded_tokens(text: str) -> tuple[str, ...]:
    """Returns the tokens of a text that encode bytes, judged by their alphabet and its use."""
    words = text.split()
    if max(map(len, words), default=0) < TOKEN_LENGTH:
        return ()  # most texts
    long = (word for word in words if len(word) >= TOKEN_LENGTH)
    return tuple(token for word in long for token in TOKEN.findall(word) if is_encoded(token))


def is_encoded(token: str) -> bool:
    """Returns whether a long token is base64, base32, hexadecimal or base85 rather than a word."""
    if HEX.fullmatch(token) or BASE32.fullmatch(token):
        return mixed(token, 100, str.isdigit, str.isalpha)
    if BASE64.fullmatch(token):
        return mixed(token, 20, str.isupper, str.islower) and not is_words(token)
    if BASE85.fullmatch(token) and "://" not in token:
        signs = sum(not c.isalnum() for c in token)
        return (
            mixed(token, 20, str.isupper, str.isalpha) and signs >= len(token) // 8 and dense(token)
        )
    return False


def mixed(token: str, least: int, *classes: Callable[[str], bool]) -> bool:
    """Returns whether each class makes up at least one in `least` of a token's characters."""
    return all(sum(map(kind, token)) * least >= len(token) for kind in classes)


def is_words(token: str) -> bool:
    """Returns whether a token is joined words: a path, a slug, a camel-case identifier."""
    parts = re.findall(r"[A-Z]?[a-z]{2,}|[A-Z]{3,}(?![a-z])|\d{4,}", token)
    return sum(map(len, parts)) > 0.7 * len(token)


def dense(token: str) -> bool:
    """Returns whether hardly any run of a token is a word, as in listings and markup."""
    return sum(map(len, re.findall(r"[a-z]{4,}", token))) < len(token) // 8


def has_words(text: str) -> bool:
    """Returns whether a text has prose besides the lines that frame an encoded block."""
    return len(WORD.findall(FRAME.sub("", text))) >= OTHER_WORDS
