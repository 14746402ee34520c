"""Running checks: reading documents, the one path of a check, batches, worker processes.

What all entry points share is here; what only one of them does (arguments, requests, plans) is not.
"""
