"""Agencies by the addresses of their texts: their own sites, and folders of a news site."""

from collections.abc import Iterable, Mapping

from checker.engine.model import Agency, RuleSet
from checker.values import dataclass

__all__ = ["Houses"]

_Numbered = tuple[int, Agency]  # in the order of the rules


@dataclass(frozen=True, slots=True)
class Houses:
    """Agencies by the sites that are theirs, and by the folders that a news site names for them."""

    _sites: Mapping[str, tuple[_Numbered, ...]]  # host -> agencies and their numbers
    _folders: Mapping[str, tuple[_Numbered, ...]]  # in lower case

    @classmethod
    def of(cls, rules: RuleSet) -> "Houses":
        """Collects the agencies of a rule set."""
        sites: dict[str, list[_Numbered]] = {}
        for number, agency in enumerate(rules.agencies.values()):
            for site in agency.sites:
                sites.setdefault(site, []).append((number, agency))
        named = {
            name.text: rules.agencies[name.agencies[0]]
            for name in rules.names
            if name.cls in ("full", "mark") and name.text.isascii() and name.text.isalnum()
        }
        folders: dict[str, list[_Numbered]] = {}
        for number, (name, agency) in enumerate(named.items()):
            folders.setdefault(name.lower(), []).append((number, agency))
        return cls(_fixed(sites), _fixed(folders))

    def at(self, host: str) -> list[Agency]:
        """Returns the agencies whose site a host is, or is part of, each once."""
        parts = host.split(".")
        domains = (".".join(parts[at:]) for at in range(len(parts)))
        return _each_once(self._sites, domains)

    def in_folders(self, folders: Iterable[str]) -> list[Agency]:
        """Returns the agencies for whose texts one of the folders of an address is."""
        parts = {folder.lower() for folder in folders}
        return _each_once(self._folders, parts)


def _each_once(table: Mapping[str, tuple[_Numbered, ...]], keys: Iterable[str]) -> list[Agency]:
    """The agencies of some keys, each once, in the order of the rules."""
    found = dict(one for key in keys for one in table.get(key, ()))
    return [agency for _, agency in sorted(found.items(), key=lambda one: one[0])]


def _fixed(
    table: Mapping[str, list[_Numbered]],
) -> Mapping[str, tuple[_Numbered, ...]]:
    return {key: tuple(held) for key, held in table.items()}
