"""Events to other systems, signed as in Standard Webhooks, kept in an outbox until delivered."""
