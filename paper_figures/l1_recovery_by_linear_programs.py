"""Phase transition of l_1 minimisation: linear programs, and the exact probabilities of conic kinematics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import caption_of, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("l1_recovery_by_linear_programs", 1), ("statistical_dimension_of_l1_descent", 1))
IN_ONE_COLUMN = OneColumn(1, 6.6)
_MAP = 50
_CONTOURS: dict[int, dict[str, Any]] = {
    20: {"color": COLOURS["orange"], "linestyle": (0, (1, 1))},
    50: {"color": COLOURS["vermilion"], "linestyle": (0, (4, 1.5))},
    400: {"color": COLOURS["sky"], "linestyle": "-"},
}
_MARKERS = {20: "o", 50: "s", 100: "^", 400: None}
_COLOURS = {20: "orange", 50: "vermilion", 100: "green", 400: "blue"}
_DASHES: dict[int, Any] = {20: (0, (1, 1)), 50: (0, (4, 1.5)), 100: (0, (5, 1.2, 1, 1.2)), 400: "-"}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left the map over s/d and m/d with exact contours, right success against m/d at one s/d.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["l1_recovery_by_linear_programs"]
    figure = Figure(figsize=(TWO_COLUMNS, 3.9), layout="constrained")
    share, success = figure.subplots(1, 2, width_ratios=[1.12, 1.0])
    mesh = _map(share, table.where(panel="map"))
    bar = figure.colorbar(mesh, ax=share, pad=0.02, aspect=30)
    trials = table.where(panel="map").column("trials")[0]
    bar.set_label(f"share recovered, $d={_MAP}$, {trials} linear programs a cell")
    _contours(share, tables["statistical_dimension_of_l1_descent"])
    _success(success, table.where(panel="curve"))
    figure.legend(
        handles=_handles(), loc="outside lower center", ncols=4, columnspacing=1.8,
        title="Gaussian measurements; $x$ with $s$ nonzero entries of $d$; exact probabilities, no fit; "
        r"$\psi$: limit $d\to\infty$",
        title_fontsize=7.5,
    )  # fmt: skip
    return figure


def claims(tables: Mapping[str, Table]) -> dict[str, bool]:
    """Sentences about the rows that are drawn, and whether they hold.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    dict of str to bool
    """
    table = tables["l1_recovery_by_linear_programs"].filter(lambda row: row["p_value"] is not None)
    predicted, p_value = table.array("predicted"), table.array("p_value")
    inside = (table.array("low") <= predicted) & (predicted <= table.array("high"))
    error = np.abs(table.array("measured") - predicted)
    return {
        f"The exact probability lies in {100 * inside.mean():.1f} % of the {len(table)} intervals.": bool(
            inside.mean() > 0.93
        ),
        f"The smallest of their p-values is {sig(p_value.min(), 2)}: among so many no sign against the formula.": bool(
            p_value.min() * len(table) > 0.05
        ),
        f"Frequency and probability differ by {sig(error.mean(), 2)} on average, by at most "
        f"{sig(error.max(), 2)}.": bool(error.max() < 0.2),
    }


def caption(tables: Mapping[str, Table]) -> str:
    """What is drawn, and the sentences of :func:`claims`.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    str
    """
    drawn = (
        "Recovery of a vector with s nonzero entries of d from m Gaussian measurements by ℓ_1 minimisation. Shades "
        "and markers: share of linear programs that recover it, bars: 95 % Clopper-Pearson intervals. Lines: exact "
        "probabilities from the intrinsic volumes of the descent cone, which assume Gaussian measurements; nothing "
        "is fitted. Green: the limit of large dimension."
    )
    return caption_of(drawn, claims(tables))


def _handles() -> list[Any]:
    lines = [
        Line2D([], [], **look, linewidth=1.4, label=f"exact 5, 50, 95 %: $d={d}$") for d, look in _CONTOURS.items()
    ]
    return [*lines, Line2D([], [], color=COLOURS["green"], linewidth=1.2, label=r"$m/d=\psi(s/d)$")]


def _map(ax: Axes, table: Table) -> QuadMesh:
    """Success frequencies as shades of grey."""
    sparsities, counts = sorted(table.unique("s")), sorted(table.unique("m"))
    values = np.full((len(counts), len(sparsities)), np.nan)
    for s, m, value in zip(table.column("s"), table.column("m"), table.column("measured"), strict=True):
        values[counts.index(m), sparsities.index(s)] = value
    edges = [np.append(np.asarray(v) - 1.0, v[-1] + 1.0) / _MAP for v in (sparsities, counts)]
    mesh = ax.pcolormesh(*edges, values, cmap="gray", vmin=0, vmax=1, rasterized=True)
    ax.set(xlim=(0, 1), ylim=(edges[1][0], 1), xlabel="nonzero entries $s/d$", ylabel="measurements $m/d$")
    return mesh


def _contours(ax: Axes, table: Table) -> None:
    for d, look in _CONTOURS.items():
        part = table.where(d=d).sorted_by("s")
        for column, width in (("m05", 0.9), ("m50", 1.6), ("m95", 0.9)):
            ax.plot(part.array("rho"), part.array(column) / d, **look, linewidth=width)
    part = table.where(d=400).sorted_by("s")
    ax.plot(part.array("rho"), part.array("predicted") / 400, color=COLOURS["green"], linewidth=1.2)


def _success(ax: Axes, table: Table) -> None:
    """Exact curves as lines; frequencies with their 95 % intervals."""
    handles: list[Any] = []
    for d, marker in _MARKERS.items():
        part = table.where(d=d).sorted_by("m")
        colour = COLOURS[_COLOURS[d]]
        s = part.column("s")[0]
        ax.plot(part.array("m") / d, part.array("predicted"), color=colour, linestyle=_DASHES[d], linewidth=1.1)
        rows = part.filter(lambda row: row["measured"] is not None)
        label = f"$d={d},\\ s={s}$"
        if not len(rows):
            handles.append(Line2D([], [], color=colour, linewidth=1.1, label=f"{label} (exact)"))
            continue
        centre = rows.array("measured")
        ends = np.maximum([centre - rows.array("low"), rows.array("high") - centre], 0)
        points = ax.errorbar(
            rows.array("m") / d, centre, yerr=ends, color=colour, linestyle="none", marker=marker, markersize=3,
            elinewidth=0.8, markeredgecolor="black", markeredgewidth=0.4, label=label,
        )  # fmt: skip
        handles.append(points)
    trials = max(table.column("trials"))
    title = f"lines: exact; markers:\n{trials} linear programs,\n95 % intervals"
    ax.legend(handles=handles, loc="lower right", title=title, title_fontsize=7, fontsize=7)
    ax.set(xlabel="measurements $m/d$", ylabel="P(recovered)", ylim=(-0.03, 1.03), xlim=(0.05, 0.95))
