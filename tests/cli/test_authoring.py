"""The pages for reviewers and authors say what works: commands run, examples hold, the hooks find faults."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import yaml
from tests.cli.conftest import Call
from tests.conftest import ROOT

WRITE = (ROOT / "docs" / "how-to-write-a-rule.md").read_text(encoding="utf-8")
READ = (ROOT / "docs" / "how-to-read-a-rule.md").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def commands(page: str) -> list[list[str]]:
    """The commands of a page's shell blocks, a line each; a backslash goes on in the next line."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.replace("\\\n", " ").splitlines()]


def test_the_commands_of_the_page_for_authors_run_one_after_the_other(cd38rules: Call, tmp_path: Path) -> None:
    shutil.copy(next((ROOT / "examples" / "patients").glob("*.json")), tmp_path / "patient.json")
    found = commands(WRITE)
    assert [words[:3] for words in found][:3] == [["cd38rules", "rules", word] for word in ("new", "check", "test")]
    for words in found:
        # The pages' names, in a folder for this test: a command is called in the project's folder.
        own = [
            word.replace("our-rules", f"{tmp_path}/our-rules").replace("patient", f"{tmp_path}/patient")
            for word in words
        ]
        ended = cd38rules(*own[1:])
        assert (ended.code, ended.err) == (0, ""), words


def test_the_command_of_the_page_for_reviewers_prints_a_record(cd38rules: Call) -> None:
    ended = cd38rules(*commands(READ)[0][1:])
    assert ended.code == 0
    assert yaml.safe_load(ended.out)[0]["rule"] == "copd-dara-fev1-lt50"


def test_the_case_of_the_page_for_authors_holds(cd38rules: Call, tmp_path: Path) -> None:
    (block,) = re.findall(r"^   ```yaml\n(.*?)^   ```", WRITE, re.MULTILINE | re.DOTALL)
    (tmp_path / "case.yaml").write_text(block, encoding="utf-8")
    ended = cd38rules("rules", "test", tmp_path / "case.yaml")
    assert (ended.code, ended.out) == (0, "1 cases, 2 expectations: 0 failed\n")


def test_the_rule_on_the_page_for_reviewers_is_the_shipped_one() -> None:
    (block,) = re.findall(r"^```yaml\n(.*?)^```", READ, re.MULTILINE | re.DOTALL)
    assert block in (ROOT / "rules" / "lungs" / "copd-dara-fev1-lt50.yaml").read_text(encoding="utf-8")


def test_the_hooks_of_pre_commit_pass_sound_rules_and_stop_a_slip(cd38rules: Call, tmp_path: Path) -> None:
    own = tmp_path / "our-rules"
    assert cd38rules("rules", "new", "st-elsewhere-weight", "--rules", own).code == 0
    given = {"cd38rules-check": [own], "cd38rules-test": [own / "cases", "--rules", own]}
    assert {hook["id"] for hook in HOOKS} == set(given)
    calls = {hook["id"]: [*shlex.split(hook["entry"])[1:], *given[hook["id"]]] for hook in HOOKS}
    assert {name: cd38rules(*call).code for name, call in calls.items()} == dict.fromkeys(calls, 0)
    rule = own / "lungs" / "st-elsewhere-weight.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("at_least: 120 kg", "above: 120 kg"), encoding="utf-8")
    assert cd38rules(*calls["cd38rules-test"]).code in (1, 3)
    rule.write_text(rule.read_text(encoding="utf-8").replace("audience:", "audiance:"), encoding="utf-8")
    assert cd38rules(*calls["cd38rules-check"]).code == 3
