"""Where a rule book can come from: a folder, a wheel, or the folder `rules/` at a git revision."""

from __future__ import annotations

import subprocess
import zipfile
from functools import partial
from pathlib import Path

from ..diagnostics import Diagnostic, Place, RuleBookError
from ..rules.book import RuleBook
from ..rules.load import inspect_rulebook, read_files
from ..rules.locate import path_in
from ..rules.located import shown_word

IN_WHEEL = "cd38rules/_rulebook/"
IN_REPOSITORY = "rules/"


def books_of(*origins: str) -> list[RuleBook]:
    """The rule books that words name. Raises RuleBookError with the faults of all, at places that tell which."""
    books: list[RuleBook] = []
    faults: list[Diagnostic] = []
    for origin in origins:
        try:
            books.append(book_of(origin))
        except RuleBookError as error:
            faults += error.diagnostics
    if faults:
        raise RuleBookError(faults)
    return books


def book_of(origin: str) -> RuleBook:
    """The rule book that a word names. Raises RuleBookError for a book with faults or a word that names none.

    Their places are those of files that can be found: `folder/lungs/a.yaml`, `revision:rules/lungs/a.yaml`.
    """
    try:
        book, faults = inspect_rulebook(files_of(origin))
        if book is None:
            raise RuleBookError(faults)
    except RuleBookError as error:
        raise RuleBookError([fault.with_paths(partial(_path_in, origin)) for fault in error.diagnostics]) from None
    return book


def files_of(origin: str) -> dict[str, str]:
    """The YAML files of a rule book by relative posix path.

    A folder is taken before a git revision of the same name. Raises RuleBookError, and OSError for an unreadable file.
    """
    path = Path(origin)
    if path.is_dir():
        return read_files(_home(path))
    if path.suffix == ".whl" and path.is_file():
        return _in_wheel(path)
    return _at_revision(origin)


def _home(folder: Path) -> Path:
    return folder / "rules" if (folder / "rules" / "rulebook.yaml").is_file() else folder


def _path_in(origin: str, path: str) -> str:
    if path == shown_word(origin):
        return path
    if Path(origin).is_dir():
        return path_in(_home(Path(origin)), path)
    is_wheel = Path(origin).suffix == ".whl" and Path(origin).is_file()
    return f"{shown_word(origin)}/{IN_WHEEL}{path}" if is_wheel else f"{shown_word(origin)}:{IN_REPOSITORY}{path}"


def _in_wheel(path: Path) -> dict[str, str]:
    try:
        with zipfile.ZipFile(path) as wheel:
            names = [name for name in wheel.namelist() if name.startswith(IN_WHEEL) and name.endswith(".yaml")]
            return {name.removeprefix(IN_WHEEL): wheel.read(name).decode("utf-8") for name in names}
    except (zipfile.BadZipFile, UnicodeDecodeError):
        raise _not_a_book(str(path), "the wheel can't be read", "build it anew") from None


def _at_revision(revision: str) -> dict[str, str]:
    hint = "name a folder, a wheel, or a revision of the git repository that you are in"
    if revision.startswith("-"):
        raise _not_a_book(revision, "that is no revision", hint)
    try:
        listed = _git("ls-tree", "-r", "-z", "--name-only", "--full-tree", revision, "--", IN_REPOSITORY)
        names = [name for name in listed.split("\0") if name.endswith(".yaml")]
        files = {name.removeprefix(IN_REPOSITORY): _git("show", f"{revision}:{name}") for name in names}
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        raise _not_a_book(revision, "there is no such folder, wheel or revision", hint) from None
    if not files:
        raise _not_a_book(revision, "that revision has no folder rules/", hint)
    return files


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _not_a_book(origin: str, message: str, hint: str) -> RuleBookError:
    return RuleBookError([Diagnostic("book-missing", message, (Place(shown_word(origin)),), hint)])
