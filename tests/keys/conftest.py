from tests.cli.conftest import wirecheck

__all__ = ["wirecheck"]
