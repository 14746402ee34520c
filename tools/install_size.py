"""What a default installation takes up on disk, package by package.

    python -m tools.install_size

Counts the files of the package itself and of every package that `dependencies` in pyproject.toml
brings along, in the environment that runs it: no extra, no development tool, and neither pip nor
setuptools, which each environment has anyway.
"""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

try:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name
except ImportError:  # an environment without development tools has pip's own copy
    from pip._vendor.packaging.requirements import Requirement  # type: ignore[assignment]
    from pip._vendor.packaging.utils import canonicalize_name  # type: ignore[assignment]

__all__ = ["LIMIT", "by_size", "largest", "required"]

LIMIT = 192_000_000  # bytes; `du` of an environment, with pip and setuptools, is then 230 MB
ROOT = Path(__file__).resolve().parents[1]
_OWN = ("checker", "rules", "api")
_TOOLS = {"pip", "setuptools"}


def required(pyproject: Path = ROOT / "pyproject.toml") -> dict[str, Distribution]:
    """Returns the packages of a default installation by canonical name, with all dependencies.

    Raises PackageNotFoundError for a requirement that this environment lacks.
    """
    asked = tomllib.loads(pyproject.read_text("utf-8"))["project"]["dependencies"]
    found: dict[str, Distribution] = {}
    waiting = [(Requirement(line), frozenset[str]()) for line in asked]
    while waiting:
        requirement, extras = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or name in _TOOLS or not _applies(requirement, extras):
            continue
        found[name] = distribution(name)
        inner = frozenset(requirement.extras)
        waiting += [(Requirement(line), inner) for line in found[name].requires or ()]
    return found


def _applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": e}) for e in extras or {""})


def by_size() -> Mapping[str, int]:
    """Bytes of each package, the largest first; `wirecheck` is this tree."""
    sizes = {name: sum(_sizes(of)) for name, of in required().items()}
    sizes["wirecheck"] = sum(_tree())
    return dict(sorted(sizes.items(), key=lambda pair: -pair[1]))


def _sizes(package: Distribution) -> Iterator[int]:
    for file in package.files or ():
        path = Path(str(package.locate_file(file)))
        if path.is_file():
            yield path.stat().st_size


def _tree() -> Iterator[int]:
    for room in _OWN:
        for path in (ROOT / room).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.stat().st_size * (2 if path.suffix == ".py" else 1)  # compiled as well


def largest(sizes: Mapping[str, int], count: int = 10) -> Iterator[str]:
    """Yields one line for each of the `count` largest packages, then one for the total."""
    for name, size in list(sizes.items())[:count]:
        yield f"{size / 1e6:6.1f} MB  {name}"
    rest = len(sizes) - count
    yield f"{sum(sizes.values()) / 1e6:6.1f} MB  all {len(sizes)} packages ({rest} smaller ones)"


if __name__ == "__main__":
    try:
        print("\n".join(largest(by_size())))
    except PackageNotFoundError as missing:
        raise SystemExit(f"not installed here: {missing}; run pip install . first") from None
