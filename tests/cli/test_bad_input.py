"""Bad patient data: a clear error with its place, exit code 4 or 6, no traceback and never a value of the patient."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call, Ended

CANARY = "Canary71"
BASE: dict[str, Any] = {"patient_id": CANARY, "as_of": "2024-03-15"}


def profile(**fields: Any) -> str:
    return json.dumps(BASE | fields)


def course(**fields: Any) -> dict[str, Any]:
    return {"prior": [{"agent": "daratumumab", **fields}]}


CASES: dict[str, tuple[str | bytes, str, str]] = {
    # what it is: (the file, the start of the message, part of the hint)
    "an empty file": ("", "$: profile-empty", "one JSON object"),
    "white space": (" \n", "$: profile-empty", "one JSON object"),
    "no JSON": (f"patient: {CANARY}", "$:1:1: profile-not-json", "JSON"),
    "JSON that breaks off": (profile()[:-1], "$:1:", "JSON"),
    "a list": (f"[{profile()}]", "$: profile-not-object the profile must", "give one patient as one object"),
    "a string": (f'"{CANARY}"', "$: profile-not-object", ""),
    "not a number": (profile(lungs={"fev1_percent": float("nan")}), "$.lungs.fev1_percent: profile-number", "leave"),
    "an infinite number": (
        profile(lungs={"fev1_percent": 1}).replace("1}", "1e999}"),
        "$.lungs.fev1_percent: profile-number",
        "leave it out",
    ),
    "5,000 levels": ("[" * 5000 + f'"{CANARY}"' + "]" * 5000, "$: profile-too-deep", "32 levels"),
    "half a character": (profile(patient_id=CANARY + "\ud800"), "$.patient_id: profile-encoding", ""),
    "another encoding": (profile(patient_id=f"{CANARY}").encode("utf-16"), "$: profile-encoding", "UTF-8"),
    "a field twice": (
        profile()[:-1] + f', "patient_id": "{CANARY}"}}',
        "$: profile-duplicate-key",
        "each field once",
    ),
    "a field of another name": (profile(**{CANARY: 1}), "$: profile-unknown-field", "known are"),
    "a field of nearly the same name": (profile(lungs={"cop": True}), "$.lungs: profile-unknown-field", "copd"),
    "a choice of another name": (
        profile(therapy={"planned": {"agent": f"daratumumab {CANARY}"}}),
        "$.therapy.planned.agent: profile-choice",
        "daratumumab",
    ),
    "a text for a yes or no": (profile(lungs={"copd": CANARY}), "$.lungs.copd: profile-type", ""),
    "FEV1 as a fraction": (profile(lungs={"fev1_percent": 0.4571}), "$.lungs.fev1_percent: reject-fev1", "per cent"),
    "FEV1 of 471": (profile(lungs={"fev1_percent": 471}), "$.lungs.fev1_percent: reject-fev1", "per cent"),
    "a negative weight": (profile(person={"weight_kg": -71.5}), "$.person.weight_kg: reject-weight", "kilograms"),
    "a last dose in the future": (
        profile(therapy=course(last_dose_date="2071-03-17")),
        "$.therapy.prior[0].last_dose_date: reject-future-date",
        "",
    ),
    "a last dose before the first": (
        profile(therapy=course(first_dose_date="1971-05-02", last_dose_date="1971-04-02")),
        "$.therapy.prior[0].last_dose_date: reject-date-order",
        "check both dates",
    ),
    "a day that isn't there": (
        profile(therapy=course(last_dose_date="1971-02-30")),
        "$.therapy.prior[0].last_dose_date: ",
        "",
    ),
    "t(4;16)": (
        profile(cytogenetics={"findings": [{"abnormality": "t(4;16)", "present": True}]}),
        "$.cytogenetics.findings[0].abnormality: reject-unknown-cytogenetic",
        "t(14;16)",
    ),
    "two doses and a half": (
        profile(therapy={"current": {"agent": "daratumumab", "doses_given": 71.5}}),
        "$.therapy.current.doses_given: ",
        "",
    ),
}
# Values of these patients: none of them may be in a message.
VALUES = re.compile(rf"{CANARY}|0\.4571|\b471\b|71\.5|[12][09]71|nan|1e999", re.IGNORECASE)


def assert_refused(ended: Ended, start: str, hint: str) -> None:
    assert ended.code == 4
    assert ended.out == ""
    assert ended.err.startswith(start)
    assert hint in ended.err
    assert "Traceback" not in ended.err
    assert VALUES.search(ended.err) is None


@pytest.mark.hazard("H13")
@pytest.mark.parametrize("name", CASES)
def test_an_unusable_profile_is_refused_without_its_values(name: str, cd38rules: Call, tmp_path: Path) -> None:
    content, start, hint = CASES[name]
    file = tmp_path / "patient.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    assert_refused(cd38rules("evaluate", file), start, hint)


@pytest.mark.parametrize("name", ["FEV1 as a fraction", "no JSON", "a field of another name"])
def test_standard_input_explain_and_batch_refuse_it_alike(name: str, cd38rules: Call, tmp_path: Path) -> None:
    content, start, hint = CASES[name]
    assert isinstance(content, str)
    assert_refused(cd38rules("evaluate", "-", stdin=content.encode()), start, hint)
    assert_refused(cd38rules("explain", "copd-dara-fev1-lt50", "-", stdin=content.encode()), start, hint)
    ended = cd38rules("batch", "-", "-o", tmp_path / "out", stdin=content.encode())
    assert ended.code == 4
    assert VALUES.search(ended.err + (tmp_path / "out" / "quarantine.ndjson").read_text("utf-8")) is None


def test_every_fault_is_told_at_once(cd38rules: Call) -> None:
    text = profile(lungs={"fev1_percent": 0.4571}, person={"weight_kg": -71.5}, **{CANARY: 1})
    ended = cd38rules("evaluate", "-", stdin=text.encode())
    places = [line.split(":")[0] for line in ended.err.splitlines()]
    assert places == ["$", "$.lungs.fev1_percent", "$.person.weight_kg"]


def test_a_file_of_ten_megabytes_is_refused_at_once(cd38rules: Call, tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    file.write_text(profile(patient_id=CANARY * 1_250_000), encoding="utf-8")
    begun = time.process_time()
    ended = cd38rules("evaluate", file)
    assert time.process_time() - begun < 0.5
    assert_refused(ended, "$: profile-too-large", "2000000 bytes")


def test_an_endless_file_is_not_read_to_its_end(cd38rules: Call) -> None:
    assert_refused(cd38rules("evaluate", "/dev/zero"), "$: profile-too-large", "")


# Files that can't be read


def test_a_file_that_is_not_there_is_a_failed_input(cd38rules: Call, tmp_path: Path) -> None:
    ended = cd38rules("evaluate", tmp_path / f"{CANARY}.json")
    assert (ended.code, ended.out) == (6, "")
    assert ended.err.startswith("cd38rules: input or output failed: the patient's profile can't be read: No such file")
    assert VALUES.search(ended.err) is None


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["evaluate"], "Is a directory"),
        (["explain", "copd-dara-fev1-lt50"], "Is a directory"),
        (["batch", "-o", "out"], "the folder holds no Parquet files"),
    ],
)
def test_a_folder_in_the_place_of_a_file_is_a_failed_input(
    command: list[str], said: str, cd38rules: Call, tmp_path: Path
) -> None:
    (tmp_path / CANARY).mkdir()
    ended = cd38rules(*(tmp_path / "out" if word == "out" else word for word in command), tmp_path / CANARY)
    assert ended.code == 6
    assert said in ended.err
    assert VALUES.search(ended.err) is None


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_a_failed_input(cd38rules: Call, tmp_path: Path) -> None:
    file = tmp_path / "patient.json"
    file.write_text(profile(), encoding="utf-8")
    file.chmod(0)
    ended = cd38rules("evaluate", file)
    assert ended.code == 6
    assert "Permission denied" in ended.err


# What was typed may be patient data too


@pytest.mark.parametrize(
    "arguments",
    [
        [CANARY],
        ["evaluate", "x", CANARY],
        ["evaluate", "x", "--format", CANARY],
        ["evaluate", "x", f"--short={CANARY}"],
        ["evaluate", "x", f"--fail={CANARY}"],
        ["evaluate", "x", f"--f={CANARY}"],
        ["evaluate", "x", f"--{CANARY}"],
        ["evaluate", "x", "--format", f"a\n{CANARY}"],
        ["batch", "x", "-o", "y", "--jobs", CANARY],
        ["rules", "show", CANARY],
        ["rules", "list", "--topic", CANARY],
        ["rules", "show", "--topic", CANARY],
        ["evidence", "show", CANARY],
        ["explain", CANARY, "x"],
    ],
)
def test_what_was_typed_is_never_repeated(arguments: list[str], cd38rules: Call) -> None:
    ended = cd38rules(*arguments)
    assert ended.code == (0 if arguments[:3] == ["rules", "show", "--topic"] else 2)
    assert CANARY not in ended.out + ended.err


def test_a_defect_is_told_by_its_type_and_lines_of_code_alone(capsys: pytest.CaptureFixture[str]) -> None:
    import argparse

    from cd38rules.cli.exits import translated

    def fails(_: argparse.Namespace) -> int:
        raise KeyError(f"a value: {CANARY.upper().capitalize()}")

    assert translated(fails, argparse.Namespace()) == 5
    told = capsys.readouterr().err
    assert "a defect of this program, please report it: KeyError" in told
    assert CANARY not in told
