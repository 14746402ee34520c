"""Renderings of a verdict: the JSON document first, all others from it.

Pages and tables live in `checker.report.page`, `.sarif` and `.tables`; they are imported when
they are wanted, since a check in a hook pays for every import.
"""

from checker.report.document import SCHEMA, failure, result, use_document
from checker.report.encode import dumps
from checker.report.lines import Line, lines, text

__all__ = ["SCHEMA", "Line", "dumps", "failure", "lines", "result", "text", "use_document"]
