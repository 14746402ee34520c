"""Patterns of words that texts need at times, compiled once for all processes."""

from checker.expressions import Expressions

__all__ = ["expression"]

expression = Expressions("text")
