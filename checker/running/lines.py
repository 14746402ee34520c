"""One line of a batch as a draft and a use; what is wrong with a line is an error of that line."""

from dataclasses import dataclass, replace
from pathlib import Path

from checker.errors import Problem, WirecheckError
from checker.formats import read_draft
from checker.formats.records.batch_line import BatchLine, LineError, LineId, read_line
from checker.models import Draft, Use
from checker.uses import use_from
from checker.wording import worded

__all__ = ["LineError", "Request", "parse_line"]


@dataclass(frozen=True, slots=True)
class Request:
    """A document to check: the caller's id as given, the draft and the use.

    `unknown` are keys of the line that a check does not read.
    """

    id: LineId
    draft: Draft
    use: Use
    unknown: tuple[str, ...] = ()


def parse_line(raw: bytes, use: Use, base: Path) -> Request:
    """Reads one line.

    Args:
        raw: the line as it is in the file.
        use: what holds where the line says nothing of its use.
        base: the folder that a `path` counts from.

    Raises:
        LineError: what is wrong with the line, and how to mend it.
    """
    line = read_line(raw)
    try:
        given = use_from(line.use, use, "use") if line.use else use
        return Request(line.id, _draft(line, base), given, line.unknown)
    except OSError as error:
        what = worded("cannot be read: {strerror}", strerror=error.strerror)
        problem = Problem(f"path {line.value}", what, "check the path")
        raise LineError(problem, line.id) from error
    except WirecheckError as error:
        raise LineError(_joined(error), line.id) from error


def _draft(line: BatchLine, base: Path) -> Draft:
    """The line's document, with what the line says of it."""
    if line.content == "path":
        path = base / line.value
        draft = read_draft(path.read_bytes(), name=path.name)
    else:
        draft = read_draft(line.value, as_type=line.content)
    return replace(
        draft,
        id=str(line.id) if line.id is not None else draft.id,
        title=line.title or draft.title,
        metadata=(*draft.metadata, *line.metadata),
        url=line.url or draft.url,
        language=line.language or draft.language,
        published=line.published or draft.published,
        damage=(*draft.damage, *line.damage),
    )


def _joined(error: WirecheckError) -> Problem:
    first, *others = error.problems
    return replace(first, what="; ".join([first.what, *map(str, others)])) if others else first
