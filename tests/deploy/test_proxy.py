"""The proxy of deploy/nginx.conf before a running service: tokens pass, and no log or file holds data of a patient."""

from __future__ import annotations

import datetime
import ipaddress
import os
import re
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cd38rules.cli.main import main
from cd38rules.service.settings import Limits

from ..service.postgresql import free_port
from ..service.running import JSON, PATIENCE, running
from .files import ROOT

CONFIG = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
NGINX = shutil.which("nginx", path=f"/usr/sbin{os.pathsep}{os.environ.get('PATH', '')}")
PATIENT = (ROOT / "examples" / "patients" / "01-first-daratumumab-no-typing.json").read_bytes()
NEEDS_NGINX = pytest.mark.skipif(
    NGINX is None and "CD38RULES_REQUIRE_NGINX" not in os.environ,
    reason="no nginx here (apt install nginx-light); CD38RULES_REQUIRE_NGINX=1 makes it fail",
)


def certificate(folder: Path) -> None:
    """A certificate of this machine that has signed itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "server.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    pem = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.key").write_bytes(key.private_bytes(*pem))


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that the workers of nginx, who may be of another user, can enter."""
    with tempfile.TemporaryDirectory(prefix="nginx-", dir="/tmp") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def configured(folder: Path, port: int, upstream: int, shipped: str = CONFIG) -> Path:
    """The file as it ships, with this machine's addresses and folders in place of a hospital's."""
    text = shipped
    for before, after in (
        ("server 127.0.0.1:8038;", f"server 127.0.0.1:{upstream};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("/etc/ssl/cds.hospital.example.pem", f"{folder}/server.pem"),
        ("/etc/ssl/private/cds.hospital.example.key", f"{folder}/server.key"),
        ("/var/log/nginx/", f"{folder}/"),
    ):
        assert before in text
        text = text.replace(before, after)
    (folder / "temp").mkdir()
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    inner = "".join(f"{kind}_temp_path {folder}/temp/{kind};\n" for kind in kinds)
    head = f"daemon off;\npid {folder}/pid;\nerror_log stderr crit;\nevents {{}}\n"
    path = folder / "nginx.conf"
    path.write_text(f"{head}http {{\n{inner}{text}}}\n", encoding="utf-8")
    return path


@contextmanager
def proxy(folder: Path, config: Path, ready: str) -> Iterator[httpx2.Client]:
    """nginx with a configuration, and a client that trusts it; `ready` is an address that it answers in any way."""
    process = subprocess.Popen([str(NGINX), "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        trusted = ssl.create_default_context(cafile=str(folder / "server.pem"))
        with httpx2.Client(verify=trusted, trust_env=False, timeout=PATIENCE) as http:
            end = time.monotonic() + PATIENCE
            while True:
                try:
                    http.get(ready)
                    break
                except httpx2.TransportError:
                    assert time.monotonic() < end, "nginx didn't start"
                    time.sleep(0.05)
            yield http
    finally:
        process.terminate()
        process.wait(PATIENCE)


@NEEDS_NGINX
def test_tokens_pass_and_the_log_holds_nothing_of_a_patient(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    certificate(folder)
    port = free_port()
    url = f"https://127.0.0.1:{port}"
    assert main(["client", "new", str(folder / "client")]) == 0
    settings = folder / "settings.yaml"
    settings.write_text(f"base_url: {url}\n{capsys.readouterr().out}", encoding="utf-8")
    assert main(["client", "token", str(folder / "client"), "--for", f"{url}/evaluate"]) == 0
    token = capsys.readouterr().out.strip()
    with running(folder, "--settings", str(settings)) as service:
        config = configured(folder, port, int(service.url.rpartition(":")[2]))
        with proxy(folder, config, f"{url}/readyz") as http:
            headers = JSON | {"authorization": f"Bearer {token}"}
            answer = http.post(f"{url}/evaluate?changes=false&x=Zaphod", content=PATIENT, headers=headers)
            assert answer.status_code == 200
            assert http.get(f"{url}/status").status_code == 200  # from this machine
            assert http.post(f"{url}/evaluate", content=b" " * 17_000_000, headers=JSON).status_code == 413
    logged = (folder / "cd38rules.log").read_text(encoding="utf-8")
    (line,) = re.findall(r".* 200 POST .*", logged)
    assert line.split()[3] == "/evaluate"
    assert answer.headers["x-request-id"] in line
    written = logged + (folder / "cd38rules-error.log").read_text(encoding="utf-8")
    assert [part for part in (token[:20], "Bearer", "Zaphod", answer.json()["patient_id"]) if part in written] == []


@NEEDS_NGINX
@pytest.mark.parametrize(("without", "is_in_a_file"), [("", False), ("client_body_buffer_size 16m;", True)])
def test_no_body_of_the_longest_call_is_written_to_a_file(folder: Path, without: str, is_in_a_file: bool) -> None:
    certificate(folder)
    port = free_port()
    # nginx takes its files away again, and tells of them on this level only.
    shipped = CONFIG.replace("-error.log crit;", "-error.log warn;").replace(without or "\0", "")
    config = configured(folder, port, free_port(), shipped)
    with proxy(folder, config, f"https://127.0.0.1:{port}/") as http:
        longest = b" " * Limits().body_bytes
        answer = http.post(f"https://127.0.0.1:{port}/evaluate", content=longest, headers=JSON)
        assert answer.status_code == 502  # there is no service behind it
    told = (folder / "cd38rules-error.log").read_text(encoding="utf-8")
    assert ("buffered to a temporary file" in told) is is_in_a_file


def test_the_log_of_the_proxy_has_fields_that_hold_nothing_of_a_patient() -> None:
    (form,) = re.findall(r"^log_format \w+ '([^']*)'", CONFIG, re.M)
    known = {"time_iso8601", "status", "request_method", "uri", "request_time", "upstream_http_x_request_id"}
    assert set(re.findall(r"\$(\w+)", form)) == known
    assert re.findall(r"access_log \S+ (\w+);", CONFIG) == re.findall(r"^log_format (\w+)", CONFIG, re.M)
