"""cd38rules serve: reports and CDS Hooks by HTTP, until it is told to stop."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

from .exits import Exit


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "serve",
        help="answer by HTTP: reports, and CDS Hooks for health records",
        description="Answers by HTTP on this machine (127.0.0.1) until SIGTERM or Ctrl-C; SIGHUP reads the rules anew. "
        "Needs the extra `service`. Settings: docs/service.md.",
    )
    command.add_argument("--settings", metavar="FILE.yaml", type=Path, help="settings; options here go before them")
    command.add_argument("--host", help="the address to listen on; default: 127.0.0.1")
    command.add_argument("--port", type=int, help="the port; default: 8038, 0 for a free one")
    insecure = "ask for no token: for trying it on this machine only; every line of the log repeats it"
    command.add_argument("--insecure", action="store_true", default=None, help=insecure)
    command.add_argument("--rules", metavar="FOLDER", type=Path, help="another rule book than the one that is shipped")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serves. Exits with 2 for settings that can't be used, with 3 if the rule book is refused at the start."""
    if hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until the service takes it: it would end the process
    missing = [name for name in ("starlette", "uvicorn", "httpx2", "jwt") if find_spec(name) is None]
    if missing:
        print(f"cd38rules: this needs {' and '.join(missing)}: install cd38rules[service]", file=sys.stderr)
        return Exit.WRONG_CALL
    from ..service.run import serve
    from ..service.settings import SettingsError, read_settings

    try:
        settings = read_settings(
            options.settings,
            host=options.host,
            port=options.port,
            insecure=options.insecure,
            rules=options.rules,
        )
    except SettingsError as error:
        print(error, file=sys.stderr)
        return Exit.WRONG_CALL
    if settings.store.is_there and find_spec("sqlalchemy") is None:
        print("cd38rules: a store needs sqlalchemy: install cd38rules[service]", file=sys.stderr)
        return Exit.WRONG_CALL
    try:
        serve(settings)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return Exit.WRONG_CALL
    return Exit.DONE
