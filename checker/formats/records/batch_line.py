"""One line of a batch to check: a JSON object with a text, a page or the path of a file."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime
from typing import Any, Literal

from checker.errors import DamagedInput, InputError, Problem
from checker.formats.beside import BESIDE, BODIES, told_record
from checker.formats.records.strict_json import Fields, as_text, decode_json, load_json, plain_key
from checker.models.draft import Metadatum
from checker.strict import nearest
from checker.times import no_time, published_time
from checker.values import dataclass
from checker.wording import worded

__all__ = ["BatchLine", "LineError", "LineId", "meant", "read_line"]

LineId = str | int | None
Content = Literal["text", "html", "path"]
CONTENTS: tuple[Content, ...] = ("text", "html", "path")
KEYS = ("id", "title", "published", "metadata", "use", "url", "language", *CONTENTS)
MEANT = {"date": "published", "pubdate": "published", "headline": "title", "body": "text"}
SHAPE = 'write {"id": "1", "text": "..."}, or "html" or "path" instead of "text"'


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One document of a batch.

    Attributes:
        id: the caller's, as given: callers join results by it, so 7 does not become "7".
        content: what `value` is.
        value: a text, a page, or the path of a file.
        use: the use of this document, in the form of a request's `use`.
        metadata: statements about the article, with what is published beside its text.
        published: when it appeared, for an audit.
        damage: the repairs needed to read the line, and any invalid time.
        unknown: keys that a check does not read.
    """

    id: LineId
    content: Content
    value: str
    title: str | None = None
    metadata: tuple[Metadatum, ...] = ()
    use: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None
    language: str | None = None
    published: datetime | None = None
    damage: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class LineError(InputError):
    """A line that cannot be checked; `id` is the caller's, if it could be read."""

    def __init__(self, problem: Problem, id: LineId = None) -> None:  # noqa: A002 the member's name
        super().__init__(problem)
        self.id = id


def read_line(raw: bytes) -> BatchLine:
    """Reads one line of a batch.

    Raises:
        LineError: with what is wrong with the line, and how to correct it.
    """
    if not raw.strip():
        raise LineError(Problem("", "is empty", SHAPE))
    try:
        value, notes = load_json(decode_json(raw, ""), "", once=True)
    except DamagedInput as error:
        problem = error.problems[0]
        raise LineError(Problem("", problem.what, problem.hint or SHAPE)) from error
    if not isinstance(value, dict):
        kind = "null" if value is None else type(value).__name__
        raise LineError(Problem("", worded("must be an object, not {kind}", kind=kind), SHAPE))
    return line_of(value, notes)


def line_of(value: dict[str, Any], notes: tuple[str, ...]) -> BatchLine:
    """Returns a line from its object.

    Raises LineError for missing, duplicate or useless members.
    """
    given = value.get("id")
    if given is not None and (isinstance(given, bool) or not isinstance(given, (str, int))):
        raise LineError(Problem("", "`id` is neither a string nor a number", "give a string"))
    present = [content for content in CONTENTS if value.get(content) is not None]
    if len(present) != 1:
        raise LineError(Problem("", *no_content(present, value)), given)
    content = present[0]
    for key in (content, "title", "url", "language"):
        if value.get(key) is not None and not isinstance(value[key], str):
            raise LineError(Problem("", worded("`{key}` is not a string", key=key), SHAPE), given)
    for key in ("metadata", "use"):
        if value.get(key) is not None and not isinstance(value[key], dict):
            raise LineError(Problem("", worded("`{key}` is not an object", key=key), SHAPE), given)
    if not value[content].strip():
        raise LineError(
            Problem("", worded("`{content}` is empty", content=content), "nothing to check"), given
        )
    stated = as_text(value.get("published")).strip()
    published = published_time(stated, None)
    if stated and published is None and not no_time(stated):
        notes = (*notes, f"`published` is no time: {stated[:40]!r}")
    texts = {*BESIDE, *BODIES} - set(KEYS)
    beside = {key: part for key, part in value.items() if plain_key(key) in texts}
    return BatchLine(
        given,
        content,
        value[content],
        title=value.get("title"),
        metadata=(*statements(value.get("metadata") or {}), *told_record("line", Fields(beside))),
        use=value.get("use") or {},
        url=value.get("url"),
        language=value.get("language"),
        published=published,
        damage=notes,
        unknown=tuple(key for key in value if key not in KEYS and key not in beside),
    )


def meant(key: str) -> str:
    """Returns, as a question, the key that an unknown one was probably meant to be, or ""."""
    near = MEANT.get(plain_key(key)) or nearest(key, KEYS)
    return f"did you mean `{near}`?" if near else ""


def no_content(present: list[Content], value: dict[str, Any]) -> tuple[str, str]:
    """Returns what is wrong, and a hint, if a line has no text, page or path, or several."""
    if present:
        return (
            f"has {' and '.join(f'`{content}`' for content in present)}",
            "provide only one of them",
        )
    for key in value:
        if key not in KEYS and (near := nearest(key, CONTENTS)):
            return f"unknown key `{key}`", f"did you mean `{near}`?"
    return "nothing to check", "give `text`, `html` or `path`"


def statements(given: Mapping[str, Any]) -> Iterator[Metadatum]:
    """Yields the line's own fields as statements about the article, one for each list element."""
    for key, value in given.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str) and part.strip():
                yield Metadatum(f"given:{key}", part.strip())
            elif isinstance(part, dict) and isinstance(part.get("name"), str):
                yield Metadatum(f"given:{key}.name", part["name"].strip())
