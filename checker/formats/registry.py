"""The table of formats: how each is recognised, and which functions read it.

A new format is a module with its reader and one record in `FORMATS`; everything else (detection,
`--as`, the API's list of types, error messages) follows from the table. Readers are named as
"module:function" and imported when a document needs them, so that checking a plain text loads no
parser of HTML or XML.
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import Any, Final

from checker.expressions import loading
from checker.formats.format import Format
from checker.formats.signatures import (
    head_of,
    is_anp_json,
    is_ans,
    is_ap_json,
    is_appl,
    is_drupal,
    is_editor_document,
    is_epub,
    is_ghost,
    is_html,
    is_json,
    is_json_lines,
    is_mail,
    is_methode,
    is_methode_json,
    is_navigadoc,
    is_open_text,
    is_parquet,
    is_pdf,
    is_plain_wire,
    is_rtf,
    is_saved_page,
    is_subtitles,
    is_tar,
    is_vendor_xml,
    is_web_archive,
    is_word,
    is_wordpress_export,
    is_zip,
)

__all__ = [
    "FORMATS",
    "format_named",
    "format_of_media_type",
    "known_types",
    "no_text",
    "reader",
    "recognised",
    "sniff",
    "type_of_name",
]

Reader = Callable[..., Iterator[Any]]
COMPRESSED: Final = (".gz", ".lz4")  # suffixes that are looked through


# In the order in which they are asked whether a document is theirs.
FORMATS: tuple[Format, ...] = (
    Format(
        "warc",
        many=True,
        drafts="checker.formats.archive.warc:archive_drafts",
        sources="checker.formats.archive.warc:archive_sources",
        suffixes=(".warc", ".wacz", ".arc"),
        media_types=("application/warc",),
        signature=is_web_archive,
        unzipped=False,
    ),
    Format(
        "pdf",
        drafts="checker.formats.office.pdf:pdf_drafts",
        sources="checker.formats.pages:page_sources",
        suffixes=(".pdf",),
        media_types=("application/pdf",),
        signature=is_pdf,
        no_text="a PDF document",
        packed=True,
    ),
    Format(
        "rtf",
        drafts="checker.formats.office.rtf:rtf_drafts",
        sources="checker.formats.pages:page_sources",
        suffixes=(".rtf",),
        media_types=("application/rtf", "text/rtf"),
        signature=is_rtf,
        no_text="an RTF document",
        packed=True,
    ),
    Format(
        "docx",
        drafts="checker.formats.office.docx:docx_drafts",
        sources="checker.formats.pages:page_sources",
        suffixes=(".docx", ".docm", ".dotx"),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        signature=is_word,
        no_text="a Word document",
        packed=True,
    ),
    Format(
        "odt",
        drafts="checker.formats.office.odt:odt_drafts",
        sources="checker.formats.pages:page_sources",
        suffixes=(".odt", ".ott"),
        media_types=("application/vnd.oasis.opendocument.text",),
        signature=is_open_text,
        no_text="an OpenDocument text",
        packed=True,
    ),
    Format(
        "epub",
        many=True,
        drafts="checker.formats.office.epub:epub_drafts",
        sources="checker.formats.pages:page_sources",
        suffixes=(".epub",),
        media_types=("application/epub+zip",),
        signature=is_epub,
        no_text="an EPUB book",
        packed=True,
    ),
    Format(
        "zip",
        many=True,
        drafts="checker.formats.archive.container:container_drafts",
        sources="checker.formats.archive.container:container_sources",
        suffixes=(".zip",),
        media_types=("application/zip", "application/x-zip-compressed"),
        signature=is_zip,
        no_text="a ZIP archive",
        packed=True,
    ),
    Format(
        "tar",
        many=True,
        drafts="checker.formats.archive.container:container_drafts",
        sources="checker.formats.archive.container:container_sources",
        suffixes=(".tar", ".tgz"),
        media_types=("application/x-tar",),
        signature=is_tar,
        no_text="a tar archive",
        packed=True,
    ),
    Format(
        "parquet",
        many=True,
        drafts="checker.formats.records.parquet:parquet_drafts",
        sources="checker.formats.records.parquet:parquet_sources",
        suffixes=(".parquet", ".parq"),
        media_types=("application/vnd.apache.parquet",),
        signature=is_parquet,
        no_text="a Parquet file",
        packed=True,
    ),
    Format(
        "newsml-g2",
        many=True,
        items="checker.formats.wire.newsml_g2:read_g2",
        syntax="xml",
        media_types=(
            "application/vnd.iptc.g2.newsitem+xml",
            "application/vnd.iptc.g2.newsmessage+xml",
            "application/vnd.iptc.g2.packageitem+xml",
        ),
        roots=(
            "newsMessage",
            "newsItem",
            "packageItem",
            "conceptItem",
            "knowledgeItem",
            "catalogItem",
            "planningItem",
            "hopItem",
            "contentSet",  # fragments, as guidelines print them
            "contentMeta",
            "groupSet",
        ),
        item_tags=("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem"),
        envelopes=("newsMessage",),
    ),
    Format(
        "newsml-1",
        many=True,
        items="checker.formats.wire.newsml_1:read_newsml_1",
        syntax="xml",
        media_types=("text/vnd.iptc.newsml",),
        roots=("NewsML",),
        item_tags=("NewsItem",),
        envelopes=("NewsML",),
    ),
    Format(
        "nitf",
        items="checker.formats.wire.nitf:read_nitf",
        syntax="xml",
        suffixes=(".nitf",),
        media_types=("text/vnd.iptc.nitf", "application/nitf+xml"),
        roots=("nitf",),
    ),
    Format(
        "appl",
        many=True,
        items="checker.formats.wire.appl:read_appl",
        syntax="xml",
        signature=is_appl,
        item_tags=("Publication", "entry"),
        envelopes=("Publications", "feed"),
    ),
    Format(
        "wxr",
        many=True,
        items="checker.formats.wire.rss:read_feed",
        syntax="xml",
        suffixes=(".wxr",),
        signature=is_wordpress_export,
        item_tags=("item",),
        envelopes=("rss", "feed", "RDF", "channel"),
    ),
    Format(
        "rss",
        many=True,
        items="checker.formats.wire.rss:read_feed",
        syntax="xml",
        suffixes=(".rss", ".atom"),
        media_types=("application/rss+xml", "application/atom+xml"),
        roots=("rss", "feed", "RDF", "channel"),
        item_tags=("item", "entry"),
        envelopes=("rss", "feed", "RDF", "channel"),
    ),
    Format(
        "methode",
        items="checker.formats.wire.methode:read_methode",
        syntax="xml",
        roots=("ObjectMetadata",),
        signature=is_methode,
    ),
    Format(
        "vendor-xml",
        many=True,
        items="checker.formats.wire.vendor_xml:read_vendor",
        syntax="xml",
        suffixes=(".xml",),
        roots=(
            "RBNews",
            "XMLNewsQueuedResponse",
            "Publish",
            "release",
            "document",
            "result",
            "story",
            "NewsMLArticle",
            "item",
            "Article",
            "Story",
        ),
        signature=is_vendor_xml,
    ),
    Format(
        "html",
        drafts="checker.formats.html.document:html_drafts",
        sources="checker.formats.pages:page_sources",
        suffixes=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        signature=is_html,
    ),
    Format(
        "jsonl",
        many=True,
        drafts="checker.formats.records.files:jsonl_drafts",
        sources="checker.formats.records.files:jsonl_sources",
        suffixes=(".jsonl", ".ndjson"),
        media_types=("application/x-ndjson", "application/jsonl"),
        signature=is_json_lines,
    ),
    Format(
        "methode-json",
        many=True,
        items="checker.formats.wire.house_json:read_house_json",
        syntax="json",
        signature=is_methode_json,
        no_text="JSON of an editorial system",
    ),
    Format(
        "ans",
        many=True,
        items="checker.formats.wire.house_json:read_house_json",
        syntax="json",
        signature=is_ans,
        no_text="JSON of an editorial system",
    ),
    Format(
        "navigadoc",
        many=True,
        items="checker.formats.wire.house_json:read_house_json",
        syntax="json",
        signature=is_navigadoc,
        no_text="JSON of an editorial system",
    ),
    Format(
        "anp-json",
        many=True,
        items="checker.formats.wire.house_json:read_house_json",
        syntax="json",
        signature=is_anp_json,
        no_text="JSON of an editorial system",
    ),
    Format(
        "drupal",
        many=True,
        items="checker.formats.wire.house_json:read_house_json",
        syntax="json",
        signature=is_drupal,
        no_text="JSON of an editorial system",
    ),
    Format(
        "ghost",
        many=True,
        items="checker.formats.wire.house_json:read_house_json",
        syntax="json",
        signature=is_ghost,
        no_text="JSON of an editorial system",
    ),
    Format(
        "editor-json",
        many=True,
        items="checker.formats.editors.reader:read_editor_json",
        syntax="json",
        signature=is_editor_document,
        no_text="JSON of an editor",
    ),
    Format(
        "ap-json",
        many=True,
        items="checker.formats.wire.ap_json:read_json_value",
        syntax="json",
        signature=is_ap_json,
    ),
    Format(
        "json",
        many=True,
        drafts="checker.formats.records.files:json_drafts",
        sources="checker.formats.records.files:json_sources",
        suffixes=(".json",),
        signature=is_json,
    ),
    Format(
        "ninjs",  # a JSON file may hold items, records or an envelope: its reader finds out
        many=True,
        items="checker.formats.wire.ap_json:read_json_value",
        syntax="json",
        media_types=("application/vnd.iptc.ninjs+json",),
    ),
    Format(
        "plain-wire",
        many=True,
        items="checker.formats.wire.plain:read_plain_wire",
        suffixes=(".tst", ".anpa"),
        signature=is_plain_wire,
    ),
    Format(
        "subtitles",
        items="checker.formats.wire.subtitles:read_subtitles",
        suffixes=(".srt", ".vtt"),
        media_types=("text/vtt", "application/x-subrip"),
        signature=is_subtitles,
    ),
    Format(
        "mhtml",
        drafts="checker.formats.archive.mhtml:mhtml_drafts",
        sources="checker.formats.pages:page_sources",
        suffixes=(".mhtml", ".mht"),
        media_types=("multipart/related", "application/x-mimearchive"),
        signature=is_saved_page,
        no_text="a page saved as MHTML",
    ),
    Format(
        "mail",
        many=True,
        items="checker.formats.wire.mail:read_mail",
        drafts="checker.formats.archive.attachments:mail_drafts",
        suffixes=(".eml",),
        media_types=("message/rfc822",),
        signature=is_mail,
    ),
    Format(
        "csv",
        many=True,
        drafts="checker.formats.records.files:csv_drafts",
        sources="checker.formats.records.files:csv_sources",
        suffixes=(".csv", ".tsv"),
        media_types=("text/csv",),
    ),
    Format(
        "markdown",
        drafts="checker.formats.text:text_drafts",
        sources="checker.formats.pages:page_sources",
        suffixes=(".md", ".markdown"),
        media_types=("text/markdown",),
    ),
    Format(
        "text",  # text/plain decides nothing: servers send it with everything
        drafts="checker.formats.text:text_drafts",
        sources="checker.formats.pages:page_sources",
        suffixes=(".txt", ".text"),
    ),
)
# What must not be read as plain text or HTML, and what must not be read in any other format.
NO_TEXT = tuple(kind for kind in FORMATS if kind.packed or kind.no_text)
PACKED = tuple(kind for kind in NO_TEXT if kind.packed)


def known_types() -> tuple[str, ...]:
    """Returns the type ids of all formats, sorted."""
    return tuple(sorted(kind.name for kind in FORMATS))


def format_named(name: str) -> Format | None:
    """Returns the format of a type id, or None."""
    return next((kind for kind in FORMATS if kind.name == name), None)


def format_of_media_type(content_type: str | None) -> Format | None:
    """Returns the format that a `Content-Type` header decides, or None; parameters are ignored."""
    media_type = (content_type or "").partition(";")[0].strip().lower()
    return next((kind for kind in FORMATS if media_type in kind.media_types), None)


def type_of_name(name: str | None) -> str | None:
    """Returns the type id that a file name's suffix means, or None; `.gz` is looked through."""
    if not name:
        return None
    path = PurePath(name.lower())
    suffix = PurePath(path.stem).suffix if path.suffix in COMPRESSED else path.suffix
    return next((kind.name for kind in FORMATS if suffix in kind.suffixes), None)


def recognised(data: bytes | str, name: str | None = None) -> Format:
    """Returns the format of a document by content, else by name, else plain text; never raises."""
    head = head_of(data, type_of_name(name))
    for kind in FORMATS:
        if kind.matches(head):
            return kind
    return next(kind for kind in FORMATS if kind.name == (head.named or "text"))


def no_text(data: bytes | str, *, packed: bool = False) -> str:
    """Returns what a document is that must not be read as plain text or HTML; "" for any other.

    With `packed`, only what must not be read in any other format either.
    """
    head = head_of(data, None)
    kinds = PACKED if packed else NO_TEXT
    return next((kind.no_text for kind in kinds if kind.matches(head)), "")


def sniff(data: bytes | str, name: str | None = None) -> str:
    """Returns the type id of a document (one of `known_types`), by content before name.

    Never raises.
    """
    return recognised(data, name).name


def reader(reference: str) -> Reader:
    """Imports and returns the function that "module:function" names."""
    name, _, function = reference.partition(":")
    module = sys.modules.get(name)
    if module is None:
        with loading("formats"):
            module = import_module(name)
    found: Reader = getattr(module, function)
    return found
