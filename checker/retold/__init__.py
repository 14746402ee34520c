"""Retold copy: sources whose figures and names a draft tells in the same order, in other words.

It looks only where no words were copied, and what it finds is never called copied.
"""

from checker.retold.search import retold
from checker.retold.semantic import OnnxModel, SentenceModel

__all__ = ["OnnxModel", "SentenceModel", "retold"]
