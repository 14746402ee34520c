"""Rates, kept answers, keys: the small parts by themselves."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.cache import AnswerCache, cache_key
from api.check_summary import CheckedBody, CheckSummary
from api.limits import RateLimiter
from api.tokens import is_role, is_token, new_token, token_hash
from checker.report.judged import NextEvent


def test_a_bucket_lets_its_size_through_at_once_and_then_its_rate() -> None:
    limiter = RateLimiter(60)
    assert [limiter.take("a", 0.0).wait for _ in range(60)] == [0] * 60
    assert limiter.take("a", 0.0).wait == 1
    assert limiter.take("b", 0.0).wait == 0
    assert limiter.take("a", 1.1).wait == 0
    assert limiter.take("a", 1.1).wait == 1


@given(st.lists(st.floats(0, 5), max_size=200), st.integers(1, 100))
def test_no_window_lets_more_through_than_size_and_refill(pauses: list[float], limit: int) -> None:
    limiter = RateLimiter(limit)
    now, let_in = 0.0, 0
    for pause in pauses:
        now += pause
        let_in += limiter.take("a", now).wait == 0
    assert let_in <= limit + now * limit / 60 + 1


def answered(
    body: bytes = b"answer",
    complete: bool = True,
    event: datetime | None = None,
    lasting: bool = True,
) -> CheckedBody:
    at = None
    if event is not None:
        at = NextEvent(at=event.isoformat(), action="recheck", reason="status.embargoed")
    summary = CheckSummary(
        check=None,
        document=None,
        verdict="clear",
        complete=complete,
        enforcement="allow",
        text_sha256="00",
        next_event=at,
        message="",
        codes=(),
        timings_ms={},
        rules="sha256:ab",
        lasting=lasting,
    )
    return CheckedBody(body, summary)


def test_an_answer_is_kept_but_not_beyond_its_next_event() -> None:
    cache = AnswerCache(10_000)
    cache.put(b"a", answered())
    assert cache.get(b"a") == answered()
    past = datetime.now(UTC) - timedelta(seconds=1)
    cache.put(b"b", answered(event=past))
    assert cache.get(b"b") is None


def test_an_answer_that_is_not_complete_is_never_kept() -> None:
    cache = AnswerCache(10_000)
    cache.put(b"a", answered(complete=False))
    assert cache.get(b"a") is None


def test_an_answer_that_other_checks_change_is_never_kept() -> None:
    cache = AnswerCache(10_000)
    cache.put(b"a", answered(lasting=False))
    assert cache.get(b"a") is None


def test_the_cache_stays_within_its_bytes_and_drops_what_was_used_least() -> None:
    cache = AnswerCache(1000)
    for number in range(20):
        cache.put(b"%d" % number, answered(b"x" * 100))
        cache.get(b"0")
    assert cache.get(b"0") is not None
    assert cache.get(b"1") is None
    cache.put(b"huge", answered(b"x" * 900))
    assert cache.get(b"huge") is None


def test_a_change_of_state_or_rules_is_another_key() -> None:
    keys = {
        cache_key({"text": "a"}, state, rules) for state in ("d 1", "d 2") for rules in ("x", "y")
    }
    assert len(keys) == 4


def test_a_key_has_its_form_and_its_hash_does_not_show_it() -> None:
    token = new_token()
    assert is_token(token)
    assert not is_token(token + "x")
    assert token.encode() not in token_hash(token)
    assert is_role("role:rights-desk")
    assert not is_role("role:")
