"""The page at `/`: its files, each at a route of its own, read once when the service starts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..facts import VOCABULARY, path_of
from ..facts.vocabulary import instance_name
from ..profile import PatientProfile
from .rest import ROLES

FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


def page_routes() -> Iterator[tuple[str, Callable[[Request], Awaitable[Response]]]]:
    """Path and handler of each file of the page. No other path is ever looked up in the folder."""
    for file in sorted(FOLDER.iterdir()):
        if file.suffix in _TYPES:
            yield "/" if file.name == "index.html" else f"/{file.name}", _sent(file)


def _sent(file: Path) -> Callable[[Request], Awaitable[Response]]:
    content, media_type = file.read_bytes(), _TYPES[file.suffix]

    async def sent(_request: Request) -> Response:
        return Response(content, media_type=media_type)

    return sent


async def profile_schema(_request: Request) -> Response:
    """The JSON Schema of a profile."""
    return JSONResponse(PatientProfile.model_json_schema())


async def facts(_request: Request) -> Response:
    """Every fact with its label and the field of the profile that it is read from; none for a derived fact."""
    named = (
        (instance_name(fact.name, role), fact)
        for fact in VOCABULARY.values()
        for role in (ROLES if fact.is_of_regimen else ("",))
    )
    return JSONResponse({"facts": [{"name": n, "label": fact.label, "path": path_of(n)} for n, fact in named]})
