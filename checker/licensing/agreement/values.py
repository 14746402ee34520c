"""The parts of an agreement, as frozen values; docs/agreements.md documents the keys."""

from datetime import datetime

from checker.values import dataclass

__all__ = [
    "AIUse",
    "Content",
    "Contract",
    "Credit",
    "Extent",
    "Kill",
    "Licensee",
    "Modification",
    "Price",
    "Required",
    "Retention",
    "Scope",
    "Validity",
]


@dataclass(frozen=True, slots=True)
class Contract:
    """Where the signed contract is kept."""

    ref: str | None = None
    url: str | None = None
    contact: str | None = None
    spdx: str | None = None


@dataclass(frozen=True, slots=True)
class Licensee:
    """Who may use the material; `brands` are sites or titles, "*" is any."""

    id: str = "*"
    brands: tuple[str, ...] = ("*",)


@dataclass(frozen=True, slots=True)
class Content:
    """Which of the owner's material is covered; empty `services` or `languages` cover all."""

    media: tuple[str, ...] = ("text",)
    services: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    exclude_third_party: bool = True


@dataclass(frozen=True, slots=True)
class Scope:
    """Allowed and denied words (channels, territories); deny beats allow."""

    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()

    def denies(self, word: str) -> bool:
        """Returns whether the word is denied explicitly."""
        return word in self.deny or "*" in self.deny

    def allows(self, word: str) -> bool:
        """Returns whether the word is allowed and not denied."""
        return not self.denies(word) and (word in self.allow or "*" in self.allow)


@dataclass(frozen=True, slots=True)
class Validity:
    """The period from `start` (inclusive) to `end` (exclusive); None is open."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the material may stay online, and what to do afterwards."""

    online_days: float | None = None
    counts_from: str = "first_published"
    then: str = "unpublish"
    archive: bool = True


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of the *source* may be used."""

    mode: str = "full"
    max_words: int | None = None
    max_percent: float | None = None
    max_paragraphs: int | None = None


@dataclass(frozen=True, slots=True)
class Modification:
    """What may be done to the text.

    Shortening and combining are routine work on wire copy and are allowed unless the agreement says
    otherwise; translation is a right of its own and must be granted.
    """

    edit: str = "style"
    shorten: bool = True
    translate: bool = False
    combine: bool = True


@dataclass(frozen=True, slots=True)
class Credit:
    """A required credit or attribution: any wording of `text`, in any place of `where`."""

    text: tuple[str, ...] = ()
    where: tuple[str, ...] = ("any",)
    required_when: str = "any"


@dataclass(frozen=True, slots=True)
class Required:
    """A duty with a pattern or hosts (notice, tracking, link)."""

    required: bool = False
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AIUse:
    """Permitted uses by AI; None means not mentioned, which is not permission.

    The material made by an AI must contain one of the wordings in `disclosure`.
    """

    training: str | None = None
    input: str | None = None
    summarise: str | None = None
    disclosure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kill:
    """What the agreement requires when the owner kills an item."""

    must_remove: bool = True
    within_minutes: int | None = None
    publish_correction: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """A price, used for exposure estimates in audits."""

    per_item: float
    currency: str
