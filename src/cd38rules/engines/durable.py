"""The durable engine: the plan compiled to durable-rules rulesets, layer by layer. The default for single patients.

What that library needs to be fast and safe is kept here: rulesets of our own without its threads, a guard on every
rule, facts asserted and always retracted, no session per patient, small rulesets, error numbers put into words.
"""

from __future__ import annotations

import itertools
import shlex
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from functools import partial

from ..facts import Facts
from ..rules.plan import Decision, Plan
from ..truth import NO, UNKNOWN, YES, Truth
from .expression import alternatives, compile_condition, guarded, within_limits
from .outcome import PATIENT, EngineError, Outcome, across_roles
from .prepared import Encoding, Message

try:
    import durable_rules_engine as native
    from durable.engine import Ruleset
except ImportError as error:  # the C module isn't there, or doesn't fit this Python
    # Which pip a shell finds needn't be this Python's, so that the command names the interpreter.
    raise EngineError(
        "durable-rules can't be imported; build it anew with its flag, which Python 3.13 needs:\n"
        f"CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject {shlex.quote(sys.executable)} -m pip install --no-cache-dir "
        "--force-reinstall --no-binary durable-rules durable-rules==2.0.28"
    ) from error

MOST_RULES = 45  # above about 65 that are true at once the library fails with error 303
MOST_FIELDS = 200  # a message may hold 252 properties
MEANINGS = {
    101: "a rule has an operator that the engine doesn't know",
    102: "a rule has a value that the engine can't read",
    105: "a rule has a key that the engine doesn't know",
    113: "a condition has too many groups",
    202: "a message can't be parsed",
    204: "a message can't be parsed",
    302: "a message has no session",
    303: "too many rules hold at once",
    307: "a message has too many properties",
}
_NUMBERS = itertools.count()


class _Host:
    """What a ruleset asks of its host: an action that is never run. It starts no threads."""

    def get_action(self, _name: str) -> Callable[[object], None]:
        return _never_run


def _never_run(_closure: object) -> None:
    raise AssertionError("actions of durable-rules are never run")


class _Ruleset:
    """A few decisions of one layer and scope, and the ruleset that decides them."""

    def __init__(self, decisions: list[Decision], encoding: Encoding) -> None:
        self.decisions = decisions
        self.encoding = encoding
        self._build()

    def _build(self) -> None:
        definition: dict[str, object] = {}
        for number, decision in enumerate(self.decisions):
            for letter, surely in (("y", True), ("p", False)):
                expression = compile_condition(decision.condition, self.encoding, surely)
                for branch, part in enumerate(alternatives(expression)):
                    definition[f"{number}{letter}{branch}"] = {"all": [{"m": guarded(part)}], "run": "none"}
        name = f"cd38rules-{next(_NUMBERS)}"
        try:
            self._handle: int = Ruleset(name, _Host(), definition)._handle
        except Exception as error:
            raise EngineError(f"durable-rules refuses the rule book: {_meaning(error)}") from None
        self._finalizer = weakref.finalize(self, native.delete_ruleset, self._handle)

    def fired(self, message: Message) -> set[str]:
        """The names of the rules that hold for a message."""
        # Only names of ours and whole numbers: no need for a JSON encoder.
        text = '{"k":1' + "".join(f',"{name}":{number}' for name, number in message.items()) + "}"
        try:
            code, names = self._fired_once(text)
            if code == 2:  # "observed already": seen falsely in 8 of 200,000 distinct facts; a fresh ruleset knows none
                self._rebuild()
                code, names = self._fired_once(text)
        except Exception as error:
            # A ruleset with an action begun would give the next patient nothing, or the last one's facts.
            self._rebuild()
            raise EngineError(f"durable-rules failed: {_meaning(error)}") from None
        if code not in (0, 1):
            self._rebuild()
            raise EngineError(f"durable-rules failed with result {code}")
        return names

    def _rebuild(self) -> None:
        self._finalizer()
        self._build()

    def _fired_once(self, text: str) -> tuple[int, set[str]]:
        names: set[str] = set()
        code, state = native.assert_fact(self._handle, text)
        if code == 0:
            result = native.start_action_for_state(self._handle, state)
            action = result[1] if result else None
            while action:
                names.add(action.split('"', 2)[1])
                action = native.complete_and_start_action(self._handle, state)
        if code in (0, 1):
            native.retract_fact(self._handle, text)
        return code, names


class DurableEngine:
    """A plan compiled for durable-rules. Safe to share between threads: one patient at a time is decided.

    Raises EngineError if the plan can't be compiled.
    """

    def __init__(self, plan: Plan) -> None:
        self._scopes = {decision.id: decision.scope for decision in plan.decisions.values()}
        self._names = frozenset(plan.decisions)
        self._lock = threading.Lock()
        decisions = [part for decision in plan.decisions.values() for part in within_limits(decision)]
        self._scopes |= {decision.id: decision.scope for decision in decisions}
        self._has_parts = len(decisions) > len(self._names)
        self._rulesets = [_Ruleset(chunk, encoding) for chunk, encoding in _chunks(decisions)]

    def decide(self, facts: Facts) -> Outcome:
        """The truth of every decision of the plan. Raises EngineError if the library fails."""
        truths: dict[tuple[str, str], Truth] = {}
        across: dict[str, Truth] = {}  # what the patient sees of a decision about regimens, once made
        active, patient = facts.active_roles, (PATIENT,)

        def verdict_for(target: str, role: str) -> Truth:
            if self._scopes[target] == "patient":
                return truths[target, PATIENT]
            if role != PATIENT:
                return truths[target, role]
            if target not in across:
                across[target] = across_roles(truths, facts.roles, target)
            return across[target]

        with self._lock:
            for ruleset in self._rulesets:
                for role in active if ruleset.decisions[0].scope == "regimen" else patient:
                    message = ruleset.encoding.message(facts, role, partial(verdict_for, role=role))
                    _read(ruleset, ruleset.fired(message), role, truths)
        if self._has_parts:
            truths = {key: truth for key, truth in truths.items() if key[0] in self._names}
        return Outcome(truths, facts.roles)


def _read(ruleset: _Ruleset, names: set[str], role: str, truths: dict[tuple[str, str], Truth]) -> None:
    """Adds the truth of each decision of a ruleset by the names that fired, `12y` for surely and `12p` for possibly."""
    surely: set[int] = set()
    possibly: set[int] = set()
    for name in names:
        number, letter, _ = name.partition("y")
        if letter:
            surely.add(int(number))
        else:
            possibly.add(int(name.partition("p")[0]))
    for index, decision in enumerate(ruleset.decisions):
        truths[decision.id, role] = YES if index in surely else UNKNOWN if index in possibly else NO


def _chunks(decisions: list[Decision]) -> Iterator[tuple[list[Decision], Encoding]]:
    """Decisions of one layer and scope together, as many as a ruleset can hold."""
    layers: dict[str, int] = {}
    shelves: dict[tuple[int, str], list[Decision]] = {}
    for decision in decisions:
        targets = Encoding([decision.condition]).targets
        layers[decision.id] = max((layers[target] + 1 for target in targets), default=0)
        shelves.setdefault((layers[decision.id], decision.scope), []).append(decision)
    for key in sorted(shelves):
        chunk: list[Decision] = []
        for decision in shelves[key]:
            if chunk and not _fits([*chunk, decision]):
                yield chunk, Encoding(d.condition for d in chunk)
                chunk = []
            chunk.append(decision)
        yield chunk, Encoding(d.condition for d in chunk)


def _fits(decisions: list[Decision]) -> bool:
    encoding = Encoding(decision.condition for decision in decisions)
    rules = sum(
        len(alternatives(compile_condition(decision.condition, encoding, surely)))
        for decision in decisions
        for surely in (True, False)
    )
    return rules <= MOST_RULES and encoding.size <= MOST_FIELDS


def _meaning(error: Exception) -> str:
    """The words for an error of the library, which are bare numbers; the message itself may hold patient data."""
    for argument in error.args:
        for word in str(argument).replace(",", " ").split():
            if word.isdigit() and int(word) in MEANINGS:
                return f"{MEANINGS[int(word)]} (error {word})"
    return type(error).__name__
