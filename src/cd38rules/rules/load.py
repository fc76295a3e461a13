"""A folder of rule files to a rule book: every fault of every file in one go, or an immutable book."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Place, RuleBookError, did_you_mean, in_order
from .book import RuleBook
from .evidence import read_evidence
from .fields import Fields
from .link import Drafts, link
from .locate import shipped_rulebook
from .located import Located, read_yaml
from .model import Concept, CoverageItem, Rule, Topic
from .read_rule import RuleReader
from .shipped import SHIPPED_SHA256
from .table import rows_as_rules

BOOK_FILE, COVERAGE_FILE = "rulebook.yaml", "coverage.yaml"


def load_rulebook(folder: str | Path | None = None) -> RuleBook:
    """The rule book of a folder; the one that comes with the package if none is named.

    Raises RuleBookError with every fault of every file, and OSError where a file can't be read.
    """
    book, faults = inspect_rulebook(read_files(Path(folder) if folder is not None else shipped_rulebook()))
    if book is None:
        raise RuleBookError(faults)
    return book


def read_files(folder: Path) -> dict[str, str]:
    """The YAML files under a folder by relative posix path. Raises RuleBookError if it isn't one or isn't UTF-8."""
    if not folder.is_dir():
        hint = "name the folder that holds rulebook.yaml"
        raise RuleBookError([Diagnostic("book-missing", "there is no such folder", (Place(str(folder)),), hint)])
    files: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        try:
            files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            faults.append(Diagnostic("yaml-encoding", "the file is not UTF-8", (Place(name, 1, 1),), "save it as UTF-8"))
    if faults:
        raise RuleBookError(faults)
    return files


def inspect_rulebook(files: Mapping[str, str]) -> tuple[RuleBook | None, list[Diagnostic]]:
    """The rule book that the files make up, and the faults found; None if any of them is an error.

    `files` maps relative posix paths to texts; nothing is read or written.
    """
    faults: list[Diagnostic] = []
    evidence = {path: text for path, text in files.items() if path.startswith("evidence/")}
    catalogue, found = read_evidence(evidence)
    faults += found
    documents: dict[str, Located] = {}
    for path in sorted(set(files) - set(evidence)):
        document, found = read_yaml(files[path], path)
        faults += found
        if document is not None:
            documents[path] = document
    head = _read_head(documents, faults)
    coverage = _read_coverage(documents, faults)
    drafts = _read_rules(documents, [topic.id for topic in head.topics], faults)
    rules, concepts = link(drafts, catalogue, faults)
    digest = sha256_of(files)
    if any(fault.severity == "error" for fault in faults):
        return None, in_order(faults)
    hashes = {rule_id: _sha256(files[rule.place.path]) for rule_id, rule in rules.items()}
    book = RuleBook(
        name=head.name,
        version=head.version,
        title=head.title,
        intended_use=head.intended_use,
        topics=head.topics,
        coverage=coverage,
        rules=rules,
        concepts=concepts,
        catalogue=catalogue,
        sha256=digest,
        locally_modified=digest != SHIPPED_SHA256,
        hashes=hashes,
    )
    return book, in_order(faults)


def sha256_of(files: Mapping[str, str]) -> str:
    """The hash of a rule book: over the path and the text of every file, in the order of the paths."""
    digest = hashlib.sha256()
    for path in sorted(files):
        for part in (path, files[path]):
            data = part.encode("utf-8")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class _Head:
    name = version = title = intended_use = ""
    topics: tuple[Topic, ...] = ()


def _read_head(documents: Mapping[str, Located], faults: list[Diagnostic]) -> _Head:
    head = _Head()
    document = documents.get(BOOK_FILE)
    if document is None:
        faults.append(Diagnostic("book-missing", f"there is no {BOOK_FILE}", (Place(BOOK_FILE, 1, 1),), "it names the book, its version, use and topics"))
        return head
    fields = Fields(document, "the rule book", faults, "book")
    head.name, head.version, head.title = fields.text("name"), fields.text("version"), fields.text("title")
    head.intended_use = " ".join(fields.text("intended_use").split())
    for key in ("intended_users", "population", "not_for"):
        fields.texts(key, required=False)
    topics: list[Topic] = []
    for item in fields.mappings("topics"):
        entry = Fields(item, "a topic", faults, "book")
        topics.append(Topic(entry.text("id"), entry.text("letter"), entry.text("title")))
        entry.done()
    fields.done()
    head.topics = tuple(topics)
    return head


def _read_coverage(documents: Mapping[str, Located], faults: list[Diagnostic]) -> tuple[CoverageItem, ...]:
    document = documents.get(COVERAGE_FILE)
    if document is None:
        faults.append(Diagnostic("book-missing", f"there is no {COVERAGE_FILE}", (Place(COVERAGE_FILE, 1, 1),), "it lists what is covered and what isn't"))
        return ()
    fields = Fields(document, "the coverage", faults, "book")
    items: list[CoverageItem] = []
    for key in ("covered", "not_covered"):
        for item in fields.mappings(key):
            entry = Fields(item, "a coverage entry", faults, "book")
            items.append(CoverageItem(entry.text("id"), entry.text("text"), key == "covered"))
            entry.done()
    fields.done()
    return tuple(items)


def _read_rules(documents: Mapping[str, Located], topics: list[str], faults: list[Diagnostic]) -> Drafts:
    rules: list[Rule] = []
    concepts: list[Concept] = []
    for path, document in documents.items():
        if path in (BOOK_FILE, COVERAGE_FILE):
            continue
        parts = PurePosixPath(path).parts
        folder, stem = parts[0] if len(parts) == 2 else "", PurePosixPath(path).stem
        reader = RuleReader(folder, faults)
        if folder == "concepts":
            concept = reader.concept(document)
            if concept is not None:
                concepts.append(concept)
                _check_name(concept.id, stem, document.get("concept") or document, faults)
        elif folder not in topics:
            hint = did_you_mean(folder, topics, "put it into the folder of a topic of rulebook.yaml, or into concepts/")
            faults.append(Diagnostic("book-unknown-folder", "the file stands in no topic's folder", (document.place,), hint))
        elif document.get("table") is not None:
            _check_name(str((document.get("table") or document).value), stem, document.get("table") or document, faults)
            rules += [rule for row in rows_as_rules(document, faults) if (rule := reader.rule(row)) is not None]
        else:
            rule = reader.rule(document)
            if rule is not None:
                rules.append(rule)
                _check_name(rule.id, stem, document.get("id") or document, faults)
    return Drafts(rules, concepts)


def _check_name(name: str, stem: str, node: Located, faults: list[Diagnostic]) -> None:
    if name and name != stem:
        faults.append(Diagnostic("rule-file-name", f"`{name}` doesn't match the file's name", (node.place,), f"call the file {name}.yaml"))
