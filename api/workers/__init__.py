"""The jobs of the service's worker processes: a hostile text costs one worker, never the service.

`checker.running.workers` starts and limits the processes themselves, not this room.
"""

from .serving import Job, ServingSetup, serving

__all__ = ["Job", "ServingSetup", "serving"]
