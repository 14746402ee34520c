"""Checks run in processes of their own: one hostile text costs one worker, never the service."""

from .pool import Overloaded, Pool, WorkerLost, WorkerTimeout
from .worker_main import Job, WorkerSpec

__all__ = ["Job", "Overloaded", "Pool", "WorkerLost", "WorkerSpec", "WorkerTimeout"]
