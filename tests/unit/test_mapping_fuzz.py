"""Whatever a mapping file or a table holds, it is read or refused: nothing else is raised, and no cell is told."""

from __future__ import annotations

import copy
import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from cd38rules.mapping import MappingError, TableError, load_mapping, open_source, shipped_mappings
from cd38rules.mapping.bind import needed_columns
from cd38rules.mapping.read_mapping import mapping_of
from cd38rules.mapping.schema import mapping_schema
from cd38rules.rules.located import read_yaml

FLAT = load_mapping("flat")
VALIDATOR = jsonschema.Draft202012Validator(mapping_schema())
COLUMNS = sorted(needed_columns(FLAT)["patients"])
MARK = "Zaphod-4711"
WORDS = ("", "yes", "none", "2024-03-15", "1800-01-01", "2024-02-30", "daratumumab", "len+dex", MARK, "\u2212", "1e999")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(WORDS)
    | st.text(max_size=6).map(lambda text: MARK + text)
)
CELLS = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.just(MARK), SCALARS, max_size=1)


@given(rows=st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELLS, max_size=12), min_size=1, max_size=5))
def test_any_cell_becomes_a_value_or_a_fault_that_does_not_tell_it(
    rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "list.ndjson"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with open_source(path, FLAT, as_of=date(2024, 3, 15)) as source:
        items = list(source.items())
    assert [item.number for item in items] == list(range(1, len(rows) + 1))
    for item in items:
        assert (item.text is None) is bool(item.faults)
        assert MARK not in " ".join(map(str, item.faults))


LONG = mapping_of(
    b"mapping: t\ntitle: T\ntables:\n  p: {role: main, key: id}\n  r: {role: joined, key: id}\nas_of: day\n"
    b"day_zero: {column: zero}\nfields:\n  patient_id: id\n"
    b"  person.age_years: [{column: age, unit: days, means: age_at_day_zero}, {column: born, means: birth}]\n"
    b"  person.birth_date: {columns: {year: y, month: m, day: d}}\n"
    b"  lungs.fev1_percent: {latest_in: r, column: value, date: at, within_days: 100, ties: highest}\n"
    b"  lungs.copd: {present_in: r, where: [{column: code, is: [copd]}], date: at, otherwise: false}\n"
    b"  disease.refractory_to: {columns: {lenalidomide: l, dexamethasone: e}}\n"
    b"courses:\n  table: r\n  drug: {column: drug, others: other_drug, unnamed: [other]}\n  line: line\n"
    b"  start: {column: start, unit: days}\n  end: end\n  partner_drugs: same_line\n  prior_lines: highest\n"
    b"  none_if_every_row_names_another_drug: true\n",
    "long.yaml",
)
MAIN = dict.fromkeys(("age", "born", "y", "m", "d", "l", "e"), CELLS)
ROW = dict.fromkeys(("value", "at", "code", "drug", "line", "start", "end"), CELLS)
DAYS = st.sampled_from(["2024-03-15", "1900-01-01", "2199-12-31", "2024"]) | CELLS


@given(
    main=st.fixed_dictionaries({"id": st.sampled_from(["A", 1]), "day": DAYS, "zero": DAYS}, optional=MAIN),
    rows=st.lists(st.fixed_dictionaries({"id": st.sampled_from(["A", "1", None])}, optional=ROW), max_size=4),
)
def test_any_rows_of_a_long_table_give_a_profile_or_faults(
    main: dict[str, Any], rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "p.ndjson").write_text(json.dumps(main) + "\n")
    (folder / "r.ndjson").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with open_source(folder, LONG) as source:
        (item,) = source.items()
        left = " ".join(map(str, source.leftovers()))
    assert (item.text is None) is bool(item.faults)
    assert MARK not in " ".join(map(str, item.faults)) + left


def spoilt(data: Any, dice: random.Random) -> Any:
    """The data with something in it replaced, taken out, or added."""
    data = copy.deepcopy(data)
    node, parents = data, []
    while isinstance(node, (dict, list)) and node and (not parents or dice.random() < 0.85):
        key = dice.choice(list(node)) if isinstance(node, dict) else dice.randrange(len(node))
        parents.append((node, key))
        node = node[key]
    within, key = parents[-1]
    choice = dice.choice(["x", "", -1, 10**9, 1.5, True, None, [], {}, ["x"], {"x": "y"}, "out", "twin"])
    if choice == "out":
        del within[key]
    elif choice == "twin" and isinstance(within, dict):
        within[f"{key}x"] = within[key]
    else:
        within[key] = choice
    return data


@pytest.mark.parametrize("name", shipped_mappings())
def test_a_spoilt_mapping_is_refused_with_places_or_reads_on(name: str, tmp_path: Path) -> None:
    located, _ = read_yaml(shipped_mappings()[name].read_text(encoding="utf-8"), name)
    assert located is not None
    dice = random.Random(7)
    folder = {"omop-cdm-5.4": "omop", "sql-on-fhir": "sql-on-fhir"}.get(name)
    refused, unplaced = 0, []
    for _ in range(300):
        text = json.dumps(spoilt(located.plain(), dice))
        try:
            mapping = mapping_of(text.encode(), "spoilt.yaml")
        except MappingError as error:
            refused += 1
            unplaced += [fault for fault in error.diagnostics if not fault.places or not fault.places[0].line]
            continue
        # An editor that refuses what the loader takes would mislead.
        assert [error.message for error in VALIDATOR.iter_errors(json.loads(text))] == []
        if folder is None:
            continue
        try:
            with open_source(ROOT / "examples" / "lists" / folder, mapping, as_of=date(2024, 3, 15)) as source:
                list(source.items())
        except (MappingError, TableError):
            pass
    assert refused > 30
    assert unplaced == []
