"""Files of a store and its key: for their owner only, and nobody else's; settings in variables as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from cd38rules.service.kept.secret import secret_in
from cd38rules.service.settings import SettingsError, read_settings, read_store

# Keys, and other texts in variables


def key_file(folder: Path, content: bytes) -> Path:
    path = folder / "key"
    path.write_bytes(content)
    path.chmod(0o600)
    return path


def test_keys_of_any_letters_are_each_their_own(tmp_path: Path) -> None:
    digests = {
        secret_in(key_file(tmp_path, text.encode()), may_make=False).digest("a")
        for text in ("ж" * 40, "ы" * 40, "?" * 40, "\N{REPLACEMENT CHARACTER}" * 40)
    }
    assert len(digests) == 4


@pytest.mark.parametrize("content", [bytes(range(128, 192)), ("ж" * 40).encode("utf-16")])
def test_a_key_that_is_no_text_is_refused_with_what_to_write(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(OSError, match="isn't text in UTF-8; write letters and digits"):
        secret_in(key_file(tmp_path, content), may_make=False)


@pytest.mark.parametrize(
    "key",
    ["abcdefghijklmnopqrstuvwxyzabcdefgh #the rest", "1" * 40, "'" + "q" * 40 + "'", "[" + "x" * 40, "y: " + "n" * 40],
)
def test_a_key_in_a_variable_is_taken_as_it_stands(key: str) -> None:
    environment = {"CD38RULES_SERVE_STORE__FILE": "2024 #1", "CD38RULES_SERVE_STORE__KEY": key}
    found = read_store(None, environment)
    assert (found.key, found.file) == (key, Path("2024 #1"))
    assert read_settings(None, {"CD38RULES_SERVE_CARD_KEY": key}, insecure=True).card_key == key


def test_variables_that_are_no_texts_are_read_as_yaml_and_an_empty_one_is_none() -> None:
    environment = {
        "CD38RULES_SERVE_STORE__FILE": "a",
        "CD38RULES_SERVE_STORE__INPUTS": "yes",
        "CD38RULES_SERVE_STORE__WAIT_SECONDS": "3.5",
        "CD38RULES_SERVE_STORE__KEY_FILE": "",
    }
    found = read_store(None, environment)
    assert (found.inputs, found.wait_seconds, found.key_file) == (True, 3.5, None)


def test_a_variable_that_names_no_setting_is_told(tmp_path: Path) -> None:
    for name in ("STORE__FIEL", "STORE__FILE__X"):
        with pytest.raises(SettingsError, match=r"\$\.store\.fi"):
            read_store(None, {f"CD38RULES_SERVE_{name}": str(tmp_path)})
