"""Whether the service lives, whether it is ready, what is in service and since when it should have been reviewed."""

from __future__ import annotations

import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .. import __version__
from .context import Context
from .metrics import CONTENT_TYPE


class Status:
    """The routes that tell of the service itself."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def healthz(self, _request: Request) -> Response:
        """The process answers."""
        return JSONResponse({"status": "alive"})

    async def readyz(self, _request: Request) -> Response:
        """A rule book is loaded and has passed its self-test."""
        ready = self._context.books.is_ready and not self._context.stopping
        return JSONResponse({"status": "ready" if ready else "not ready"}, 200 if ready else 503)

    async def metrics(self, _request: Request) -> Response:
        """For Prometheus."""
        text = self._context.metrics.text(ready=self._context.books.is_ready)
        return Response(text, media_type=CONTENT_TYPE)

    async def status(self, _request: Request) -> Response:
        """The rule book and the codes in service, what was refused and why, and what is not as it should be."""
        context = self._context
        refused = context.books.refused
        return JSONResponse(
            {
                "package_version": __version__,
                "ready": context.books.is_ready,
                "rulebook": self._in_service(),
                "refused": None
                if refused is None
                else {"sha256": refused.sha256 or None, "errors": [fault.as_json() for fault in refused.faults]},
                "codes": {
                    "sha256": context.codes.sha256,
                    "site_file": context.codes.has_site_file,
                    "refused": [fault.as_json() for fault in context.codes.refused] or None,
                },
                "insecure": context.settings.insecure,
                "review_site": context.settings.review_site,
                "decisions_kept": context.decisions.keeps or "nothing",
                "feedback_kept": context.feedback.keeps or "nothing",
            }
        )

    def _in_service(self) -> dict[str, object] | None:
        if not self._context.books.is_ready:
            return None
        book = self._context.books.book
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        reviews = [rule.review for rule in book.rules.values()]
        return {
            "name": book.name,
            "version": book.version,
            "sha256": book.sha256,
            "locally_modified": book.locally_modified,
            "rules": len(reviews),
            "unsigned_rules": sum(not review.reviewed_by for review in reviews),
            "reviews_overdue": sum(review.next_review < today for review in reviews),
            "evidence_as_of": [source.evidence_as_of.isoformat() for source in book.catalogue.sources],
        }
