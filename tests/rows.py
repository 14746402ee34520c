"""A test of many cheap rows as one item, which names every row that fails.

A parametrised row costs several milliseconds of pytest and of its workers, which is more than a row
of a table of words takes itself; hundreds of them are one test here. Rows share the fixtures of
their test, so this is for rows that leave nothing behind.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["each_row"]

Test = Callable[..., None]


def each_row(names: str, rows: Iterable[Any]) -> Callable[[Test], Test]:
    """Runs a test for each row of `names`, which are given as in `parametrize`."""
    split = [name.strip() for name in names.split(",")]
    table = [row if len(split) > 1 else (row,) for row in rows]
    assert table, "no rows"

    def decorate(test: Test) -> Test:
        def all_rows(**fixtures: Any) -> None:
            failed = []
            for row in table:
                try:
                    test(**dict(zip(split, row, strict=True)), **fixtures)
                except Exception as error:
                    failed.append(f"{row}\n    {type(error).__name__}: {error}")
            assert not failed, f"{len(failed)} of {len(table)} rows:\n" + "\n".join(failed)

        signature = inspect.signature(test)
        others = [one for name, one in signature.parameters.items() if name not in split]
        all_rows.__name__, all_rows.__doc__ = test.__name__, test.__doc__
        all_rows.__module__, all_rows.__qualname__ = test.__module__, test.__qualname__
        all_rows.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return all_rows

    return decorate
