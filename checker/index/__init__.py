"""The index: which licensed sources a draft reuses, and where."""

from checker.index.documents import Documents
from checker.index.index import Index

__all__ = ["Documents", "Index"]
