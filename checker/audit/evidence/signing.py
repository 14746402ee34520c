"""Signatures of evidence packages: Ed25519 (RFC 8032) over the bytes of the manifest."""

import base64
import hashlib
from pathlib import Path
from typing import Any

from checker.errors import ConfigurationError, Problem
from checker.extras import to_install
from checker.wording import worded

__all__ = ["ALGORITHM", "is_signed_by", "public_key", "signed"]

ALGORITHM = "Ed25519"
HINT = worded("make one with: openssl genpkey -algorithm ed25519 -out key.pem")


def signed(manifest: bytes, key: Path) -> dict[str, str]:
    """Returns the signature of a manifest by the private key in a PEM file.

    Raises:
        ConfigurationError: the file holds no such key, or the extra is missing.
    """
    _, serialization = _library()
    try:
        private = serialization.load_pem_private_key(key.read_bytes(), password=None)
        signature = private.sign(manifest)
        raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
        public = private.public_key().public_bytes(*raw)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        what = worded(
            "contains no private {ALGORITHM} key: {error}", ALGORITHM=ALGORITHM, error=error
        )
        raise ConfigurationError(Problem(str(key), what, HINT)) from error
    return {
        "algorithm": ALGORITHM,
        "public_key": base64.b64encode(public).decode(),
        "key_sha256": hashlib.sha256(public).hexdigest(),
        "signature": base64.b64encode(signature).decode(),
    }


def is_signed_by(manifest: bytes, signature: dict[str, Any]) -> bool:
    """Returns whether a manifest has the signature of the key that the signature names."""
    library, _ = _library()
    try:
        public = base64.b64decode(str(signature["public_key"]), validate=True)
        made = base64.b64decode(str(signature["signature"]), validate=True)
        library.Ed25519PublicKey.from_public_bytes(public).verify(made, manifest)
    except Exception:  # the library's InvalidSignature, and whatever a broken file leads to
        return False
    return signature.get("algorithm") == ALGORITHM


def public_key(path: Path) -> str:
    """Returns the public key of a PEM file in base64, as a signature names it.

    Raises:
        ConfigurationError: the file holds no such key, or the extra is missing.
    """
    _, serialization = _library()
    raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
    try:
        given = path.read_bytes()
        if b"PRIVATE" in given:
            key = serialization.load_pem_private_key(given, password=None).public_key()
        else:
            key = serialization.load_pem_public_key(given)
        return base64.b64encode(key.public_bytes(*raw)).decode()
    except (OSError, ValueError, TypeError, AttributeError) as error:
        what = worded("contains no {ALGORITHM} key: {error}", ALGORITHM=ALGORITHM, error=error)
        hint = worded("openssl pkey -in key.pem -pubout -out public.pem")
        raise ConfigurationError(Problem(str(path), what, hint)) from error


def _library() -> tuple[Any, Any]:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        what = worded("signatures need an optional package")
        raise ConfigurationError(Problem("--key", what, to_install("evidence"))) from error
    return ed25519, serialization
