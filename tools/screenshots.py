"""The pictures of the documentation, taken of the demo in Chromium.

    python -m tools.screenshots

Starts `wirecheck demo --serve`, checks the draft "ferry" under "Try a sample", and writes
docs/images/: `editor.png` as on a laptop, `editor-phone.png` as on a phone in the dark scheme.
CHROMIUM is the browser's path, if it is not called chromium.
"""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

__all__ = ["IMAGES", "LIMIT", "VIEWS", "small"]

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
LIMIT = 150_000  # bytes of a picture
VIEWS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "editor.png": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
        "editor-phone.png": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    }
)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:[1-9]\d*/")


def small(png: bytes, colours: int = 96) -> bytes:
    """Returns the picture in few colours; a page of text needs no more."""
    reduced = Image.open(io.BytesIO(png)).convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    out = io.BytesIO()
    reduced.save(out, "PNG", optimize=True)
    return out.getvalue()


@contextmanager
def _demo() -> Iterator[str]:
    """The address of a demo that runs for as long as the context."""
    command = Path(sys.executable).with_name("wirecheck")
    words = [str(command), "demo", "--serve", "--port", "0"]
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    try:
        found = next(filter(None, map(_ADDRESS.search, running.stderr)), None)
        if found is None:
            raise SystemExit("the demo did not start: run `wirecheck demo --serve` to see why")
        yield found.group()
    finally:
        running.terminate()
        running.wait()


def _taken(browser: Any, address: str, view: Mapping[str, Any]) -> bytes:
    page = browser.new_context(**view).new_page()
    page.goto(address)
    while page.locator("[data-sample]").count() == 0:  # the index is being read
        page.wait_for_timeout(500)
        page.reload()
    page.get_by_role("button", name="ferry", exact=True).click()
    page.wait_for_selector("#outcome:not([hidden])")
    page.wait_for_function("document.fonts.status === 'loaded'")
    return bytes(page.screenshot(animations="disabled"))


def _main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    IMAGES.mkdir(exist_ok=True)
    with _demo() as address, sync_playwright() as started:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = started.chromium.launch(executable_path=chromium, args=flags)
        for name, view in VIEWS.items():
            picture = small(_taken(browser, address, view))
            (IMAGES / name).write_bytes(picture)
            print(f"docs/images/{name}: {len(picture) / 1000:.0f} KB")
            if len(picture) > LIMIT:
                raise SystemExit(f"{name} is larger than {LIMIT} bytes")
        browser.close()


if __name__ == "__main__":
    _main()
