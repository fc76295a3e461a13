"""Rules of the house that hold for every file: layout, imports, reasons, licences, lock files."""

from __future__ import annotations

import ast
import io
import os
import re
import subprocess
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "cd38rules"

# The rooms in the order in which they build on each other (docs: architecture, layout). A module may import from
# its own room and from those before it.
ROOMS = (
    "truth",
    "collection",
    "diagnostics",
    "profile",
    "facts",
    "rules",
    "wording",
    "engines",
    "report",
    "changes",
    "flip",
    "explain",
    "fact_dates",
    "present",
    "compose",
    "covering",
    "evaluation",
    "self_test",
    "authoring",
    "explanation",
    "rule_page",
    "difference",
    "checks",
    "render",
    "lab_note",
    "fhir",
    "mapping",
    "batch",
    "spark",
    "service",
    "site",
    "cli",
)
# The package's own front door re-exports, so nothing inside may import through it but the version.
FRONT_DOOR = "__init__"
ENTRANCE = "__main__"

MAX_LINES = 400


def tracked_files() -> list[Path]:
    """Every file that is or would be committed; in an unpacked sdist, every file that nothing built."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        return list(walked(ROOT))
    return sorted(path for name in listed if name and (path := ROOT / name).is_file())


def walked(folder: Path) -> Iterator[Path]:
    generated = {"__pycache__", "dist", "build", "out", "PKG-INFO"}
    for path in sorted(folder.iterdir()):
        if path.name in generated or (path.name.startswith(".") and path.name not in {".ci", ".gitattributes"}):
            continue
        if path.is_dir():
            yield from walked(path)
        else:
            yield path


@cache
def text_of(path: Path) -> str:
    """The text of a file; nothing for a binary one."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py" and name_of(path).split("/")[0] in folders]


# Addresses and paths


def unwanted_strings() -> re.Pattern[str]:
    """Hosts of package indexes and folders of a build machine, put together so that this file holds none of them."""
    hosts = ["py" + r"pi\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", "conda" + r"\.anaconda"]
    folders = ["ro" + "ot", "wo" + "rk", "ho" + r"me/\w+", "op" + "t/(?:pypi|wheels)", "tm" + "p/v"]
    return re.compile("|".join([*hosts, rf"(?<![\w.:/*}}~-])/(?:{'|'.join(folders)})/"]))


def test_no_file_names_a_package_index_or_a_folder_of_a_build_machine() -> None:
    unwanted = unwanted_strings()
    found = [
        f"{name_of(path)}:{number}: {hit.group()}"
        for path in tracked_files()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if (hit := unwanted.search(line))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "is_unwanted"),
    [
        ("see https://" + "py" + "pi.org/simple", True),
        ("at /" + "wo" + "rk/main/x", True),
        ('"/' + "ro" + 'ot/x"', True),
        ("/" + "ho" + "me/somebody/x", True),
        ("https://example.org/" + "wo" + "rk/x", False),
        ("docs/" + "wo" + "rk/x", False),
    ],
)
def test_the_search_for_addresses_finds_what_it_should(line: str, is_unwanted: bool) -> None:
    assert bool(unwanted_strings().search(line)) is is_unwanted


# Modules


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "_rulebook" not in path.parts)


def test_no_module_is_longer_than_the_limit() -> None:
    lengths = {name_of(path): len(text_of(path).splitlines()) for path in modules()}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


def room_of(path: Path) -> str:
    """The first part of a module's name below cd38rules."""
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def test_every_module_stands_in_a_known_room() -> None:
    strangers = {room_of(path) for path in modules()} - {*ROOMS, FRONT_DOOR, ENTRANCE}
    assert strangers == set(), "a new room needs its place in ROOMS and on the architecture page"


def imported_rooms(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """(line, room) of every import of cd38rules, at the top or inside a function; `package` is the importer's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            targets = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            base += tuple(node.module.split(".")) if node.module else ()
            targets = [(*base, alias.name) for alias in node.names]
        else:
            continue
        for target in targets:
            if target[0] == "cd38rules":
                yield node.lineno, target[1] if len(target) > 1 else FRONT_DOOR


def misplaced_imports(source: str, path: Path) -> list[str]:
    own = room_of(path)
    package = ("cd38rules", *path.relative_to(SOURCE).parent.parts)
    allowed = {*ROOMS[: ROOMS.index(own) + 1], "__version__"}
    return [
        f"{name_of(path)}:{line}: {own} may not import {room}"
        for line, room in imported_rooms(ast.parse(source), package)
        if room not in allowed
    ]


def test_imports_point_only_to_the_rooms_before() -> None:
    housed = [path for path in modules() if room_of(path) in ROOMS]
    assert [fault for path in housed for fault in misplaced_imports(text_of(path), path)] == []


@pytest.mark.parametrize(
    ("module", "source", "faults"),
    [
        ("facts/values.py", "from ..truth import Truth", 0),
        ("facts/values.py", "from ..rules import located", 1),
        ("facts/values.py", "from .calendar import months", 0),
        ("facts/deep/values.py", "from ...profile import model\nfrom ..values import x", 0),
        ("rules/locate.py", "def f():\n    from cd38rules.engines.durable import decide", 1),
        ("rules/locate.py", "import cd38rules.batch.read, json", 1),
        ("report.py", "from .evaluation import evaluate", 1),
        ("evaluation.py", "from .report import Report", 0),
        ("cli/main.py", "from .. import __version__, batch", 0),
        ("engines/durable.py", "from cd38rules import PatientProfile", 1),
        ("engines/durable.py", "import cd38rules", 1),
        ("engines/durable.py", "from durable import engine", 0),
    ],
)
def test_the_search_for_imports_finds_what_it_should(module: str, source: str, faults: int) -> None:
    assert len(misplaced_imports(source, SOURCE / module)) == faults


# Exclusions carry their reason

EXCLUSION = re.compile(
    r"#\s*(?:type:\s*ignore(?:\[[\w, -]*\])?|noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|pragma:\s*no\s+\w+)"
)


def comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def exclusions_without_reason(source: str) -> list[int]:
    """Lines with a type: ignore, noqa or pragma that aren't followed, or preceded, by at least two words."""
    return [
        line
        for line, comment in comments(source)
        if EXCLUSION.search(comment) and len(re.findall(r"[A-Za-z][\w'-]+", EXCLUSION.sub(" ", comment))) < 2
    ]


SKIPS = {"pytest.skip", "pytest.xfail", "pytest.mark.skip"}
SKIPS_WITH_REASON_BY_NAME = {"pytest.importorskip", "pytest.mark.skipif", "pytest.mark.xfail"}


def skips_without_reason(source: str) -> list[int]:
    """Lines where pytest is told to skip a test, or to expect its failure, and isn't told why."""
    nodes = list(ast.walk(ast.parse(source)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    called = {id(call.func) for call in calls}
    bare_marks = [
        node.lineno
        for node in nodes
        if isinstance(node, ast.Attribute)
        and id(node) not in called
        and ast.unparse(node) in {"pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"}
    ]
    return bare_marks + [call.lineno for call in calls if not gives_reason(call)]


def gives_reason(call: ast.Call) -> bool:
    """Whether a call is no skip at all, or is one with a reason that isn't empty."""
    name = ast.unparse(call.func)
    if name not in SKIPS | SKIPS_WITH_REASON_BY_NAME:
        return True
    reasons: list[ast.expr] = [word.value for word in call.keywords if word.arg == "reason"]
    if name in SKIPS:
        reasons += call.args[:1]
    return any(not isinstance(reason, ast.Constant) or reason.value for reason in reasons)


def test_every_exclusion_and_every_skip_says_why() -> None:
    found = [
        f"{name_of(path)}:{line}"
        for path in python_files("src", "tests", "benchmarks")
        for find in (exclusions_without_reason, skips_without_reason)
        for line in find(text_of(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("x = y  # type: " + "ignore[arg-type]", 1),
        ("x = y  # type: " + "ignore[arg-type]  # the library has no hints", 0),
        ("x = y  # no" + "qa: E501, F401", 1),
        ("x = y  # no" + "qa: E501 a table reads better so", 0),
        ("x = y  # pragma: " + "no cover", 1),
        ("x = '# no" + "qa'", 0),
    ],
)
def test_the_search_for_exclusions_finds_what_it_should(source: str, faults: int) -> None:
    assert len(exclusions_without_reason(source)) == faults


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("pytest.skip()", 1),
        ("pytest.skip('needs a printer')", 0),
        ("@pytest.mark.skip\ndef test_x(): ...", 1),
        ("@pytest.mark.skip(reason='needs a printer')\ndef test_x(): ...", 0),
        ("@pytest.mark.skipif(1, reason='')\ndef test_x(): ...", 1),
        ("@pytest.mark.xfail\ndef test_x(): ...", 1),
        ("pytest.importorskip('polars')", 1),
        ("rows.skip(3)", 0),
    ],
)
def test_the_search_for_skips_finds_what_it_should(source: str, faults: int) -> None:
    assert len(skips_without_reason(source)) == faults


# Licences and the change log


def test_both_licences_are_there() -> None:
    program, rule_book = text_of(ROOT / "LICENSE"), text_of(ROOT / "rules" / "LICENSE")
    assert "Apache License" in program
    assert "END OF TERMS AND CONDITIONS" in program
    assert "https://creativecommons.org/licenses/by/4.0/" in rule_book
    assert "10.1007/s00277-022-04917-5" in rule_book
    assert "Changes made" in rule_book


def test_the_change_log_has_a_part_for_the_engine_and_one_for_the_rules() -> None:
    change_log = ROOT / "CHANGELOG.md"
    if not change_log.exists():
        pytest.skip("there is no change log before the first release")
    headings = re.findall(r"^#+\s+(Engine|Rules)\b", text_of(change_log), flags=re.MULTILINE)
    assert {"Engine", "Rules"} <= set(headings)


# Lock files


def locked(name: str) -> dict[str, str]:
    """Package → its whole entry in a lock file: version, marker and hashes."""
    joined = text_of(ROOT / "requirements" / name).replace("\\\n", " ")
    entries = [line for line in joined.splitlines() if line and not line.startswith("#")]
    return {re.split(r"[=\s;]", entry, maxsplit=1)[0]: " ".join(entry.split()) for entry in entries}


def wanted(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]).lower()


@pytest.mark.parametrize("name", ["build.lock", "engine.lock", "dev.lock", "service.lock", "spark.lock"])
def test_a_lock_file_holds_exact_versions_with_hashes_and_nothing_else(name: str) -> None:
    entry = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^/]+?)?( --hash=sha256:[0-9a-f]{64})+")
    assert [text for text in locked(name).values() if not entry.fullmatch(text)] == []


def test_the_lock_files_cover_what_the_project_needs() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    extras = project["project"]["optional-dependencies"]
    needed = [*project["project"]["dependencies"], *extras["test"], *extras["lint"]]
    assert {wanted(requirement) for requirement in needed} <= set(locked("dev.lock"))
    assert {wanted(requirement) for requirement in project["build-system"]["requires"]} <= set(locked("build.lock"))
    service = [*project["project"]["dependencies"], *extras["service"]]
    assert {wanted(requirement) for requirement in service} <= set(locked("service.lock"))


def test_the_lock_files_agree_where_they_overlap() -> None:
    everything = locked("dev.lock")
    versions = {name: entry.split()[0] for name, entry in everything.items()}
    assert locked("engine.lock") == {"durable-rules": everything["durable-rules"]}
    assert [name for name, entry in locked("service.lock").items() if entry != everything.get(name)] == []
    clashes = [
        entry for name, entry in locked("build.lock").items() if versions.get(name, "") not in {"", entry.split()[0]}
    ]
    assert clashes == []


# Files that others must be able to use


def test_the_ci_script_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert text_of(script).startswith("#!/usr/bin/env bash\n")
