"""The whole service with the command and the variables of compose.yaml, its secrets prepared by the script, and the
database that compose.yaml asks for, by TCP with the password. Only addresses and folders of containers differ."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from cd38rules.cli.main import main

from ..service.postgresql import NEEDS_POSTGRESQL, Server, server
from ..service.running import JSON, Service, running
from .files import ROOT, compose

pytestmark = NEEDS_POSTGRESQL

ORDERS = "/cds-services/anti-cd38-orders"
CALL = json.loads((ROOT / "examples" / "hooks" / "order-sign.json").read_bytes())
REASON = {"reason": {"code": "need-more-info"}, "userComment": "Zaphod-4711"}


@dataclass
class Deployed:
    """A folder as prepare.sh leaves it, with the client's keys, and the database that compose.yaml asks for."""

    folder: Path
    database: Server

    @property
    def password(self) -> str:
        return (self.folder / "secrets" / "database-password").read_text(encoding="ascii")

    def _outside(self, text: str) -> str:
        """What a container reads from its mounts, where it is outside of one."""
        found = compose()
        for name, secret in found["secrets"].items():
            text = text.replace(f"/run/secrets/{name}", str(self.folder / secret["file"]))
        (config,) = found["services"]["service"]["configs"]
        return text.replace(config["target"], str(self.folder / "settings.yaml"))

    def call(self) -> tuple[list[str], dict[str, str]]:
        """The arguments and the variables of the container, but for its addresses and folders."""
        given = compose()
        settings = self.folder / given["configs"]["settings"]["file"]
        (self.folder / "settings.yaml").write_text(
            self._outside(settings.read_text(encoding="utf-8")), encoding="utf-8"
        )
        service = given["services"]["service"]
        environment = {name: self._outside(value) for name, value in service["environment"].items()}
        url = "CD38RULES_SERVE_STORE__URL"
        assert "@database/" in environment[url]
        environment[url] = environment[url].replace("@database/", f"@127.0.0.1:{self.database.port}/")
        return [self._outside(word) for word in service["command"]], environment

    def runs(self) -> AbstractContextManager[Service]:
        """The service, on loopback and on a free port."""
        (serve, *arguments), environment = self.call()
        assert serve == "serve"
        return running(self.folder, *arguments, **environment)

    def post(self, service: Service, path: str, body: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> Any:
        """The answer to a call with a token for base_url of compose.yaml."""
        base_url = compose()["services"]["service"]["environment"]["CD38RULES_SERVE_BASE_URL"]
        assert main(["client", "token", str(self.folder / "secrets" / "client"), "--for", base_url + path]) == 0
        return service.post(path, body, JSON | {"authorization": f"Bearer {capsys.readouterr().out.strip()}"})

    def count(self, table: str) -> int:
        """Rows of a table, seen by the user of the service over TCP."""
        made = compose()["services"]["database"]["environment"]
        with psycopg.connect(
            host="127.0.0.1",
            port=self.database.port,
            user=made["POSTGRES_USER"],
            dbname=made["POSTGRES_DB"],
            password=self.password,
        ) as connection:
            found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
            assert found is not None
            return int(found[0])


@pytest.fixture
def deployed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Deployed]:
    """Prepared, and nothing of the service in the database yet."""
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    subprocess.run(["sh", "deploy/prepare.sh"], cwd=tmp_path, capture_output=True, check=True)
    assert main(["client", "new", str(tmp_path / "secrets" / "client")]) == 0
    capsys.readouterr()
    with server() as database:
        found = Deployed(tmp_path, database)
        made = compose()["services"]["database"]["environment"]
        user, name = sql.Identifier(made["POSTGRES_USER"]), sql.Identifier(made["POSTGRES_DB"])
        with psycopg.connect(database.by_socket, autocommit=True) as connection:
            login = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(user, sql.Literal(found.password))
            connection.execute(login)
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, user))
        yield found


def test_it_decides_and_keeps_by_tokens_and_a_password_and_goes_on_after_a_restart(
    deployed: Deployed, capsys: pytest.CaptureFixture[str]
) -> None:
    with deployed.runs() as service:
        assert service.post(ORDERS, CALL).status_code == 401
        answer = deployed.post(service, ORDERS, CALL, capsys)
        assert answer.status_code == 200
        card = answer.json()["cards"][0]["uuid"]
        at = "2026-01-01T00:00:00Z"
        given = {"card": card, "outcome": "overridden", "outcomeTimestamp": at, "overrideReason": REASON}
        kept = deployed.post(service, f"{ORDERS}/feedback", {"feedback": [given]}, capsys)
        assert (kept.status_code, kept.json()) == (200, {"kept": True})
        assert service.stop() == 0
        log = service.log
    assert (deployed.count("decisions"), deployed.count("feedback")) == (1, 1)
    assert [
        part for part in (deployed.password, "Zaphod", "127.0.0.1:" + str(deployed.database.port)) if part in log
    ] == []

    with deployed.runs() as service:
        assert deployed.post(service, ORDERS, CALL, capsys).status_code == 200
    assert (deployed.count("decisions"), deployed.count("feedback")) == (2, 1)


def test_without_the_right_password_it_does_not_start_and_says_why(deployed: Deployed) -> None:
    (deployed.folder / "secrets" / "database-password").write_text("Zaphod-4711", encoding="utf-8")
    arguments, environment = deployed.call()
    command = [sys.executable, "-m", "cd38rules", *arguments, "--port", "0"]
    ended = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 6
    assert "the database refuses the user or the password" in ended.stderr
    assert "Zaphod" not in ended.stderr
    assert "Traceback" not in ended.stderr
