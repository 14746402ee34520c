"""One line of a batch: what it holds, and what is wrong with it."""

import pytest

from checker.formats.records.batch_line import LineError, meant, read_line


def fault(line: bytes) -> LineError:
    with pytest.raises(LineError) as raised:
        read_line(line)
    return raised.value


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"", "is empty"),
        (b"not json at all", "not JSON"),
        (b"[]", "must be an object, not list"),
        (b"null", "must be an object, not null"),
        (b'{"id": 1, "txt": "x"}', "unknown key `txt`"),
        (b'{"id": 1}', "nothing to check"),
        (b'{"text": NaN}', "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b'{"text": 7}', "`text` is not a string"),
        (b'{"text": "  "}', "`text` is empty"),
        (b'{"text": "a", "html": "b"}', "has `text` and `html`"),
        (b'{"text": "a", "use": []}', "`use` is not an object"),
        (b'{"text": "a", "id": {}}', "`id` is neither"),
        (b'{"text": "a", "id": true}', "`id` is neither"),
        (b"[" * 100_000, "JSON nested too deeply"),
        (b'{"text": "a", "text": "b"}', "the key 'text' is given twice"),
        (b'{"id": 1, "id": 2, "text": "b"}', "the key 'id' is given twice"),
    ],
)
def test_what_is_wrong_is_reported_with_a_hint(line: bytes, what: str) -> None:
    problem = fault(line).problems[0]
    assert what in problem.what
    assert problem.hint


def test_a_line_that_is_cut_short_is_reported_as_such() -> None:
    assert "truncated" in fault(b'{"id":"5","te').problems[0].hint


@pytest.mark.parametrize("given", [7, "7", "a-1", -3, 12345678901234567890123])
def test_an_id_stays_as_the_caller_wrote_it(given: str | int) -> None:
    written = f'"{given}"' if isinstance(given, str) else str(given)
    assert read_line(b'{"id": %s, "text": "a"}' % written.encode()).id == given
    assert fault(b'{"id": %s, "text": ""}' % written.encode()).id == given


def test_a_line_keeps_what_it_gives_beside_its_content() -> None:
    line = read_line(
        b'{"id": 7, "html": "<p>Port</p>", "title": "T", "url": "https://a.example/1", '
        b'"language": "en", "metadata": {"author": ["AFP", {"name": "dpa"}]}, '
        b'"use": {"channel": "web"}}'
    )
    assert (line.content, line.value, line.title) == ("html", "<p>Port</p>", "T")
    assert (line.url, line.language) == ("https://a.example/1", "en")
    assert [(m.name, m.value) for m in line.metadata] == [
        ("given:author", "AFP"),
        ("given:author.name", "dpa"),
    ]
    assert line.use == {"channel": "web"}


def test_marks_and_line_ends_around_a_line_are_no_part_of_it() -> None:
    assert read_line(b'\xef\xbb\xbf{"text": "a"}\r').value == "a"
    assert read_line(b' {"path": "b.html"} ').content == "path"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (rb'{"text": "a\ud800b"}', "a\ufffdb"),
        (rb'{"text": "a \uDC00\uD83D b"}', "a \ufffd\ufffd b"),
        (rb'{"text": "\ud83d\ude00"}', "\U0001f600"),
    ],
)
def test_lone_surrogates_are_replaced_and_reported(line: bytes, text: str) -> None:
    read = read_line(line)
    assert read.value == text
    assert bool(read.damage) == ("\ufffd" in text)


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "a", "title": "b", "title": "c"}',
        b'{"text": "a", "title": "b", "title": "b"}',
        b'{"text": "a", "metadata": {"title": "b", "title": "c"}}',
        b'{"text": "a", "\\u0074itle": "b", "title": "c"}',
    ],
)
def test_a_key_given_twice_is_refused(line: bytes) -> None:
    with pytest.raises(LineError, match="the key 'title' is given twice"):
        read_line(line)


def test_the_time_of_publishing_is_read_and_one_that_is_none_is_told() -> None:
    for key, value in (("published", "2026-03-04T10:00:00Z"), ("published", "2026-03-04")):
        line = read_line(f'{{"text": "a", "{key}": "{value}"}}'.encode())
        assert line.published is not None
        assert line.published.isoformat().startswith("2026-03-04")
        assert not line.damage
    assert read_line(b'{"text": "a", "published": "soon"}').damage
    for nothing in (b"null", b'""', b'"1970-01-01T00:00:00Z"', b'"0001-01-01T00:00:00Z"'):
        line = read_line(b'{"text": "a", "published": ' + nothing + b"}")
        assert (line.published, line.damage) == (None, ())


def test_keys_that_are_not_read_are_kept_with_the_one_that_was_meant() -> None:
    line = read_line(b'{"text": "a", "id": 1, "publishd": "2026", "section": "x"}')
    assert line.unknown == ("publishd", "section")
    assert meant("publishd") == "did you mean `published`?"
    assert meant("date") == "did you mean `published`?"
    assert meant("section") == ""
