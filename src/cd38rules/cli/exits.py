"""Exit codes, and the translation of expected failures into one of them with a message on standard error."""

from __future__ import annotations

import argparse
import enum
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


class Exit(enum.IntEnum):
    """How a command ended."""

    DONE = 0
    FINDINGS = 1
    WRONG_CALL = 2
    RULE_BOOK_INVALID = 3
    PATIENT_DATA_INVALID = 4
    ENGINE_FAILURE = 5
    INPUT_OUTPUT_FAILED = 6
    INTERRUPTED = 130
    TERMINATED = 143


class TerminatedError(KeyboardInterrupt):
    """SIGTERM, taken as an interruption: what a command has begun is undone."""


def translated(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """The exit code of a command; its failures become a message without any value of a patient."""
    from ..diagnostics import Cd38RulesError, ProfileError, RuleBookError

    try:
        code = command(options)
        sys.stdout.flush()
    except ProfileError as error:
        return _failed(Exit.PATIENT_DATA_INVALID, str(error))
    except RuleBookError as error:
        return _failed(Exit.RULE_BOOK_INVALID, str(error))
    except BrokenPipeError:
        return Exit.INPUT_OUTPUT_FAILED  # the reader has gone (`| head`), and knows it
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _failed(Exit.INPUT_OUTPUT_FAILED, f"cd38rules: input or output failed: {reason}")
    except TerminatedError:
        return _failed(Exit.TERMINATED, "cd38rules: terminated")
    except KeyboardInterrupt:
        return _failed(Exit.INTERRUPTED, "cd38rules: interrupted")
    except Cd38RulesError as error:
        from ..engines.outcome import EngineError
        from ..fhir.model import CodesError, FhirError

        if isinstance(error, FhirError | CodesError):
            return _failed(Exit.PATIENT_DATA_INVALID if isinstance(error, FhirError) else Exit.WRONG_CALL, str(error))
        code = Exit.ENGINE_FAILURE if isinstance(error, EngineError) else Exit.RULE_BOOK_INVALID
        return _failed(code, f"cd38rules: {error}")
    except Exception as error:
        # A defect of this program. The text of the error could hold a value; its type and the lines of code can't.
        message = f"cd38rules: a defect of this program, please report it: {type(error).__name__}"
        return _failed(Exit.ENGINE_FAILURE, "".join(traceback.format_tb(error.__traceback__)) + message)
    return code


@contextmanager
def undone_when_terminated() -> Iterator[None]:
    """Inside, SIGTERM raises TerminatedError in the main thread, so that everything is cleared up as after Ctrl-C.

    Does nothing in another thread, where no handler can be set.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminated(_number: int, _frame: FrameType | None) -> NoReturn:
    # Once is enough: a second one must not disturb the clearing up.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise TerminatedError


def give_up_output() -> None:
    """For the end of the process: what can't be written to standard output isn't tried again while Python exits."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(code: Exit, message: str) -> int:
    print(message, file=sys.stderr)
    return code
