"""The Dockerfile, compose.yaml and what they name agree with each other and with the program."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
import yaml

from cd38rules import __version__
from cd38rules.service.app import _handlers
from cd38rules.service.settings import Settings, read_settings

from .files import ROOT, compose, copied, instructions, the

PORT = str(Settings(insecure=True).port)
SERVICE = compose()["services"]["service"]
SECRETS = compose()["secrets"]


def ignored(path: str) -> bool:
    """Whether .dockerignore keeps a path from the engine: the last pattern that fits decides."""
    found = False
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!")
        if line and line[0] != "#" and (pattern == "*" or Path(path).match(pattern) or path.startswith(f"{pattern}/")):
            found = not line.startswith("!")
    return found


@pytest.mark.parametrize("path", copied())
def test_what_the_dockerfile_copies_is_there_and_reaches_the_engine(path: str) -> None:
    assert (ROOT / path).exists()
    assert not ignored(path)


@pytest.mark.parametrize("path", ["secrets/store-key", ".env", ".git/config", "tests/x.py", "examples/patients/x.json"])
def test_secrets_and_what_the_image_does_not_need_never_reach_the_engine(path: str) -> None:
    assert ignored(path)


def test_secrets_are_never_committed() -> None:
    names = [".env", *(found["file"] for found in SECRETS.values())]
    if not (ROOT / ".git").exists():
        lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
        assert {"/secrets/", "/.env"} <= set(lines)
        return
    done = subprocess.run(["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == names


def test_the_image_runs_as_a_user_without_rights_and_ends_on_sigterm() -> None:
    assert the("USER") == "10001:10001"
    assert the("STOPSIGNAL") == "SIGTERM"
    assert [*json.loads(the("ENTRYPOINT")), *json.loads(the("CMD"))] == ["cd38rules", "serve"]


def test_the_image_and_compose_have_the_version_of_the_package() -> None:
    assert f'org.opencontainers.image.version="{__version__}"' in the("LABEL")
    images = {found["image"] for name, found in compose()["services"].items() if name != "database"}
    assert images == {f"cd38rules:{__version__}"}


def test_the_licence_of_the_image_is_that_of_the_package() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (licence,) = re.findall(r'^license = "(.*)"', project, re.M)
    assert f'org.opencontainers.image.licenses="{licence}"' in the("LABEL")


def test_the_engine_is_built_with_the_flag_of_the_makefile() -> None:
    (flag,) = set(re.findall(r"-DPyEval_\w+=\w+", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert f"CPPFLAGS={flag} " in " ".join(rest for name, rest in instructions() if name == "RUN")


def test_ports_and_the_route_of_health_are_those_of_the_program() -> None:
    assert the("EXPOSE") == PORT
    (port,) = SERVICE["ports"]
    assert port == f"127.0.0.1:{PORT}:{PORT}"
    check = json.loads(the("HEALTHCHECK").partition(" CMD ")[2])[-1]
    assert f"'127.0.0.1', {PORT}," in check
    (route,) = re.findall(r"'GET', '([^']+)'", check)
    assert f'"GET", "{route}"' in Path(_handlers.__code__.co_filename).read_text(encoding="utf-8")


def environment_of_container() -> dict[str, str]:
    """What the image and compose.yaml set for the service."""
    image = dict(re.findall(r"(CD38RULES_\w+)=(\S+)", the("ENV")))
    return image | SERVICE["environment"]


def test_the_settings_of_the_container_are_settings_of_the_service() -> None:
    found = read_settings(ROOT / "deploy" / "settings.yaml", environment_of_container())
    assert (found.host, found.base_url, found.insecure) == ("0.0.0.0", f"http://127.0.0.1:{PORT}", False)
    assert 2 * found.limits.stop_seconds < int(SERVICE["stop_grace_period"].removesuffix("s"))
    mounted = {f"/run/secrets/{name}" for name in SERVICE["secrets"]}
    assert {str(found.store.password_file), str(found.store.key_file)} <= mounted
    assert {str(client.keys) for client in found.door.clients} <= mounted


def test_the_command_reads_the_settings_that_are_mounted() -> None:
    (config,) = SERVICE["configs"]
    assert SERVICE["command"] == ["serve", "--settings", config["target"]]
    assert (ROOT / compose()["configs"][config["source"]]["file"]).is_file()


def test_the_database_is_made_for_the_service_and_with_its_password() -> None:
    database = compose()["services"]["database"]
    made = database["environment"]
    store = read_settings(ROOT / "deploy" / "settings.yaml", environment_of_container()).store
    assert store.url == f"postgresql://{made['POSTGRES_USER']}@database/{made['POSTGRES_DB']}"
    assert made["POSTGRES_PASSWORD_FILE"] == str(store.password_file)
    assert re.fullmatch(r"postgres:\d+", database["image"])
    assert SERVICE["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert compose()["networks"][database["networks"][0]] == {"internal": True}
    assert "ports" not in database


@pytest.mark.parametrize("name", sorted(compose()["services"]))
def test_every_container_has_no_more_rights_than_it_needs(name: str) -> None:
    service = compose()["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service["logging"]["options"]) == {"max-size", "max-file"}
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
    assert "privileged" not in service


def test_no_secret_stands_in_the_environment_of_a_container() -> None:
    for service in compose()["services"].values():
        for variable, value in service.get("environment", {}).items():
            assert not re.search(r"(PASSWORD|KEY|TOKEN|SECRET)$", variable), variable
            assert not re.search(r"://[^/@]*:[^/@]*@", value), variable


# prepare.sh


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with deploy/ in it, as if it were cloned."""
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")
    return tmp_path


def prepare(checkout: Path) -> str:
    done = subprocess.run(["sh", "deploy/prepare.sh"], cwd=checkout, capture_output=True, text=True, check=True)
    return done.stdout


def test_what_is_prepared_is_secret_random_and_made_once(checkout: Path) -> None:
    assert "made secrets/store-key" in prepare(checkout)
    made = {name: (checkout / "secrets" / name) for name in ("database-password", "store-key")}
    before = {name: path.read_text(encoding="ascii") for name, path in made.items()}
    assert all(re.fullmatch(r"[0-9a-f]{64}", text) for text in before.values())
    assert len(set(before.values())) == 2
    paths = [*made.values(), checkout / "secrets", checkout / "secrets" / "client", checkout / ".env"]
    assert [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    assert prepare(checkout) == ""
    assert {name: path.read_text(encoding="ascii") for name, path in made.items()} == before


def test_the_service_runs_as_the_owner_of_the_secrets_and_never_as_root(checkout: Path) -> None:
    prepare(checkout)
    (line,) = (checkout / ".env").read_text(encoding="utf-8").splitlines()
    name, _, user = line.partition("=")
    owner = (checkout / "secrets" / "store-key").stat()
    assert (name, user) == ("CD38RULES_USER", f"{owner.st_uid}:{owner.st_gid}")
    assert owner.st_uid == (os.geteuid() or 10001)
    assert compose(CD38RULES_USER=user)["services"]["service"]["user"] == user


def test_every_file_that_compose_mounts_is_prepared_or_made_by_the_client(checkout: Path) -> None:
    prepare(checkout)
    missing = [found["file"] for found in SECRETS.values() if not (checkout / found["file"]).exists()]
    assert missing == ["./secrets/client/keys.json"]
    (volume,) = compose()["services"]["client"]["volumes"]
    assert (checkout / volume["source"]).is_dir()


def test_the_settings_of_a_new_client_are_those_that_compose_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from cd38rules.cli.main import main

    assert main(["client", "new", str(tmp_path / "client")]) == 0
    (printed,) = yaml.safe_load(capsys.readouterr().out)["door"]["clients"]
    (listed,) = yaml.safe_load((ROOT / "deploy" / "settings.yaml").read_text(encoding="utf-8"))["door"]["clients"]
    assert printed["issuer"] == listed["issuer"]


def test_scripts_are_shell_that_can_be_read() -> None:
    for script in sorted((ROOT / "deploy").rglob("*.sh")):
        shell = script.read_text(encoding="utf-8").split("\n", 1)[0].split("/")[-1].split(" ")[-1]
        subprocess.run([shell, "-n", str(script)], check=True)


def test_the_page_on_deployment_names_files_that_are_there() -> None:
    page = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?<!\w)(?<!\w/)((?:deploy|examples|requirements)/[\w./-]*\w)", page))
    assert {"deploy/prepare.sh", "deploy/nginx.conf", "deploy/settings.yaml"} <= named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
