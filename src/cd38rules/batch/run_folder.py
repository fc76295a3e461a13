"""The folder of a finished run, opened for reading: its manifest, and its verdicts a part at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from .failing import failing_as
from .in_columns import SCHEMA
from .names import MANIFEST, SUMMARY, VERDICT_FILES
from .verdict_files import read_verdicts


class NoRunError(ValueError):
    """The folder holds no run that can be read, or its files aren't those that its manifest tells of."""


@dataclass(frozen=True)
class RunFolder:
    """A finished run. `name` is what messages call it: its folder's name could be patient data."""

    name: str
    verdicts: Path
    manifest: Mapping[str, Any]
    rules: frozenset[str]
    """The rules that its rule book decides for patients."""
    _table: pl.DataFrame | None = field(default=None, repr=False)

    def tables(self) -> Iterator[pl.DataFrame]:
        """The verdicts by SCHEMA, a group of rows at a time for Parquet, else in one. Raises OSError, NoRunError."""
        if self._table is not None:
            yield self._table
            return
        with failing_as(f"the verdicts of {self.name} can't be read"):
            try:
                with pq.ParquetFile(self.verdicts) as file:
                    for index in range(file.num_row_groups):
                        table = pl.from_arrow(file.read_row_group(index, columns=list(SCHEMA)))
                        assert isinstance(table, pl.DataFrame)
                        yield table.select(*SCHEMA).cast(pl.Schema(SCHEMA))
            except (pl.exceptions.PolarsError, pa.ArrowInvalid):
                raise NoRunError(f"the verdicts of {self.name} are none of ours") from None


def open_run(folder: Path, name: str) -> RunFolder:
    """Opens the folder of a finished run. Raises OSError if a file can't be read, NoRunError if it is none of a run.

    The verdicts must have the hash that the manifest tells: else they are of another run, or were changed.
    """
    if folder.is_dir() and not (folder / MANIFEST).exists():
        raise NoRunError(f"{name}: the folder holds no {MANIFEST}, so that no finished run is in it")
    with failing_as(f"{name} can't be read"):
        manifest = _json(folder / MANIFEST, name)
        summary = _json(folder / SUMMARY, name)
    try:
        outputs = manifest["outputs"]
        _facts_of(manifest)
        rules = frozenset(summary["verdicts_by_rule"])
        (verdicts,) = (file for file in VERDICT_FILES if file in outputs)
        expected = outputs[verdicts]["sha256"]
        expected_summary = outputs[SUMMARY]["sha256"]
    except (KeyError, TypeError, ValueError):
        raise NoRunError(f"{name}: its {MANIFEST} or {SUMMARY} is none of a run") from None
    with failing_as(f"{name} can't be read"):
        if hashlib.sha256((folder / SUMMARY).read_bytes()).hexdigest() != expected_summary:
            raise NoRunError(f"{name}: its {SUMMARY} isn't that of its {MANIFEST}")
    path = folder / verdicts
    with failing_as(f"the verdicts of {name} can't be read"):
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != expected:
            raise NoRunError(f"{name}: its verdicts aren't those of its {MANIFEST}")
        try:
            if path.suffix == ".parquet":
                pq.read_metadata(path)
                return RunFolder(name, path, manifest, rules)
            table = read_verdicts(path)
        except (ValueError, pa.ArrowInvalid):
            raise NoRunError(f"the verdicts of {name} are none of ours") from None
    return RunFolder(name, path, manifest, rules, table)


def _json(path: Path, name: str) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NoRunError(f"{name}: its {path.name} is no JSON object")
    return found


def facts_of(run: RunFolder) -> dict[str, Any]:
    """What a run was made with, so far as it can change verdicts, and its counts."""
    return _facts_of(run.manifest)


def _facts_of(manifest: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "state": manifest["state"],
        "package_version": manifest["package_version"],
        "rulebook": {key: manifest["rulebook"][key] for key in ("name", "version", "sha256")},
        "mapping": manifest["mapping"] and {key: manifest["mapping"][key] for key in ("name", "sha256")},
        "as_of": manifest["options"]["as_of"],
        "patients_evaluated": int(manifest["counts"]["patients_evaluated"]),
        "quarantined": int(manifest["counts"]["quarantined"]),
    }
