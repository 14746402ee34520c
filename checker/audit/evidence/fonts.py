"""Fonts for the PDF: those named by the caller, then those of the machine."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["fonts_found"]

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
)
# The first that is there leads; the others give the letters that it lacks, script by script.
LEADING = ("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "Arial.ttf")
MORE = (
    "NotoSansCJK-Regular.ttc", "NotoSansCJKjp-Regular.otf", "NotoSansJP-Regular.ttf",
    "NotoSansSC-Regular.ttf", "NotoSansTC-Regular.ttf", "NotoSansKR-Regular.ttf", "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf", "ipagp.ttf", "NanumGothic.ttf", "Arial Unicode.ttf",
    "NotoSansArabic-Regular.ttf", "NotoNaskhArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf", "NotoSansBengali-Regular.ttf", "NotoSansTamil-Regular.ttf",
    "NotoSansTelugu-Regular.ttf", "NotoSansThai-Regular.ttf", "NotoSansGeorgian-Regular.ttf",
    "NotoSansArmenian-Regular.ttf", "NotoSansEthiopic-Regular.ttf", "NotoSansKhmer-Regular.ttf",
    "NotoSansSymbols-Regular.ttf", "unifont.ttf", "unifont.otf",
)  # fmt: skip


def fonts_found(named: Sequence[Path] = (), folders: Iterable[str] = FOLDERS) -> list[Path]:
    """Returns the font files, the main one first; [] if the machine has no known font."""
    there: dict[str, Path] = {}
    for folder in folders:
        for where, _, names in os.walk(os.path.expanduser(folder)):
            for name in names:
                there.setdefault(name, Path(where) / name)
    leading = [there[name] for name in LEADING if name in there][:1]
    return [*named, *leading, *(there[name] for name in MORE if name in there)]
