"""Applies the fixes of a check in a file's own text: markup, links and line ends are unchanged."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat
from checker.formats import read_draft, sniff
from checker.formats.charset import byte_order_mark, decode
from checker.mending import Cut, Piece, mended
from checker.models.draft import Use
from checker.models.verdict import Reason, Verdict
from checker.newsroom import Newsroom
from checker.running.check import CheckedDocument, CheckOptions, check_document
from checker.values import dataclass
from checker.wording import worded

__all__ = ["FixedFile", "fix_file"]

_FORMS = {"text": "plain", "markdown": "plain", "html": "html"}
_LONE = re.compile(r"(?<!\r)\n")


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file before and after its fixes, with both checks.

    `made` are the reasons whose fixes were made; `unmade` are the codes of the others that have a
    fix, each with why it was not made.
    """

    before: str
    after: str
    body: bytes
    then: CheckedDocument
    now: CheckedDocument
    made: tuple[Reason, ...]
    unmade: tuple[tuple[str, str], ...]


def fix_file(
    newsroom: Newsroom,
    body: bytes,
    *,
    name: str,
    use: Use,
    options: CheckOptions,
    as_type: str | None = None,
) -> FixedFile:
    """Checks a file, makes the fixes that its text allows, and checks the result.

    Args:
        newsroom: the sources, agreements, policy and rules to check against.
        body: the file's bytes; the result has the same character encoding.
        name: the file's name.
        use: the use to judge.
        options: limits; nothing is recorded.
        as_type: read it as this type, whatever it looks like.

    Raises:
        UnsupportedFormat: fixes are made in plain text, Markdown and HTML only.
        DamagedInput: the file's bytes cannot be kept as they are.
    """
    kind = as_type or sniff(body, name)
    if kind not in _FORMS:
        hint = worded(
            "fixes are made in {list}; `wirecheck check` lists those of this file",
            list=", ".join(_FORMS),
        )
        raise UnsupportedFormat(
            Problem(name, worded("a file of type {kind} is not changed", kind=kind), hint)
        )
    decoded = decode(body, markup=kind == "html")
    if decoded.damage:
        what = worded(
            "cannot be changed without losing characters: {damage}", damage=decoded.damage[0]
        )
        raise DamagedInput(Problem(name, what, "save it as UTF-8"))
    quiet = replace(options, record=False)
    read = partial(read_draft, name=name, as_type=kind)
    draft = replace(read(body), id=name)
    then = check_document(newsroom, draft, use, quiet)
    reasons = _reasons(then.verdict)
    done = mended(
        draft.text,
        reasons,
        [Piece("", decoded.text, "html" if kind == "html" else "plain")],
        partial(_reread, kind, name),
    )
    after = _line_ends(decoded.text, done.texts[0])
    unmade = tuple((reason.code, why) for reason, why in done.unplaced)
    if after == decoded.text:
        return FixedFile(after, after, body, then, then, (), unmade)
    written = _encoded(after, body, decoded.encoding, name)
    now = check_document(newsroom, replace(read(written), id=name), use, quiet)
    lost = [reason for reason, _ in done.unplaced]
    made = tuple(reason for reason in reasons if reason.fix and reason not in lost)
    return FixedFile(decoded.text, after, written, then, now, made, unmade)


def _reasons(verdict: Verdict) -> list[Reason]:
    return [*chain(*(claim.reasons for claim in verdict.claims)), *verdict.reasons]


def _reread(kind: str, name: str, texts: Sequence[str], beside: Sequence[Cut]) -> str:
    """The text that readers see of a changed file, which has no blocks beside which to add one."""
    if beside:
        raise InputError(Problem(name, "has no list of blocks"))
    return read_draft(texts[0], name=name, as_type=kind).text


def _line_ends(before: str, after: str) -> str:
    """The text with the line ends of the file in what was added as well."""
    crlf = "\r\n" in before and _LONE.search(before) is None
    return _LONE.sub("\r\n", after) if crlf else after


def _encoded(text: str, body: bytes, encoding: str, name: str) -> bytes:
    """The text in the encoding of the file.

    Raises:
        DamagedInput: the encoding does not have a letter of what was added.
    """
    mark = body[: byte_order_mark(body)[1]]
    try:
        return mark + text.encode(encoding)
    except UnicodeEncodeError as error:
        letter = text[error.start : error.end][:10]
        what = worded(
            "its encoding {encoding} cannot represent {letter}, which a fix adds",
            encoding=encoding,
            letter=repr(letter),
        )
        raise DamagedInput(Problem(name, what, "save it as UTF-8")) from None
