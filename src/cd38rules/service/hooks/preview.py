"""The cards of a profile at a moment, as a health record would show them: for the page to try it.

They are those of CDS Hooks, made by the same dealer, with their Markdown as HTML as well. Nothing of it is kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from starlette.requests import Request
from starlette.responses import Response

from ...diagnostics import Diagnostic
from ...evaluation import evaluate
from ...profile import MAX_BYTES, PatientProfile
from ...rules.book import RuleBook
from ..bodies import body_of
from ..context import Context
from ..patients import Order, Provenance, Question
from ..rest import choice
from .cards import Dealer, Deck
from .groups import selection
from .moments import moments

CHART = "chart"
"""The chart is opened: everything that applies."""


@dataclass(frozen=True)
class _NoRecord:
    """Where other calls have the reading of a record: a profile stands for itself."""

    profile: PatientProfile
    provenance: tuple[Provenance, ...] = ()
    issues: tuple[Diagnostic, ...] = ()
    questions: tuple[Question, ...] = ()
    orders: tuple[Order, ...] = ()


class Preview:
    """The route for the page."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def cards(self, request: Request) -> Response:
        """The cards of CDS Hooks on the profile in the body, at a `moment`: `chart`, `anti-cd38-order`, `blood-order`.

        `details` holds the detail of each card as HTML, by its uuid.
        """
        context = self._context
        moment = choice(request, "moment", moments_to_choose())
        book = context.books.book
        body = await body_of(request, context.settings.limits, MAX_BYTES)

        def dealt() -> bytes:
            profile = PatientProfile.model_validate_json(body)
            deck = deck_of(profile, book, moment, context.settings.most_cards)
            details = {card["uuid"]: as_html(card["detail"]) for card in deck.cards if "detail" in card}
            answer = {"cards": deck.cards, "details": details}
            return json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace")

        return Response(await context.workers.quick(dealt), media_type="application/json")


def moments_to_choose() -> tuple[str, ...]:
    """The opening of the chart, and the moments in ordering."""
    return (CHART, *(moment.id for moment in moments()))


def deck_of(profile: PatientProfile, book: RuleBook, moment: str, most: int) -> Deck:
    """The cards of a profile at a moment; in ordering they are about a made-up order."""
    report = evaluate(profile, book)
    chosen = tuple(one for one in moments() if one.id == moment)
    kind = "MedicationRequest" if any("anti-cd38" in one.orders for one in chosen) else "ServiceRequest"
    orders = {f"{kind}/made-up": chosen} if chosen else {}
    dealer = Dealer(report, _NoRecord(profile), book, profile.patient_id, orders)
    return dealer.deck(selection(report, chosen or None), (), most, whole=not chosen)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def as_html(markdown: str) -> str:
    """The HTML of a card's detail. What looks like HTML in it is text, and links to scripts aren't made."""
    return str(_markdown().render(markdown))
