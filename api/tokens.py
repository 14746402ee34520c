"""API keys: made once, shown once, stored as a hash."""

import hashlib
import re
import secrets

__all__ = ["SCOPES", "is_role", "is_token", "new_token", "token_hash"]

SCOPES = ("check", "sources", "agreements", "audit", "admin")
_PREFIX = "wck_"
_TOKEN = re.compile(r"wck_[A-Za-z0-9_-]{43}")
_ROLE = re.compile(r"role:[a-z0-9][a-z0-9-]{0,60}")


def new_token() -> str:
    """Returns a new key with 256 random bits."""
    return _PREFIX + secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """Returns the stored hash of a key.

    A fast hash is sufficient: the key is random, so there is nothing to guess from.
    """
    return hashlib.sha256(token.encode()).digest()


def is_token(text: str) -> bool:
    """Returns whether a string has the form of a key; others are not looked up at all."""
    return _TOKEN.fullmatch(text) is not None


def is_role(scope: str) -> bool:
    """Returns whether a scope names an editorial role, as in `role:rights-desk`."""
    return _ROLE.fullmatch(scope) is not None
