"""A running service without a door for all tests that don't change it, and an application whose answers are kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cd38rules.service.app import application
from cd38rules.service.books import BookInService
from cd38rules.service.context import Context
from cd38rules.service.hooks.fetch import Fetcher
from cd38rules.service.metrics import Metrics
from cd38rules.service.settings import Settings
from cd38rules.service.work import Workers

from .mutated import ORIGIN, Recorded
from .running import WITH_DOUBLE, Service, running
from .tokens import KeyServer, key_server, public


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """It takes anybody's requests, and reads FHIR by the double of the reader."""
    with running(tmp_path_factory.mktemp("service"), "--insecure", program=WITH_DOUBLE) as started:
        yield started


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service as `cd38rules serve` starts it."""
    with running(tmp_path_factory.mktemp("service"), "--insecure") as started:
        yield started


@pytest.fixture(scope="session")
def recorded() -> Iterator[Recorded]:
    """The application without a door, its answers kept."""
    books = BookInService(None)
    assert books.refresh()
    settings = Settings.model_validate({"insecure": True, "origins": [ORIGIN]})
    context = Context(settings, books, Metrics(), Workers(1))
    yield Recorded(application(context, Fetcher(settings.fhir), None))
    context.workers.close()


@pytest.fixture
def server() -> Iterator[KeyServer]:
    """A server of key sets, which has one key."""
    with key_server() as started:
        started.keys = [public("one")]
        yield started
