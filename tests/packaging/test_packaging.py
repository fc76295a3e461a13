"""What is built and installed holds what it should, and finds its rule book wherever it stands."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import cd38rules
from cd38rules.rules.locate import shipped_rulebook

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(cd38rules.__file__).parent


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from that sdist; both also unpacked."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with tarfile.open(only(folder, "*.tar.gz")) as sdist:
        sdist.extractall(folder / "sdist", filter="data")
    with zipfile.ZipFile(only(folder, "*.whl")) as wheel:
        wheel.extractall(folder / "wheel")
    return folder


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def located_from(import_folder: Path, elsewhere: Path) -> subprocess.CompletedProcess[str]:
    """Ask for the rule book in a Python of its own that imports cd38rules from `import_folder`."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from cd38rules.rules.locate import shipped_rulebook\n"
        "print(shipped_rulebook())\n"
    )
    command = [sys.executable, "-I", "-c", program, str(import_folder)]
    return subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, check=False)


@pytest.mark.packaging
def test_the_wheel_holds_every_module_and_every_rule_file(built: Path) -> None:
    package = built / "wheel" / "cd38rules"
    in_wheel = files_below(package)
    assert files_below(SOURCE) <= in_wheel
    assert files_below(ROOT / "rules") == files_below(package / "_rulebook")
    assert {"py.typed", "_rulebook/LICENSE"} <= in_wheel


@pytest.mark.packaging
def test_the_wheel_names_its_licences_and_its_command(built: Path) -> None:
    info = only(built / "wheel", "cd38rules-*.dist-info")
    metadata = (info / "METADATA").read_text(encoding="utf-8")
    assert "License-Expression: Apache-2.0 AND CC-BY-4.0\n" in metadata
    assert f"\nVersion: {cd38rules.__version__}\n" in metadata
    assert {"licenses/LICENSE", "licenses/NOTICE", "licenses/rules/LICENSE"} <= files_below(info)
    assert "cd38rules = cd38rules.cli.main:run" in (info / "entry_points.txt").read_text(encoding="utf-8")


@pytest.mark.packaging
def test_the_wheel_holds_nothing_else(built: Path) -> None:
    tops = sorted(path.name for path in (built / "wheel").iterdir())
    assert tops == ["cd38rules", f"cd38rules-{cd38rules.__version__}.dist-info"]


@pytest.mark.packaging
def test_the_rule_book_is_found_from_the_wheel_and_from_the_sdist(built: Path, tmp_path: Path) -> None:
    sdist = only(built / "sdist", "cd38rules-*")
    from_wheel = located_from(built / "wheel", tmp_path)
    from_sdist = located_from(sdist / "src", tmp_path)
    assert (from_wheel.stderr, from_sdist.stderr) == ("", "")
    assert Path(from_wheel.stdout.strip()) == (built / "wheel" / "cd38rules" / "_rulebook").resolve()
    assert Path(from_sdist.stdout.strip()) == (sdist / "rules").resolve()


@pytest.mark.packaging
def test_the_sdist_can_be_set_up_and_tested(built: Path) -> None:
    in_sdist = files_below(only(built / "sdist", "cd38rules-*"))
    needed = {"pyproject.toml", "Makefile", "LICENSE", "rules/LICENSE", "requirements/dev.lock"}
    assert needed <= in_sdist
    assert {f"rules/{name}" for name in files_below(ROOT / "rules")} <= in_sdist
    assert "tests/packaging/test_packaging.py" in in_sdist


def test_this_run_reads_the_rule_book_of_the_checkout() -> None:
    assert shipped_rulebook() == ROOT / "rules"


def test_a_package_without_a_rule_book_says_what_to_do(tmp_path: Path) -> None:
    import_folder = tmp_path / "lib" / "site-packages"
    shutil.copytree(SOURCE, import_folder / "cd38rules", ignore=shutil.ignore_patterns("__pycache__"))
    # A folder of that name where a checkout would have it isn't taken for the rule book.
    (tmp_path / "lib" / "rules").mkdir()
    asked = located_from(import_folder, tmp_path)
    assert asked.returncode == 1
    assert "ShippedRuleBookMissing" in asked.stderr
    assert "reinstall the package" in asked.stderr


def test_the_installed_metadata_has_the_version_of_the_source() -> None:
    assert importlib.metadata.version("cd38rules") == cd38rules.__version__
