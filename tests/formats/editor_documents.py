"""One story as the JSON of each editor, as its system saves it."""

from typing import Any

FIRST = "The night ferry to Orlu sailed again on Monday after a winter in the yard."
LINKED = "its owners"
SECOND = f"A crowd watched from the mole, {LINKED} said, and the last berth was sold by noon."
QUOTE = "We have waited for this since November."
CAPTION = "The ferry at the mole of Orlu. Photo: Ida Berg/Nordbild"
HEADING = "A winter in the yard"
ADDRESS = "https://ferry.example/owners"
HTML = SECOND.replace(LINKED, f'<a href="{ADDRESS}">{LINKED}</a>')
BEFORE, AFTER = SECOND.split(LINKED)


def editorjs() -> Any:
    return {
        "time": 1,
        "version": "2.30.0",
        "blocks": [
            {"type": "paragraph", "data": {"text": FIRST}},
            {"type": "header", "data": {"text": HEADING, "level": 2}},
            {"type": "paragraph", "data": {"text": HTML}},
            {"type": "quote", "data": {"text": QUOTE, "caption": ""}},
            {
                "type": "image",
                "data": {"file": {"url": "https://x.example/f.jpg"}, "caption": CAPTION},
            },
        ],
    }


def draftjs() -> Any:
    def block(text: str, kind: str = "unstyled", **more: Any) -> Any:
        return {"key": "a", "text": text, "type": kind, "depth": 0, "entityRanges": [], **more}

    return {
        "blocks": [
            block(FIRST),
            block(HEADING, "header-two"),
            block(SECOND, entityRanges=[{"offset": 1, "length": 2, "key": 0}]),
            block(QUOTE, "blockquote"),
            block(" ", "atomic"),
        ],
        "entityMap": {
            "0": {"type": "LINK", "data": {"url": ADDRESS}},
            "1": {"type": "IMAGE", "data": {"src": "f.jpg", "caption": CAPTION}},
        },
    }


def lexical() -> Any:
    def text(words: str) -> Any:
        return {
            "detail": 0,
            "format": 0,
            "mode": "normal",
            "style": "",
            "text": words,
            "type": "text",
        }

    link = {"type": "link", "url": ADDRESS, "children": [text(LINKED)]}
    children = [
        {"type": "paragraph", "children": [text(FIRST)]},
        {"type": "heading", "tag": "h2", "children": [text(HEADING)]},
        {"type": "paragraph", "children": [text(BEFORE), link, text(AFTER)]},
        {"type": "quote", "children": [text(QUOTE)]},
        {"type": "image", "src": "f.jpg", "caption": CAPTION},
    ]
    return {"root": {"children": children, "direction": "ltr", "type": "root", "version": 1}}


def mobiledoc() -> Any:
    return {
        "version": "0.3.1",
        "atoms": [],
        "markups": [["a", ["href", ADDRESS]]],
        "cards": [["image", {"src": "f.jpg", "caption": CAPTION}]],
        "sections": [
            [1, "p", [[0, [], 0, FIRST]]],
            [1, "h2", [[0, [], 0, HEADING]]],
            [1, "p", [[0, [], 0, BEFORE], [0, [0], 1, LINKED], [0, [], 0, AFTER]]],
            [1, "blockquote", [[0, [], 0, QUOTE]]],
            [10, 0],
        ],
    }


def portable_text() -> Any:
    def block(*spans: Any, style: str = "normal", links: Any = ()) -> Any:
        return {"_type": "block", "style": style, "children": list(spans), "markDefs": list(links)}

    def span(text: str, *marks: str) -> Any:
        return {"_type": "span", "text": text, "marks": list(marks)}

    link = {"_key": "l", "_type": "link", "href": ADDRESS}
    return [
        block(span(FIRST)),
        block(span(HEADING), style="h2"),
        block(span(BEFORE), span(LINKED, "l"), span(AFTER), links=[link]),
        block(span(QUOTE), style="blockquote"),
        {"_type": "image", "asset": {"_ref": "image-1"}, "caption": CAPTION},
    ]


def prosemirror() -> Any:
    def text(words: str, *marks: Any) -> Any:
        return {"type": "text", "text": words, "marks": list(marks)}

    link = {"type": "link", "attrs": {"href": ADDRESS}}
    return {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [text(FIRST)]},
            {"type": "heading", "attrs": {"level": 2}, "content": [text(HEADING)]},
            {"type": "paragraph", "content": [text(BEFORE), text(LINKED, link), text(AFTER)]},
            {"type": "blockquote", "content": [{"type": "paragraph", "content": [text(QUOTE)]}]},
            {"type": "figure", "attrs": {"src": "f.jpg", "caption": CAPTION}},
        ],
    }


def stream_field() -> Any:
    return [
        {"type": "paragraph", "value": f"<p>{FIRST}</p>", "id": "a"},
        {"type": "heading", "value": HEADING, "id": "b"},
        {"type": "paragraph", "value": f"<p>{HTML}</p>", "id": "c"},
        {"type": "quote", "value": {"quote": QUOTE}, "id": "d"},
        {"type": "image", "value": {"image": 3, "caption": CAPTION}, "id": "e"},
    ]


def ans() -> Any:
    return {
        "type": "story",
        "version": "0.10.9",
        "_id": "ABC",
        "headlines": {"basic": "The ferry sails"},
        "display_date": "2026-03-04T10:00:00Z",
        "distributor": {"name": "AFP", "category": "wires"},
        "content_elements": [
            {"_id": "1", "type": "text", "content": FIRST},
            {"_id": "2", "type": "header", "level": 2, "content": HEADING},
            {"_id": "3", "type": "text", "content": HTML},
            {"_id": "4", "type": "quote", "content_elements": [{"type": "text", "content": QUOTE}]},
            {"_id": "5", "type": "image", "caption": CAPTION, "url": "f.jpg"},
        ],
    }


def navigadoc() -> Any:
    return {
        "uuid": "u",
        "type": "core/article",
        "title": "The ferry sails",
        "content": [
            {"id": "1", "type": "core/text", "data": {"text": FIRST}},
            {"id": "2", "type": "core/heading-2", "data": {"text": HEADING}},
            {"id": "3", "type": "core/text", "data": {"text": HTML, "format": "html"}},
            {"id": "4", "type": "core/blockquote", "data": {"text": QUOTE}},
            {"id": "5", "type": "core/image", "data": {"text": CAPTION, "width": 3}},
        ],
    }


def gutenberg() -> Any:
    def block(name: str, html: str, **attributes: Any) -> Any:
        given = {"innerBlocks": [], "innerHTML": html, "innerContent": [html]}
        return {"blockName": f"core/{name}", "attrs": attributes, **given}

    return [
        block("paragraph", f"<p>{FIRST}</p>"),
        block("heading", f"<h2>{HEADING}</h2>", level=2),
        block("paragraph", f"<p>{HTML}</p>"),
        block("quote", f"<blockquote>{QUOTE}</blockquote>"),
        block("image", f"<figure><img src='f.jpg'><figcaption>{CAPTION}</figcaption></figure>"),
    ]


def gutenberg_editor() -> Any:
    return [
        {"name": "core/paragraph", "attributes": {"content": FIRST}, "innerBlocks": []},
        {"name": "core/heading", "attributes": {"content": HEADING, "level": 2}, "innerBlocks": []},
        {"name": "core/paragraph", "attributes": {"content": HTML}, "innerBlocks": []},
        {"name": "core/quote", "attributes": {"value": QUOTE}, "innerBlocks": []},
        {"name": "core/image", "attributes": {"caption": CAPTION, "id": 4}, "innerBlocks": []},
    ]


def quill() -> Any:
    return {
        "ops": [
            {"insert": f"{FIRST}\n{HEADING}"},
            {"insert": "\n", "attributes": {"header": 2}},
            {"insert": BEFORE},
            {"insert": LINKED, "attributes": {"link": ADDRESS}},
            {"insert": f"{AFTER}\n{QUOTE}"},
            {"insert": "\n", "attributes": {"blockquote": True}},
            {"insert": {"image": "f.jpg", "caption": CAPTION}},
        ]
    }


def slate() -> Any:
    return [
        {"type": "paragraph", "children": [{"text": FIRST}]},
        {"type": "heading-two", "children": [{"text": HEADING, "bold": True}]},
        {
            "type": "paragraph",
            "children": [
                {"text": BEFORE},
                {"type": "link", "url": ADDRESS, "children": [{"text": LINKED}]},
                {"text": AFTER},
            ],
        },
        {"type": "block-quote", "children": [{"text": QUOTE}]},
        {"type": "image", "url": "f.jpg", "caption": CAPTION, "children": [{"text": ""}]},
    ]


def old_slate() -> Any:
    def block(kind: str, words: str) -> Any:
        leaf = {"object": "text", "leaves": [{"object": "leaf", "text": words, "marks": []}]}
        return {"object": "block", "type": kind, "nodes": [leaf]}

    nodes = [block("paragraph", FIRST), block("heading", HEADING)]
    link = {"object": "inline", "type": "link", "data": {"href": ADDRESS}}
    run = {"object": "text", "leaves": [{"text": BEFORE}]}
    inner = {**link, "nodes": [{"object": "text", "leaves": [{"text": LINKED}]}]}
    end = {"object": "text", "leaves": [{"text": AFTER}]}
    nodes.append({"object": "block", "type": "paragraph", "nodes": [run, inner, end]})
    nodes.append(block("quote", QUOTE))
    nodes.append({"object": "block", "type": "image", "data": {"caption": CAPTION}, "nodes": []})
    return {"document": {"object": "document", "nodes": nodes}}


def contentful() -> Any:
    def text(words: str) -> Any:
        return {"nodeType": "text", "value": words, "marks": [], "data": {}}

    def node(kind: str, *content: Any, **given: Any) -> Any:
        return {"nodeType": kind, "data": given, "content": list(content)}

    link = node("hyperlink", text(LINKED), uri=ADDRESS)
    return node(
        "document",
        node("paragraph", text(FIRST)),
        node("heading-2", text(HEADING)),
        node("paragraph", text(BEFORE), link, text(AFTER)),
        node("blockquote", node("paragraph", text(QUOTE))),
        node("embedded-asset-block", target={"fields": {"description": CAPTION}}),
    )


def strapi() -> Any:
    def text(words: str) -> Any:
        return {"type": "text", "text": words}

    return [
        {"type": "paragraph", "children": [text(FIRST)]},
        {"type": "heading", "level": 2, "children": [text(HEADING)]},
        {
            "type": "paragraph",
            "children": [
                text(BEFORE),
                {"type": "link", "url": ADDRESS, "children": [text(LINKED)]},
                text(AFTER),
            ],
        },
        {"type": "quote", "children": [text(QUOTE)]},
        {"type": "image", "image": {"url": "f.jpg", "caption": CAPTION}, "children": [text("")]},
    ]


def notion() -> Any:
    def block(kind: str, *runs: tuple[str, str | None]) -> Any:
        rich = [
            {"type": "text", "text": {"content": t}, "plain_text": t, "href": href}
            for t, href in runs
        ]
        return {"object": "block", "type": kind, kind: {"rich_text": rich}}

    image = {"type": "external", "caption": [{"type": "text", "plain_text": CAPTION}]}
    return {
        "object": "list",
        "results": [
            block("paragraph", (FIRST, None)),
            block("heading_2", (HEADING, None)),
            block("paragraph", (BEFORE, None), (LINKED, ADDRESS), (AFTER, None)),
            block("quote", (QUOTE, None)),
            {"object": "block", "type": "image", "image": image},
        ],
    }


def syntax_tree() -> Any:
    def text(words: str) -> Any:
        return {"type": "text", "value": words}

    link = {"type": "link", "url": ADDRESS, "children": [text(LINKED)]}
    return {
        "type": "root",
        "children": [
            {"type": "paragraph", "children": [text(FIRST)]},
            {"type": "heading", "depth": 2, "children": [text(HEADING)]},
            {"type": "paragraph", "children": [text(BEFORE), link, text(AFTER)]},
            {"type": "blockquote", "children": [{"type": "paragraph", "children": [text(QUOTE)]}]},
            {"type": "figure", "children": [text(CAPTION)]},
        ],
    }


def nameless() -> Any:
    return [
        {"type": "paragraph", "text": FIRST},
        {"type": "heading", "text": HEADING},
        {"type": "paragraph", "text": HTML},
        {"type": "quote", "text": QUOTE},
        {"type": "image", "caption": CAPTION},
    ]


DOCUMENTS = {
    made.__name__: made()
    for made in (
        editorjs, draftjs, lexical, mobiledoc, portable_text, prosemirror, stream_field, ans,
        navigadoc, gutenberg, gutenberg_editor, quill, slate, old_slate, contentful, strapi, notion,
        syntax_tree, nameless,
    )
}  # fmt: skip
