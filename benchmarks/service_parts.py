"""What the parts of one call take alone, in one thread of this process: CPU time, medians over the load's patients.

    PYTHONPATH=. python benchmarks/service_parts.py

Kept decisions are written to the disk; the wait for it isn't CPU time.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path

from tests.service.load_patients import PATIENTS, body
from tests.service.tokens import ISSUER, public, token

from cd38rules import evaluate, load_rulebook
from cd38rules.engines import reference
from cd38rules.evaluation import evaluator_for
from cd38rules.facts import derive
from cd38rules.fhir import read_fhir
from cd38rules.service.bodies import json_object
from cd38rules.service.codes import CodesInService
from cd38rules.service.context import shown
from cd38rules.service.door.keys import Keys
from cd38rules.service.door.tokens import Tokens
from cd38rules.service.hooks.call import Call, read_call
from cd38rules.service.hooks.decide import Decided, Decider
from cd38rules.service.hooks.offered import offered, templates
from cd38rules.service.hooks.prefetch import part_of
from cd38rules.service.kept.store import DatabaseSink
from cd38rules.service.settings import Client, Door, Limits, Store
from cd38rules.service.sinks import Decision

ROUNDS = 20


class Stages:
    """The CPU times of stages, by their names."""

    def __init__(self) -> None:
        self._times: defaultdict[str, list[float]] = defaultdict(list)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Times what is inside."""
        began = time.thread_time()
        yield
        self._times[name].append(time.thread_time() - began)

    def forget(self) -> None:
        """Begins anew, after a round for warming up."""
        self._times.clear()

    def lines(self) -> Iterator[str]:
        """A line for each stage."""
        for name, times in self._times.items():
            yield f"{1000 * statistics.median(times):6.2f} ms  {name}"


def main() -> None:
    """Prints the table."""
    stages, today, book = Stages(), date.today(), load_rulebook()
    decider = Decider(book, CodesInService(None).reads(), today, 5, "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sink = DatabaseSink(Store(file=folder / "kept.sqlite"))
        for turn in range(ROUNDS + 1):
            for number in range(PATIENTS):
                _one(stages, decider, sink, body(number, today))
            if not turn:
                stages.forget()
        sink.close()
        asyncio.run(_tokens(stages, folder))
    print("\n".join(stages.lines()))


def _one(stages: Stages, decider: Decider, sink: DatabaseSink, content: bytes) -> None:
    with stages.timed("JSON, its depth and what is double in it"):
        sent = json_object(content, Limits())
    call = read_call(sent, offered()["anti-cd38-orders"])
    parts = {key: part_of(call.prefetch, key) for key in templates()}
    with stages.timed("the whole decision, without JSON"):
        decided = decider.decide(call, parts)
    with stages.timed("of it: the record is read"):
        found = _resources(call)
        reading = read_fhir(found, as_of=decider.as_of, patient=call.patient)
    with stages.timed("of it: the evaluation"):
        evaluate(reading.profile, decider.book)
    facts = derive(reading.profile)
    with stages.timed("of that: the durable engine"):
        evaluator_for(decider.book).durable.decide(facts)
    with stages.timed("of that: the reference engine"):
        reference.decide(decider.book.plan, facts)
    with stages.timed("the cards as JSON"):
        json.dumps({"cards": decided.deck.cards}, ensure_ascii=False)
    made = _decision(decided)
    with stages.timed("the decision is kept (SQLite)"):
        sink.decided(made)


def _resources(call: Call) -> tuple[object, ...]:
    parts = (part_of(call.prefetch, key).resources for key in templates())
    return (*chain.from_iterable(parts), *call.drafts)


def _decision(decided: Decided) -> Decision:
    """What the routes would hand to the sink."""
    made = decided.evaluated
    assert made is not None
    cards = decided.deck.rules
    return Decision(
        id=str(uuid.uuid4()),
        at="2026-11-29T10:00:00.000+00:00",
        service="anti-cd38-orders",
        rulebook_sha256=made.book.sha256,
        input_sha256="0" * 64,
        rules=shown(made.report.applying()),
        cards=cards,
        profile=made.profile,
        report=made.report,
        book=made.book,
        changes=False,
    )


async def _tokens(stages: Stages, folder: Path) -> None:
    keys, address = folder / "keys.json", "https://cds.example/cds-services/anti-cd38-orders"
    keys.write_text(json.dumps({"keys": [public("one")]}), encoding="utf-8")
    door = Door(clients=[Client(issuer=ISSUER, keys=keys)])
    tokens = Tokens(door, Keys(door))
    for _ in range(ROUNDS * PATIENTS):
        header = f"Bearer {token(address)}"
        with stages.timed("a token is checked (ES384)"):
            await tokens.check(header, (address,))


if __name__ == "__main__":
    main()
