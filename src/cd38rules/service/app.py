"""The application: every route with its form of errors, the door before those that take patients, and around all of it
what every answer has, those of failures and to questions of browsers among them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from ..diagnostics import Cd38RulesError
from .context import Context
from .door.guard import Guard
from .hooks.fetch import Fetcher
from .hooks.preview import Preview
from .hooks.routes import Hooks
from .openapi import openapi
from .page import facts, page_routes, profile_schema
from .problems import DEFECT, Problem, answer, problem_of
from .rest import Rest
from .rulebook import RuleBookRoutes
from .status import Status
from .watch import Bounded, Watched

DISCOVERY = "/cds-services"
# What takes patients, and what CDS Hooks wants a token for. The rule book and the state of the service are no secret.
GUARDED = frozenset(
    {"/evaluate", "/explain", "/note", "/cards", DISCOVERY, f"{DISCOVERY}/{{id}}", f"{DISCOVERY}/{{id}}/feedback"}
)
Handler = Callable[[Request], Awaitable[Response]]
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def application(context: Context, fetcher: Fetcher, guard: Guard | None, lifespan: Lifespan | None = None) -> ASGIApp:
    """The application of one service. Without a guard no route asks for a token."""
    guarded = GUARDED - ({DISCOVERY} if context.settings.door.open_discovery else set())
    handlers = _handlers(context, fetcher)
    described = openapi(((method, path, handler) for (method, path), handler in handlers.items()), guarded)

    async def description(_request: Request) -> Response:
        return JSONResponse(described)

    routes: list[BaseRoute] = [
        _route(method, path, handler, guard if path in guarded else None)
        for (method, path), handler in {**handlers, ("GET", "/openapi.json"): description}.items()
    ]
    routes.extend(_route("GET", path, handler, None) for path, handler in page_routes())
    inner = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: _as_problem,
            Problem: _as_problem,
            Cd38RulesError: _as_problem,
            Exception: _as_defect,
        },
        lifespan=lifespan or _nothing,
    )
    shared = CORSMiddleware(
        Bounded(inner, context.settings.limits.answer_seconds),
        allow_origins=context.settings.origins,
        allow_methods=("GET", "POST"),
        allow_headers=("Authorization", "Content-Type"),
        expose_headers=("X-Request-Id",),
        max_age=600,
    )
    return Watched(shared, context.metrics)


def _handlers(context: Context, fetcher: Fetcher) -> Mapping[tuple[str, str], Handler]:
    status, rest, hooks = Status(context), Rest(context), Hooks(context, fetcher)
    rulebook = RuleBookRoutes(context)
    return {
        ("GET", "/healthz"): status.healthz,
        ("GET", "/readyz"): status.readyz,
        ("GET", "/status"): status.status,
        ("GET", "/metrics"): status.metrics,
        ("POST", "/evaluate"): rest.evaluate,
        ("POST", "/explain"): rest.explain,
        ("POST", "/note"): rest.note,
        ("POST", "/cards"): Preview(context).cards,
        ("GET", "/rules"): rulebook.rules,
        ("GET", "/rules/{code}"): rulebook.rule,
        ("GET", "/evidence"): rulebook.evidence,
        ("GET", "/evidence/{source}/{entry}"): rulebook.evidence_entry,
        ("GET", "/facts"): facts,
        ("GET", "/schema/profile.json"): profile_schema,
        ("GET", DISCOVERY): hooks.discover,
        ("POST", f"{DISCOVERY}/{{id}}"): hooks.call,
        ("POST", f"{DISCOVERY}/{{id}}/feedback"): hooks.feedback,
    }


def _route(method: str, path: str, handler: Handler, guard: Guard | None) -> Route:
    async def named(request: Request) -> Response:
        request.scope["state"]["route"] = path
        if guard is not None:
            await guard.check(request)
        return await handler(request)

    return Route(path, named, methods=[method])


async def _as_problem(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        problem = _http_problem(error)
    elif isinstance(error, Cd38RulesError):
        problem = problem_of(error)
    elif isinstance(error, Problem):
        problem = error
    else:
        raise error
    return answer(problem, request.scope["path"])


async def _as_defect(request: Request, _error: Exception) -> Response:
    return answer(DEFECT, request.scope["path"])  # Starlette raises the error on, and it is logged outside


def _http_problem(error: HTTPException) -> Problem:
    headers = dict(error.headers or {})
    if error.status_code == 404:
        return Problem(404, "no-such-route", "There is nothing at this address.")
    if error.status_code == 405:
        return Problem(405, "wrong-method", "This address doesn't take the method.", headers=headers)
    return Problem(error.status_code, "refused", "The request is refused.", headers=headers)


@asynccontextmanager
async def _nothing(_app: Starlette) -> AsyncIterator[None]:
    yield
