"""Evidence for one owner: made, opened again, and every change found; states are kept."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from checker.audit.evidence.fonts import fonts_found
from checker.audit.evidence.making import audit_folder, claims_of, make
from checker.audit.evidence.verify import verified
from checker.audit.run import Run, begun, finished, planned
from checker.audit.scope import scope_from
from checker.audit.task import Work
from checker.audit.task import audited as audited_now
from checker.errors import ConfigurationError, InputError
from checker.formats import read_draft
from checker.languages import language_named
from checker.models.draft import Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.opening import CheckSetup, Opening
from checker.running.workers import Outcome
from tests.formats.documents import docx, paragraph, zipped

from .archive import results
from .test_outputs import PRICED

pytest.importorskip("fpdf", reason="needs the extra `evidence`")
serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
ed25519 = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ed25519")

FERRY = (
    "The night ferry between Port Ansel and the island of Grey Holm sailed again on Saturday for "
    "the first time in six years, with 212 passengers and a brass band on board, the owners said."
)
ARABIC = "عادت العبارة الليلية إلى البحر يوم الاثنين بعد شتاء طويل في الحوض وقال مالكوها إنها بخير."
PAGE = (
    '<html><head><title>The ferry is back</title><link rel="canonical" href="https://l.example/{0}">'
    '<meta property="article:published_time" content="2019-05-0{0}"></head>'
    "<body><article><p>{1}</p></article></body></html>"
)


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom in `data`, an archive in `site` and its audit in `out`."""
    folder = tmp_path_factory.mktemp("evidence")
    site = folder / "site"
    site.mkdir()
    for number in (1, 2):
        (site / f"{number}.html").write_text(PAGE.format(number, FERRY))
    (site / "all.zip").write_bytes(zipped({"in/a.docx": docx(paragraph(ARABIC))}))
    with Newsroom.open(folder / "data") as newsroom:
        for name, text in (("urn:ferry", FERRY), ("urn:arabic", ARABIC)):
            newsroom.add_sources([Source(name, "northlight", text, title="The ferry sails")])
    finish(folder)
    return folder


def finish(folder: Path, out: str = "out", **scope: str) -> dict[str, Any]:
    """An audit without workers of its own."""
    opening = Opening(folder / "data")
    run = Run((folder / "site",), folder / out, CheckSetup(opening, Use(publisher="pub:lantern")),
              scope=scope_from(scope))  # fmt: skip
    with opening.open() as newsroom, begun(run, newsroom) as state:
        work = Work(run.setup, str(state.manifest["id"]), run.scope)
        tasks = planned(run, state)
        for task in tasks:
            state.keeper.keep(Outcome(task, "done", audited_now(newsroom, work, task)))
        summary: dict[str, Any] = finished(run, newsroom, state, len(tasks))["summary"]
        return summary


def keys(folder: Path) -> tuple[Path, Path]:
    private = ed25519.Ed25519PrivateKey.generate()
    secret, public = folder / "key.pem", folder / "public.pem"
    pem = serialization.Encoding.PEM
    secret.write_bytes(private.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip
    public.write_bytes(private.public_key().public_bytes(
        pem, serialization.PublicFormat.SubjectPublicKeyInfo
    ))  # fmt: skip
    return secret, public


def packed(audited: Path, out: Path, key: Path | None = None) -> Path:
    with Newsroom.open(audited / "data") as newsroom:
        make(newsroom, audited / "out", "northlight", out, key=key)
    return out


@pytest.fixture(scope="module")
def signed(audited: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A signed package and its public key."""
    folder = tmp_path_factory.mktemp("signed")
    secret, public = keys(folder)
    return packed(audited, folder / "e.zip", secret), public


@pytest.mark.slow
def test_a_package_holds_what_the_claims_rest_on_and_is_verified(
    signed: tuple[Path, Path],
) -> None:
    package, public = signed
    found = verified(package, public)
    assert not found.faults
    assert found.signer
    with zipfile.ZipFile(package) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        texts = {archive.read(n).decode() for n in archive.namelist() if n.endswith("text.txt")}
        drawn = read_draft(archive.read("evidence.pdf"), name="evidence.pdf")
        table = archive.read("claims.csv").decode("utf-8-sig")
    assert texts == {FERRY, ARABIC}
    assert [p["unchanged_since_audit"] for p in manifest["pieces"]] == [True, True, True]
    assert all(p["file_sha256"] == p["file_sha256_audited"] for p in manifest["pieces"])
    assert {s["id"] for s in manifest["sources"]} == {"urn:ferry", "urn:arabic"}
    words = " ".join(drawn.text.split())
    assert "Evidence: northlight" in words
    assert "The ferry sails" in words
    assert "https://l.example/1" in table


@pytest.mark.slow
def test_the_pdf_is_in_the_language_of_who_exports(audited: Path, tmp_path: Path) -> None:
    with Newsroom.open(audited / "data") as newsroom:
        german = language_named("de")
        make(newsroom, audited / "out", "northlight", tmp_path / "d.zip", language=german)
    with zipfile.ZipFile(tmp_path / "d.zip") as archive:
        drawn = read_draft(archive.read("evidence.pdf"), name="evidence.pdf")
        table = archive.read("claims.csv").decode("utf-8-sig")
    words = " ".join(drawn.text.split())
    assert "Beweise: northlight" in words
    assert "Bei Veröffentlichung: kein Vertrag" in words
    assert "Jede Datei des Pakets steht mit ihrer SHA-256" in words
    assert not re.search(r"Contract:|Evidence|unknown|unchanged|Since the audit", words)
    assert "no contract" in table  # for programs, and the same everywhere


def changed(change: str, archive: dict[str, bytes]) -> None:
    if change == "a text":
        archive["pieces/0001/text.txt"] += b"!"
    elif change == "a file more":
        archive["pieces/0009/text.txt"] = b"x"
    elif change == "a file less":
        del archive["evidence.pdf"]
    elif change == "the manifest":
        archive["manifest.json"] = archive["manifest.json"].replace(b"northlight", b"other", 1)
    elif change == "no signature":
        del archive["manifest.sig"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("a text", "does not match the manifest"),
        ("a file more", "is not in the manifest"),
        ("a file less", "is missing"),
        ("the manifest", "does not match this manifest"),
        ("no signature", "it is not signed"),
        ("another key", "signed with a different key"),
    ],
)
def test_every_change_of_a_package_is_found(
    signed: tuple[Path, Path], tmp_path: Path, change: str, told: str
) -> None:
    package, public = signed
    if change == "another key":
        _, public = keys(tmp_path)
    with zipfile.ZipFile(package) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    changed(change, content)
    package = tmp_path / "changed.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    assert any(told in fault for fault in verified(package, public).faults)


@pytest.mark.parametrize(
    "data", [b"", b"PK\3\4", zipped({"a": "b"}), zipped({"manifest.json": "[]"})]
)
def test_what_is_no_package_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "e.zip").write_bytes(data)
    with pytest.raises(InputError, match="not an evidence package"):
        verified(tmp_path / "e.zip")


def test_a_piece_that_was_changed_since_the_audit_says_so(
    audited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.audit.evidence.making.draw", lambda *_, **__: b"%PDF")
    page = audited / "site" / "1.html"
    before = page.read_text()
    try:
        page.write_text(before.replace("212", "213"))
        manifest = verified(packed(audited, tmp_path / "e.zip")).manifest
        page.unlink()
        gone = verified(packed(audited, tmp_path / "f.zip")).manifest
    finally:
        page.write_text(before)
    state = {p["id"].rpartition("/")[2]: p["unchanged_since_audit"] for p in manifest["pieces"]}
    assert state["1.html"] is False
    assert state["2.html"] is True
    assert next(p for p in gone["pieces"] if p["id"].endswith("1.html"))["file"] is None


def test_letters_without_a_font_are_counted_and_a_bad_font_is_named(
    audited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.audit.evidence.drawing.fonts_found", lambda _: [])
    package = packed(audited, tmp_path / "e.zip")
    with zipfile.ZipFile(package) as archive:
        text = read_draft(archive.read("evidence.pdf"), name="e.pdf").text
    assert "letters are shown as ?" in " ".join(text.split())
    monkeypatch.undo()
    (tmp_path / "bad.ttf").write_bytes(b"no font")
    with Newsroom.open(audited / "data") as newsroom, pytest.raises(ConfigurationError):
        make(
            newsroom,
            audited / "out",
            "northlight",
            tmp_path / "x.zip",
            fonts=[tmp_path / "bad.ttf"],
        )
    assert not (tmp_path / "x.zip").exists()


def test_named_fonts_come_first_and_a_machine_without_any_has_none(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    for name in ("NotoSansHebrew-Regular.ttf", "DejaVuSans.ttf", "Other.ttf"):
        (tmp_path / "fonts" / name).touch()
    found = fonts_found([Path("mine.ttf")], [str(tmp_path / "fonts")])
    assert [path.name for path in found] == [
        "mine.ttf", "DejaVuSans.ttf", "NotoSansHebrew-Regular.ttf",
    ]  # fmt: skip
    assert fonts_found((), [str(tmp_path / "none")]) == []


def test_an_owner_without_claims_and_an_audit_that_is_not_there_are_refused(
    audited: Path, tmp_path: Path
) -> None:
    with Newsroom.open(audited / "data") as newsroom:
        assert audit_folder(newsroom) == audited / "out"
        with pytest.raises(ConfigurationError, match="no claim of 'dpa'"):
            make(newsroom, audited / "out", "dpa", tmp_path / "e.zip")
        with pytest.raises(ConfigurationError, match="no finished audit"):
            audit_folder(newsroom, "aud_none")
        with pytest.raises(ConfigurationError):
            claims_of(tmp_path)


def test_an_audit_is_found_by_its_id_however_many_came_after_it(
    audited: Path, tmp_path: Path
) -> None:
    with Newsroom.open(tmp_path / "data") as newsroom:
        audits, now = newsroom.store.audits, newsroom.clock()
        audits.start("aud_old", {}, at=now, folder=str(audited / "out"))
        audits.update("aud_old", status="finished", finished=now)
        for number in range(len(audits.page(1_000)) + 100):  # more than a page of them
            audits.start(f"aud_{number}", {}, at=now, folder="gone")
        assert audit_folder(newsroom, "aud_old") == audited / "out"


def test_states_are_kept_and_the_next_audit_knows_what_is_new(audited: Path) -> None:
    rows = claims_of(audited / "out")
    assert {row["new"] for row in rows} == {None}
    assert len({row["story"] for row in rows if row["source"] == "urn:ferry"}) == 1
    with Newsroom.open(audited / "data") as newsroom:
        newsroom.store.settlements.set(
            [rows[0]["key"]], "disputed", note="a letter", by="Ann", at=newsroom.clock()
        )
    (audited / "site" / "3.html").write_text(PAGE.format(3, FERRY))
    assert finish(audited, "second")["new"] == 1
    again = {row["key"]: row for row in claims_of(audited / "second")}
    assert again[rows[0]["key"]]["state"] == "disputed"
    assert [row["url"] for row in again.values() if row["new"]] == ["https://l.example/3"]


def test_licensed_then_stands_beside_licensed_now_and_days_bound_an_audit(audited: Path) -> None:
    contract = (
        PRICED + "retention: {online_days: 30, counts_from: first_published, then: unpublish}\n"
    )
    with Newsroom.open(audited / "data") as newsroom:
        newsroom.add_agreement(contract.replace("[web]", '["*"]'), "n.yaml")
    summary = finish(audited, "third", since="2019-05-02", until="2019-05-02", owner="northlight")
    assert summary["out_of_range"] in (1, 2)
    row = next(row for row in claims_of(audited / "third") if row["url"] == "https://l.example/2")
    assert row["case"] == "retention_over"
    assert row["then"] == "licensed (lic:northlight)"
    assert row["now"] == row["case_words"]
    assert (row["price_low"], row["price_formula"]) == (45, "1 x 45 EUR (lic:northlight)")


def test_a_piece_of_unknown_age_is_no_piece_of_today(audited: Path) -> None:
    contract = PRICED + "retention: {online_days: 30, then: unpublish}\n"
    with Newsroom.open(audited / "data") as newsroom:
        newsroom.add_agreement(contract.replace("[web]", '["*"]'), "n.yaml")
    site = audited / "site"
    words = PAGE.format(7, FERRY)
    (site / "7.html").write_text(re.sub(r"<meta[^>]*published_time[^>]*>", "", words))
    (site / "8.html").write_text(re.sub("2019-05-0[0-9]", "2044-05-02", PAGE.format(8, FERRY)))
    finish(audited, "undated")
    found = {row["url"]: row for row in claims_of(audited / "undated")}
    for number in (7, 8):
        row = found[f"https://l.example/{number}"]
        assert (row["verdict"], row["case"], row["then"]) == ("blocked", "review", "date unknown")


def test_posts_that_a_site_does_not_show_were_not_published(audited: Path) -> None:
    """An export has drafts, private and scheduled posts beside what readers see."""
    posts = "".join(
        f"<item><title>{status}</title><guid>https://l.example/?p={number}</guid>"
        f"<content:encoded><![CDATA[<p>{FERRY}</p>]]></content:encoded>"
        f"<wp:post_type>post</wp:post_type><wp:status>{status}</wp:status></item>"
        for number, status in enumerate(("draft", "pending", "private", "future", "publish"))
    )
    (audited / "site" / "posts.wxr").write_text(
        '<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>L</title>'
        f"<wp:wxr_version>1.2</wp:wxr_version>{posts}</channel></rss>"
    )
    summary = finish(audited, "export")
    (audited / "site" / "posts.wxr").unlink()
    assert summary["left_out"] == 4
    rows = [row for row in claims_of(audited / "export") if row["path"].endswith("posts.wxr")]
    assert [row["title"] for row in rows] == ["publish"]
    lines = [line for line in results(audited / "export") if line.get("state") == "left out"]
    assert [line["error"]["hint"] for line in lines] == ["draft, pending, private, future"]
