"""Prometheus metrics of one service process, in a registry of its own."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from checker.running.workers.async_pool import PoolState

__all__ = ["Metrics"]

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """All metrics; labels are routes, states and codes, never texts, ids or keys."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "wirecheck_requests_total",
            "HTTP requests",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "wirecheck_request_seconds",
            "Time of HTTP requests",
            ["route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.checks = Counter(
            "wirecheck_checks_total",
            "Checks by verdict",
            ["verdict", "complete"],
            registry=self.registry,
        )
        self.cached = Counter(
            "wirecheck_checks_cached_total", "Checks answered again", registry=self.registry
        )
        self.stage = Histogram(
            "wirecheck_check_stage_seconds",
            "Time of a stage of a check",
            ["stage"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.refused = Counter(
            "wirecheck_refused_total", "Requests turned away", ["reason"], registry=self.registry
        )
        self.late_checks = Counter(
            "wirecheck_checks_recorded_late_total",
            "Checks answered before they were stored",
            registry=self.registry,
        )
        self.lost_checks = Counter(
            "wirecheck_checks_not_recorded_total",
            "Checks answered and never stored",
            registry=self.registry,
        )
        self.deliveries = Counter(
            "wirecheck_webhook_deliveries_total",
            "Webhook attempts",
            ["outcome"],
            registry=self.registry,
        )
        self._workers = Gauge(
            "wirecheck_workers", "Worker processes", ["state"], registry=self.registry
        )
        self._waiting = Gauge(
            "wirecheck_checks_waiting", "Checks that wait for a worker", registry=self.registry
        )
        self._replaced = Gauge(
            "wirecheck_workers_replaced", "Workers killed or lost", registry=self.registry
        )
        self._unrecorded = Gauge(
            "wirecheck_checks_unrecorded", "Checks that wait to be stored", registry=self.registry
        )
        self._items = Gauge("wirecheck_items", "Licensed items held", registry=self.registry)

    def exposition(self, pool: PoolState, items: int, unrecorded: int) -> bytes:
        """Returns the metrics in Prometheus format."""
        self._workers.labels("ready").set(pool.ready)
        self._workers.labels("busy").set(pool.busy)
        self._waiting.set(pool.waiting)
        self._replaced.set(pool.replaced)
        self._items.set(items)
        self._unrecorded.set(unrecorded)
        return generate_latest(self.registry)
