"""A client for yaml-language-server: opens one file and waits for what the server says to it."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any, Self

Json = dict[str, Any]
SETTINGS: Json = {"validate": True, "schemaStore": {"enable": False}, "yamlVersion": "1.2"}
WAIT = 60  # seconds for the first answer: Node has to load the schema


class LanguageServer:
    """The server as a process of its own, spoken to as an editor does."""

    def __init__(self, program: Path, root: Path) -> None:
        self.root = root
        self._program = program
        self._number = 0
        self._messages: Queue[Json] = Queue()

    def __enter__(self) -> Self:
        command = [str(self._program), "--stdio"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self._read, daemon=True).start()
        folder = {"uri": self.root.as_uri(), "name": "rules"}
        capabilities = {"textDocument": {"publishDiagnostics": {}}}
        asked = {"processId": None, "rootUri": self.root.as_uri(), "workspaceFolders": [folder]}
        self._send("initialize", asked | {"capabilities": capabilities}, answered=True)
        self._send("initialized", {})
        self._send("workspace/didChangeConfiguration", {"settings": {"yaml": SETTINGS}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()

    def diagnostics(self, path: Path, text: str) -> list[Json]:
        """What the server says to a file with this text. Lines and characters count from 0.

        The file gets another name in the same folder: to a file that was open before, it says first what it said then.
        """
        self._number += 1
        uri = path.with_name(f"opened-{self._number}-{path.name}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})
        try:
            while True:
                message = self._messages.get(timeout=WAIT)
                if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                    found: list[Json] = message["params"]["diagnostics"]
                    return found
        except Empty:
            raise TimeoutError("the language server said nothing") from None
        finally:
            self._send("textDocument/didClose", {"textDocument": {"uri": uri}})

    def _send(self, method: str, params: Json, answered: bool = False) -> None:
        self._number += 1
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": self._number} if answered else {})
        self._write(message)
        while answered and self._messages.get(timeout=WAIT).get("id") != self._number:
            pass

    def _write(self, message: Json) -> None:
        body = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.decode("ascii").partition(":")
                length = int(value) if name.lower() == "content-length" else length
                header = stream.readline()
            message = json.loads(stream.read(length))
            if "method" in message and "id" in message:  # the server asks for the editor's settings
                items = message.get("params", {}).get("items", []) if isinstance(message.get("params"), dict) else []
                result = [SETTINGS if item.get("section") == "yaml" else None for item in items]
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": result or None})
            else:
                self._messages.put(message)
