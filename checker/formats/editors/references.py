"""What an editor's JSON only refers to: text that readers see and that lies in another document.

Pictures, recordings, files and links are no such text; neither are the other stories that a page
recommends, each of which is checked by itself.
"""

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["elsewhere", "is_reference"]

# Kinds whose words, if they have any, are no part of the story.
APART = re.compile(
    r"image|img|photo|picture|figure|video|audio|media|gallery|slideshow|podcast|asset|file|logo"
    r"|upload|document$|author|person|profile|categor|tag|link|mention|related|recommend|read-?more"
    r"|see-?also|teaser|newsletter|advert|^ad$|^ads$|^ad-"
)
# Kinds of which a number or a name without words stands for text.
TEXTUAL = re.compile(
    r"fact|box|snippet|fragment|reus|shared|partial|include|transclu|standfirst|sidebar|inset"
)
HELD = ("ref", "uuid", "uid", "slug", "item", "value", "target")
FIELDS = ("attrs", "data", "attributes", "fields", "props")
PAGES = frozenset({"childpage", "childdatabase", "linktopage"})
PATTERNS = frozenset({"core/block", "core/pattern", "core/template-part"})
ASSETS = ("image-", "file-")  # with which the names of files begin in Sanity


def is_reference(node: dict[str, Any]) -> bool:
    """Returns whether an object consists of the name of another document."""
    return isinstance(node.get("_ref"), str) or linked(node) is not None


def linked(node: dict[str, Any]) -> str | None:
    """Returns the kind of entry to which an object of Contentful links, without its fields."""
    sys = node.get("sys")
    if (
        not isinstance(sys, dict)
        or "fields" in node
        or sys.get("type") not in ("Link", "ResourceLink")
    ):
        return None
    return str(sys.get("linkType") or "")


def elsewhere(node: dict[str, Any], kind: str, around: str, *, silent: bool) -> Iterator[str]:
    """Yields what a node leaves to other documents, for the parts that were not read.

    Args:
        node: the node.
        kind: its kind, in small letters.
        around: the kind of the node that contains it.
        silent: whether the node has no words of its own.
    """
    if node.get("has_more") is True and isinstance(node.get("results"), list):
        yield "further blocks, which the answer does not contain"
    if node.get("has_children") is True and kind not in PAGES and not has_children(node, kind):
        yield f"the blocks inside {kind} {node.get('id') or ''}".rstrip()
    elif silent and not APART.search(kind) and not APART.search(around):
        name = referred(node, kind)
        if name is not None:
            what = around if kind in ("", "reference") else kind
            yield " ".join(f"a reference to {what or 'something'} elsewhere {name}".split())


def has_children(node: dict[str, Any], kind: str) -> bool:
    """Returns whether a block of Notion contains its children, which are asked for separately."""
    inside = next((v for k, v in node.items() if k.replace("_", "").casefold() == kind), None)
    holders = (node, inside if isinstance(inside, dict) else {})
    return any(isinstance(holder.get("children"), list) for holder in holders)


def referred(node: dict[str, Any], kind: str) -> str | None:
    """Returns the name of the document that a node refers to ("" if it has none), or None."""
    ref = node.get("_ref")
    if isinstance(ref, str):
        return None if ref.startswith(ASSETS) else ref
    link = linked(node)
    if link is not None:
        return None if link.endswith("Asset") else str(node["sys"].get("id") or "")
    holders = [node, *(held for key in FIELDS if isinstance(held := node.get(key), dict))]
    if any(str(node.get(key)) in PATTERNS for key in ("name", "blockName")):
        return named(holders, ("ref", "slug")) or ""
    if "nodeId" in node and node.get("nodeType") != "Asset":
        return str(node["nodeId"])
    if kind == "relationship" and "relationTo" in node:
        value = node.get("value")
        return None if isinstance(value, dict) and len(value) > 1 else named([node], HELD) or ""
    if kind == "reference" and isinstance(node.get("referent"), dict):
        referent = node["referent"]
        return None if APART.search(str(referent.get("type"))) else str(referent.get("id") or "")
    if not TEXTUAL.search(kind) or any(
        v in ("", [], {}) for held in holders for v in held.values()
    ):
        return None
    return named(holders[1:], ("id", *HELD)) or named([node], HELD)


def named(holders: list[dict[str, Any]], keys: tuple[str, ...]) -> str | None:
    """Returns the first name or number under these keys, the innermost object first."""
    found = (holder.get(key) for holder in reversed(holders) for key in keys)
    return next((str(v) for v in found if isinstance(v, str | int) and str(v).strip()), None)
