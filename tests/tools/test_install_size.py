"""A default installation stays small, and nothing in it can send a text away."""

from tools.install_size import LIMIT, by_size, largest, required

# Clients and downloaders that other packages bring along; the house speaks HTTP for webhooks alone.
SENDERS = {
    "aiohttp", "boto3", "google-cloud-storage", "httpx", "huggingface-hub", "requests",
    "robust-downloader", "sentry-sdk", "urllib3", "websockets",
}  # fmt: skip


def test_no_package_of_a_default_installation_is_an_http_client() -> None:
    assert not SENDERS & set(required())


def test_a_default_installation_stays_below_its_limit() -> None:
    sizes = by_size()
    assert sum(sizes.values()) < LIMIT, "\n".join(largest(sizes))


def test_the_ten_largest_are_named_and_then_the_sum() -> None:
    sizes = {f"package-{n}": n * 1_000_000 for n in range(12, 0, -1)}
    lines = list(largest(sizes))
    assert lines[0] == "  12.0 MB  package-12"
    assert len(lines) == 11
    assert lines[-1] == "  78.0 MB  all 12 packages (2 smaller ones)"
