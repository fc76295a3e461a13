"""Exit codes, and the translation of expected failures into one of them with a message on standard error."""

from __future__ import annotations

import argparse
import enum
import os
import sys
from collections.abc import Callable


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


def translated(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """The exit code of a command; its expected failures become a message. Others are defects and keep a traceback."""
    from ..diagnostics import Cd38RulesError, ProfileError, RuleBookError

    try:
        code = command(options)
        sys.stdout.flush()
    except ProfileError as error:
        return _failed(Exit.PATIENT_DATA_INVALID, str(error))
    except RuleBookError as error:
        return _failed(Exit.RULE_BOOK_INVALID, str(error))
    except BrokenPipeError:
        # The reader has gone (`| head`): what is left in the buffer can't be written, and mustn't be tried at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.INPUT_OUTPUT_FAILED
    except OSError as error:
        return _failed(Exit.INPUT_OUTPUT_FAILED, f"cd38rules: input or output failed: {error.strerror or type(error).__name__}")
    except KeyboardInterrupt:
        return _failed(Exit.INTERRUPTED, "cd38rules: interrupted")
    except Cd38RulesError as error:
        from ..engines.outcome import EngineError

        code = Exit.ENGINE_FAILURE if isinstance(error, EngineError) else Exit.RULE_BOOK_INVALID
        return _failed(code, f"cd38rules: {error}")
    return code


def _failed(code: Exit, message: str) -> int:
    print(message, file=sys.stderr)
    return code
