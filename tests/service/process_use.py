"""What a process and a machine use, as Linux tells it: resident memory and time of processors."""

from __future__ import annotations

import os
from pathlib import Path

IS_TOLD = Path("/proc/self/status").is_file()


def resident(pid: int) -> int:
    """Resident memory of a process in bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    (kibibytes,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kibibytes) * 1024


def cpu_seconds(pid: int) -> float:
    """The time that a process has spent on processors, in its own code and in the kernel."""
    # The name of the program stands in parentheses and may hold anything; user and system time are the 14th and 15th.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def all_cpu_seconds() -> float:
    """The time that all processors have spent on anything since the machine started."""
    fields = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    user, nice, system, _idle, _waiting, interrupts, soft, stolen = (int(field) for field in fields[:8])
    return (user + nice + system + interrupts + soft + stolen) / os.sysconf("SC_CLK_TCK")
