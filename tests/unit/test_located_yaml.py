"""YAML with places: what values mean, where they stand, and what is refused."""

from __future__ import annotations

import pytest

from cd38rules.rules.located import MAX_DEPTH, MAX_SHOWN, Located, read_yaml, shown, shown_word


def read(text: str) -> Located:
    document, faults = read_yaml(text, "x.yaml")
    assert faults == []
    assert document is not None
    return document


def codes(text: str) -> list[str]:
    return [fault.code for fault in read_yaml(text, "x.yaml")[1]]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("yes", "yes"),
        ("no", "no"),
        ("True", "True"),
        ("on", "on"),
        ("unknown", "unknown"),
        ("7", 7),
        ("-7", -7),
        ("+7", 7),
        ("0", 0),
        ("1.5", 1.5),
        ("'7'", "7"),
        ('"true"', "true"),
        ("50 %", "50 %"),
        ("2027-05-31", "2027-05-31"),
        ("1.0.0", "1.0.0"),
        ("12:30", "12:30"),
        ("~", None),
        ("null", None),
        ("", None),
        ('""', ""),
        ("é ≥ 5", "é ≥ 5"),
    ],
)
def test_a_plain_value_means_what_it_looks_like(written: str, value: object) -> None:
    found = read(f"key: {written}").get("key")
    assert found is not None
    assert found.value == value
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    "number", ["007", "1e5", "1_000", ".5", "5.", "0x1F", "0o17", ".inf", "-.inf", ".NaN", "9" * 5000]
)
def test_a_number_of_doubtful_form_is_refused(number: str) -> None:
    assert codes(f"key: {number}") == ["yaml-number"]
    assert codes(f"key: '{number}'") == []


def test_keys_items_and_values_know_their_places() -> None:
    document = read("# a comment\nfirst: é\nlist:\n  - one\n  - {two: 2}\n")
    places = [(key, str(place), str(value.place)) for key, place, value in document.items()]
    assert places == [("first", "x.yaml:2:1", "x.yaml:2:8"), ("list", "x.yaml:3:1", "x.yaml:4:3")]
    entries = document.value["list"].entries() if isinstance(document.value, dict) else ()
    assert [str(item.place) for item in entries] == ["x.yaml:4:5", "x.yaml:5:5"]
    assert [str(place) for _, place, _ in entries[1].items()] == ["x.yaml:5:6"]


def test_columns_count_characters_and_not_bytes() -> None:
    document, faults = read_yaml("{é: 1, ü: &x 2}", "x.yaml")
    assert document is not None
    assert [str(fault.places[0]) for fault in faults] == ["x.yaml:1:11"]


def test_a_located_value_can_be_taken_without_its_places() -> None:
    assert read("a: {b: [1, x, {c: true}]}").plain() == {"a": {"b": [1, "x", {"c": True}]}}


def test_a_scalar_has_no_items_entries_or_keys() -> None:
    scalar = read("word")
    assert (tuple(scalar.items()), scalar.entries(), scalar.get("key")) == ((), (), None)


def test_reading_goes_on_after_a_fault_so_that_the_next_one_is_found() -> None:
    assert codes("a: &x 1\nb: *x\na: !t 2\n<<: 3\nc: 1e5\n") == [
        "yaml-anchor",
        "yaml-alias",
        "yaml-duplicate-key",
        "yaml-tag",
        "yaml-merge-key",
        "yaml-number",
    ]


def test_an_alias_in_the_place_of_a_key_leaves_its_neighbours_alone() -> None:
    document, faults = read_yaml("a: 1\n*a : {b: 2}\nc: 3\n", "x.yaml")
    assert [fault.code for fault in faults] == ["yaml-alias"]
    assert document is not None
    assert document.plain() == {"a": 1, "c": 3}


@pytest.mark.parametrize(("depth", "found"), [(MAX_DEPTH, []), (MAX_DEPTH + 1, ["yaml-too-deep"])])
def test_nesting_ends_at_the_limit(depth: int, found: list[str]) -> None:
    assert codes("[" * depth + "]" * depth) == found


@pytest.mark.parametrize("text", ["a: \x00", "a: \ud800", "a: [", "a: 'x", "\ta: 1", "a: b: c", "%YAML 9.9\n---\na: 1"])
def test_what_is_not_yaml_is_a_fault_and_no_exception(text: str) -> None:
    assert codes(text) == ["yaml-syntax"]


@pytest.mark.parametrize("text", ["", " \n", "# a comment\n", "---\n", "~"])
def test_a_file_without_content_is_empty(text: str) -> None:
    assert codes(text) == ["yaml-empty"]


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    assert read("\ufeffa: 1\r\nb: 2\r\n").plain() == {"a": 1, "b": 2}


def test_a_message_quotes_a_value_on_one_short_line() -> None:
    assert shown_word("a\nb\x00  c") == "a b c"
    assert shown_word("x" * 100) == "x" * MAX_SHOWN + "..."
    assert [shown(value) for value in read("[true, ~, 7, [1], {a: 1}]").entries()] == [
        "true",
        "",
        "7",
        "a list",
        "a mapping",
    ]
