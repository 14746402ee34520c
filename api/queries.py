"""Query parameters that several routes take."""

from typing import Annotated

from fastapi import Query

from .responses import CURSOR

__all__ = ["Cursor"]

Cursor = Annotated[str, Query(max_length=4000, pattern=CURSOR, description="from `next_cursor`")]
