"""One running service without a door, for all tests that don't change it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .running import WITH_DOUBLE, Service, running
from .tokens import KeyServer, key_server, public


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """It takes anybody's requests, and reads FHIR by the double of the reader."""
    with running(tmp_path_factory.mktemp("service"), "--insecure", program=WITH_DOUBLE) as started:
        yield started


@pytest.fixture
def server() -> Iterator[KeyServer]:
    """A server of key sets, which has one key."""
    with key_server() as started:
        started.keys = [public("one")]
        yield started
