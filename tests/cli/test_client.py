"""A client of one's own: its tokens are taken by a service that has its public key, and nothing is overwritten."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import jwt
import pytest
import yaml

from cd38rules.cli.main import main

from ..service.running import JSON, ROOT, running

PATIENT = (ROOT / "examples" / "patients" / "01-first-daratumumab-no-typing.json").read_bytes()


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main(["client", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_its_tokens_are_taken_once_and_for_their_address_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text(
        printed(capsys, "new", tmp_path / "client", "--issuer", "https://ehr.example"), encoding="utf-8"
    )
    with running(tmp_path, "--settings", str(settings)) as service:

        def call(address: str) -> int:
            token = printed(capsys, "token", tmp_path / "client", "--for", service.url + address).strip()
            headers = JSON | {"authorization": f"Bearer {token}"}
            found = [service.post("/evaluate?changes=false", PATIENT, headers).status_code for _ in range(2)]
            assert found[1] == 401
            return found[0]

        assert call("/evaluate") == 200
        assert call("/explain") == 401


def test_the_private_key_is_for_its_owner_only_and_not_in_what_the_service_gets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = yaml.safe_load(printed(capsys, "new", tmp_path / "client"))
    private, public = tmp_path / "client" / "client.json", tmp_path / "client" / "keys.json"
    assert settings["door"]["clients"][0]["keys"] == str(public)
    assert (stat.S_IMODE(private.stat().st_mode), stat.S_IMODE(public.stat().st_mode)) == (0o600, 0o644)
    (key,) = json.loads(public.read_text(encoding="utf-8"))["keys"]
    assert set(key) == {"kty", "crv", "x", "y", "kid", "alg", "use"}
    assert json.loads(private.read_text(encoding="utf-8"))["key"]["d"] not in public.read_text(encoding="utf-8")


def test_a_token_lives_as_long_as_it_is_asked_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "new", tmp_path)
    token = printed(capsys, "token", tmp_path, "--for", "https://x", "--seconds", "60").strip()
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] == 60
    assert (claims["aud"], claims["iss"]) == ("https://x", "https://client.example")


def test_a_client_that_is_there_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "new", tmp_path)
    before = (tmp_path / "client.json").read_bytes()
    assert main(["client", "new", str(tmp_path)]) == 6
    assert "there is a client in this folder already" in capsys.readouterr().err
    assert (tmp_path / "client.json").read_bytes() == before


@pytest.mark.parametrize(
    "content", [None, "", "[]", '{"issuer": "x"}', '{"issuer": "x", "key": {"kty": "EC"}}', "\xff"]
)
def test_a_folder_without_a_client_is_told_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    if content is not None:
        (tmp_path / "client.json").write_bytes(content.encode("latin-1"))
    assert main(["client", "token", str(tmp_path), "--for", "https://x"]) == 6
    said = capsys.readouterr().err
    assert str(tmp_path) in said
    assert "Traceback" not in said


def test_the_public_half_alone_makes_no_token(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "new", tmp_path)
    (public,) = json.loads((tmp_path / "keys.json").read_bytes())["keys"]
    (tmp_path / "client.json").write_text(json.dumps({"issuer": "x", "key": public}), encoding="utf-8")
    assert main(["client", "token", str(tmp_path), "--for", "https://x"]) == 6
    assert "isn't a client's" in capsys.readouterr().err
