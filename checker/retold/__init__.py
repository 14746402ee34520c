"""Retold copy: sources whose figures and names a draft tells in the same order, in other words."""

from checker.retold.search import retold

__all__ = ["retold"]
