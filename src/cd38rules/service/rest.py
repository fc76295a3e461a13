"""Reports, explanations and notes on one patient by HTTP: the same bytes as on the command line."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from ..diagnostics import Diagnostic, Place, did_you_mean
from ..evaluation import evaluate
from ..lab_note import as_html, as_text, note_of
from ..profile import MAX_BYTES, PatientProfile
from ..render import render_json
from ..rules.book import RuleBook
from .bodies import body_of
from .context import Context, Evaluated, Given
from .problems import Problem

ROLES = ("current", "planned", "alternative")
# The note has its style in it, and nothing else: no script, no picture, no address.
_NOTE_HEADERS = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}


class Rest:
    """The routes for programs that have a profile."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def evaluate(self, request: Request) -> Response:
        """The report of the profile in the body; with `changes=true` also what would turn each entry round."""
        context = self._context
        changes = choice(request, "changes", ("false", "true")) == "true"
        book = context.books.book
        body = await body_of(request, context.settings.limits, MAX_BYTES)
        number = request.scope["state"]["request_id"]

        def decide() -> tuple[str, Given]:
            profile = PatientProfile.model_validate_json(body)
            report = evaluate(profile, book, changes=changes)
            given = context.decided(number, "evaluate", Evaluated(report, profile, book, changes), body)
            return render_json(report), given

        run = context.workers.slow if changes else context.workers.quick
        text, given = await run(decide)
        given()
        return Response(text, media_type="application/json")

    async def explain(self, request: Request) -> Response:
        """Why the rule of the query applies to the profile in the body, or why not; `role` for one regimen only."""
        context = self._context
        role = choice(request, "role", ("", *ROLES))
        book = context.books.book
        rule = _decided_rule(request.query_params.get("rule", ""), book)
        body = await body_of(request, context.settings.limits, MAX_BYTES)
        text = await context.workers.slow(partial(_explanation, body, book, rule, role))
        return Response(text, media_type="text/plain")

    async def note(self, request: Request) -> Response:
        """The note to the transfusion laboratory on the profile in the body, a page to print; `format` html or text."""
        context = self._context
        form = choice(request, "format", ("html", "text"))
        book = context.books.book
        body = await body_of(request, context.settings.limits, MAX_BYTES)
        number = request.scope["state"]["request_id"]

        def decide() -> tuple[str, Given]:
            profile = PatientProfile.model_validate_json(body)
            report = evaluate(profile, book)
            given = context.decided(number, "note", Evaluated(report, profile, book), body)
            found = note_of(profile, report, book)
            return as_html(found) if form == "html" else as_text(found), given

        text, given = await context.workers.quick(decide)
        given()
        if form == "text":
            return Response(text, media_type="text/plain")
        return Response(text, media_type="text/html", headers=_NOTE_HEADERS)


def _explanation(body: bytes, book: RuleBook, rule: str, role: str) -> str:
    from ..explanation import explanation

    return explanation(PatientProfile.model_validate_json(body), book, rule, role)


def choice(request: Request, name: str, choices: tuple[str, ...]) -> str:
    """What the query says under a name; the first choice if nothing. Raises Problem for anything else."""
    chosen = request.query_params.get(name, choices[0])
    if chosen not in choices:
        known = ", ".join(filter(None, choices))
        raise wrong_call(Diagnostic("wrong-choice", f"`{name}` isn't one of its values", (Place(name),), known))
    return chosen


def _decided_rule(name: str, book: RuleBook) -> str:
    rule = known_rule(name, book)
    if rule not in book.plan.decisions:
        kind = book.rules[rule].kind
        raise wrong_call(Diagnostic("rule-not-decided", f"it has no condition: it is of kind {kind}", (Place("rule"),)))
    return rule


def known_rule(name: str, book: RuleBook) -> str:
    """The code of a rule. Raises Problem if there is no such rule."""
    if name not in book.rules:
        hint = did_you_mean(name[:100], book.rules, "see /rules")
        raise Problem(
            404,
            "no-such-rule",
            "There is no such rule.",
            (Diagnostic("no-such-rule", "there is no such rule", (Place("rule"),), hint),),
        )
    return name


def wrong_call(diagnostic: Diagnostic) -> Problem:
    """A request that is put together wrongly."""
    return Problem(400, "wrong-call", "The request can't be understood.", (diagnostic,))
