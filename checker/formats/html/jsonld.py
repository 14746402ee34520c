"""JSON-LD as found on real pages: broken, nested, repeated, about several things at once."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from checker.formats.charset import clean_surrogates
from checker.formats.html.hints import word_set
from checker.models.draft import Metadatum
from checker.models.vocabulary import FindingScope

__all__ = ["linked_data", "plain_value"]

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|"
                       r"(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$")  # fmt: skip
# Only with its semicolon: "?a=AFP&copy=2025" is a query.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WORD = re.compile(r"\w+")
_DEPTH = 24
_MOST = 4000  # statements of one page
_ARTICLES = word_set("blogposting liveblogposting report socialmediaposting reportage webpage")
_PICTURES = word_set(
    "imageobject videoobject photograph imagegallery audioobject mediaobject musicvideoobject"
)
_SITES = word_set(
    "organization newsmediaorganization website corporation localbusiness searchaction "
    "webapplication sitenavigationelement wpheader wpfooter"
)
_OTHERS = word_set("itemlist breadcrumblist listitem person comment event product")
_KEY_SCOPES: dict[str, FindingScope] = {
    "publisher": "site",
    "ispartof": "site",
    "logo": "site",
    "image": "picture",
    "thumbnail": "picture",
    "primaryimageofpage": "picture",
    "associatedmedia": "picture",
    "video": "picture",
    "photo": "picture",
    "haspart": "other",
    "mentions": "other",
    "citation": "other",
    "relatedlink": "other",
    "significantlink": "other",
    "itemlistelement": "other",
    "comment": "other",
    "review": "other",
    "breadcrumb": "other",
    "potentialaction": "other",
    "knowsabout": "other",
    "worksfor": "other",
    "sameas": "other",
}
_MUTE = word_set(
    "@context @type contenturl thumbnailurl embedurl width height datemodified "
    "uploaddate duration position wordcount query-input target urltemplate "
    "contentsize encodingformat fileformat telephone postalcode streetaddress"
)


def linked_data(scripts: Sequence[str], *, title: str = "", url: str = "") -> list[Metadatum]:
    """Returns every statement of the page's JSON-LD with its path and subject.

    `title` and `url` distinguish the page's own article from others that it describes.
    """
    nodes = [node for script in scripts for node in _nodes(_load(script))]
    by_id = _by_id(nodes)
    articles = [node for node in nodes if _is_article(node)]
    main = _main(articles, title, url)
    found: list[Metadatum] = []
    for node in nodes:
        scope = _scope(node, main)
        name = "jsonld:" + (_types(node)[0] if _types(node) else "Thing")
        for statement in _walk(node, name, scope, by_id, 0):
            found.append(statement)
            if len(found) >= _MOST:
                return found
    return found


def _load(script: str) -> Any:
    """The value of one script, mended where that is possible; None if it holds nothing."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", script)).strip().strip("\ufeff").rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _prefix(text)


def _prefix(text: str) -> Any:
    """The first whole values of a text that holds several, or that ends in the middle."""
    decoder, position = json.JSONDecoder(strict=False), 0
    values: list[Any] = []
    while position < len(text) and len(values) < 50:
        start = _start(text, position)
        if start < 0:
            break
        try:
            value, position = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            break
        values.append(value)
    return values or _fields(text)


def _start(text: str, position: int) -> int:
    starts = [place for place in (text.find("{", position), text.find("[", position)) if place >= 0]
    return min(starts, default=-1)


_FIELD = re.compile(
    r'"(author|creator|sourceOrganization|copyrightHolder|copyrightNotice|creditText|headline'
    r'|license|usageInfo)"\s*:\s*(?:\[\s*)?(?:\{[^{}\[\]]{0,300}?"name"\s*:\s*)?"((?:[^"\\]|\\.){1,300})"'
)


def _fields(text: str) -> Any:
    """The fields that matter of a script that cannot be parsed, read one by one."""
    fields: dict[str, Any] = {}
    for match in _FIELD.finditer(text[:200_000]):
        fields.setdefault(match[1], match[2])
    return {"@type": "NewsArticle", **fields} if fields else None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The top-level things of a script: arrays and @graph opened."""
    waiting = [value]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting = thing[:500] + waiting
        elif isinstance(thing, dict):
            graph = thing.get("@graph")
            if isinstance(graph, (list, dict)):
                waiting = [graph, *waiting]
            if set(thing) - {"@graph", "@context", "@id"}:
                yield thing


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str)]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = [kind.lower() for kind in _types(node)]
    return any(kind.endswith("article") or kind in _ARTICLES for kind in kinds)


def _by_id(nodes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}


def _main(articles: list[dict[str, Any]], title: str, url: str) -> list[int]:
    """The identities of the nodes that describe this page's article."""
    real = [node for node in articles if "webpage" not in [k.lower() for k in _types(node)]]
    if len(real) < 2:
        return [id(node) for node in articles]
    scored = [(_likeness(node, title, url), node) for node in real]
    best = max(score for score, _ in scored)
    chosen = [node for score, node in scored if score == best and (best > 0 or node is real[0])]
    pages = [node for node in articles if not any(node is other for other in real)]
    return [id(node) for node in (*chosen, *pages)]


def _likeness(node: dict[str, Any], title: str, url: str) -> float:
    place = node.get("mainEntityOfPage")
    address = place.get("@id") or place.get("url") if isinstance(place, dict) else place
    score = 0.0
    if url and any(
        isinstance(a, str) and a.split("#")[0] == url for a in (address, node.get("url"))
    ):
        score += 1.0
    headline = node.get("headline") or node.get("name")
    if isinstance(headline, str) and title:
        mine, theirs = set(_WORD.findall(title.lower())), set(_WORD.findall(headline.lower()))
        if mine and theirs and len(mine & theirs) / len(theirs) > 0.6:
            score += 1.0
    return score


def _scope(node: dict[str, Any], main: list[int]) -> FindingScope:
    kinds = {kind.lower() for kind in _types(node)}
    if id(node) in main:
        return "article"
    if kinds & _PICTURES:
        return "picture"
    if kinds & _SITES:
        return "site"
    if kinds & _OTHERS or _is_article(node):
        return "other"
    return "article" if "author" in node or "headline" in node else "other"


def _walk(
    value: Any, path: str, scope: FindingScope, by_id: dict[str, dict[str, Any]], depth: int
) -> Iterator[Metadatum]:
    if isinstance(value, str):
        text = plain_value(value)
        if text:
            yield Metadatum(plain_value(path), text, scope)
        return
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for part in value[:300]:
            yield from _walk(part, path, scope, by_id, depth + 1)
    elif isinstance(value, dict):
        if depth and set(value) == {"@id"} and value["@id"] in by_id:
            value = {k: v for k, v in by_id[value["@id"]].items() if isinstance(v, (str, list))}
        scope = _inner(value, scope) if depth else scope
        for key, part in value.items():
            lower = str(key).lower()
            if lower in _MUTE or (lower == "@id" and depth):
                continue
            inner = scope if scope in ("other", "picture") else _KEY_SCOPES.get(lower, scope)
            yield from _walk(part, f"{path}.{key}", inner, by_id, depth + 1)


def _inner(value: dict[str, Any], scope: FindingScope) -> FindingScope:
    kinds = {kind.lower() for kind in _types(value)}
    if scope in ("article", "site") and kinds & _PICTURES:
        return "picture"
    if scope == "article" and kinds & {"itemlist", "breadcrumblist", "comment"}:
        return "other"
    return scope


def plain_value(value: str) -> str:
    """Returns the value as a reader would see it, without white space around it."""
    decoded = _ENTITY.sub(lambda entity: html.unescape(entity[0]), value) if "&" in value else value
    return (decoded if decoded.isascii() else clean_surrogates(decoded).text).strip()
