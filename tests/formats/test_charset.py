"""Bytes to text as browsers do it."""

import pytest

from checker.errors import InputError
from checker.formats import read_draft, sniff
from checker.formats.charset import decode
from checker.formats.html.document import read_html
from tests.rows import each_row

TEXT = "München (dpa) - Der Hafen öffnet. © Agence France-Presse, tous droits réservés, “quote”"


def _meta(label: str) -> bytes:
    return f"<meta charset={label}>".encode("ascii")


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("latin1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("utf-8", "utf-8"),
        ("UTF8", "utf-8"),
    ],
)
def test_declared_labels_mean_what_they_mean_on_the_web(label: str, codec: str) -> None:
    data = _meta(label) + f"<p>{TEXT}</p>".encode(codec)
    assert read_html(data).text == TEXT


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("gb2312", "gb18030", "新华社北京电 镕"),
        ("shift_jis", "cp932", "［東京 ロイター］ ①"),
        ("euc-kr", "cp949", "(서울=연합뉴스) 똠"),
        ("windows-1251", "cp1251", "МОСКВА, 14 января. /ТАСС/."),
        ("big5", "big5", "中央社記者台北電"),
    ],
)
def test_charsets_of_other_scripts(label: str, codec: str, text: str) -> None:
    data = _meta(label) + f"<p>{text}</p>".encode(codec)
    assert read_html(data).text == text


def test_a_byte_order_mark_wins_over_every_label() -> None:
    data = b"\xef\xbb\xbf" + _meta("iso-8859-1") + "<p>ü</p>".encode()
    assert read_html(data, content_type="text/html; charset=windows-1251").text == "ü"


def test_the_http_header_wins_over_meta() -> None:
    data = _meta("windows-1251") + "<p>März</p>".encode("cp1252")
    assert read_html(data, content_type="text/html; charset=ISO-8859-1").text == "März"


def test_valid_utf8_wins_over_a_wrong_label() -> None:
    data = _meta("iso-8859-1") + f"<p>{TEXT} – größer</p>".encode()
    assert read_html(data).text == f"{TEXT} – größer"


UNDECLARED = (
    (
        "cp1252",
        "Grüße aus München, wo der Hafen nach neun Tagen wieder öffnet.",
    ),
    ("cp1251", "МОСКВА, 14 января. Порт снова открыт, сообщили власти."),
    ("koi8-r", "МОСКВА, 14 января. Порт снова открыт, сообщили власти."),
    (
        "cp1250",
        "Vláda včera večer oznámila, že přístav bude příští týden znovu otevřen.",
    ),
    ("cp1253", "Η κυβέρνηση ανακοίνωσε χθες το βράδυ ότι το λιμάνι θα ανοίξει ξανά."),
    ("cp1255", "הממשלה הודיעה אתמול בערב כי הנמל ייפתח מחדש בשבוע הבא, אמר הדובר."),
    ("cp1256", "أعلنت الحكومة مساء أمس أن الميناء سيفتح من جديد الأسبوع المقبل."),
    ("euc_kr", "정부는 어젯밤 항구가 다음 주에 다시 문을 열 것이라고 발표했다."),
    ("big5", "政府昨晚宣布港口將於下週重新開放，工會代表表示滿意。"),
    ("gb18030", "政府昨晚宣布港口将于下周重新开放，工会代表表示满意。"),
    ("shift_jis", "政府は昨夜、港を来週再開すると発表した。労組の代表は満足している。"),
    ("cp874", "รัฐบาลประกาศเมื่อคืนนี้ว่าท่าเรือจะเปิดอีกครั้งในสัปดาห์หน้า"),
)


@each_row("codec, text", UNDECLARED)
def test_undeclared_bytes_are_guessed(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_utf16_is_read_with_and_without_a_mark() -> None:
    assert decode("\ufeffPort öffnet".encode("utf-16-le")).text == "Port öffnet"
    assert decode("Port opens again".encode("utf-16-be")).text == "Port opens again"


def test_a_few_bytes_of_windows_1252_in_utf8_are_mended() -> None:
    decoded = decode("größe ".encode() * 20 + b"\xa9 AFP")
    assert decoded.text.endswith("© AFP")
    assert not decoded.damage


def test_bytes_that_cannot_be_read_are_told_not_dropped() -> None:
    decoded = decode(
        b"<meta charset=utf-8>" + "größe ".encode() * 200 + b"\xff\xfe " * 30 + b"ok", markup=True
    )
    assert decoded.damage
    assert decoded.text.endswith(" ok")


def test_the_five_holes_of_windows_1252_are_letters_not_errors() -> None:
    decoded = decode(b"a\x81b\x93c\x94", content_type="text/plain; charset=iso-8859-1")
    assert decoded.text == "a\x81b“c”"
    assert not decoded.damage


def test_binary_is_refused() -> None:
    with pytest.raises(InputError):
        decode(bytes(range(256)) * 20)


@pytest.mark.parametrize(
    "label", ["undefined", "idna", "punycode", "unicode_escape", "UTF-7", "hex"]
)
@pytest.mark.parametrize(
    "form",
    [
        "<meta charset='{}'><p>{}</p>",
        "<?xml version='1.0' encoding='{}'?><rss><item><description>{}</description></item></rss>",
    ],
)
def test_codecs_that_are_no_encodings_of_pages_count_as_unknown(label: str, form: str) -> None:
    words = "Der Hafen von Zürich +AGE- \\u0041 ist offen."
    draft = read_draft(form.format(label, words).encode())
    assert words in draft.text


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("shift_jis", "cp932"),
        ("gb2312", "gb18030"),
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("euc-kr", "cp949"),
        ("iso-8859-15", "iso8859-15"),
    ],
)
def test_labels_mean_the_same_in_xml_and_in_html(label: str, codec: str) -> None:
    words = {"cp932": "港は①開く", "gb18030": "港口開放〇", "cp949": "항구 똠"}.get(
        codec, "Größe “x”"
    )
    raw = words.encode(codec, "ignore")
    words = raw.decode(codec)
    page = b"<meta charset='%s'><p>%s</p>" % (label.encode(), raw)
    feed = (
        b"<?xml version='1.0' encoding='%s'?><rss><item><guid>1</guid>"
        b"<description>%s</description></item></rss>" % (label.encode(), raw)
    )
    assert read_draft(page).text == words
    assert words in read_draft(feed).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_marked_document_is_recognised_and_read_in_every_width(encoding: str) -> None:
    record = '{"id": "1", "owner": "x", "text": "Größe"}'
    feed = "<rss><item><guid>1</guid><description>Größe</description></item></rss>"
    for text, kind in ((record, "json"), (feed, "rss"), ("<html><p>Größe</p></html>", "html")):
        data = text.encode(encoding)
        assert sniff(data) == kind
        assert "Größe" in read_draft(data).text


def test_a_stray_byte_behind_a_byte_order_mark_costs_no_document() -> None:
    feed = b"\xef\xbb\xbf<rss><item><guid>1</guid><description>Gr\xf6sse</description></item></rss>"
    draft = read_draft(feed)
    assert draft.text == "Grösse"
    assert draft.damage
