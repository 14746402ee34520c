"""The answer to a check, and its renderings; nothing is decided here.

`answer` declares it, `document` writes it from a verdict, `offsets` converts its offsets. Pages and
tables are in `checker.report.page`, `.sarif` and `.tables`, which are imported when they are
needed, since a check in a hook pays for every import.
"""

from checker.report.answer import SCHEMA, Answer
from checker.report.document import (
    answer_from,
    answer_of,
    failure,
    quota_values,
    quoted,
    ready_for_threads,
    result,
    use_of,
    values_of,
)
from checker.report.encode import dumps
from checker.report.lines import Line, lines, text

__all__ = [
    "SCHEMA",
    "Answer",
    "Line",
    "answer_from",
    "answer_of",
    "dumps",
    "failure",
    "lines",
    "quota_values",
    "quoted",
    "ready_for_threads",
    "result",
    "text",
    "use_of",
    "values_of",
]
