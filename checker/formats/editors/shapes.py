"""The shapes of editors' JSON: how each is recognised, and where its blocks are.

A new editor is a row of `SHAPES`. Only an editor that does not store a tree of nodes (runs of text
with numbered marks, a list of changes) needs a function that builds one.
"""

from collections.abc import Callable, Iterator
from typing import Any

from checker.values import dataclass

__all__ = ["SHAPES", "Shape", "shape_of"]

BLOCK_KINDS = frozenset(
    [
        "paragraph",
        "p",
        "heading",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "quote",
        "list",
        "ul",
        "ol",
        "subheading",
    ]
)
IDENTITY = ("owner", "agency", "title", "headline", "url", "uri", "guid", "published", "html")
HEADER_TAGS = {1: "h1", 2: "h2", 3: "h3", 4: "h4", 5: "h5", 6: "h6"}


@dataclass(frozen=True, slots=True)
class Shape:
    """One family of editors.

    Attributes:
        name: the editor, as messages and `Draft.content_type` name it.
        test: whether a JSON value is a document of it.
        nodes: the document's nodes, in reading order.
        narrow: whether nothing else has this shape; other shapes count only where a text is
        expected.
    """

    name: str
    test: Callable[[Any], bool]
    nodes: Callable[[Any], Any]
    narrow: bool = True


def shape_of(value: Any) -> Shape | None:
    """Returns the editor that saved a JSON value; None if none is recognised."""
    return next((shape for shape in SHAPES if shape.test(value)), None)


def objects(value: Any) -> bool:
    """Returns whether a value is a non-empty list of objects."""
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def listed(value: Any, key: str) -> Any:
    """Returns the list under a key of an object, or an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def whole(value: Any) -> Any:
    """Returns the document, which is a tree itself."""
    return value


def kinds(value: Any, key: str = "type") -> set[str]:
    """Returns the kinds of the objects of a list."""
    return {str(v.get(key) or "") for v in value}


def is_editorjs(value: Any) -> bool:
    """Returns whether a value consists of blocks with a type and their data apart.

    Blocks of Draft.js have data as well, beside their text and its ranges.
    """
    blocks = listed(value, "blocks")
    return (
        objects(blocks)
        and all("type" in b and isinstance(b.get("data"), dict) for b in blocks)
        and not is_draftjs(value)
    )


def is_draftjs(value: Any) -> bool:
    """Returns whether a value has blocks with text, and ranges of styles and entities."""
    blocks = listed(value, "blocks")
    return (
        objects(blocks)
        and all(isinstance(b.get("text"), str) for b in blocks)
        and ("entityMap" in value or any("inlineStyleRanges" in b or "depth" in b for b in blocks))
    )


def is_lexical(value: Any) -> bool:
    """Returns whether it is a root with children."""
    return isinstance(value, dict) and isinstance(value.get("root"), dict) and bool(
        listed(value["root"], "children")
    )  # fmt: skip


def is_mobiledoc(value: Any) -> bool:
    """Returns whether a value has numbered sections beside their markups and cards."""
    return isinstance(value, dict) and isinstance(value.get("sections"), list) and any(
        key in value for key in ("markups", "atoms", "cards")
    )  # fmt: skip


def is_portable_text(value: Any) -> bool:
    """Returns whether a value is objects with `_type`, one of them a block of spans."""
    return objects(value) and all("_type" in v for v in value) and any(
        v["_type"] == "block" and isinstance(v.get("children"), list) for v in value
    )  # fmt: skip


def is_prosemirror(value: Any) -> bool:
    """Returns whether it is a node `doc` (ProseMirror, Tiptap, Atlassian, Storyblok)."""
    return (
        isinstance(value, dict)
        and value.get("type") == "doc"
        and isinstance(value.get("content"), list)
    )


def is_navigadoc(value: Any) -> bool:
    """Returns whether block types have the namespace `core/` or a customer's, with data."""
    content = listed(value, "content")
    return objects(content) and all(
        "/" in kind for kind in kinds(content)
    ) and any(isinstance(c.get("data"), dict) or "properties" in c for c in content)  # fmt: skip


def is_stream_field(value: Any) -> bool:
    """Returns whether a value consists of objects of nothing but type, value and id."""
    return objects(value) and all(
        {"type", "value"} <= set(v) <= {"type", "value", "id"} and isinstance(v["type"], str)
        for v in value
    )


def is_ans(value: Any) -> bool:
    """Returns whether it is a story of Arc's native schema."""
    return isinstance(value, dict) and isinstance(value.get("content_elements"), list)


def is_gutenberg(value: Any) -> bool:
    """Returns whether a value is WordPress blocks, as its parser or its editor writes them."""
    return objects(value) and all(
        "innerBlocks" in v or "blockName" in v or "/" in str(v.get("name") or "") for v in value
    )


def is_quill(value: Any) -> bool:
    """Inserts in a row."""
    ops = value if isinstance(value, list) else listed(value, "ops")
    return objects(ops) and all("insert" in op for op in ops)


def is_contentful(value: Any) -> bool:
    """Returns whether it is a rich-text document of Contentful's."""
    return isinstance(value, dict) and value.get("nodeType") == "document"


def is_notion(value: Any) -> bool:
    """Returns whether a value consists of blocks of Notion, or the answer that lists them."""
    blocks = value if isinstance(value, list) else listed(value, "results")
    return objects(blocks) and kinds(blocks, "object") == {"block"}


def is_old_slate(value: Any) -> bool:
    """Returns whether a value is Slate before 0.50: nodes that each have an object or a kind."""
    document = value.get("document") if isinstance(value, dict) else None
    nodes = listed(document if isinstance(document, dict) else value, "nodes")
    return objects(nodes) and all("object" in n or "kind" in n for n in nodes)


def is_tree(value: Any) -> bool:
    """Returns whether it is a root of nodes with children (mdast, hast, TinaCMS)."""
    return isinstance(value, dict) and value.get("type") == "root" and objects(
        listed(value, "children")
    )  # fmt: skip


def is_slate(value: Any) -> bool:
    """Returns whether nodes have children of text (Slate, Plate, Strapi, Payload)."""
    nodes = listed(value, "children") if isinstance(value, dict) else value
    return (
        objects(nodes)
        and any("children" in n for n in nodes)
        and all(objects(n.get("children")) for n in nodes if "text" not in n)
    )


def is_nodes(value: Any) -> bool:
    """Returns whether a value lists paragraphs and headings with their content (BlockNote)."""
    return (
        objects(value)
        and not any(key in v for v in value for key in IDENTITY)
        and any(kind.casefold() in BLOCK_KINDS for kind in kinds(value))
        and any(isinstance(v.get("content"), list) for v in value)
    )


def is_bare_texts(value: Any) -> bool:
    """Returns whether a value consists of paragraphs that are nothing but a text each."""
    return objects(value) and len(value) > 1 and all(set(v) in ({"text"}, {"html"}) for v in value)


def is_blocks(value: Any) -> bool:
    """Returns whether a value has paragraphs and headings of an unnamed editor."""
    return (
        objects(value)
        and not any(key in v for v in value for key in IDENTITY)
        and any(kind.casefold() in BLOCK_KINDS for kind in kinds(value))
        and any(isinstance(v.get(key), str) for v in value for key in ("text", "content", "value"))
    )


def draftjs_nodes(value: Any) -> Iterator[Any]:
    """Yields the blocks, each with the entities (pictures, tables, embeds) that it shows after it.

    Entities that no block names follow at the end.
    """
    given = value.get("entityMap")
    numbered = dict(enumerate(given)) if isinstance(given, list) else given
    named = numbered if isinstance(numbered, dict) else {}
    entities = {str(key): entity for key, entity in named.items()}
    for block in value["blocks"]:
        yield block
        for one in listed(block, "entityRanges"):
            if isinstance(one, dict):
                yield entities.pop(str(one.get("key")), None)
    yield from entities.values()


def quill_nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Inserts as paragraphs: the attributes of a line are those of its line break."""
    line: list[dict[str, Any]] = []
    for op in value if isinstance(value, list) else value["ops"]:
        given = op.get("attributes")
        marks = given if isinstance(given, dict) else {}
        if not isinstance(op["insert"], str):
            yield {"type": "embed", "data": op["insert"]}
            continue
        first, *others = op["insert"].split("\n")
        line.append({"text": first, "href": marks.get("link")})
        for part in others:
            level = marks.get("header")
            header = HEADER_TAGS.get(level, "paragraph") if isinstance(level, int) else "paragraph"
            yield {"type": "blockquote" if marks.get("blockquote") else header, "children": line}
            line = [{"text": part, "href": marks.get("link")}]
    yield {"type": "paragraph", "children": line}


def mobiledoc_nodes(value: Any) -> Iterator[Any]:
    """Yields sections as nodes (mobiledoc 0.3: text 1, picture 2, list 3, card 10)."""
    for section in value["sections"]:
        if not isinstance(section, list) or len(section) < 2:
            continue
        number, tag, *rest = section
        if number == 10:
            card = numbered(value, "cards", tag)
            yield {"type": card[0], "data": card[1]} if len(card) > 1 else {}
        elif number == 1 and rest:
            yield {"type": tag, "children": list(markers(rest[0], value))}
        elif number == 3 and rest and isinstance(rest[0], list):
            for item in rest[0]:
                yield {"type": "li", "children": list(markers(item, value))}


def markers(runs: Any, value: Any) -> Iterator[dict[str, Any]]:
    """Yields the runs of one paragraph: text, or an atom with its own."""
    for run in runs if isinstance(runs, list) else []:
        if not isinstance(run, list) or len(run) < 4:
            continue
        atom, opened, _, words = run[:4]
        links = [numbered(value, "markups", n) for n in opened] if isinstance(opened, list) else []
        addresses = (m[1] for m in links if m[:1] == ["a"] and len(m) > 1)
        link = next((a[1] for a in addresses if isinstance(a, list) and len(a) > 1), "")
        if atom == 1:
            found = numbered(value, "atoms", words)
            words = found[1] if len(found) > 1 else ""
        yield {"text": words if isinstance(words, str) else "", "href": link}


def numbered(value: Any, key: str, number: Any) -> Any:
    """Returns the entry (a list) to which a section points in a list, or an empty one."""
    entries = listed(value, key)
    entry = entries[number] if isinstance(number, int) and 0 <= number < len(entries) else []
    return entry if isinstance(entry, list) else []


# Asked in this order: the narrow ones first.
SHAPES: tuple[Shape, ...] = (
    Shape("Editor.js", is_editorjs, lambda value: value["blocks"]),
    Shape("Draft.js", is_draftjs, draftjs_nodes),
    Shape("Lexical", is_lexical, lambda value: value["root"]["children"]),
    Shape("mobiledoc", is_mobiledoc, mobiledoc_nodes),
    Shape("ProseMirror", is_prosemirror, lambda value: value["content"]),
    Shape("Contentful rich text", is_contentful, lambda value: value.get("content")),
    Shape("Arc ANS", is_ans, lambda value: value["content_elements"]),
    Shape("NavigaDoc", is_navigadoc, lambda value: value["content"]),
    Shape("Portable Text", is_portable_text, whole),
    Shape("Gutenberg", is_gutenberg, whole, narrow=False),
    Shape("Quill", is_quill, quill_nodes),
    Shape("Notion", is_notion, whole),
    Shape("Slate before 0.50", is_old_slate, whole, narrow=False),
    Shape("StreamField", is_stream_field, whole, narrow=False),
    Shape("syntax tree", is_tree, whole),
    Shape("Slate", is_slate, whole, narrow=False),
    Shape("nodes of an editor", is_nodes, whole, narrow=False),
    Shape("editor blocks", is_blocks, whole, narrow=False),
    Shape("paragraphs", is_bare_texts, whole, narrow=False),
)
