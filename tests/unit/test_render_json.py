"""JSON for programs: valid, stable, in the order of the model."""

from __future__ import annotations

import json

from tests.unit.test_render_sample import full_report, report

from cd38rules.render import render_json, render_ndjson
from cd38rules.report import Report


def test_json_is_the_report_indented_by_two_with_a_newline_at_the_end() -> None:
    text = render_json(full_report())
    assert text.startswith('{\n  "schema_version": "1",\n  "patient_id": "P-1",\n')
    assert text.endswith("\n}\n")
    assert Report.model_validate_json(text) == full_report()


def test_keys_stand_in_the_order_of_the_model() -> None:
    assert list(json.loads(render_json(full_report()))) == list(Report.model_fields)


def test_text_beyond_ascii_is_utf_8_not_escapes() -> None:
    assert '"Zoë 患者"' in render_json(report(patient_id="Zoë 患者"))


def test_ndjson_is_one_line_for_every_reader() -> None:
    shown = report(patient_id="a\nb\u2028c\u2029d\u0085e\rf")
    text = render_ndjson(shown)
    assert text.splitlines() == [text.rstrip("\n")]
    assert json.loads(text)["patient_id"] == shown.patient_id
    assert json.loads(render_json(shown)) == json.loads(text)
