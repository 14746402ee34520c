"""What a verdict rests on, as its `versions` state it; nothing here is read from a disk."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the command line asks for the package's version alone
    from checker.licensing import InForce

__all__ = ["package_version", "versions_of"]


@cache
def package_version() -> str:
    """Returns the version of the installed package; "0+unknown" where none is installed."""
    try:
        return version("wirecheck")
    except PackageNotFoundError:
        return "0+unknown"


def versions_of(rules: str, in_force: "InForce", index: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the versions that a verdict states: the same ones give the same verdict.

    Args:
        rules: the digest of the rule set.
        in_force: the agreements and the policy.
        index: what the index holds (`items`, `texts`, `newest`).
    """
    return {
        "wirecheck": package_version(),
        "rules": rules,
        "agreements": in_force.digest,
        "policy": in_force.policy.digest,
        "index": dict(index),
    }
