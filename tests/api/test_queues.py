"""Endpoints that are slow, dead or without end hold up nobody but themselves."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from api.metrics import Metrics
from api.threads import Threads
from api.webhooks.delivery import DeliveryWorker
from api.webhooks.guard import Target, resolve_target
from api.webhooks.post import post
from api.webhooks.queues import LATE_SLOTS, RETRIES, SLOTS, Queues
from checker.store import Delivery, Store, Webhook
from tests.waiting import LONG

SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="
LOCAL = partial(resolve_target, private=True)
OK = b"HTTP/1.1 204 No Content\r\n\r\n"

Endpoint = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Held:
    """Endpoints that never finish, and how many attempts they hold at the moment."""

    def __init__(self) -> None:
        self.now = 0
        self.most = 0

    def held(self, begin: bytes, drip: bytes = b"", pause: float = 0.01) -> Endpoint:
        """An endpoint that sends `begin` and then `drip` again and again, or nothing more."""

        async def serve(lines: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            await lines.readuntil(b"\r\n\r\n")
            self.now += 1
            self.most = max(self.most, self.now)
            gone = asyncio.ensure_future(lines.read())
            try:
                sink.write(begin)
                while not gone.done():
                    sink.write(drip)
                    await sink.drain()
                    await asyncio.wait({gone}, timeout=pause)
                gone.result()
            except (OSError, asyncio.CancelledError):
                pass  # cut off, or the test is over
            finally:
                self.now -= 1
                sink.close()

        return serve


class Answering:
    """An endpoint that answers at once and keeps the messages' bodies."""

    def __init__(self, answer: bytes = OK) -> None:
        self.got: asyncio.Queue[bytes] = asyncio.Queue()
        self.answer = answer

    async def serve(self, lines: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        head = await lines.readuntil(b"\r\n\r\n")
        length = next(line for line in head.split(b"\r\n") if line.startswith(b"content-length"))
        self.got.put_nowait(await lines.readexactly(int(length.split(b":")[1])))
        sink.write(self.answer)
        with suppress(OSError):  # who has seen enough goes away
            await sink.drain()
        sink.close()


@asynccontextmanager
async def listening(endpoint: Endpoint) -> Any:
    server = await asyncio.start_server(endpoint, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    server.close()


def subscribe(store: Store, name: str, url: str, *events: str) -> None:
    store.webhooks.add(Webhook(name, url, events, (SECRET,), datetime.now(UTC)))


def told(store: Store, name: str) -> Delivery:
    return store.webhooks.deliveries(name)[0]


async def soon(found: Callable[[], Any]) -> Any:
    async with asyncio.timeout(LONG):
        while not (value := found()):
            await asyncio.sleep(0.01)
    return value


async def arrived(endpoint: Answering) -> bytes:
    return await asyncio.wait_for(endpoint.got.get(), LONG)


def run(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store.open(tmp_path) as opened:
        yield opened


HANG = threading.Event()  # never set


def hanging_names(url: str) -> Target:
    """A name server that answers for `good` alone."""
    if "hang.example" in url:
        HANG.wait()
    return LOCAL(url)


SLOW = {
    "it says nothing": (b"", b""),
    "its head drips": (b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
    "its body drips": (b"HTTP/1.1 500 No\r\nContent-Length: 9999\r\n\r\n", b"a"),
    "it only says that it goes on": (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
}


def test_however_many_endpoints_hang_the_others_get_their_messages(store: Store) -> None:
    async def story() -> None:
        good = Answering()
        async with AsyncExitStack() as stack:
            bad = ["http://hang.example/", "http://127.0.0.1:1/"]
            for begin, drip in SLOW.values():
                bad.append(await stack.enter_async_context(listening(Held().held(begin, drip))))
            url = await stack.enter_async_context(listening(good.serve))
            slow = [f"{kind}:{number}" for kind in range(len(bad)) for number in range(8)]
            for name in slow:
                subscribe(store, name, bad[int(name[0])])
            worker = DeliveryWorker(store, Metrics(), resolve=hanging_names)
            worker.start()
            store.webhooks.enqueue("check.completed", {}, at=datetime.now(UTC))
            await soon(lambda: all(told(store, name).attempts for name in slow))
            subscribe(store, "good", url, "item.killed")
            for number in range(3):
                store.webhooks.enqueue("item.killed", {"number": number}, at=datetime.now(UTC))
                assert b'"number"' in await arrived(good)
            assert not any(told(store, name).delivered_at for name in slow)
            await worker.stop()

    run(story())


def test_endpoints_that_were_late_leave_slots_to_the_others(store: Store) -> None:
    async def story() -> None:
        good, slow, threads = Answering(), Held(), Threads("test", 2)
        clock = {"now": datetime.now(UTC)}
        queues = Queues(
            store, Metrics(), resolve=LOCAL, threads=threads, clock=lambda: clock["now"]
        )
        async with listening(slow.held(b"")) as tarpit, listening(good.serve) as url:
            for number in range(SLOTS):
                subscribe(store, f"a{number:02d}", tarpit)
            store.webhooks.enqueue("item.killed", {}, at=clock["now"])
            queues._seconds = 0.5
            await queues.take_up()
            await soon(lambda: all(told(store, f"a{n:02d}").error for n in range(SLOTS)))
            assert slow.most == SLOTS
            await soon(lambda: not slow.now)
            slow.most = 0
            queues._seconds = LONG
            clock["now"] += timedelta(days=1)
            await queues.take_up()
            await soon(lambda: slow.now == LATE_SLOTS)
            subscribe(store, "good", url)
            store.webhooks.enqueue("item.killed", {}, at=clock["now"])
            await queues.take_up()
            await arrived(good)
            assert slow.most == LATE_SLOTS
        await queues.stop(0.1)
        threads.close()

    run(story())


def test_an_endpoint_gets_one_message_at_a_time_and_a_failed_one_lets_the_next_go_first(
    store: Store,
) -> None:
    async def story() -> None:
        slow, broken = Held(), Answering(b"HTTP/1.1 500 No\r\n\r\n")
        async with listening(slow.held(b"")) as tarpit, listening(broken.serve) as url:
            subscribe(store, "slow", tarpit)
            subscribe(store, "broken", url)
            worker = DeliveryWorker(store, Metrics(), resolve=LOCAL)
            worker.start()
            before = datetime.now(UTC)
            for number in range(3):
                store.webhooks.enqueue("item.killed", {"number": number}, at=datetime.now(UTC))
            got = [await arrived(broken) for _ in range(3)]
            assert [f'"number":{n}'.encode() in body for n, body in enumerate(got)] == [True] * 3
            waiting = await soon(
                lambda: (
                    (found := store.webhooks.deliveries("broken"))
                    and all(one.error for one in found)
                    and found
                )
            )
            for one in waiting:
                assert (one.attempts, one.status, one.error) == (1, 500, "status 500")
                assert one.due is not None
                assert one.due >= before + timedelta(seconds=RETRIES[0])
            assert sum(one.attempts for one in store.webhooks.deliveries("slow")) == 1
            assert slow.most == 1
            await worker.stop()

    run(story())


def test_what_is_under_way_at_the_end_is_due_again_for_the_next_process(store: Store) -> None:
    async def story() -> None:
        slow, good = Held(), Answering()
        async with listening(slow.held(b"")) as tarpit, listening(good.serve) as url:
            subscribe(store, "one", tarpit)
            worker = DeliveryWorker(store, Metrics(), resolve=LOCAL)
            worker.start()
            store.webhooks.enqueue("item.killed", {}, at=datetime.now(UTC))
            await soon(lambda: slow.now)
            await worker.stop()
            left = told(store, "one")
            assert left.attempts == 0
            assert left.due is not None
            assert left.due <= datetime.now(UTC)
            subscribe(store, "one", url)
            again = DeliveryWorker(store, Metrics(), resolve=LOCAL)
            again.start()
            assert await arrived(good)
            await soon(lambda: told(store, "one").delivered_at)
            await again.stop()

    run(story())


ANSWERS = {
    "a status and no body": (OK, 204, ""),
    "an interim answer first": (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, 204, ""),
    "a body that breaks off": (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", 200, ""),
    "a redirect": (b"HTTP/1.1 302 F\r\nLocation: http://10.0.0.1/\r\n\r\n", 302, "status 302"),
    "no head": (b"HTTP/1.1 200 OK\r\nX-A: b", None, "the answer broke off"),
    "nothing": (b"", None, "the answer broke off"),
    "no HTTP": (b"hello, who is there?\r\n\r\n", None, "what came back is no HTTP"),
    "a head just long enough": (
        b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 16_000 + b"\r\nContent-Length: 0\r\n\r\n", 200, ""
    ),
    "a head without end": (
        b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 100_000, None, "the head of the answer is too long"
    ),
    "a body without end": (b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 9_000_000, 200, ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", ANSWERS)
def test_the_head_of_an_answer_decides_and_no_answer_is_read_without_end(kind: str) -> None:
    sent, status, error = ANSWERS[kind]

    async def story() -> None:
        async with listening(Answering(sent).serve) as url:
            until = asyncio.get_running_loop().time() + LONG
            answer = await post(LOCAL(url), b"{}", {}, until=until)
            assert (answer.status, answer.late) == (status, False)
            assert answer.error == error

    run(story())


@pytest.mark.parametrize("kind", SLOW)
def test_every_byte_counts_against_the_one_deadline_of_an_attempt(kind: str) -> None:
    async def story() -> None:
        slow = Held()
        async with listening(slow.held(*SLOW[kind])) as url:
            until = asyncio.get_running_loop().time() + 0.3
            answer = await post(LOCAL(url), b"{}", {}, until=until)
            assert answer.late
            assert answer.status == (500 if kind == "its body drips" else None)

    run(story())


@pytest.mark.parametrize(
    ("url", "line", "host"),
    [
        ("http://127.0.0.1:{port}/a?b=c&d=%20", "POST /a?b=c&d=%20 HTTP/1.1", "127.0.0.1:{port}"),
        ("http://127.0.0.1:{port}", "POST / HTTP/1.1", "127.0.0.1:{port}"),
        ("http://127.0.0.1:{port}/\u00e9", "POST /%C3%A9 HTTP/1.1", "127.0.0.1:{port}"),
        ("http://b\u00fccher.example:{port}/", "POST / HTTP/1.1", "xn--bcher-kva.example:{port}"),
    ],
)
def test_a_request_is_written_for_the_endpoint_as_it_was_named(
    url: str, line: str, host: str
) -> None:
    async def story() -> None:
        heads: asyncio.Queue[bytes] = asyncio.Queue()

        async def endpoint(lines: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            heads.put_nowait(await lines.readuntil(b"\r\n\r\n"))
            sink.write(OK)
            sink.close()

        async with listening(endpoint) as base:
            port = base.rpartition(":")[2].partition("/")[0]
            found = resolve_target(
                url.format(port=port), private=True, resolver=lambda *_: ["127.0.0.1"]
            )
            until = asyncio.get_running_loop().time() + LONG
            answer = await post(found, b"{}", {"webhook-id": "m"}, until=until)
            assert answer.arrived
            head = (await heads.get()).decode().split("\r\n")
            assert head[0] == line
            assert f"host: {host.format(port=port)}" in head

    run(story())
