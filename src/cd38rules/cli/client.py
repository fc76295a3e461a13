"""cd38rules client: keys and tokens of a client of one's own, to try a service that asks for tokens."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from .exits import Exit
from .inputs import write


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its actions."""
    command = commands.add_parser(
        "client",
        help="keys and tokens to call the service with",
        description="A client of your own, to try a service that asks for tokens; a health record has its own.",
    )
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    new = actions.add_parser("new", help="make a key pair, and print the settings that take its tokens")
    new.add_argument(
        "folder", metavar="FOLDER", type=Path, help="client.json stays with you; keys.json is for the service"
    )
    new.add_argument("--issuer", metavar="NAME", default="https://client.example", help="`iss` of its tokens")
    new.set_defaults(run=run_new)
    token = actions.add_parser("token", help="print a token for one call")
    token.add_argument("folder", metavar="FOLDER", type=Path, help="the folder of `client new`")
    address = "the address that is called, as base_url begins it and without a query"
    token.add_argument("--for", dest="address", metavar="URL", required=True, help=address)
    token.add_argument("--seconds", type=int, metavar="N", default=300, help="how long it can be used; default: 300")
    token.set_defaults(run=run_token)


def run_new(options: argparse.Namespace) -> int:
    """Makes a client, and prints the settings for it."""
    if _is_missing():
        return Exit.WRONG_CALL
    import yaml

    from ..service.door.own_client import PUBLIC, make_client

    make_client(options.folder, options.issuer)
    clients = [{"issuer": options.issuer, "keys": str((options.folder / PUBLIC).absolute())}]
    write(yaml.safe_dump({"door": {"clients": clients}}, sort_keys=False, allow_unicode=True))
    return Exit.DONE


def run_token(options: argparse.Namespace) -> int:
    """Prints a token."""
    if _is_missing():
        return Exit.WRONG_CALL
    from ..service.door.own_client import token_of

    write(token_of(options.folder, options.address, options.seconds) + "\n")
    return Exit.DONE


def _is_missing() -> bool:
    if find_spec("jwt") is None:
        print("cd38rules: this needs jwt: install cd38rules[service]", file=sys.stderr)
        return True
    return False
