"""Bytes to text as browsers do it."""

import pytest

from checker.errors import InputError
from checker.formats.charset import decode
from checker.formats.html.document import read_html

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


def test_undeclared_bytes_are_guessed() -> None:
    assert "ü" in decode(f"Grüße aus München. {TEXT}".encode("cp1252")).text
    assert (
        decode("МОСКВА, 14 января. Порт снова открыт, сообщили власти.".encode("cp1251")).text[0]
        == "М"
    )


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
