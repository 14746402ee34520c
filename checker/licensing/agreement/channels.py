"""Channels: the usual ones and their other names, so that no deny is passed by a synonym."""

from rapidfuzz.distance import OSA

__all__ = ["CHANNELS", "SPELLINGS", "channel_of", "mistyped_channel"]

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
    "any": "*",
    "all": "*",
}
SPELLINGS = (*CHANNELS, *_OTHER_NAMES)  # every usual word for a channel


def channel_of(word: str) -> str:
    """The channel that a word means: 'Website' is 'web'; a word of a newsroom's own stays."""
    bare = word.strip().casefold()
    return _OTHER_NAMES.get(bare, bare)


def mistyped_channel(word: str) -> str | None:
    """The usual channel that was mistyped; newsrooms may well have channels of their own."""
    if word in CHANNELS or len(word) < 3:
        return None
    most = 1 if len(word) <= 5 else 2
    near = {name: OSA.distance(word, name, score_cutoff=most) for name in CHANNELS if len(name) > 2}
    best = min(near, key=lambda name: (near[name], name))
    return best if near[best] <= most else None
