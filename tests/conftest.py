"""How the tests are named."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: packed bytes hold the second in which they were packed.

    Two workers that collect in different seconds would otherwise see different tests.
    """
    return argname if isinstance(val, bytes | bytearray) else None
