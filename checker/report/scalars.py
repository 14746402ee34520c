"""The scalar types of an answer: times, counts, shares, and offsets by the text they count in.

`checker.report.offsets` finds every offset of an answer by its type. `SentOffset` counts in what
was sent, in the units that were asked for; the others count code points.
"""

from typing import Annotated

from msgspec import Meta

__all__ = ["Count", "DraftOffset", "FieldOffset", "SentOffset", "Share", "SourceOffset", "Time"]

Time = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]  # RFC 3339, in UTC
Share = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=0)]
DraftOffset = Annotated[int, Meta(ge=0, extra={"offset": "draft"})]
SourceOffset = Annotated[int, Meta(ge=0, extra={"offset": "source"})]
FieldOffset = Annotated[int, Meta(ge=0, extra={"offset": "field"})]
SentOffset = Annotated[int, Meta(ge=0, extra={"offset": "sent"})]
