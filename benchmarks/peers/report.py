"""A run as Markdown tables and a plot."""

from __future__ import annotations

import platform
import sys
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .results import Cell, Measured, Run
from .worker import peers

BEGIN, END = "<!-- bench-peers: begin -->", "<!-- bench-peers: end -->"
OURS = "ours: columnar"
BY_HAND = ("polars by hand, over our columns", "polars by hand, over the peers' tests")


def tables(run: Run) -> str:
    """All tables of a run, with the machine, the date and the versions."""
    parts = [_where(run), _rates(run), _ratios(run), _growth(run), _memory(run), _how(run)]
    return "\n\n".join(part for part in parts if part) + "\n"


def write(run: Run, folder: Path) -> None:
    """Puts the tables between the marks of README.md, and the plot into peers.svg."""
    page = folder / "README.md"
    text = page.read_text(encoding="utf-8")
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{page.name} has no marks for the tables: {BEGIN} ... {END}")
    page.write_text(f"{head}{BEGIN}\n\n{tables(run)}\n{END}{tail}", encoding="utf-8")
    plot(run, folder / "peers.svg")


def _where(run: Run) -> str:
    packages = sorted({package for peer in peers().values() for package in peer.packages})
    prepared = "; ".join(f"{cell.rules:,} rules: {seconds:.1f} s" for cell, seconds in run.prepare_seconds.items())
    distinct = min(cell.patients for cell in run.cells)
    fewest = min(len(found.seconds) for found in run.measured.values() if found.seconds)
    passes = f"{fewest} to {run.most_rounds}" if fewest < run.most_rounds else f"{fewest}"
    return (
        f"Measured {date.today().isoformat()} on {_processor()}, one processor and one thread for each engine, "
        f"{platform.system()}, Python {sys.version.split()[0]}; "
        + ", ".join(f"{package} {_version(package)}" for package in packages)
        + ".\n\nEach engine first gave the verdicts of the reference engine on every patient. Every figure is the "
        f"median of {passes} more passes, for which the engines took turns, in CPU seconds of the engine's process. "
        "Deriving facts, testing them for the peers and deciding them by the reference engine was done before and "
        f"counts for nobody ({distinct:,} patients, {prepared})."
    )


def _rates(run: Run) -> str:
    cells = run.by_patients()
    head = ["profiles/s", *(f"{cell.patients:,} patients" for cell in cells), "slowest to fastest pass"]
    rows = []
    for name in _by_speed(run, cells[0]):
        spread = next((m.seconds for c in reversed(cells) if (m := run.measured[name, c]).seconds), [])
        range_of = f"{max(spread) / min(spread):.2f} ×" if spread else ""
        rows.append([name, *(_cell(run, name, cell) for cell in cells), range_of])
    return f"**{cells[0].rules} rules**, from prepared facts to verdicts:\n\n{_table(head, rows)}"


def _ratios(run: Run) -> str:
    """How many times our columnar engine's rate is that of the fastest peer and of polars by hand, cell by cell."""
    rows = []
    for cell in run.cells:
        ours = run.rate(OURS, cell)
        if ours is None:
            continue
        fastest = _fastest_peer(run, cell)
        row = [str(cell)]
        row.append(f"{ours / fastest[1]:,.1f} × as fast as {fastest[0]}" if fastest else "no peer ran")
        for name in BY_HAND:
            rate = run.rate(name, cell)
            row.append(f"{rate / ours:.2f} × as fast as ours" if rate else "24 rules only")
        rows.append(row)
    if not rows:
        return ""
    head = ["", "our columnar engine is", *(f"{name} is" for name in BY_HAND)]
    return f"**Ratios within the run**:\n\n{_table(head, rows)}"


def _growth(run: Run) -> str:
    cells = run.by_rules()
    head = ["profiles/s", *(f"{cell.rules:,} rules" for cell in cells), "compile and read in, fewest and most rules"]
    rows = []
    for name in _by_speed(run, cells[0]):
        ready = [m.ready for c in cells if (m := run.measured[name, c]).seconds]
        rows.append(
            [
                name,
                *(_cell(run, name, cell) for cell in cells),
                f"{ready[0]:.2f} s, {ready[-1]:.2f} s" if ready else "",
            ]
        )
    return f"**Growth with rules**, {cells[0].patients:,} patients:\n\n{_table(head, rows)}"


def _memory(run: Run) -> str:
    cells = run.by_patients()
    head = ["MiB (of which while deciding)", *(f"{cell.patients:,} patients" for cell in cells)]
    rows = []
    for name in _by_speed(run, cells[0]):
        row = [name]
        for cell in cells:
            found = run.measured[name, cell]
            grown = max(0.0, found.memory_peak - found.memory_before)
            row.append(
                f"{found.memory_peak:,.0f} ({grown:,.0f})" if run.rate(name, cell) else _why_not(run, name, found)
            )
        rows.append(row)
    return (
        f"**Peak memory**, {cells[0].rules} rules: the resident set of the engine's process in its first pass, with "
        "Python, the library, the facts and all verdicts, and how much of it came while deciding:\n\n"
        + _table(head, rows)
    )


def _how(run: Run) -> str:
    known = peers()
    return "**How each was used**:\n\n" + "\n".join(
        f"- **{name}**{_versions(known[name].packages)}: {known[name].how}." for name in run.engines()
    )


def _cell(run: Run, name: str, cell: Cell) -> str:
    rate = run.rate(name, cell)
    return f"{rate:,.0f}" if rate is not None else _why_not(run, name, run.measured[name, cell])


def _why_not(run: Run, name: str, found: Measured) -> str:
    if found.wrong:
        return f"wrong on {len(found.wrong)} rules"
    if found.missing:
        return found.missing.splitlines()[0]
    if found.skipped is None:
        return "not run"
    rate = run.rate(name, found.skipped)
    assert rate is not None
    rules = "" if found.skipped.rules == min(cell.rules for cell in run.cells) else f", {found.skipped.rules:,} rules"
    return f"not run ({10_000 / rate:.1f} s per 10⁴{rules})"


def _fastest_peer(run: Run, cell: Cell) -> tuple[str, float] | None:
    rates = [(name, rate) for name, peer in peers().items() if peer.is_peer and (rate := run.rate(name, cell))]
    return max(rates, key=lambda found: found[1], default=None)


def _by_speed(run: Run, cell: Cell) -> list[str]:
    return sorted(run.engines(), key=lambda name: -(run.rate(name, cell) or 0))


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _versions(packages: tuple[str, ...]) -> str:
    return f" ({', '.join(_version(package) for package in packages)})" if packages else ""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return f"a shared virtual machine with {line.partition(':')[2].strip()} processors"
    except OSError:
        pass
    return platform.processor() or platform.machine()


def plot(run: Run, path: Path) -> None:
    """Profiles a second against patients and against rules, both axes in powers of ten."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    with mpl.rc_context({"svg.fonttype": "none", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False}):
        figure, axes = plt.subplots(1, 2, figsize=(11, 5), sharey=True, layout="constrained")
        styles = dict(zip(run.engines(), _styles(), strict=False))
        for axis, cells, what in ((axes[0], run.by_patients(), "patients"), (axes[1], run.by_rules(), "rules")):
            for name in _by_speed(run, run.by_patients()[0]):
                points = [(getattr(cell, what), rate) for cell in cells if (rate := run.rate(name, cell))]
                if points:
                    color, marker = styles[name]
                    width = 2.4 if name == OURS else 1.2
                    axis.plot(*zip(*points, strict=True), label=name, color=color, marker=marker, linewidth=width)
            ticks = [getattr(cell, what) for cell in cells]
            axis.set(xscale="log", yscale="log", xlabel=what)
            axis.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
            axis.minorticks_off()
            axis.grid(axis="y", linewidth=0.4)
        fixed = (run.by_patients()[0].rules, run.by_rules()[0].patients)
        axes[0].set(title=f"{fixed[0]} rules", ylabel="profiles a second, one thread")
        axes[1].set_title(f"{fixed[1]:,} patients")
        figure.legend(*axes[0].get_legend_handles_labels(), loc="outside right center", frameon=False)
        figure.savefig(path, metadata={"Date": None})
        plt.close(figure)


def _styles() -> list[tuple[str, str]]:
    """Colours that colour-blind readers tell apart, each with a marker of its own."""
    colors = ("#0072B2", "#000000", "#7f7f7f", "#D55E00", "#E69F00", "#CC79A7", "#009E73", "#8c564b", "#56B4E9")
    return list(zip((*colors, "#4c3fa8", "#2f6b9a"), "os^DvP*X<>h", strict=True))
