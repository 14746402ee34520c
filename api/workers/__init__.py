"""What the service's worker processes do: one hostile text costs one worker, never the service."""

from .serving import Job, ServingSetup, serving

__all__ = ["Job", "ServingSetup", "serving"]
