"""What the service's worker processes do: one hostile text costs one worker, never the service.

The processes themselves are started and limited by `checker.running.workers`, not here.
"""

from .serving import Job, ServingSetup, serving

__all__ = ["Job", "ServingSetup", "serving"]
