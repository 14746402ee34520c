"""An archive as newsrooms have them: every type that is read, and every kind that is not."""

import base64
import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from tests.formats.documents import docx, epub, mail, odt, paragraph, pdf, tar, words_at, zipped

__all__ = ["Mixed", "mixed"]

STORY = (
    "The night ferry number {n} between Port Ansel and the island of Grey Holm sailed again on "
    "Saturday for the first time in six years, with {n} bicycles and a brass band on board."
)
PICTURE = "q 500 0 0 700 40 40 cm /Im1 Do Q"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DATE = "2019-05-06T10:00:00Z"


@dataclass(slots=True)
class Mixed:
    """What an audit of the archive must find: the pieces it reads and those it names as unread."""

    read: set[str]
    unread: set[str]
    aside: set[str]


def mixed(folder: Path, rounds: int) -> Mixed:
    """Makes the archive; each round is about twenty files."""
    made = Mixed(set(), set(), set())
    for number in range(rounds):
        _round(folder / f"{2010 + number}", number, made)
    return made


def _round(folder: Path, n: int, made: Mixed) -> None:
    folder.mkdir(parents=True)
    story = STORY.format(n=n)
    page = f"<html><body><article><p>{story}</p></article></body></html>"
    pages = [words_at(50, 700 - 14 * at, story[at * 60 : at * 60 + 60]) for at in range(4)]
    word = docx(paragraph(story))
    files: dict[str, bytes] = {
        "page.html": page.encode(),
        "story.txt": story.encode(),
        "zipped.txt.gz": gzip.compress(story.encode()),
        "paper.pdf": pdf(pages, pages),
        "minutes.docx": word,
        "letter.odt": odt(f"<text:p>{story}</text:p>"),
        "old.rtf": ("{\\rtf1\\ansi " + story + "}").encode(),
        "picture.jpg": pdf(pages),
        "blob.bin": word,
        "wire": ("{\\rtf1\\ansi no suffix: " + story + "}").encode(),
        "saved.mhtml": _saved(page),
        "cues.srt": f"1\n00:00:01,000 --> 00:00:04,000\n{story}\n".encode(),
        "ghost.json": json.dumps({"db": [{"data": {"posts": [{
            "uuid": f"g{n}", "slug": "s", "title": "T", "html": page, "published_at": DATE,
        }]}}]}).encode(),
        "arc.json": json.dumps({
            "type": "story", "_id": f"arc{n}", "headlines": {"basic": "T"},
            "content_elements": [{"type": "text", "content": story}], "publish_date": DATE,
        }).encode(),
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_bytes(content)
        made.read.add(f"{folder}/{name}")
    _many(folder, n, made, page, word)
    _unread(folder, made)


def _many(folder: Path, n: int, made: Mixed, page: str, word: bytes) -> None:
    """Files of several pieces."""
    story = STORY.format(n=n)
    lines = [json.dumps({"id": f"c{at}", "text": story, "published": DATE}) for at in range(2)]
    table = f'nid,headline,body,publish date\nt1,T,"{story}",2019-05-06\nt2,T,"{story}",\n'
    export = (
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<item><title>T</title><guid>w1</guid><content:encoded>{story}</content:encoded></item>"
        "</channel></rss>"
    )
    inner = zipped({"in.docx": word, "in.pdf": pdf([words_at(50, 700, story[:90])])})
    inside: dict[str, str | bytes] = {
        "a/page.html": page,
        "more.zip": inner,
        "a/photo.jpg": b"\xff\xd8",
    }
    inside["a/named.png"] = word
    files: dict[str, tuple[bytes, list[str]]] = {
        "cms.jsonl": ("\n".join(lines).encode(), ["line 1", "line 2"]),
        "table.csv": (table.encode(), ["t1", "t2"]),
        "export.xml": (export.encode(), [""]),
        "book.epub": (
            epub({"a.xhtml": page, "b.xhtml": page}, "2019"),
            ["OPS/a.xhtml", "OPS/b.xhtml"],
        ),
        "mail.eml": (mail(story, {"report.docx": word}), ["part 1", "report.docx"]),
        "all.zip": (
            zipped(inside),
            ["a/page.html", "a/named.png", "more.zip/in.docx", "more.zip/in.pdf"],
        ),
        "all.tar.gz": (tar({"b/story.txt": story.encode()}, "w:gz"), ["b/story.txt"]),
    }
    for name, (content, parts) in files.items():
        (folder / name).write_bytes(content)
        made.read |= {f"{folder}/{name}#{part}" if part else f"{folder}/{name}" for part in parts}
    made.aside.add(f"{folder}/all.zip#left out")


def _unread(folder: Path, made: Mixed) -> None:
    """Files that nothing can read: each of them must be named."""
    files: dict[str, bytes] = {
        "scan.pdf": pdf([PICTURE]),
        "damaged.docx": docx(paragraph("x"))[:80],
        "table.xlsx": zipped({"xl/workbook.xml": "<a/>"}),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + "WordDocument".encode("utf-16-le"),
        "coded.txt": base64.encodebytes(b"The night ferry sailed again on Saturday. " * 9),
        "empty.zip": zipped({}),
        "deck.gif": OLE + bytes(504),
        "bytes.bin": bytes(range(256)) * 9,
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
        made.unread.add(f"{folder}/{name}")
    (folder / "scans.zip").write_bytes(zipped({"one.pdf": pdf([PICTURE])}))
    made.unread.add(f"{folder}/scans.zip#one.pdf")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")


def _saved(page: str) -> bytes:
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        "Content-Type: text/html; charset=utf-8\nContent-Location: https://x.example/s\n\n"
        f"{page}\n--b--\n"
    ).encode()
