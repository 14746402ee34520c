from tests.uncounted import processes_uncounted

__all__ = ["processes_uncounted"]
