"""The settings of the service: a YAML file, environment variables over it, options of the command over both."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from ..diagnostics import DiagnosedError, Diagnostic, Place

PREFIX = "CD38RULES_SERVE_"
DEEPER = "__"  # CD38RULES_SERVE_LIMITS__BODY_BYTES is `body_bytes` of `limits`
_EVERYWHERE = ("0.0.0.0", "::")
_HAS_PASSWORD = re.compile(r"^postgresql://[^/@]*:[^/@]*@|[?&]password=")
Algorithm = Literal["ES384", "RS384", "ES256", "RS256"]


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _guarded(text: str) -> str:
    """An address that is reached by TLS, or on this machine. Raises ValueError for any other."""
    parts = urlsplit(text)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname or "")):
        raise ValueError("an address begins with https://; with http:// only on this machine")
    return text


def _base(text: str) -> str:
    """An address without a slash at its end. Raises ValueError for anything but an address of the web."""
    if urlsplit(text).scheme not in ("https", "http"):
        raise ValueError("an address begins with https:// or http://")
    return text.rstrip("/")


def _origin(text: str) -> str:
    """An origin as browsers send it. Raises PydanticCustomError for anything that would never be the same."""
    try:
        parts = urlsplit(text)
        port = "" if parts.port in (None, _USUAL_PORTS.get(parts.scheme)) else f":{parts.port}"
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    except ValueError:  # a port that isn't one, brackets that don't close
        host = None
    if not host or not text.isascii() or parts.scheme not in _USUAL_PORTS or text != f"{parts.scheme}://{host}{port}":
        raise PydanticCustomError("origin", "an origin isn't written as browsers send it")
    return text


def _zone(name: str) -> str:
    """A time zone of IANA by its name. Raises PydanticCustomError for one that isn't known on this machine."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not known, no name of a zone, a folder
        raise PydanticCustomError("zone", "isn't a time zone that is known on this machine") from None
    return name


_USUAL_PORTS = {"https": 443, "http": 80}
_HINTS = {
    "origin": "write scheme://host or scheme://host:port, in small letters, without the usual port, a path or a slash "
    "at the end; `*` and `null` stand for any page and aren't taken",
    "zone": "write the name of IANA's list, such as Europe/Vienna or America/New_York",
}
Zone = Annotated[str, AfterValidator(_zone)]
Origin = Annotated[str, AfterValidator(_origin)]
KeySetAddress = Annotated[str, AfterValidator(_guarded)]
ServerAddress = Annotated[str, AfterValidator(_guarded), AfterValidator(_base)]
OwnAddress = Annotated[str, AfterValidator(_base)]


class SettingsError(DiagnosedError):
    """The settings can't be used: every fault of them, without a value."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


Part = TypeVar("Part", bound=_Part)


class Client(_Part):
    """One system that may call: its issuer, and where its keys are."""

    issuer: str = Field(min_length=1, description="`iss` of its tokens, letter by letter")
    jku: tuple[KeySetAddress, ...] = Field((), description="addresses of key sets that its tokens may name")
    keys: Path | None = Field(None, description="a file with its key set, which is looked into first")

    @model_validator(mode="after")
    def _has_keys(self) -> Client:
        if not self.jku and self.keys is None:
            raise ValueError("a client needs jku or keys")
        return self


class Door(_Part):
    """Whose tokens are taken."""

    clients: tuple[Client, ...] = ()
    algorithms: tuple[Algorithm, ...] = Field(("ES384", "RS384"), min_length=1)
    audiences: tuple[str, ...] = Field((), description="what `aud` may be besides the address that was called")
    skew_seconds: int = Field(30, ge=0, le=300, description="by how much clocks may differ")
    longest_seconds: int = Field(900, ge=60, le=86_400, description="the longest life of a token that is taken")
    refresh_seconds: int = Field(600, ge=10, description="after which a key set is read anew")
    keys_seconds: int = Field(3_600, ge=10, description="how long a key set is used that can't be read anew")
    fetch_seconds: float = Field(3, gt=0, le=30, description="for fetching a key set, to its last byte")
    open_discovery: bool = Field(False, description="discovery is answered without a token")

    @model_validator(mode="after")
    def _fits_together(self) -> Door:
        if self.keys_seconds < self.refresh_seconds:
            raise ValueError("keys_seconds isn't less than refresh_seconds: set it higher")
        if len({client.issuer for client in self.clients}) < len(self.clients):
            raise ValueError("an issuer stands once in clients: list all its jku and its keys there")
        return self


class Limits(_Part):
    """What a request may take."""

    body_bytes: int = Field(16_000_000, ge=1_000, description="of a request of CDS Hooks; a profile has its own limit")
    depth: int = Field(64, ge=8, le=500, description="levels of nesting of a request of CDS Hooks")
    body_seconds: float = Field(10, gt=0, description="until the body has arrived")
    answer_seconds: float = Field(20, gt=0, description="until the answer begins, the body included")
    at_once: int = Field(2, ge=1, le=64, description="evaluations side by side; the engine takes one at a time")
    stop_seconds: int = Field(10, ge=1, description="for requests that are under way when the service is stopped")


class Fhir(_Part):
    """How FHIR is read, and the servers that may be asked for what a request doesn't bring."""

    codes: Path | None = Field(None, description="a site's file of codes, laid over those that are shipped")
    servers: tuple[ServerAddress, ...] = Field((), description="none: nothing is fetched")
    seconds: float = Field(3, gt=0, le=30, description="for everything that one request needs")
    pages: int = Field(20, ge=1, description="of one search")
    page_bytes: int = Field(8_000_000, ge=1_000)
    medications: int = Field(50, ge=0, le=1_000, description="that resources refer to, each asked for by itself")


class Store(_Part):
    """Where decisions and feedback are kept: nowhere without `file` or `url`."""

    file: Path | None = Field(None, description="a file of SQLite; it is made if it isn't there")
    url: str = Field("", repr=False, description="a database of PostgreSQL, in place of a file")
    key_file: Path | None = Field(None, description="the key of the digests; beside the file if none is named")
    key: str = Field("", repr=False, description="the key itself, in place of a file with it")
    password_file: Path | None = Field(None, description="the password of the database; then the url has none")
    inputs: bool = Field(False, description="masked profiles and their reports are kept too, for replay")
    comments: bool = Field(False, description="what users write is kept too; it may hold anything")
    wait_seconds: float = Field(2, gt=0, le=30, description="for a database that is busy")
    waiting_bytes: int = Field(100_000_000, ge=10_000, description="of decisions that wait to be written")

    @model_validator(mode="after")
    def _is_whole(self) -> Store:
        if self.file is not None and self.url:
            raise ValueError("a store has a file or a url, not both")
        if self.url and not self.url.startswith("postgresql://"):
            raise ValueError("the url of a store begins with postgresql://")
        if self.password_file is not None and (not self.url or _HAS_PASSWORD.search(self.url)):
            raise ValueError("password_file goes with a url that has no password itself")
        if self.url and not self.key and self.key_file is None:
            raise ValueError("a store with a url needs key_file or key")
        if self.key and (self.key_file is not None or len(self.key) < 32):
            raise ValueError("key has 32 characters or more, and there is no key_file beside it")
        return self

    @property
    def is_there(self) -> bool:
        """Whether anything is kept."""
        return self.file is not None or bool(self.url)

    @property
    def feedback_seconds(self) -> float:
        """How long a request with feedback waits until it is kept: for the connection, then for the database."""
        return 2 * self.wait_seconds + 1

    @property
    def key_path(self) -> Path | None:
        """The file with the key."""
        if self.key_file is None and self.file is not None:
            return self.file.with_name(f"{self.file.name}.key")
        return self.key_file


class Settings(_Part):
    """How the service runs."""

    host: str = "127.0.0.1"
    port: int = Field(8038, ge=0, le=65_535, description="0: a free one, which is logged")
    base_url: OwnAddress | None = Field(None, description="by which clients call, if it isn't host and port")
    review_site: OwnAddress | None = Field(None, description="of the pages for review, which the page at / links")
    rules: Path | None = Field(None, description="the folder of another rule book than the shipped one")
    poll_seconds: float = Field(0, ge=0, description="how often the rule book's folder is looked at; 0: on SIGHUP only")
    insecure: bool = Field(False, description="no token is asked for; loopback only")
    origins: tuple[Origin, ...] = Field((), description="of web pages that may call, such as https://ehr.example")
    zone: Zone | None = Field(None, description="of the day of assessment; that of this machine if none is named")
    most_cards: int = Field(5, ge=3, le=20)
    card_key: str = Field("", repr=False, description="a secret from which the ids of cards are made")
    door: Door = Door()
    limits: Limits = Limits()
    fhir: Fhir = Fhir()
    store: Store = Store()

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can call."""
        return _is_loopback(self.host)

    @model_validator(mode="after")
    def _is_guarded(self) -> Settings:
        if self.insecure and not self.is_loopback:
            raise ValueError("without tokens the service listens on loopback only")
        if not self.insecure and not self.door.clients:
            raise ValueError(
                "no client may call: list door.clients, or start with --insecure to try it on this machine"
            )
        if self.host in _EVERYWHERE and self.base_url is None:
            raise ValueError("a service that listens on all addresses needs base_url, by which clients call it")
        return self


def read_settings(
    path: Path | None = None, environment: Mapping[str, str] | None = None, **options: object
) -> Settings:
    """The settings of a file, the environment and options that aren't None.

    Raises SettingsError with every fault and no value; OSError where the file can't be read.
    """
    data = _collected(path, environment)
    data.update({name: value for name, value in options.items() if value is not None})
    return _valid(Settings, data)


def read_store(
    path: Path | None = None, environment: Mapping[str, str] | None = None, *, file: Path | None = None
) -> Store:
    """Where a service with these settings keeps things; `file` goes before them. Nothing else needs to be right.

    Raises SettingsError with every fault and no value; OSError where the file can't be read.
    """
    return (
        Store(file=file) if file is not None else _valid(Store, _collected(path, environment).get("store", {}), "store")
    )


def _collected(path: Path | None, environment: Mapping[str, str] | None) -> dict[str, Any]:
    data = {} if path is None else _of_file(path)
    for name, text in sorted((os.environ if environment is None else environment).items()):
        if name.startswith(PREFIX):
            names = name.removeprefix(PREFIX).lower().split(DEEPER)
            _put(data, names, text if text and _is_text(names) else _plain(text))
    return data


def _valid(model: type[Part], data: object, *within: str) -> Part:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
    raise SettingsError([_fault((*within, *fault["loc"]), fault["type"], fault["msg"]) for fault in faults])


def _of_file(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        data = None
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        message = "the settings aren't a YAML mapping of names"
        raise SettingsError([Diagnostic("settings-not-mapping", message, (Place("$"),), "see docs/service.md")])
    return data


def _put(data: dict[str, Any], names: list[str], value: object) -> None:
    for name in names[:-1]:
        inner = data.get(name)
        data[name] = inner = dict(inner) if isinstance(inner, dict) else {}
        data = inner
    data[names[-1]] = value


def _is_text(names: Sequence[str]) -> bool:
    """Whether a setting is a text or a path: a variable with one is taken as it stands, for a key may hold anything.

    An empty variable is none: YAML reads it as null, as is right for what can be left out.
    """
    kind: Any = Settings
    for name in names:
        field = kind.model_fields.get(name) if isinstance(kind, type) and issubclass(kind, BaseModel) else None
        kind = None if field is None else field.annotation
    kinds = _kinds(kind)
    return bool(kinds) and kinds <= {str, Path}


def _kinds(annotation: Any) -> set[Any]:
    """The types that an annotation allows, besides none at all."""
    if get_origin(annotation) is Annotated:
        return _kinds(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return set().union(*map(_kinds, get_args(annotation)))
    return set() if annotation is NoneType else {annotation}


def _plain(text: str) -> object:
    """The value of a variable, read as YAML; as text where it isn't YAML."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return text


def _fault(location: tuple[int | str, ...], kind: str, message: str) -> Diagnostic:
    path = "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    code = f"settings-{kind.replace('_', '-')}"
    return Diagnostic(code, message.removeprefix("Value error, "), (Place(path),), _HINTS.get(kind, ""))
