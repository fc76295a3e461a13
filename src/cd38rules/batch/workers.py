"""Chunks decided in order: in this process, or in several that look only a few chunks ahead."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from ..engines.outcome import EngineError
from ..rules.book import RuleBook
from .chunks import Chunk
from .deciding import Decided, Decider, Wanted

CHUNKS_AHEAD = 3
"""Chunks that are under way or finished for each process: enough to keep it busy, few enough to bound memory."""

THREADS = "POLARS_MAX_THREADS"

_IN_WORKER: dict[str, Decider] = {}


def decided_in_order(
    chunks: Iterator[Chunk], book: RuleBook, wanted: Wanted, jobs: int
) -> Generator[Decided, None, None]:
    """The outcome of each chunk, in the order of the chunks, by `jobs` processes.

    Raises EngineError if the rule book can't be compiled, a process is lost, or the engines differ on the sample.
    """
    decider = Decider(book, wanted)
    if jobs == 1:
        return (decider.decided(chunk) for chunk in chunks)
    return _decided_by_processes(chunks, book, wanted, jobs)


def _decided_by_processes(
    chunks: Iterator[Chunk], book: RuleBook, wanted: Wanted, jobs: int
) -> Generator[Decided, None, None]:
    # Spawned and not forked: a fork copies locks that threads of the caller may hold. The book itself is sent, so
    # that a change of its files during the run can't give two processes two books.
    bare_book = replace(book, compiled={})
    threads = os.environ.get(THREADS)
    os.environ.setdefault(THREADS, "1")  # read by each new process when it imports polars: one thread for each
    executor = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=_start_worker, initargs=(bare_book, wanted)
    )
    under_way: deque[Future[Decided]] = deque()
    try:
        for chunk in chunks:
            under_way.append(executor.submit(_decided_in_worker, chunk))
            if len(under_way) >= jobs * CHUNKS_AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool:
        raise EngineError(
            "a worker process ended before its time (out of memory, or a script that starts a batch "
            'without `if __name__ == "__main__":`)'
        ) from None
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        if threads is None:
            os.environ.pop(THREADS, None)


def _start_worker(book: RuleBook, wanted: Wanted) -> None:
    # Ctrl-C reaches the whole group: the parent process alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _IN_WORKER["decider"] = Decider(book, wanted)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _decided_in_worker(chunk: Chunk) -> Decided:
    return _IN_WORKER["decider"].decided(chunk)
