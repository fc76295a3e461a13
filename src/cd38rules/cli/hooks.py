"""cd38rules hooks selftest: is a service one of CDS Hooks, in each of its answers?"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from .exits import Exit
from .inputs import write

if TYPE_CHECKING:
    from ..service.conformance.run import Result
    from ..service.conformance.tokens import Signer

NEEDED = ("starlette", "httpx2", "jwt", "jsonschema", "prometheus_client")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its action."""
    command = commands.add_parser(
        "hooks", help="test a service of CDS Hooks", description="CDS Hooks, from the side of a health record."
    )
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    test = actions.add_parser(
        "selftest",
        help="call every service about made-up patients, and hold each answer against the specification",
        description="Calls this project's service in this process, or any service of CDS Hooks by its address, about "
        "made-up patients, and holds each answer against the specification. Needs the extra `service`. Ends with 1 if "
        "a check fails. A service under test takes the calls for real ones and may keep them: docs/service.md.",
    )
    test.add_argument(
        "--url", metavar="URL", help="the service to test, without /cds-services; default: in this process"
    )
    test.add_argument("--rules", metavar="FOLDER", type=Path, help="another rule book, for the test in this process")
    test.add_argument("--origin", metavar="URL", default="", help="the origin of a web page that the service lets call")
    test.add_argument(
        "--token-key", metavar="FILE", type=Path, help="a client's key: the file of client new, a JSON Web Key, or PEM"
    )
    test.add_argument("--token-issuer", metavar="ISS", default="", help="the client's `iss`")
    test.add_argument(
        "--token-kid", metavar="KID", default="", help="the id of the key; default: that of the JSON Web Key"
    )
    test.add_argument(
        "--token-alg", choices=("ES384", "RS384", "ES256", "RS256"), default="", help="default: by the key"
    )
    test.add_argument(
        "--token-jku", metavar="URL", default="", help="the address of the client's key set, if tokens name it"
    )
    test.add_argument("--no-feedback", action="store_true", help="send no feedback: the service may keep it")
    test.add_argument("--format", choices=("text", "json"), default="text")
    test.set_defaults(run=run_selftest)


def run_selftest(options: argparse.Namespace) -> int:
    """Prints every check. Exits with 1 if one failed, with 2 for a wrong call, with 6 if nothing answers."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        print(f"cd38rules: this needs {' and '.join(missing)}: install cd38rules[service]", file=sys.stderr)
        return Exit.WRONG_CALL
    from ..service.conformance.run import UnreachableError
    from ..service.conformance.tokens import TokenKeyError

    if fault := _wrong_call(options):
        print(f"cd38rules: {fault}", file=sys.stderr)
        return Exit.WRONG_CALL
    try:
        result = asyncio.run(_tested(options))
    except TokenKeyError as error:
        print(error, file=sys.stderr)
        return Exit.WRONG_CALL
    except UnreachableError as error:
        print(f"cd38rules: {error.strerror}; is it running, and is --url its address?", file=sys.stderr)
        return Exit.INPUT_OUTPUT_FAILED
    if options.format == "json":
        write(json.dumps(result.as_json(), indent=2, ensure_ascii=False) + "\n")
    else:
        write("".join(f"{line}\n" for line in result.lines()))
    return Exit.DONE if result.is_good else Exit.FINDINGS


def _wrong_call(options: argparse.Namespace) -> str:
    """What doesn't fit together in a call; empty if all does."""
    of_an_address = {
        "--origin": options.origin,
        "--token-key": options.token_key,
        "--token-issuer": options.token_issuer,
        "--token-kid": options.token_kid,
        "--token-alg": options.token_alg,
        "--token-jku": options.token_jku,
    }
    given = [name for name, value in of_an_address.items() if value]
    if options.url is None:
        return f"{given[0]} is for a service at an address: give --url" if given else ""
    if not options.url.startswith(("http://", "https://")):
        return "--url begins with http:// or https://"
    if options.rules is not None:
        return "--rules is for the test in this process; a service at --url has its own rule book"
    without_key = [name for name in given if name.startswith("--token-") and options.token_key is None]
    return f"{without_key[0]} needs --token-key" if without_key else ""


async def _tested(options: argparse.Namespace) -> Result:
    from ..service.conformance.in_process import client, own_service
    from ..service.conformance.run import self_test
    from ..service.conformance.target import ROOT, Target

    if options.url is None:
        async with own_service(options.rules) as target:
            return await self_test(target, send_feedback=not options.no_feedback)
    signer = _signer(options)
    url = options.url.rstrip("/").removesuffix(ROOT)
    async with client() as http:
        return await self_test(Target(http, url, signer, options.origin), send_feedback=not options.no_feedback)


def _signer(options: argparse.Namespace) -> Signer | None:
    from ..service.conformance.tokens import read_signer

    if options.token_key is None:
        return None
    return read_signer(
        options.token_key,
        issuer=options.token_issuer,
        kid=options.token_kid,
        algorithm=options.token_alg,
        jku=options.token_jku,
    )
