"""Events to other systems, signed as in Standard Webhooks, kept in an outbox until delivered.

Which events there are is decided where they happen; here they are only sent.
"""
