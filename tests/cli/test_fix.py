"""`wirecheck fix`: the fixes of a check in a file, and nothing else changed."""

from pathlib import Path

import pytest

from .run import Command
from .stories import AGENCY, AGREEMENT, FERRY, OWN, SOURCE, USE, jsonl

LINKED = (
    '<html><head><title>Boat</title></head><body><article><h1>The boat is back</h1>\n'
    f'<p class="lede">{FERRY.replace("Port Ansel", "<a href=/p>Port Ansel</a>")}</p>\n'
    '<p>More on <a href="https://lantern.example/boats">boats</a>.</p></article></body></html>\n'
)  # fmt: skip


@pytest.fixture
def filled(wirecheck: Command) -> Command:
    assert wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE))).code == 0
    assert wirecheck("agreements", "add", wirecheck.write("a.yaml", AGREEMENT)).code == 0
    return wirecheck


def test_without_an_option_the_change_is_shown_and_nothing_is_written(filled: Command) -> None:
    draft = filled.write("d.txt", FERRY)
    ran = filled("fix", draft, *USE)
    assert ran.code == 0  # clear once it is fixed
    assert "+(Northlight Wire) - The night ferry" in ran.out
    assert "fixed credit.missing" in ran.err
    assert Path(draft).read_text() == FERRY
    assert filled("fix", draft, *USE, "--diff").out == ran.out


def test_html_keeps_its_links_and_is_clear_afterwards(filled: Command) -> None:
    draft = filled.write("d.html", LINKED)
    Path(draft).chmod(0o640)
    assert filled("fix", draft, "--in-place", *USE).code == 0
    mended = Path(draft).read_text()
    assert mended.replace("(Northlight Wire) - ", "") == LINKED
    assert Path(draft).stat().st_mode & 0o777 == 0o640
    assert filled("check", draft, *USE).code == 0
    again = filled("fix", draft, "--in-place", *USE)
    assert (again.code, "nothing to fix" in again.err) == (0, True)
    assert Path(draft).read_text() == mended


@pytest.mark.parametrize(
    ("encoding", "mark", "ends"),
    [("utf-8", b"\xef\xbb\xbf", "\n"), ("utf-8", b"", "\r\n"), ("utf-16-le", b"\xff\xfe", "\r\n")],
)
def test_encoding_mark_and_line_ends_stay(
    filled: Command, encoding: str, mark: bytes, ends: str
) -> None:
    text = f"Zurück{ends}{ends}{FERRY}{ends}"
    path = filled.folder / "d.txt"
    path.write_bytes(mark + text.encode(encoding))
    assert filled("fix", str(path), "-i", *USE).code == 0
    body = path.read_bytes()
    assert body.startswith(mark)
    mended = body[len(mark) :].decode(encoding)
    assert "Northlight Wire" in mended
    assert ("\n" in mended.replace("\r\n", "")) is (ends == "\n")


def test_the_corrected_text_goes_where_it_is_asked_for(filled: Command) -> None:
    ran = filled("fix", "-", "--output", "-", *USE, stdin=FERRY.encode())
    assert ran.out == f"(Northlight Wire) - {FERRY}"
    out = filled.folder / "out.txt"
    assert filled("fix", filled.write("d.txt", FERRY), "-o", str(out), *USE).code == 0
    assert out.read_text() == ran.out


def test_what_no_fix_mends_still_ends_with_1_and_says_why(filled: Command) -> None:
    ran = filled("fix", filled.write("d.txt", AGENCY), *USE)
    assert (ran.code, ran.out) == (1, "")
    assert "licence required; there is nothing to fix" in ran.err
    assert filled("fix", filled.write("own.txt", OWN), *USE).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["d.txt", "e.txt", "-o", "x"], 2, "--in-place changes each file"),
        (["d.txt", "--diff", "-i"], 2, "cannot be combined"),
        (["-", "-i"], 2, "cannot be changed in place"),
        (["d.txt", "--as", "htlm"], 2, "did you mean 'html'?"),
        (["s.jsonl"], 3, "is not changed"),
    ],
)
def test_what_cannot_be_fixed_is_refused_with_a_way_out(
    filled: Command, arguments: list[str], code: int, part: str
) -> None:
    filled.write("d.txt", FERRY)
    filled.write("e.txt", FERRY)
    ran = filled("fix", *arguments, stdin=b"x")
    assert (ran.code, ran.out) == (code, "")
    assert part in ran.err
    assert not list(filled.folder.glob(".*"))


def test_a_file_that_cannot_be_opened_keeps_no_other_from_being_fixed(filled: Command) -> None:
    draft = filled.write("d.txt", FERRY)
    ran = filled("fix", "nowhere.txt", str(filled.folder), draft, "--in-place", *USE)
    assert ran.code == 3
    assert "error: nowhere.txt: No such file or directory" in ran.err
    assert "Is a directory" in ran.err
    assert "(Northlight Wire) - " in Path(draft).read_text()
