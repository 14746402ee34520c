"""The words of a use that something here knows: channels, territories, publishers, sites."""

from collections.abc import Iterable

from checker.licensing.agreement.channels import SPELLINGS
from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.territories import suggest, territories_of

__all__ = ["known_channels", "known_publishers", "known_sites", "unknown_territories"]


def known_channels(agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """The usual words for channels, and those that agreements name."""
    named = {
        word
        for agreement in agreements
        for word in (*agreement.channels.allow, *agreement.channels.deny)
    }
    return (*SPELLINGS, *sorted(named.difference(SPELLINGS)))


def known_publishers(agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """The licensees that agreements name, without "*"."""
    return tuple(sorted({agreement.licensee.id for agreement in agreements} - {"*"}))


def known_sites(agreements: Iterable[Agreement]) -> tuple[str, ...]:
    """The sites and titles that agreements name, without "*"."""
    named = {brand for agreement in agreements for brand in agreement.licensee.brands}
    return tuple(sorted(named - {"*"}))


def unknown_territories(spellings: Iterable[str]) -> dict[str, str]:
    """The spellings that are no territory, each with a hint."""
    return {one: suggest(one) for one in spellings if one.strip() and not territories_of(one)}
