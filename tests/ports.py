"""Ports for programs that cannot choose one themselves."""

import random
import socket

__all__ = ["free_port"]

# Below the ports that the system gives to connections: a port that is free stays free until the
# program has it, unless another run of the tests draws the same one in that moment.
_RANGE = range(20_000, 32_000)
_given: set[int] = set()


def free_port() -> int:
    """Draws a port of this machine on which nothing listens, each once per process."""
    draw = random.SystemRandom()
    while True:
        port = draw.choice(_RANGE)
        if port not in _given and _is_free(port):
            _given.add(port)
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as trying:
        try:
            trying.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
