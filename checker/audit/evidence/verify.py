"""Verifies a package: exactly its files are present, each with its hash, and who signed it."""

import base64
import hashlib
import json
import zlib
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from checker.audit.evidence.package import MANIFEST, SCHEMA, SIGNATURE
from checker.audit.evidence.signing import is_signed_by, public_key
from checker.errors import InputError, Problem
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Verified", "verified"]

SIGNING = frozenset((MANIFEST, SIGNATURE))
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Verified:
    """The contents of a package, and what is wrong with it; `signer` is the hash of the key."""

    manifest: dict[str, Any]
    files: int
    faults: tuple[str, ...]
    signer: str = ""


def verified(path: Path, key: Path | None = None) -> Verified:
    """Opens a package.

    Args:
        path: the package.
        key: the public key that must have signed it.

    Raises:
        InputError: it is not a package of evidence.
        ConfigurationError: the key cannot be read.
        OSError: the file does not exist, or may not be read.
    """
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            raw = archive.read(MANIFEST)
            manifest = json.loads(raw)
            signature = json.loads(archive.read(SIGNATURE)) if SIGNATURE in names else None
            listed = dict(manifest["files"])
            if manifest["schema"] != SCHEMA:
                schema = str(manifest["schema"])
                raise _no_package(path, worded("its schema is {schema}", schema=schema))
            faults = [*_files(archive, names, listed), *_doubles(names)]
    except BadZipFile as error:
        raise _no_package(path, worded("it is not a ZIP file, or it is truncated")) from error
    except KeyError as error:
        raise _no_package(path, worded("it contains no {name}", name=MANIFEST)) from error
    except (ValueError, TypeError, RuntimeError, zlib.error, NotImplementedError) as error:
        raise _no_package(path, worded("its {name} cannot be read", name=MANIFEST)) from error
    faults += _signature(raw, signature, key)
    signer = "" if signature is None else str(signature.get("key_sha256", ""))
    return Verified(manifest, len(listed), tuple(faults), signer)


def _no_package(path: Path, why: str) -> InputError:
    what = worded("is not an evidence package: {why}", why=why)
    return InputError(Problem(str(path), what, "check whether it was copied completely"))


def _files(archive: ZipFile, names: list[str], listed: dict[str, Any]) -> list[str]:
    faults: list[str] = [
        worded("{name}: is not in the manifest", name=name)
        for name in sorted(set(names) - set(listed) - SIGNING)
    ]
    for name, stated in listed.items():
        if name not in names:
            faults.append(worded("{name}: is missing", name=name))
            continue
        digest = hashlib.sha256()
        try:
            with archive.open(name) as stream:
                while block := stream.read(BLOCK):
                    digest.update(block)
        except (BadZipFile, OSError, RuntimeError) as error:
            faults.append(worded("{name}: is damaged: {error}", name=name, error=error))
            continue
        if digest.hexdigest() != stated["sha256"]:
            faults.append(worded("{name}: does not match the manifest (SHA-256)", name=name))
    return faults


def _doubles(names: list[str]) -> list[str]:
    return [
        worded("{name}: occurs twice", name=name)
        for name, count in Counter(names).items()
        if count > 1
    ]


def _signature(raw: bytes, signature: Any, key: Path | None) -> list[str]:
    if signature is None:
        return [worded("it is not signed")] if key is not None else []
    if not isinstance(signature, dict) or not is_signed_by(raw, signature):
        return [worded("the signature does not match this manifest")]
    if hashlib.sha256(_raw(signature)).hexdigest() != signature.get("key_sha256"):
        return [worded("the key that the signature names is not the key that it contains")]
    if key is not None and public_key(key) != signature["public_key"]:
        return [worded("it is signed with a different key")]
    return []


def _raw(signature: dict[str, Any]) -> bytes:
    return base64.b64decode(str(signature["public_key"]))
