"""One line of a batch as a draft and a use; what is wrong with a line is an error of that line."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checker.errors import InputError, Problem, WirecheckError
from checker.formats import read_draft
from checker.formats.records.batch_line import BatchLine, LineError, LineId, read_line
from checker.models.draft import Draft, Use
from checker.uses import use_from
from checker.values import dataclass
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


def parse_line(raw: bytes, use: Use, base: Path, within: Sequence[Path] | None = None) -> Request:
    """Reads one line.

    Args:
        raw: the line as it is in the file.
        use: what holds where the line says nothing of its use.
        base: the folder that a `path` counts from.
        within: the folders in which a `path` must lie, resolved; None for anywhere.

    Raises:
        LineError: what is wrong with the line, and how to mend it.
    """
    line = read_line(raw)
    try:
        given = use_from(line.use, use, "use") if line.use else use
        return Request(line.id, _draft(line, base, within), given, line.unknown)
    except OSError as error:
        what = worded("cannot be read: {strerror}", strerror=error.strerror)
        problem = Problem(f"path {line.value}", what, "check the path")
        raise LineError(problem, line.id) from error
    except ValueError as error:  # no file can have this name
        what = worded("cannot be read: {strerror}", strerror=str(error))
        raise LineError(Problem("path", what, "check the path"), line.id) from error
    except WirecheckError as error:
        raise LineError(_joined(error), line.id) from error


def _draft(line: BatchLine, base: Path, within: Sequence[Path] | None) -> Draft:
    """The line's document, with what the line says of it.

    Raises:
        InputError: it cannot be read, or lies where the line may not lead.
    """
    if line.content == "path":
        path = base / line.value
        if within is not None and not any(path.resolve().is_relative_to(one) for one in within):
            hint = worded("name the folder that contains it too, or use --follow-links")
            raise InputError(Problem(f"path {line.value}", "lies outside what is audited", hint))
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
