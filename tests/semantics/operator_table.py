"""The one table of operator truth: what each test of a fact says of each kind of value. Every engine is tested on it.

A range may touch the literal, lie across it, or miss it; a choice may be known in part; a list may have sure and
possible entries; a value of None isn't recorded. The truths are written by hand, not computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cd38rules.facts import ROLES, Facts, Members, Range, Value, instance_name
from cd38rules.rules.condition import FactLeaf, Literals
from cd38rules.truth import NO, UNKNOWN, YES, Truth

ROLE = "planned"
"""The role under which a regimen's fact is tested."""


@dataclass(frozen=True, slots=True)
class OperatorCase:
    """One value of one fact, one test of it, and the truth of that test before any `if_unknown`."""

    name: str
    fact: str
    operator: str
    literals: Literals
    value: Value
    truth: Truth
    undecided: bool = False

    def leaf(self, if_unknown: Truth | None = None) -> FactLeaf:
        """The test as a leaf of a condition."""
        return FactLeaf(self.fact, self.operator, self.literals, if_unknown)  # type: ignore[arg-type]  # words of the closed operator table

    @property
    def role(self) -> str:
        """The role that the test is decided for: "" for a fact of the patient."""
        return ROLE if self.fact.startswith("regimen.") else ""

    def facts(self) -> Facts:
        """What is known of the patient: this value and nothing else."""
        name = instance_name(self.fact, ROLE)
        roles = {role: YES if role == ROLE else NO for role in ROLES}
        values = {} if self.value is None else {name: self.value}
        return Facts(values, roles, frozenset({name} if self.undecided else ()))


def _cases(fact: str, values: dict[str, Value], questions: dict[tuple[object, ...], str]) -> Iterator[OperatorCase]:
    letters = {"y": YES, "n": NO, "u": UNKNOWN}
    for (operator, *literals), truths in questions.items():
        for (words, value), letter in zip(values.items(), truths.split(), strict=True):
            asked = f"{operator} {'/'.join(map(str, literals))}"
            name = f"{fact} {asked}: {words}"
            undecided = words == "undecided"
            yield OperatorCase(name, fact, str(operator), tuple(literals), value, letters[letter], undecided)  # type: ignore[arg-type]  # words of the closed operator table


def _one(*names: str) -> frozenset[str]:
    return frozenset(names)


def _list(surely: tuple[str, ...], possibly: tuple[str, ...] = ()) -> Members:
    return Members(frozenset(surely), frozenset(surely + possibly))


_FLAG: dict[str, Value] = {"true": True, "false": False, "not recorded": None}
_NUMBER: dict[str, Value] = {
    "49": Range(49, 49),
    "50": Range(50, 50),
    "51": Range(51, 51),
    "40 to 49": Range(40, 49),
    "40 to 50": Range(40, 50),
    "40 to 60": Range(40, 60),
    "50 to 60": Range(50, 60),
    "51 to 60": Range(51, 60),
    "not recorded": None,
}
_BAND: dict[str, Value] = {
    "14.9": Range(14.9, 14.9),
    "15": Range(15, 15),
    "20": Range(20, 20),
    "29": Range(29, 29),
    "29.1": Range(29.1, 29.1),
    "10 to 14": Range(10, 14),
    "10 to 15": Range(10, 15),
    "15 to 29": Range(15, 29),
    "16 to 28": Range(16, 28),
    "10 to 40": Range(10, 40),
    "20 to 40": Range(20, 40),
    "29 to 40": Range(29, 40),
    "30 to 40": Range(30, 40),
    "not recorded": None,
}
_MONTHS: dict[str, Value] = {
    "6": Range(6, 6),
    "a day more than 6": Range(6 + 1 / 31, 6 + 1 / 31),
    "181 days": Range(5 + 28 / 31, 6),
    "183 days": Range(5 + 30 / 31, 6 + 2 / 31),
    "184 days": Range(6, 6 + 3 / 31),
    "185 days": Range(6 + 1 / 31, 6 + 4 / 31),
    "not recorded": None,
}
_SETTING: dict[str, Value] = {
    "relapsed": _one("relapsed_mm"),
    "relapsed and refractory": _one("relapsed_refractory_mm"),
    "either of the two": _one("relapsed_mm", "relapsed_refractory_mm"),
    "newly diagnosed": _one("newly_diagnosed_mm"),
    "newly diagnosed or relapsed": _one("newly_diagnosed_mm", "relapsed_mm"),
    "not recorded": None,
}
_AGENT: dict[str, Value] = {
    "daratumumab": _one("daratumumab"),
    "isatuximab": _one("isatuximab"),
    "other": _one("other_anti_cd38"),
    "undecided": _one("daratumumab", "isatuximab"),
    "not recorded": None,
}
_LIST: dict[str, Value] = {
    "daratumumab": _list(("daratumumab",)),
    "both": _list(("daratumumab", "isatuximab")),
    "isatuximab": _list(("isatuximab",)),
    "known none": _list(()),
    "surely isatuximab, possibly daratumumab": _list(("isatuximab",), ("daratumumab",)),
    "possibly daratumumab": _list((), ("daratumumab",)),
    "possibly isatuximab": _list((), ("isatuximab",)),
    "possibly either": _list((), ("daratumumab", "isatuximab")),
    "not recorded": None,
}
_RECORDED = {("recorded", True): "y n", ("recorded", False): "n y"}

OPERATOR_CASES: tuple[OperatorCase, ...] = (
    # true, false, not recorded
    *_cases(
        "lungs.copd",
        _FLAG,
        {
            ("is", True): "y n u",
            ("is", False): "n y u",
            ("is_not", True): "n y u",
            ("is_not", False): "y n u",
            ("recorded", True): "y y n",
            ("recorded", False): "n n y",
        },
    ),
    # 49, 50, 51; 40-49, 40-50, 40-60, 50-60, 51-60; not recorded
    *_cases(
        "lungs.fev1",
        _NUMBER,
        {
            ("below", 50): "y n n  y u u n n  u",
            ("at_most", 50): "y y n  y y u u n  u",
            ("at_least", 50): "n y y  n u u y y  u",
            ("above", 50): "n n y  n n u u y  u",
            ("is", 50): "n y n  n u u u n  u",
            ("is_not", 50): "y n y  y u u u y  u",
            ("between", 50, 50): "n y n  n u u u n  u",
            ("recorded", True): "y y y  y y y y y  n",
            ("recorded", False): "n n n  n n n n n  y",
        },
    ),
    # 14.9, 15, 20, 29, 29.1; 10-14, 10-15, 15-29, 16-28, 10-40, 20-40, 29-40, 30-40; not recorded
    *_cases("kidneys.egfr", _BAND, {("between", 15, 29): "n y y y n  n u y y u u u n  u"}),
    # 6; 6 and a day; 181, 183, 184, 185 days; not recorded
    *_cases(
        "exposure.since_daratumumab",
        _MONTHS,
        {
            ("at_most", 6): "y n  y u u n  u",
            ("below", 6): "n n  u u n n  u",
            ("at_least", 6): "y y  u u y y  u",
            ("above", 6): "n y  n u u y  u",
        },
    ),
    # relapsed, relapsed and refractory, either; newly diagnosed, newly diagnosed or relapsed; not recorded
    *_cases(
        "disease.setting",
        _SETTING,
        {
            ("is", "relapsed_mm"): "y n u  n u  u",
            ("is_not", "relapsed_mm"): "n y u  y u  u",
            ("is", "other"): "n n n  n n  u",
            ("is_not", "other"): "y y y  y y  u",
            ("one_of", "relapsed_mm"): "y n u  n u  u",
            ("one_of", "relapsed_mm", "relapsed_refractory_mm"): "y y y  n u  u",
            ("none_of", "relapsed_mm", "relapsed_refractory_mm"): "n n n  y u  u",
            ("none_of", "other", "al_amyloidosis"): "y y y  y y  u",
            ("recorded", True): "y y y  y y  n",
            ("recorded", False): "n n n  n n  y",
        },
    ),
    # daratumumab, isatuximab, other; undecided; not recorded
    *_cases(
        "regimen.agent",
        _AGENT,
        {
            ("is", "daratumumab"): "y n n  u  u",
            ("is_not", "daratumumab"): "n y y  u  u",
            ("is", "other_anti_cd38"): "n n y  n  u",
            ("is_not", "other_anti_cd38"): "y y n  y  u",
            ("one_of", "daratumumab", "isatuximab"): "y y n  y  u",
            ("none_of", "daratumumab", "isatuximab"): "n n y  n  u",
            ("one_of", "isatuximab", "other_anti_cd38"): "n y y  u  u",
            ("none_of", "isatuximab", "other_anti_cd38"): "y n n  u  u",
            ("recorded", True): "y y y  n  n",
            ("recorded", False): "n n n  y  y",
        },
    ),
    # daratumumab, both, isatuximab, known none; sure and possible; possibly each, possibly either; not recorded
    *_cases(
        "laboratory.notified_of",
        _LIST,
        {
            ("contains", "daratumumab"): "y y n n  u u n u  u",
            ("contains", "isatuximab"): "n y y n  y n u u  u",
            ("one_of", "daratumumab"): "y y n n  u u n u  u",
            ("one_of", "daratumumab", "isatuximab"): "y y y n  y u u u  u",
            ("none_of", "daratumumab"): "n n y y  u u y u  u",
            ("none_of", "daratumumab", "isatuximab"): "n n n y  n u u u  u",
            ("recorded", True): "y y y y  y y y y  n",
            ("recorded", False): "n n n n  n n n n  y",
        },
    ),
    *_cases("transfusion.kell_timing", {"recorded": True, "not recorded": None}, _RECORDED),
    *_cases("regimen.start", {"recorded": True, "not recorded": None}, _RECORDED),
)
