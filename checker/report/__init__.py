"""The answer to a check, and its renderings; nothing is decided here.

`answer` declares it, `document` writes it from a verdict, `stored` reads it back, `quotes` adds the
words of passages and `offsets` converts its offsets. Pages and tables are in `checker.report.page`,
`.sarif` and `.tables`, which are imported when they are needed, since a check in a hook pays for
every import.
"""

from checker.report.answer import SCHEMA, Answer
from checker.report.document import answer_of, failure, quota_values, result, shown_event
from checker.report.encode import dumps
from checker.report.lines import Line, lines, text
from checker.report.quotes import quoted
from checker.report.stored import answer_from, ready_for_threads, values_of
from checker.report.use_words import use_of

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
    "shown_event",
    "text",
    "use_of",
    "values_of",
]
