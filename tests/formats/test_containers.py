"""Archives, and mails with attachments: every file inside is read or named, within limits."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from checker.errors import DamagedInput
from checker.formats import BadRecord, read_draft, read_drafts, read_sources, sniff
from checker.formats.nesting import BYTES, DEEPEST, FILES, Nesting
from checker.models.draft import Draft, Use
from checker.models.source import Source
from checker.running.documents import LeftAside, Readable, Unreadable, read_documents

from .documents import document, docx, epub, mail, odt, paragraph, pdf, tar, words_at, zipped

STORY = "The night ferry to Orlu sailed again on Monday after a winter in the yard."
RTF = ("{\\rtf1\\ansi " + STORY + "}").encode()
PICTURE = "q 500 0 0 700 40 40 cm /Im1 Do Q"
WORD = docx(paragraph(STORY))


def read(data: bytes, name: str) -> list[Readable | Unreadable | LeftAside]:
    return list(read_documents(data, name=name, use=Use()))


def drafts(data: bytes, name: str) -> list[Draft]:
    return [found for found in read_drafts(data, name=name) if isinstance(found, Draft)]


MEMBERS: dict[str, str | bytes] = {
    "2014/page.html": f"<p>{STORY}</p>",
    "2014/page.docx": WORD,
    "page.pdf": pdf([words_at(50, 700, STORY)]),
    "in.tar.gz": tar({"deep/story.rtf": RTF, "story.txt": STORY.encode()}, "w:gz"),
    "batch.jsonl": f'{{"id": "a7", "text": "{STORY}"}}\nbroken\n',
    "mail.eml": mail(STORY, {"report.docx": WORD}),
    "scan.pdf": pdf([PICTURE]),
    "table.xlsx": zipped({"xl/workbook.xml": "<a/>"}),
    "photo.jpg": b"\xff\xd8\xff",
    "__MACOSX/._page.html": b"\0\5\x16\7",
}
INSIDE = [
    "2014/page.html", "2014/page.docx", "page.pdf", "in.tar.gz/deep/story.rtf",
    "in.tar.gz/story.txt", "batch.jsonl#a7", "mail.eml", "mail.eml/report.docx",
]  # fmt: skip


@pytest.mark.parametrize("pack", ["zip", "tar"])
def test_every_file_inside_is_read_or_named_by_its_path(pack: str) -> None:
    members = {
        name: content.encode() if isinstance(content, str) else content
        for name, content in MEMBERS.items()
    }
    found = read(zipped(MEMBERS) if pack == "zip" else tar(members), f"all.{pack}")
    documents = [one for one in found if isinstance(one, Readable)]
    assert [one.part for one in documents] == INSIDE
    assert all(STORY in one.draft.text for one in documents)
    lost = {one.part: one.what for one in found if isinstance(one, Unreadable)}
    assert set(lost) == {"batch.jsonl", "scan.pdf", "table.xlsx"}
    assert "scanned" in lost["scan.pdf"]
    (aside,) = (one for one in found if isinstance(one, LeftAside))
    assert set(aside.paths) == {"photo.jpg", "__MACOSX/._page.html"}


@pytest.mark.parametrize("name", ["page.docx", "book.epub", "text.odt", "table.xlsx", "a.wacz"])
@pytest.mark.parametrize("deep", [False, True], ids=["once", "in an archive inside"])
def test_a_package_stored_in_an_archive_is_not_taken_for_the_archive(name: str, deep: bool) -> None:
    packages = {
        "page.docx": zipped({"word/document.xml": document(STORY)}, stored=("word/document.xml",)),
        "book.epub": epub({"one.xhtml": f"<html><body><p>{STORY}</p></body></html>"}),
        "text.odt": odt(f"<text:p>{STORY}</text:p>"),
        "table.xlsx": MEMBERS["table.xlsx"],
        "a.wacz": zipped({"archive/a.warc": b"WARC/1.0\r\n"}, stored=("archive/a.warc",)),
    }
    content = zipped({name: packages[name], "own.txt": STORY}, stored=(name,))
    if deep:
        content = zipped({"in.zip": content}, stored=("in.zip",))
    assert sniff(content, "all.zip") == "zip"
    found = read(content, "all.zip")
    parts = {one.part for one in found if not isinstance(one, LeftAside)}
    inside = "in.zip/" if deep else ""
    assert f"{inside}own.txt" in parts
    assert name == "a.wacz" or any(str(part).startswith(inside + name) for part in parts)


def test_a_truncated_word_document_is_told_as_one() -> None:
    with pytest.raises(DamagedInput, match="damaged package"):
        read_draft(zipped({"word/document.xml": document(STORY * 40)})[:-60], name="page.docx")


def test_an_archive_of_nothing_but_unread_files_names_each() -> None:
    members: dict[str, str | bytes] = {f"{n}.pdf": pdf([PICTURE]) for n in range(3)}
    found = read(zipped(members), "a.zip")
    assert [one.part for one in found if isinstance(one, Unreadable)] == ["0.pdf", "1.pdf", "2.pdf"]


def test_one_document_alone_in_an_archive_keeps_its_path() -> None:
    (one,) = read(zipped({"a/story.txt": STORY}), "a.zip")
    assert isinstance(one, Readable)
    assert one.part == "a/story.txt"


def test_sources_in_an_archive_are_named_by_their_paths() -> None:
    members: dict[str, str | bytes] = {"a/page.html": f"<p>{STORY}</p>", "b/page.html": "<p>B.</p>"}
    found = list(read_sources(zipped(members), name="a.zip", default_owner="afp"))
    assert [one.id for one in found if isinstance(one, Source)] == ["a/page.html", "b/page.html"]


def locked() -> bytes:
    data = bytearray(zipped({"a.txt": STORY, "b.txt": STORY}, stored=("a.txt", "b.txt")))
    data[6] |= 1  # the bit of encryption of the first member ...
    data[data.index(b"PK\1\2") + 8] |= 1  # ... and in the directory
    return bytes(data)


def spoilt() -> bytes:
    data = bytearray(zipped({"a.txt": STORY, "b.txt": STORY}, stored=("a.txt", "b.txt")))
    data[data.index(b"night")] = 0
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "what"), [(locked(), "password"), (spoilt(), "damaged")], ids=["locked", "spoilt"]
)
def test_a_file_that_cannot_be_unpacked_is_named_and_the_next_is_read(
    data: bytes, what: str
) -> None:
    found = list(read_drafts(data, name="a.zip"))
    assert [type(one) for one in found] == [BadRecord, Draft]
    assert isinstance(found[0], BadRecord)
    assert what in found[0].what
    assert found[0].inside == "a.txt"


def test_a_cut_archive_is_damaged_and_what_came_before_the_cut_of_a_tar_is_read() -> None:
    whole = tar({"a.txt": STORY.encode(), "b.txt": STORY.encode() * 900})
    found = list(read_drafts(whole[:20_000], name="a.tar"))
    assert isinstance(found[0], Draft)
    assert isinstance(found[-1], BadRecord)
    (lost,) = read_drafts(zipped({"a.txt": STORY * 9})[:60], name="a.zip")
    assert isinstance(lost, BadRecord)


def test_names_that_lead_out_and_links_are_only_names(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        entry = tarfile.TarInfo("../../out.txt")
        entry.size = len(STORY)
        archive.addfile(entry, io.BytesIO(STORY.encode()))
    (only,) = drafts(stream.getvalue(), "a.tar")
    assert (only.inside, only.text) == ("../../out.txt", STORY)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("depth", "read_too"), [(DEEPEST, True), (DEEPEST + 1, False)])
def test_archives_inside_archives_are_read_to_a_depth(depth: int, read_too: bool) -> None:
    data = STORY.encode()
    for number in range(depth):
        data = zipped({"in.zip" if number else "in.txt": data})
    (found,) = read_drafts(data, name="a.zip")
    assert isinstance(found, Draft) == read_too
    if isinstance(found, BadRecord):
        assert f"more than {DEEPEST} deep" in found.what


def test_an_archive_that_holds_itself_over_and_over_ends() -> None:
    inner = zipped({f"{n}.txt": STORY for n in range(40)})
    for _ in range(3):
        inner = zipped({f"{n}.zip": inner for n in range(40)})
    nest = Nesting()
    nest.left.files = 100
    found = list(read_drafts(inner, name="a.zip", nest=nest))
    assert len(found) < 200
    assert isinstance(found[-1], BadRecord)


def test_a_bomb_is_unpacked_to_the_limit_and_no_further() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("first.txt", STORY)
        with package.open("zeros.txt", "w") as zeros:
            for _ in range(30):
                zeros.write(bytes(1_000_000))
        package.writestr("last.txt", STORY)
    nest = Nesting()
    nest.left.size = 20_000_000
    found = list(read_drafts(stream.getvalue(), name="bomb.zip", nest=nest))
    assert [type(one) for one in found] == [Draft, BadRecord]
    assert isinstance(found[-1], BadRecord)
    assert f"more than {BYTES // 1024**2} MB when unpacked" in found[-1].what


@pytest.mark.parametrize(("files", "refused"), [(FILES - 1, False), (FILES, True)])
def test_files_are_counted_over_all_archives(files: int, refused: bool) -> None:
    nest = Nesting()
    nest.left.files = FILES - files
    found = list(read_drafts(zipped({"a.txt": STORY}), name="a.zip", nest=nest))
    assert any(isinstance(one, BadRecord) for one in found) == refused


DATE = "Mon, 6 May 2019 10:00:00 +0000"


def test_a_mail_and_its_attachments_are_documents_and_what_is_not_read_is_named() -> None:
    attached = {"report.docx": WORD, "noise.bin": bytes(range(7)) * 99}
    message, report = drafts(mail(STORY, attached, DATE), "a.eml")
    assert message.published is not None
    assert report.inside == "report.docx"
    assert message.parts_unread == ("attachment noise.bin (binary data, not a text)",)
    alone = read_draft(mail(STORY, attached), name="a.eml")
    assert alone.parts_unread == ("attachment report.docx", "attachment noise.bin")


def test_a_mail_in_a_mail_is_a_document_of_its_own() -> None:
    inner = mail("The inner story is another one and longer than the outer one. " * 3, {})
    outer = mail(STORY, {"inner.eml": inner})
    first, second = drafts(outer, "a.eml")
    assert STORY in first.text
    assert "inner story" not in first.text
    assert "inner story" in second.text


@pytest.mark.parametrize("stated", ["yesterday", "32 Foo 2019"])
def test_a_date_of_a_mail_that_is_no_time_is_told(stated: str) -> None:
    (draft,) = drafts(mail(STORY, {}).replace(b"To:", f"Date: {stated}\nTo:".encode()), "a.eml")
    assert draft.published is None
    assert any(stated in note for note in draft.damage)
