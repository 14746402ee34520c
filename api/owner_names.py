"""Owners' names for people: from the rules, from agreements, else the id in plain words."""

from collections.abc import Callable, Mapping
from contextlib import suppress

from checker.models.vocabulary import plain_name
from checker.running.workers.async_pool import Overloaded, WorkerLost
from checker.store import Store

from .service import Service
from .workers.serving import Job

__all__ = ["OwnerNames", "owner_names"]

OwnerNames = Callable[[str], str]


async def owner_names(service: Service) -> OwnerNames:
    """Returns a function from an owner's id to its name, or to the id while workers are busy.

    A worker supplies the names of the rules when the rules have changed; they are cached.
    """
    files = await service.aside(service.rule_files.signature)
    if service.agency_names[0] != files:
        with suppress(Overloaded, WorkerLost):  # a list with ids is better than none
            named = await service.pool.run(Job("agency_names"), service.serve.check_seconds)
            service.agency_names = (files, named)
    known = {**await service.read(_agreed, service.store), **service.agency_names[1]}
    return lambda owner: known.get(owner) or plain_name(owner)


def _agreed(store: Store) -> Mapping[str, str]:
    """The names that agreements give their owners."""
    owners = [one.get("owner") or {} for one in store.agreements.all()]
    return {str(one["id"]): str(one["name"]) for one in owners if one.get("id") and one.get("name")}
