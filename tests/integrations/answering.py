"""Something that listens in the service's place and gives every request the same answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from api.problems import ApiProblem, core_problem, problem_body
from checker.errors import Busy, IndexDamaged, LicencesUnreadable, RuleError, StoreError

__all__ = ["AWAY", "CANNOT_JUDGE", "answering"]


def _told(problem: ApiProblem) -> tuple[int, str]:
    body = problem_body(problem.status, problem.slug, problem.detail, **problem.extra)
    return problem.status, body.decode()


# The service is there, and cannot judge: what it says itself, its own failure, a disk that is full.
CANNOT_JUDGE: dict[str, tuple[int, str]] = {
    "licences": _told(core_problem(LicencesUnreadable("a stored agreement cannot be read"))),
    "rules": _told(core_problem(RuleError("house rules cannot be read"))),
    "index": _told(core_problem(IndexDamaged("a checksum does not fit"))),
    "database": _told(core_problem(StoreError("the database is damaged"))),
    "failure": _told(ApiProblem(500, "internal", "the service failed")),
    "failure behind a proxy": (500, "<html>Internal Server Error</html>"),
    "disk": (507, json.dumps({"type": "urn:wirecheck:problem:disk-full"})),
}
AWAY: dict[str, tuple[int, str]] = {
    "busy": _told(core_problem(Busy("another writer holds the directory"))),
    "overloaded": _told(ApiProblem(503, "overloaded", "all workers are busy")),
    "warming": _told(ApiProblem(503, "warming", "the index is read")),
    "too many requests": _told(ApiProblem(429, "too-many-requests", "try again in 3 s")),
    "nobody behind the proxy": (502, "<html>Bad Gateway</html>"),
    "too late behind the proxy": (504, ""),
}


@contextmanager
def answering(status: int, body: str) -> Iterator[str]:
    """Returns the address of a service that always answers like this."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST  # noqa: N815 - the base's name

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's name
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
