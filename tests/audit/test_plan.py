"""What an audit reads: nothing twice, nothing outside, and every omission with its reason."""

import os
from pathlib import Path

from checker.audit.plan import Planned, Skipped, plan


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
