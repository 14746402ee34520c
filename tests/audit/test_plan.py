"""What an audit reads: nothing twice, nothing outside, and every omission with its reason."""

import gzip
import os
from pathlib import Path

import pytest

from checker.audit.plan import Planned, Skipped, plan
from tests.formats.documents import docx, paragraph, pdf, words_at, zipped


def tree(folder: Path) -> Path:
    site = folder / "site"
    site.mkdir()
    (site / "a.html").write_text("LARKPORT (AFP) - A lamp was lit.")
    (site / "loop").symlink_to(".")
    (site / "up").symlink_to("..")
    (site / "b").symlink_to("a.html")
    (site / "gone").symlink_to("nowhere")
    (folder / "outside.txt").write_text("not ours")
    (site / "far").symlink_to(folder / "outside.txt")
    return site


def planned(entries: list[Planned | Skipped], root: Path) -> list[str]:
    return [os.path.relpath(e.path, root) for e in entries if isinstance(e, Planned)]


def reasons(entries: list[Planned | Skipped], root: Path) -> dict[str, str]:
    return {os.path.relpath(e.path, root): e.reason for e in entries if isinstance(e, Skipped)}


def test_links_loops_and_dead_ends_are_listed_and_a_file_is_read_once(tmp_path: Path) -> None:
    site = tree(tmp_path)
    entries = list(plan([site]))
    assert planned(entries, site) == ["a.html"]
    told = reasons(entries, site)
    assert set(told) == {"loop", "up", "b", "gone", "far"}
    assert "loop" in told["loop"]
    assert "loop" in told["up"]
    assert "audited itself" in told["b"]
    assert "dead link" in told["gone"]
    assert "outside" in told["far"]


def test_links_to_the_outside_are_followed_only_when_asked_for_and_loops_never(
    tmp_path: Path,
) -> None:
    site = tree(tmp_path)
    entries = list(plan([site], follow_links=True))
    assert sorted(planned(entries, site)) == ["a.html", "far"]
    assert "loop" in reasons(entries, site)["loop"]
    assert "the same file" in reasons(entries, site)["b"]


def test_names_that_are_no_utf8_keep_their_bytes(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/d\xe9p\xeache.html"
    with open(raw, "wb") as file:
        file.write(b"x")
    [entry] = list(plan([tmp_path]))
    assert isinstance(entry, Planned)
    assert os.fsencode(entry.path) == raw


def test_pictures_empty_files_pipes_and_our_own_folders_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "p.JPG").write_bytes(b"x")
    (tmp_path / "empty.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "out").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "crawl.warc.gz").write_bytes(b"x")
    entries = list(plan([tmp_path], leave_out=[tmp_path / "out"]))
    assert planned(entries, tmp_path) == ["crawl.warc.gz"]
    assert set(reasons(entries, tmp_path)) == {"p.JPG", "empty.txt", "pipe", "out", ".git"}


def test_a_root_that_is_a_link_is_read_and_a_root_named_twice_is_read_once(tmp_path: Path) -> None:
    site = tree(tmp_path)
    link = tmp_path / "link"
    link.symlink_to(site)
    assert len(planned(list(plan([link])), tmp_path)) == 1
    assert len(planned(list(plan([site, site / "a.html"])), tmp_path)) == 1


def test_documents_and_archives_are_opened_and_pictures_and_programs_left_out(
    tmp_path: Path,
) -> None:
    documents = ["a.pdf", "b.DOCX", "c.odt", "d.rtf", "e.zip", "f.tar.gz", "g.tar", "h.7z", "i"]
    assets = ["j.jpg", "k.css", "l.js", "m.woff2", "n.mp4"]
    for name in (*documents, *assets):
        (tmp_path / name).write_bytes(b"x")
    entries = list(plan([tmp_path]))
    assert planned(entries, tmp_path) == documents
    assert set(reasons(entries, tmp_path)) == set(assets)
    assert "pictures, recordings or programs" in reasons(entries, tmp_path)["j.jpg"]


def test_what_is_called_a_picture_and_is_a_document_or_a_text_is_opened(tmp_path: Path) -> None:
    story = "The night ferry between Port Ansel and the island of Grey Holm sailed again. " * 3
    page = b"<!DOCTYPE html><html><body><article><p>The night ferry sailed.</p></article></body>"
    opened = {
        "a.jpg": pdf([words_at(50, 700, story[:60])]),
        "b.bin": docx(paragraph(story)),
        "c.png": ("{\\rtf1\\ansi " + story + "}").encode(),
        "d.gif": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "e.woff": page,
        "f.mp3": story.encode(),
        "g.TIF": ("夜行フェリーは土曜日に再び運航した。" * 4).encode("shift_jis"),
        "h.js": pdf([words_at(50, 700, story[:60])]),
        "i.jar": docx(paragraph(story)),
        "j.jpeg": gzip.compress(pdf([words_at(50, 700, story[:60])])),
        "k.bin": bytes(range(256)) * 9,
    }
    left = {
        "l.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(900),
        "m.js": ("function sail() { return 'the night ferry'; }\n" * 9).encode(),
        "n.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><text>The night ferry</text></svg>",
        "o.jar": zipped({"META-INF/MANIFEST.MF": "Manifest-Version: 1.0"}),
        "p.png": b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0a1b2c3d" * 8,
        "q.map": b'{"version": 3, "sources": ["a.js"], "mappings": "AAAA"}' * 4,
        "r.gif": b"404 Not Found",
        "s.ttf": b"\0\1\0\0\0" + bytes(900),
    }
    for name, content in (opened | left).items():
        (tmp_path / name).write_bytes(content)
    entries = list(plan([tmp_path]))
    assert planned(entries, tmp_path) == sorted(opened, key=os.fsencode)
    assert set(reasons(entries, tmp_path)) == set(left)


def test_a_folder_or_a_picture_that_cannot_be_opened_is_not_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    listed = os.scandir

    def refused(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    monkeypatch.setattr("checker.audit.plan._beginning", refused_beginning)
    entries = list(plan([tmp_path]))
    assert planned(entries, tmp_path) == ["locked", "photo.jpg"]


def refused_beginning(path: str) -> bytes:
    raise PermissionError(13, path)
