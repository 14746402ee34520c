"""Events for other systems, signed as in Standard Webhooks, kept in an outbox until delivered.

Which events exist is decided where they occur; they are only sent here.
"""
