"""Running checks: reading documents, the one path of a check, batches, worker processes."""
