"""The values that the rooms exchange; all are frozen, and none knows a room.

Offsets are half-open and count Unicode code points of the text as given.
Times are aware datetimes. Owners are bare agency ids ("afp") or ids of a newsroom's own choosing.
"""
