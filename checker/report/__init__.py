"""Renderings of a verdict: the JSON document first, all others from it.

Pages and tables live in `checker.report.page`, `.sarif` and `.tables`; they are imported when
they are wanted, since a check in a hook pays for every import.
"""

from checker.report.answer import SCHEMA, Answer
from checker.report.document import answer_from, answer_of, failure, result, use_of, values_of
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
    "result",
    "text",
    "use_of",
    "values_of",
]
