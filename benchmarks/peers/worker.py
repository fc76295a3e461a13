"""One engine in a process of its own: `python -m benchmarks.peers.worker NAME FILE COPIES`.

It says in a line of JSON whether its verdicts equal those of the reference engine, with the resident set before the
first pass and at its peak (MiB), and then answers each line on standard input with the CPU seconds of one more pass.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pickle
import resource
import sys
import time
from pathlib import Path
from typing import cast

from .clips_rules import Clips
from .expressions import BusinessRules, CelGoogle, CelRust, RuleEngine, Zen
from .ours import Columnar, Durable, Reference
from .peer import Peer, differences, expected
from .prepared import Prepared


def peers() -> dict[str, type[Peer]]:
    """Every engine by name, ours first. Raises ImportError where polars isn't there."""
    from .by_hand import ByHand, ByHandOverFacts

    peers = (Columnar, ByHandOverFacts, ByHand, Zen, CelGoogle, CelRust, RuleEngine, Clips, BusinessRules)
    return {peer.name: cast(type[Peer], peer) for peer in (*peers, Reference, Durable)}


def main() -> None:
    """Serves one engine until standard input ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what an engine prints must not be taken for an answer
    name, file, copies = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])

    def say(**answer: object) -> None:
        print(json.dumps(answer), file=out, flush=True)

    peer_type = peers()[name]
    prepared = _read(file)
    begun = time.process_time()
    try:
        peer = peer_type(prepared, copies)
    except Exception as error:  # one engine that can't take the rules must not end the run
        say(missing=str(error) if isinstance(error, (ImportError, NotImplementedError)) else f"failed: {error}")
        return
    ready = time.process_time() - begun
    del prepared  # what the engine doesn't need isn't its memory
    gc.collect()
    before = _status("VmRSS")
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts anew
    decided = peer.decide()
    peak = _status("VmHWM")
    prepared = _read(file)
    found, wanted = peer.blobs(decided), expected(prepared, copies)
    wrong = {} if found == wanted else differences(found, wanted, prepared)
    say(wrong=wrong, ready=ready, memory_before=before, memory_peak=peak)
    del decided, found, wanted, prepared
    for _ in sys.stdin:
        gc.collect()
        begun = time.process_time()
        decided = peer.decide()
        seconds = time.process_time() - begun
        del decided
        say(seconds=seconds)


def _read(file: Path) -> Prepared:
    return cast(Prepared, pickle.loads(file.read_bytes()))


def _status(field: str) -> float:
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
