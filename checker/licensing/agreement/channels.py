"""The usual channels and their synonyms, so that no synonym gets round a denied channel."""

from collections.abc import Collection

from rapidfuzz.distance import OSA

__all__ = [
    "CHANNELS",
    "NOT_ONLINE",
    "PARTS",
    "SPELLINGS",
    "channel_of",
    "mistyped_channel",
    "shuts",
]

CHANNELS = (
    "web",
    "app",
    "newsletter",
    "print",
    "epaper",
    "mobile",
    "social",
    "syndication",
    "broadcast",
    "tv",
    "radio",
    "podcast",
    "video",
    "archive",
    "ai",
    "*",
)
# Words for several channels: who denies one of them denies each of its parts.
PARTS = {
    "broadcast": ("tv", "radio"),
    "audiovisual": ("broadcast", "tv", "radio", "video", "podcast"),
    "audio": ("radio", "podcast"),
    "digital": ("web", "app", "mobile", "newsletter", "social", "epaper", "podcast", "video"),
}
NOT_ONLINE = frozenset({"print", "broadcast", "tv", "radio"})  # what is out once, on a day
_OTHER_NAMES = {
    "online": "web",
    "internet": "web",
    "website": "web",
    "websites": "web",
    "site": "web",
    "www": "web",
    "apps": "app",
    "newsletters": "newsletter",
    "email": "newsletter",
    "e-mail": "newsletter",
    "paper": "print",
    "newspaper": "print",
    "e-paper": "epaper",
    "television": "tv",
    "social-media": "social",
    "social_media": "social",
    "social media": "social",
    "archives": "archive",
    "podcasts": "podcast",
    "videos": "video",
    "broadcasting": "broadcast",
    "audio-visual": "audiovisual",
    "any": "*",
    "all": "*",
}
SPELLINGS = (*CHANNELS, *_OTHER_NAMES)  # every usual word for a channel


def channel_of(word: str) -> str:
    """Returns the channel a word denotes: 'Website' is 'web'; other words are unchanged."""
    bare = word.strip().casefold()
    return _OTHER_NAMES.get(bare, bare)


def shuts(denied: Collection[str], asked: str) -> bool:
    """Returns whether denied channels shut out a use on a channel.

    A word for several channels shuts out each of them, and is itself shut out with one of them: a
    use for broadcast may be one on television.
    """
    if "*" in denied or asked in denied:
        return True
    wider = (word for word, parts in PARTS.items() if asked in parts)
    return any(word in denied for word in (*wider, *PARTS.get(asked, ())))


def mistyped_channel(word: str) -> str | None:
    """Returns the usual channel that was probably meant; newsrooms may define their own."""
    if word in CHANNELS or len(word) < 3:
        return None
    most = 1 if len(word) <= 5 else 2
    near = {name: OSA.distance(word, name, score_cutoff=most) for name in CHANNELS if len(name) > 2}
    best = min(near, key=lambda name: (near[name], name))
    return best if near[best] <= most else None
