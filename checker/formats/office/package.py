"""ZIP packages read within limits, whatever sizes their directory states."""

import io
import zlib
from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat
from checker.formats.xml.parse import parse_xml
from checker.formats.xml.tree import Element
from checker.wording import worded

__all__ = ["MEMBERS", "MEMBER_BYTES", "ZIP_FAULTS", "member_bytes", "opened_package", "part_xml"]

MEMBERS = 20_000  # in one package
MEMBER_BYTES = 128 * 1024 * 1024  # of one member when unpacked
ENCRYPTED = 0x1
# The standard library raises all of these for damaged packages and unknown compression.
ZIP_FAULTS = (
    BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip


def opened_package(data: bytes | str | Path, place: str) -> ZipFile:
    """Returns the package in these bytes, or in a file that need not fit into memory.

    Raises:
        UnsupportedFormat: a text was given instead of bytes.
        DamagedInput: it is damaged or truncated.
        InputError: it has too many members.
    """
    if isinstance(data, str):
        what = "this is a ZIP file passed as text"
        raise UnsupportedFormat(Problem(place, what, "provide the file itself"))
    try:
        package = ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
    except ZIP_FAULTS as error:
        raise DamagedInput(
            Problem(place, worded("a damaged package: {error}", error=error), "send it again")
        ) from error
    if isinstance(data, bytes) and len(package.infolist()) > MEMBERS:
        what = worded("more than {members:,} files in one package", members=MEMBERS)
        raise InputError(Problem(place, what, "unpack it and provide the folder"))
    return package


def member_bytes(
    package: ZipFile,
    member: ZipInfo,
    place: str,
    limit: int = MEMBER_BYTES,
    *,
    whole: bool = True,
) -> bytes:
    """Returns one member, unpacked; at most `limit` bytes are ever produced.

    Without `whole`, its first bytes suffice and exceeding the limit is not an error.

    Raises:
        UnsupportedFormat: it is encrypted.
        DamagedInput: it is damaged.
        InputError: it is larger than the limit.
    """
    if member.flag_bits & ENCRYPTED:
        raise UnsupportedFormat(Problem(place, "it is protected by a password", "unlock it first"))
    try:
        with package.open(member) as stream:
            content = stream.read(limit + whole)
    except ZIP_FAULTS as error:
        raise DamagedInput(
            Problem(place, worded("a damaged member: {error}", error=error), "send it again")
        ) from error
    if len(content) > limit:
        what = worded("more than {limit:.0f} MB when unpacked", limit=limit / 1000000)
        raise InputError(Problem(place, what, "unpack it and provide its parts"))
    return content


def part_xml(package: ZipFile, names: Iterable[str], place: str) -> Element | None:
    """Returns the root of the first of these parts that the package has, or None.

    Raises:
        InputError: the part is damaged, too large or declares entities.
    """
    known = {member.filename: member for member in package.infolist()}
    found = next((known[name] for name in names if name in known), None)
    if found is None:
        return None
    where = f"{place}/{found.filename}"
    return parse_xml(member_bytes(package, found, where), place=where).root
