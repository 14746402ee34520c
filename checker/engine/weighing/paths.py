"""The path of a name in markup or data, and which members hold the file of a picture."""

import re

from checker.engine.weighing.field_words import PICTURE, PICTURED
from checker.values import dataclass

__all__ = [
    *("ADDRESSES", "MOST_STEPS", "OF_PICTURE", "PICTURE_BESIDE", "Path", "Step"),
    *("is_picture_file", "is_sign", "shown_by"),
]

MOST_STEPS = 6  # ancestors that a path shows
# Members that say where a thing is; one whose value is a picture's file makes it a picture.
ADDRESSES = frozenset(
    {
        *("url", "src", "href", "file", "filename", "path", "uri", "link", "source_url"),
        *(
            "contenturl",
            "embedurl",
            "downloadurl",
            "data-src",
            "data-original",
            "srcset",
            "datei",
            "dateiname",
            "fichier",
            "archivo",
        ),
        *("arquivo", "bestand", "plik", "soubor", "fil", "файл", "文件", "ファイル", "파일"),
    }
)
# Names that stand among siblings for a picture's file: of the thing itself, or in a field for one.
OF_PICTURE, PICTURE_BESIDE = "imageUrl", "pictureFile"
_SIGN = re.compile(r"logo|icon|\bico\b|flag|avatar|badge|banner|sprite|логотип|徽标", re.IGNORECASE)
_PICTURE_FILE = re.compile(
    r"[\w%)-]\.(?:jpe?g|png|webp|gif|avif|tiff?|mp4|mov|webm|m3u8|mxf)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Step:
    """An element, attribute or member on the way to a name; `values` are those that qualify it."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """The innermost thing that holds a name, its steps from the inside out, and its value.

    `kind` is "element", "attribute" or "member"; `siblings` are names of what stands beside it;
    `before` and `after` are the rest of the value around the name, 80 characters of it at most.
    """

    kind: str
    steps: tuple[Step, ...]
    siblings: tuple[str, ...]
    before: str
    after: str


def shown_by(name: str, value: str) -> str | None:
    """Returns what stands for a member with such a value among siblings; None if no picture."""
    if not is_picture_file(value) or is_sign(name) or is_sign(value):
        return None
    if name.lower() in ADDRESSES:
        return OF_PICTURE
    bare = re.sub(r"[\W\d_]", "", name).lower()
    return PICTURE_BESIDE if bare in PICTURE or PICTURED.search(bare) else None


def is_sign(name: str) -> bool:
    """Returns whether the name of a field or file is that of a house's sign, which nobody took."""
    return _SIGN.search(name) is not None


def is_picture_file(value: str) -> bool:
    """Returns whether the value of such a member is the address of a picture's file."""
    return _PICTURE_FILE.search(value) is not None
