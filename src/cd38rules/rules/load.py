"""A folder of rule files to a rule book: every fault of every file in one go, or an immutable book."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Place, RuleBookError, did_you_mean, in_order
from .addition import (
    ADDITION_FILE,
    MUST_FIRE_FILE,
    SHIPPED_MUST_FIRE,
    BookFiles,
    added,
    check_covers,
    is_addition,
    read_addition,
)
from .book import RuleBook
from .content import content_hash
from .evidence import read_evidence
from .link import Drafts, link
from .locate import shipped_rulebook
from .located import Located, read_yaml, shown, shown_word
from .model import Concept, Rule
from .read_book import BOOK_FILE, COVERAGE_FILE, read_coverage, read_head
from .read_expectations import EXPECTATION_FILES, read_expectations
from .read_rule import RuleReader
from .reviews import REVIEW_FOLDER, read_reviews, signed
from .shipped import SHIPPED_SHA256
from .table import Row, rows_as_rules

BOUNDARIES_FILE = "boundaries.yaml"
CASE_FOLDER = "cases/"  # read by `rules test`

# The ids in a file that can't be read as YAML, so that naming its rules elsewhere isn't reported as a fault of its own.
_ID = re.compile(r"\bid: *([a-z][a-z0-9-]*)")


def load_rulebook(folder: str | Path | None = None) -> RuleBook:
    """The rule book of a folder; the one that comes with the package if none is named.

    Raises RuleBookError with every fault of every file, and OSError where a file can't be read.
    """
    book, faults = inspect_folder(Path(folder) if folder is not None else shipped_rulebook())
    if book is None:
        raise RuleBookError(faults)
    return book


def inspect_folder(folder: Path) -> tuple[RuleBook | None, list[Diagnostic]]:
    """The rule book of a folder, and the faults found, those of files that aren't UTF-8 among them.

    Raises RuleBookError if there is no such folder, and OSError where a file can't be read.
    """
    files, unread = _files_of(folder)
    return _inspect(files, unread)


def read_files(folder: Path) -> BookFiles:
    """The YAML files of the book in a folder by relative posix path; for an addition, with those of the shipped book.

    Raises RuleBookError if there is no such folder, or with the faults of files that can't be taken in.
    """
    files, unread = _files_of(folder)
    if unread:
        raise RuleBookError(list(unread.values()))
    return files


def _files_of(folder: Path) -> tuple[BookFiles, dict[str, Diagnostic]]:
    """The files of a folder, put beside those of the shipped book if they are an addition to it."""
    own, unread = _read_folder(folder)
    if not is_addition(own):
        return BookFiles(own), unread
    files, refused = added(own, _read_folder(shipped_rulebook())[0])
    return files, unread | refused


def _read_folder(folder: Path) -> tuple[dict[str, str], dict[str, Diagnostic]]:
    """The texts of the YAML files, and the faults of those that have none, both by relative posix path."""
    if not folder.is_dir():
        hint = "name the folder that holds rulebook.yaml"
        raise RuleBookError([Diagnostic("book-missing", "there is no such folder", (Place(str(folder)),), hint)])
    files: dict[str, str] = {}
    unread: dict[str, Diagnostic] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in (".yaml", ".yml") or not path.is_file():
            continue
        if path.suffix != ".yaml":
            # Passing over such a file would leave out its rules without a word.
            message, hint = "the file's name doesn't end in .yaml", f"call it {path.stem}.yaml"
            unread[name] = Diagnostic("book-file-name", message, (Place(name, 1, 1),), hint)
            continue
        try:
            files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            read = error.object[: error.start].decode("utf-8", "replace")
            place = Place(name, read.count("\n") + 1, len(read) - read.rfind("\n"))
            unread[name] = Diagnostic("yaml-encoding", "the file is not UTF-8", (place,), "save it as UTF-8")
    return files, unread


def inspect_rulebook(files: Mapping[str, str]) -> tuple[RuleBook | None, list[Diagnostic]]:
    """The rule book that the files make up, and the faults found; None if any of them is an error.

    `files` maps relative posix paths to texts; nothing is read or written.
    """
    return _inspect(files, {})


def _inspect(files: Mapping[str, str], unread: Mapping[str, Diagnostic]) -> tuple[RuleBook | None, list[Diagnostic]]:
    faults = list(unread.values())
    evidence = {path: text for path, text in files.items() if path.startswith("evidence/")}
    catalogue, evidence_faults = read_evidence(evidence)
    faults += evidence_faults
    documents: dict[str, Located | None] = dict.fromkeys(unread)
    lost: set[str] = set()
    # The cases of the self-test, and the patients at the limits, are read by those who want them.
    for path in sorted(set(files) - set(evidence) - {MUST_FIRE_FILE, SHIPPED_MUST_FIRE, BOUNDARIES_FILE}):
        if path.startswith(CASE_FOLDER):
            continue
        documents[path], found = read_yaml(files[path], path)
        faults += found
        if documents[path] is None:
            lost |= set(_ID.findall(files[path]))
    head = read_head(documents, faults)
    addition = read_addition(documents.pop(ADDITION_FILE, None), faults)
    own = files.own if isinstance(files, BookFiles) else frozenset()
    evidence_unread = bool(evidence_faults) or any(path.startswith("evidence/") for path in unread)
    coverage = read_coverage(documents, catalogue, faults, evidence_unread)
    if addition is not None:
        head = replace(
            head,
            version=f"{head.version}+{addition.name}.{addition.version}",
            topics=(*head.topics, *(topic for topic in addition.topics if topic.id not in {t.id for t in head.topics})),
        )
        coverage += addition.coverage
    drafts = _read_rules(documents, [topic.id for topic in head.topics], faults)
    drafts = replace(drafts, unread=drafts.unread | lost, evidence_unread=evidence_unread)
    rules, concepts = link(drafts, catalogue, faults)
    check_covers(rules, own, faults)
    sign_offs = read_reviews(documents, rules, drafts.unread, faults)
    rules = signed(rules, lambda rule: content_hash(rule, concepts, catalogue), sign_offs, faults)
    expectations = read_expectations(documents, rules, concepts, drafts.unread, faults)
    digest = sha256_of(files)
    if any(fault.severity == "error" for fault in faults):
        return None, in_order(faults)
    hashes = {rule_id: _sha256(files[rule.place.path]) for rule_id, rule in rules.items()}
    book = RuleBook(
        name=head.name,
        version=head.version,
        title=head.title,
        intended_use=head.intended_use,
        about=head.about,
        topics=head.topics,
        coverage=coverage,
        rules=rules,
        concepts=concepts,
        catalogue=catalogue,
        sha256=digest,
        locally_modified=digest != SHIPPED_SHA256,
        hashes=hashes,
        must_fire={path: files[path] for path in (SHIPPED_MUST_FIRE, MUST_FIRE_FILE) if path in files},
        boundaries=files.get(BOUNDARIES_FILE, ""),
        expectations=expectations,
        sign_offs=sign_offs,
        files=files,
    )
    return book, in_order(faults)


def sha256_of(files: Mapping[str, str]) -> str:
    """The hash of a rule book: over the path and the text of every file, in the order of the paths."""
    digest = hashlib.sha256()
    for path in sorted(files):
        for part in (path, files[path]):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _read_rules(documents: Mapping[str, Located | None], topics: list[str], faults: list[Diagnostic]) -> Drafts:
    rules: list[Rule] = []
    concepts: list[Concept] = []
    unread: set[str] = set()
    homes = _homes(documents)
    for path, document in documents.items():
        if path in (BOOK_FILE, COVERAGE_FILE, *EXPECTATION_FILES) or path.startswith(("evidence/", REVIEW_FOLDER)):
            continue
        parts, stem = PurePosixPath(path).parts, PurePosixPath(path).stem
        if document is None:
            unread.add(stem)
            continue
        folder = parts[0] if len(parts) == 2 else ""
        is_table = document.get("table") is not None
        rows = rows_as_rules(document, faults) if is_table else [Row(document, "")]
        of_topics = is_table and bool(folder) and all(row.topic for row in rows)
        if folder != "concepts" and topics and folder not in topics and not of_topics:
            hint = did_you_mean(
                folder, map(shown_word, topics), "put it into the folder of a topic of rulebook.yaml, or into concepts/"
            )
            faults.append(
                Diagnostic("book-unknown-folder", "the file stands in no topic's folder", (document.place,), hint)
            )
        if folder == "concepts":
            _check_name(document, "concept", homes, faults)
            concept = RuleReader(folder, faults).concept(document)
            concepts += [concept] if concept is not None else []
            unread |= {stem} if concept is None else set()
            continue
        _check_name(document, "table" if is_table else "id", homes, faults)
        for row in rows:
            if row.topic and topics and row.topic not in topics:
                hint = did_you_mean(row.topic, map(shown_word, topics), f"one of: {', '.join(topics)}")
                message = f"there is no topic `{shown_word(row.topic)}`"
                faults.append(Diagnostic("table-topic", message, (row.rule.place,), hint))
            rule = RuleReader(row.topic or folder, faults).rule(row.rule)
            rules += [rule] if rule is not None else []
        read = {rule.id for rule in rules}
        unread |= ({stem} if not is_table else _ids_of_rows(document)) - read
    return Drafts(rules, concepts, frozenset(unread))


def _ids_of_rows(table: Located) -> set[str]:
    rows = table.get("rows")
    ids = [row.get("id") for row in rows.entries()] if rows is not None else []
    return {found.value for found in ids if found is not None and isinstance(found.value, str)}


def _check_name(document: Located, key: str, homes: Mapping[str, set[str]], faults: list[Diagnostic]) -> None:
    """A file is called like what stands in it; a name that another file has or holds isn't proposed."""
    node, path = document.get(key), document.place.path
    stem = PurePosixPath(path).stem
    if node is not None and isinstance(node.value, str) and node.value.strip() and node.value != stem:
        message = f"`{shown(node)}` doesn't match the file's name"
        others = sorted(homes.get(node.value, set()) - {path})
        rename = f"call the file {shown(node)}.yaml"
        hint = f"write `{key}: {stem}`, for {others[0]} has that name" if others else rename
        faults.append(Diagnostic("rule-file-name", message, (node.place,), hint))


def _homes(documents: Mapping[str, Located | None]) -> dict[str, set[str]]:
    """Which files have, or hold, which name: of the file itself, a rule, a concept, a table or one of its rows."""
    found: dict[str, set[str]] = {}
    for path, document in documents.items():
        names = {PurePosixPath(path).stem}
        if document is not None:
            own = (document.get(key) for key in ("id", "concept", "table"))
            names |= {node.value for node in own if node is not None and isinstance(node.value, str)}
            names |= _ids_of_rows(document)
        for name in names:
            found.setdefault(name, set()).add(path)
    return found
