"""The routes of the service, a module a resource: a request read, the work handed on, an answer.

No route judges, searches or reads a document by itself; `api.checking` and the workers do.
"""
