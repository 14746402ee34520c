"""A slow and obvious book-keeper of a day's wire, to compare the store with."""

from datetime import datetime

from checker.models.source import Source


class Bookkeeper:
    """Keeps every message and works everything out anew each time, by brute force."""

    def __init__(self) -> None:
        self.messages: dict[str, list[Source]] = {}
        self.told: set[str] = set()

    def take(self, message: Source) -> None:
        """Notes a message."""
        known = self.messages.setdefault(message.id, [])
        if message not in known:
            known.append(message)
        self.told.update(message.kills)
        if message.rights.status == "canceled":
            self.told.add(message.id)

    def newest(self, name: str) -> Source:
        """The highest version, the last to arrive of those."""
        return max(
            enumerate(self.messages[name]), key=lambda place: (int(place[1].version), place[0])
        )[1]

    def embargo(self, name: str) -> datetime | None:
        """The newest mention of an embargo."""
        ordered = sorted(
            enumerate(self.messages[name]), key=lambda place: (int(place[1].version), place[0])
        )
        spoken = [m.rights for _, m in ordered if m.rights.embargo_raw is not None]
        return spoken[-1].embargo_until if spoken else None

    def dead(self) -> set[str]:
        """Whatever was killed, descends from it, or has its text, until nothing more dies."""
        dead = set(self.told)
        while True:
            texts = {_bare(m.text) for name in dead for m in self.messages.get(name, [])}
            more = {
                name
                for name, messages in self.messages.items()
                for m in messages
                if name not in dead and (dead & set(m.descends_from) or _bare(m.text) in texts)
            }
            if not more:
                return dead
            dead |= more


def _bare(text: str) -> str:
    bare = "".join(text.casefold().split())
    return bare if len(bare.encode()) >= 40 else f"{id(text)}"
