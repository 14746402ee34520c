"""Signatures of evidence packages: who can make one, and what does not pass for one."""

from pathlib import Path
from typing import Any

import pytest

from checker.audit.evidence import signing
from checker.errors import ConfigurationError

cryptography = pytest.importorskip("cryptography", reason="needs the extra `evidence`")

MANIFEST = b'{"schema": "evidence/1"}'


def pem(path: Path, *, curve: bool = False, public: bool = False) -> Path:
    """A new key in a PEM file: of Ed25519, or of a curve that is not used here."""
    from cryptography.hazmat.primitives import serialization as s
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    key: Any = ec.generate_private_key(ec.SECP256R1()) if curve else None
    key = key or ed25519.Ed25519PrivateKey.generate()
    private = key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
    path.write_bytes(private)
    if public:
        shape = s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo
        path.with_suffix(".pub").write_bytes(key.public_key().public_bytes(*shape))
    return path


def test_a_manifest_is_signed_by_the_key_that_the_signature_names(tmp_path: Path) -> None:
    key = pem(tmp_path / "k.pem", public=True)
    signature = signing.signed(MANIFEST, key)
    assert signing.is_signed_by(MANIFEST, signature)
    assert signing.public_key(key) == signature["public_key"]
    assert signing.public_key(key.with_suffix(".pub")) == signature["public_key"]


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "AAAA"},
        {"signature": "no base64!"},
        {"public_key": "AAAA"},
        {"algorithm": "RSA"},
    ],
    ids=lambda change: "-".join(change),
)
def test_a_signature_that_was_changed_is_none(tmp_path: Path, change: dict[str, str]) -> None:
    signature = signing.signed(MANIFEST, pem(tmp_path / "k.pem"))
    assert not signing.is_signed_by(MANIFEST, {**signature, **change})
    assert not signing.is_signed_by(MANIFEST + b" ", signature)
    assert not signing.is_signed_by(MANIFEST, {})


@pytest.mark.parametrize("kind", ["missing", "no key", "another curve"])
def test_a_file_without_such_a_key_is_refused_with_its_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "k.pem"
    if kind == "no key":
        path.write_text("-----BEGIN PRIVATE KEY-----\nno key\n-----END PRIVATE KEY-----\n")
    elif kind == "another curve":
        pem(path, curve=True)
    with pytest.raises(ConfigurationError, match=r"k\.pem"):
        signing.signed(MANIFEST, path)
    with pytest.raises(ConfigurationError, match=r"k\.pem"):
        signing.public_key(path)
