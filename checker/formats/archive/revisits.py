"""Revisits of a web archive: pages that had not changed, whose content an earlier record has."""

from collections.abc import Callable, Iterator
from typing import Any

from checker.formats.items import BadRecord
from checker.wording import worded

__all__ = ["Revisits"]


class Revisits:
    """Tells the pages of which an archive notes only that they were still the same.

    Their content is in another archive unless a record of this one has it: of the same address, or
    with the same digest. `is_page` tells whether a media type may be one of a page.
    """

    def __init__(self, types: Any, is_page: Callable[[str], bool]) -> None:
        self._is_page = is_page
        self._types = types
        self._kept: set[str] = set()
        self._noted: list[tuple[str, str, set[str]]] = []

    def note(self, record: Any, place: str) -> None:
        """Notes what a record holds, or which page it does not."""
        headers = record.headers
        digest = headers.get("WARC-Payload-Digest", "")
        url = headers.get("WARC-Target-URI", "").strip("<> ")
        if record.record_type == self._types.revisit:
            http = record.http_headers
            kind = http.get("Content-Type", "") if http is not None else ""
            if kind and not self._is_page(kind):
                return
            earlier = headers.get("WARC-Refers-To-Target-URI", "").strip("<> ")
            self._noted.append((place, url, {digest, url, earlier} - {""}))
        elif record.record_type in (self._types.response, self._types.resource):
            self._kept |= {digest, url} - {""}

    def elsewhere(self) -> Iterator[BadRecord]:
        """Yields the pages whose content is in none of the records, each address once."""
        told: set[str] = set()
        for place, url, names in self._noted:
            if self._kept.isdisjoint(names) and url not in told:
                told.add(url)
                what = worded("a page that had not changed, without its content: {url}", url=url)
                hint = "read the archive of its earlier capture too"
                yield BadRecord(place, what, hint, kind="skipped", id=url or None)
