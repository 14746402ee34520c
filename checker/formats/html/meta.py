"""Machine-readable statements of a page: meta, link, microdata, attributes of pictures, rights."""

import re
from collections.abc import Iterable
from dataclasses import field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checker.formats.html.islands import in_script
from checker.formats.html.jsonld import linked_data, plain_value
from checker.formats.html.region import Ground
from checker.models.draft import Metadatum, Rights, RightsField
from checker.models.vocabulary import FindingScope
from checker.values import dataclass

__all__ = ["Head", "picture_statements", "read_head", "rights_of"]

_MUTE = re.compile(
    r"viewport|^theme-color|verif|validate|msapplication|^fb:|apple-|format-detection|^referrer"
    r"|csrf|^twitter:(?:card|image(?!:alt)|player|app|site:id)|^og:(?:image(?!:alt)|video|locale|type|updated)"
    r"|generator|x-ua|refresh|pragma|expires|cache|^al:|content-type|handheld|mobile|color"
    r"|^article:modified|width|height|origin-trial|^next-|token|nonce|sentry",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"site_name|^application-name|publisher|^twitter:site|^og:site|^parsely-site|^web_author"
    r"|^designer|^cre$|^site",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"image|photo|thumb|video", re.IGNORECASE)
_LOCALE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_NO_MINING = re.compile(r"\bno(?:image)?ai\b|\bnoml\b", re.IGNORECASE)

_PICTURE_KEY = re.compile(
    r"\.(?:alt|title|caption|credit|photographer|copyright|aria-label|aria-description|placeholder|data-[\w-]*(?:credit|copyright|caption|source|author|rights|title"
    r"|description|agency)[\w-]*)$"
)
_MOST_PICTURES = 300


@dataclass(slots=True)
class Head:
    """The statements of a page outside its visible text."""

    title: str | None = None
    language: str | None = None
    url: str | None = None
    metadata: list[Metadatum] = field(default_factory=list)
    pixels: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)  # characters of data for scripts


def read_head(tree: LexborHTMLParser) -> Head:
    """Returns all statements of meta, link, title, html lang and JSON-LD, in page order."""
    head = Head()
    tags: dict[str, str] = {}
    for node in tree.css("meta"):
        _meta(node, head, tags)
    _links(tree, head, tags)
    title = tree.css_first("title")
    shown = " ".join((title.text() if title else "").split())
    head.title = tags.get("og:title") or shown or tags.get("twitter:title") or None
    if shown:
        head.metadata.append(Metadatum("html:title", shown))
    head.language = _language(tree, tags)
    scripts = _scripts(tree, head)
    head.metadata += linked_data(scripts, title=head.title or shown, url=head.url or "")
    return head


def _meta(node: LexborNode, head: Head, tags: dict[str, str]) -> None:
    attributes = node.attributes
    content = plain_value(attributes.get("content") or "")
    names = [attributes.get(key) or "" for key in ("name", "property", "itemprop", "http-equiv")]
    name = next((name.strip() for name in names if name.strip()), "")
    if not content or not name:
        return
    tags.setdefault(name.lower(), content)
    if _MUTE.search(name):
        return
    kind = "microdata" if attributes.get("itemprop") and not names[0] else "meta"
    scope: FindingScope = "article"
    if kind == "microdata":
        scope = _item_scope(node)
    if _SITE.search(name):
        scope = "site"
    elif _PICTURE.search(name):
        scope = "picture"
    head.metadata.append(Metadatum(f"{kind}:{name}", content, scope))


def _item_scope(node: LexborNode) -> FindingScope:
    """What the nearest itemscope is about."""
    around = node.parent
    for _ in range(60):
        if around is None:
            break
        attributes = around.attributes
        if "itemscope" in attributes:
            kind = (attributes.get("itemtype") or "").lower()
            prop = (attributes.get("itemprop") or "").lower()
            if "image" in kind or "video" in kind or "image" in prop:
                return "picture"
            if prop in ("publisher", "logo") or kind.endswith(("organization", "website")):
                return "article" if prop in ("author", "creator", "sourceorganization") else "site"
            if kind.endswith(("breadcrumblist", "listitem", "comment", "itemlist")):
                return "other"
        around = around.parent
    return "article"


def _links(tree: LexborHTMLParser, head: Head, tags: dict[str, str]) -> None:
    for node in tree.css("link[rel][href], a[rel~=license][href]"):
        attributes = node.attributes
        rel, href = (attributes.get("rel") or "").lower(), (attributes.get("href") or "").strip()
        if not href:
            continue
        if "license" in rel.split() or "licence" in rel.split():
            head.metadata.append(Metadatum("link:license", href))
        elif rel == "canonical" and head.url is None:
            head.url = href
        elif rel in ("author", "publisher", "syndication-source", "original-source"):
            scope: FindingScope = "site" if rel == "publisher" else "article"
            head.metadata.append(Metadatum(f"link:{rel}", href, scope))
    head.url = head.url or tags.get("og:url")


def _language(tree: LexborHTMLParser, tags: dict[str, str]) -> str | None:
    root = tree.root
    attributes = root.attributes if root is not None else {}
    for value in (
        attributes.get("lang"),
        attributes.get("xml:lang"),
        tags.get("content-language"),
        tags.get("language"),
        tags.get("og:locale"),
    ):
        if value and _LOCALE.match(value.strip()):
            return value.strip().replace("_", "-")
    return None


def _scripts(tree: LexborHTMLParser, head: Head) -> list[str]:
    """The JSON-LD scripts; of the others, addresses and the size of data are kept in `head`."""
    found = []
    for node in tree.css("script"):
        attributes = node.attributes
        kind = (attributes.get("type") or "").lower()
        if "ld+json" in kind:
            found.append(node.text(deep=True) or "")
        elif src := attributes.get("src"):
            head.pixels.append(src)
        elif kind:
            why, size = in_script(node, kind)
            if size:
                head.left_out[why] = head.left_out.get(why, 0) + size
    return found


def picture_statements(ground: Ground) -> list[Metadatum]:
    """Returns statements about pictures: scope `picture` for the article's, `other` else."""
    found: list[Metadatum] = []
    for picture in ground.page.pictures:
        scope: FindingScope = "picture" if ground.mine(picture) else "other"
        for key, value in picture.attributes:
            if not _of_a_picture(key):
                continue
            text = " ".join(plain_value(value).split())
            if any(map(str.isalpha, text)):
                found.append(Metadatum(f"html:{key}", text, scope))
        if len(found) >= _MOST_PICTURES:
            break
    return found


@lru_cache(maxsize=1_024)
def _of_a_picture(key: str) -> bool:
    """Whether an attribute states something about its picture."""
    return _PICTURE_KEY.search(key) is not None


_FIELDS = {
    "copyrightholder": "copyright_holder",
    "copyrightnotice": "copyright_notice",
    "usageinfo": "usage_terms",
    "usageterms": "usage_terms",
    "credittext": "credit_line",
    "license": "license_url",
}


def rights_of(metadata: Iterable[Metadatum]) -> Rights:
    """Returns what Schema.org, HTML and TDMRep metadata state about the article, as rights."""
    found: dict[str, list[str]] = {}
    fields: list[RightsField] = []
    for statement in metadata:
        if statement.scope != "article":
            continue
        kind = _rights_field(statement)
        if kind is not None:
            values = found.setdefault(kind, [])
            if statement.value not in values:
                values.append(statement.value)
                fields.append(RightsField(statement.name, statement.value))
    if not fields:
        return Rights()
    listed = {kind: tuple(values) for kind, values in found.items()}
    return Rights(
        copyright_holder=listed.get("copyright_holder", ()),
        copyright_notice=listed.get("copyright_notice", ()),
        usage_terms=listed.get("usage_terms", ()),
        credit_line=listed.get("credit_line", ()),
        data_mining=listed.get("data_mining", ()),
        license_url=listed.get("license_url", ()),
        fields=tuple(fields),
    )


def _rights_field(statement: Metadatum) -> str | None:
    kind, _, path = statement.name.partition(":")
    last = path.rsplit(".", 1)[-1].lower()
    parts = path.lower().split(".")
    if kind in ("jsonld", "microdata"):
        if last == "name" and "copyrightholder" in parts:
            return "copyright_holder"
        return _FIELDS.get(last) if len(parts) <= 2 or last == "license" else None
    if kind == "link" and path == "license":
        return "license_url"
    if kind == "meta":
        if last.startswith("tdm-"):
            return "data_mining"
        if last == "robots" and _NO_MINING.search(statement.value):
            return "data_mining"
    return None
