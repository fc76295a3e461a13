"""Counts and times for Prometheus. Labels are routes, codes of rules and statuses: no value of a request."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
DROPPED = ("masking-failed", "queue-full", "refused", "ended")  # why a decision wasn't kept
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The metrics of one service."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        labels = ("route", "method", "status")
        self._requests = Counter("cd38rules_requests", "Requests answered", labels, registry=self._registry)
        self._seconds = Histogram(
            "cd38rules_request_seconds",
            "Time to the end of an answer",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._applied = Counter(
            "cd38rules_rule_applied", "Evaluations in which a rule applied", ("rule",), registry=self._registry
        )
        self._evaluations = Counter("cd38rules_evaluations", "Patients evaluated", registry=self._registry)
        self._undecided = Counter(
            "cd38rules_rules_not_evaluable", "Rules that couldn't be decided", registry=self._registry
        )
        self._without = Counter(
            "cd38rules_calls_without_cards",
            "Calls of CDS Hooks that the product has nothing to say to",
            ("hook", "reason"),
            registry=self._registry,
        )
        self._refused = Counter("cd38rules_tokens_refused", "Tokens refused", ("reason",), registry=self._registry)
        self._kept = Counter("cd38rules_decisions_kept", "Decisions kept in the store", registry=self._registry)
        self._dropped = Counter(
            "cd38rules_decisions_dropped", "Decisions that weren't kept", ("why",), registry=self._registry
        )
        for why in DROPPED:
            self._dropped.labels(why)
        self._waiting = Gauge("cd38rules_decisions_waiting", "Decisions that wait to be kept", registry=self._registry)
        self._keys_not_had = Counter(
            "cd38rules_keys_not_had",
            "Key sets that couldn't be read; client: its number in the settings, from 0",
            ("client", "kind"),
            registry=self._registry,
        )
        self._ready = Gauge("cd38rules_ready", "Whether a tested rule book is in service", registry=self._registry)

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """One request."""
        self._requests.labels(route, method, status).inc()
        self._seconds.labels(route).observe(seconds)

    def evaluated(self, applying: Iterable[str], undecided: int) -> None:
        """One patient: the rules that applied, and how many could not be decided."""
        self._evaluations.inc()
        self._undecided.inc(undecided)
        for rule in applying:
            self._applied.labels(rule).inc()

    def without_cards(self, hook: str, reason: str) -> None:
        """One call that gets no card, and why: a site sees by it whether its codes are known."""
        self._without.labels(hook, reason).inc()

    def token_refused(self, reason: str) -> None:
        """One token, and the code of the reason."""
        self._refused.labels(reason).inc()

    def decision_waits(self) -> None:
        """One decision that is to be kept."""
        self._waiting.inc()

    def decisions_kept(self, count: int) -> None:
        """Decisions that waited, and are kept."""
        self._waiting.dec(count)
        self._kept.inc(count)

    def decisions_dropped(self, why: str, count: int = 1, *, waited: bool = True) -> None:
        """Decisions that are not kept, and one of the reasons in DROPPED; whether they had waited."""
        self._dropped.labels(why).inc(count)
        if waited:
            self._waiting.dec(count)

    def keys_not_had(self, client: int, kind: str) -> None:
        """One reading of a key set that failed: the number of the client, and what went wrong."""
        self._keys_not_had.labels(str(client), kind).inc()

    def text(self, *, ready: bool) -> bytes:
        """Everything, as Prometheus reads it."""
        self._ready.set(ready)
        return generate_latest(self._registry)
