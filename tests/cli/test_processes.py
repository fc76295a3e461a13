"""What only a process of its own can show: pipes, signals, encodings, terminals, hash seeds, and what is imported."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "cd38rules")
Example = Callable[[str], Path]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "PYTHONIOENCODING"}}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **more}


def ended(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment(**env), cwd=ROOT, timeout=60, check=False)


def test_the_module_can_be_run_and_tells_its_version() -> None:
    done = ended("--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"cd38rules ")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from cd38rules.cli.main import main; main(['--help']); "
        "print(sorted({'pydantic', 'yaml', 'durable', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), cwd=ROOT, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_help_is_plain_ascii() -> None:
    for command in ([], ["evaluate"], ["explain"], ["batch"], ["rules", "check"], ["evidence", "verify"], ["doctor"]):
        from cd38rules.cli.main import parser

        found = parser()
        for word in command:
            (choices,) = (action.choices for action in found._actions if isinstance(action.choices, dict))
            found = choices[word]
        assert found.format_help().isascii()


@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_report_is_utf_8_whatever_the_encoding_of_the_terminal(env: dict[str, str], example: Example) -> None:
    done = ended("explain", "seq-isa-mono-washout-ge6", example("10"), **env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "“Isatuximab alone after daratumumab” applies" in done.stdout.decode("utf-8")


def test_messages_can_be_printed_where_only_ascii_can(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "rulebook.yaml").write_text("näme: x\n", encoding="utf-8")
    done = ended("rules", "list", "--rules", rules, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_the_hash_seed_does_not_show_in_a_report(example: Example) -> None:
    outputs = {
        ended("evaluate", example("12"), "--format", "json", "--what-if", PYTHONHASHSEED=seed).stdout for seed in "012"
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["patient_id"] == "example-12-almost-nothing-recorded"


def test_a_reader_that_leaves_early_is_no_traceback() -> None:
    process = subprocess.Popen(
        [*COMMAND, "schema", "report"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=ROOT
    )
    assert process.stdout is not None
    process.stdout.close()  # before anything is written, so that the write itself meets a closed pipe
    assert process.stderr is not None
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), told) == (6, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["rules", "facts"]])
def test_output_to_a_full_disk_is_a_failed_output(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, env=environment(), cwd=ROOT, check=False
        )
    assert done.returncode == 6
    assert done.stderr == b"cd38rules: input or output failed: No space left on device\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are a matter of POSIX")
@pytest.mark.parametrize("by", ["fifo", "/dev/stdin", "-"])
def test_a_list_that_comes_by_a_pipe_is_read_to_its_end(by: str, example: Example, tmp_path: Path) -> None:
    line = json.dumps(json.loads(example("05").read_text("utf-8"))).encode() + b"\n"
    content = line * (200_000 // len(line))
    list_given = tmp_path / "fifo" if by == "fifo" else by
    options = [] if by == "-" else ["--input-format", "ndjson"]
    if by == "fifo":
        os.mkfifo(list_given)
    process = subprocess.Popen(
        [*COMMAND, "batch", str(list_given), "-o", str(tmp_path / "out"), *options],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
    )
    if by == "fifo":
        Path(list_given).write_bytes(content)
        content = b""
    _, said = process.communicate(content, timeout=60)
    count = 200_000 // len(line)
    assert process.returncode == 0, said
    assert said.splitlines()[-1] == f"{count} lines: {count} evaluated, 0 quarantined".encode()
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"] == {}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("number", "code", "told"),
    [(signal.SIGINT, 130, b"cd38rules: interrupted\n"), (signal.SIGTERM, 143, b"cd38rules: terminated\n")],
)
def test_a_batch_that_is_stopped_leaves_nothing(
    number: signal.Signals, code: int, told: bytes, jobs: str, example: Example, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(
        [*COMMAND, "batch", "-", "-o", str(out), "--jobs", jobs],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    line = json.dumps(json.loads(example("05").read_text("utf-8"))).encode() + b"\n"
    process.stdin.write(line * 40)
    process.stdin.flush()
    begun = time.monotonic()
    while not (out.is_dir() and (out / ".unfinished" / "key.json").exists()) and time.monotonic() - begun < 30:
        time.sleep(0.05)
    process.send_signal(number)
    said = process.stderr.read()
    process.stdin.close()
    process.stderr.close()
    assert (process.wait(timeout=30), said) == (code, told)
    assert list(out.iterdir()) == []


def on_a_terminal(*arguments: str | Path, **env: str) -> bytes:
    """What a command writes to a terminal of its own."""
    pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
    ours, theirs = pty.openpty()
    command = [*COMMAND, *map(str, arguments)]
    process = subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment(**env), cwd=ROOT)
    os.close(theirs)
    written = b""
    with contextlib.suppress(OSError):  # Linux ends a closed terminal with an error
        while part := os.read(ours, 65536):
            written += part
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return written


@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_a_terminal_gets_colours_unless_it_asks_for_none(env: dict[str, str], coloured: bool, example: Example) -> None:
    written = on_a_terminal("evaluate", example("06"), "--short", TERM="xterm", **env)
    assert (b"\x1b[" in written) is coloured
    assert b"copd-dara-prophylaxis-stop" in written


def test_doctor_names_the_command_that_mends_durable_rules_for_this_very_interpreter() -> None:
    call = "from cd38rules.cli.main import main; sys.exit(main(['doctor']))"
    broken = f"import sys; sys.modules['durable_rules_engine'] = None; {call}"
    command = [sys.executable, "-c", broken]
    ran = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=60, check=False)
    assert ran.returncode == 5
    line = next(line.strip() for line in ran.stdout.splitlines() if "pip install" in line)
    assert shlex.split(line)[:4] == [
        "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject",
        sys.executable,
        "-m",
        "pip",
    ]
    assert "Traceback" not in ran.stdout + ran.stderr
