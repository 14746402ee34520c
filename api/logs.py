"""Structured logs: one JSON object per line, without texts, queries, keys or page addresses."""

import json
import logging
import sys
import time
from typing import Any

__all__ = ["JsonLines", "configure"]


class JsonLines(logging.Formatter):
    """Formats records as JSON objects; `extra={"fields": {...}}` becomes members."""

    def format(self, record: logging.LogRecord) -> str:
        """Returns the line."""
        entry: dict[str, Any] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            # The type and the place alone: an exception's words may quote a draft.
            entry["error"] = record.exc_info[0].__name__
            entry["trace"] = _trace(record.exc_info[2])
        return json.dumps(entry, ensure_ascii=True)


def _trace(trace: Any) -> list[str]:
    places: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-12:]


class ForPeople(JsonLines):
    """Formats the same records as lines for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Returns the line."""
        entry = json.loads(super().format(record))
        told = " ".join(f"{name}={value}" for name, value in entry.items() if name not in _HEAD)
        return f"{entry['at'][11:19]} {entry['message']} {told}".rstrip()


_HEAD = frozenset({"at", "level", "logger", "message", "trace"})


def configure(level: str) -> None:
    """Sends all logs to standard error, as JSON lines or as plain lines for people."""
    sink = logging.StreamHandler(sys.stderr)
    sink.setFormatter(ForPeople() if sys.stderr.isatty() else JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [sink]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("httpx").setLevel(logging.WARNING)
