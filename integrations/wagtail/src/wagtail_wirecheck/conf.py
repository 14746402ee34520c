"""The settings of the app: `WIRECHECK` in Django's settings, read where they are needed."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

__all__ = ["Conf", "conf", "problems"]

CHOICES = ("hold", "allow", None)


@dataclass(frozen=True, slots=True)
class Conf:
    """What `WIRECHECK` states; every name is that of a key in small letters.

    Attributes:
        url: where the service answers.
        key: a key with the scope `check`.
        use: publisher, site, channel, territories; or the dotted path of a function that takes
            the object and returns them.
        sites: by host name of a Wagtail site: `KEY` and `USE` that go over the general ones.
        on_unavailable: `hold` or `allow` while nothing can be checked; None: as the policy says.
        timeout: seconds for one request.
        mode: `full` or `fast`.
        desk: e-mail addresses that are told what is held, unchecked or taken down.
        webhook_secrets: `whsec_...` of the endpoint; two of them while one is being replaced.
        release_key: a key with a role, for people with the permission to release.
        fields: by model label: where a field's words belong, or None to leave them out.
        exclude: labels of models that are never checked.
    """

    url: str = ""
    key: str = ""
    use: Any = field(default_factory=dict)
    sites: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    on_unavailable: str | None = None
    timeout: float = 5.0
    mode: str = "full"
    desk: tuple[str, ...] = ()
    webhook_secrets: tuple[str, ...] = ()
    release_key: str = ""
    fields: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the use may be another one for another site or piece."""
        return bool(self.sites) or not isinstance(self.use, Mapping)

    def key_of(self, obj: Any) -> str:
        """The key for the site that an object belongs to."""
        return str(self._site(obj).get("KEY", self.key))

    def use_of(self, obj: Any) -> dict[str, Any]:
        """The use for the site that an object belongs to."""
        use = self._site(obj).get("USE", self.use)
        if isinstance(use, str):
            use = import_string(use)
        return dict(use(obj) if isinstance(use, Callable) else use)

    def _site(self, obj: Any) -> Mapping[str, Any]:
        if not self.sites:
            return {}
        # A page knows its site; a setting has one.
        site = obj.get_site() if hasattr(obj, "get_site") else getattr(obj, "site", None)
        return self.sites.get(site.hostname, {}) if site else {}


def conf() -> Conf:
    """The settings as they are now."""
    known = {one.name for one in fields(Conf)}
    given = {name.lower(): value for name, value in _given().items() if name.lower() in known}
    for name in ("desk", "webhook_secrets", "exclude"):
        if name in given:
            given[name] = tuple(given[name])
    return Conf(**given)


def problems() -> Iterator[tuple[str, str]]:
    """What is wrong with the settings: a sentence and a hint."""
    known = [one.name.upper() for one in fields(Conf)]
    for name in _given():
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}."
            yield f"WIRECHECK has an unknown key {name!r}.", hint
    told = conf()
    if not told.url.startswith(("http://", "https://")):
        yield "WIRECHECK['URL'] is not an address.", "Set it to that of the service."
    if told.on_unavailable not in CHOICES:
        yield (
            f"WIRECHECK['ON_UNAVAILABLE'] is {told.on_unavailable!r}.",
            "Use 'hold', 'allow', or None to follow the service's policy.",
        )


def _given() -> dict[str, Any]:
    return dict(getattr(settings, "WIRECHECK", {}))
