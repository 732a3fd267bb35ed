"""When a cone meets a random subspace: exact probability, sharpened and published bounds, and what they leave open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FormatStrFormatter, NullLocator

from lqtheory.figures import COLOURS, curves
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("kinematic_transitions", 2), ("kinematic_widths", 2))
IN_ONE_COLUMN = OneColumn(2, 7.4, by="column", words={"Above:": "Left:", "Below:": "Right:"})
_ETA = 0.05
_SMALL = 5.0  # statistical dimensions up to which the axis ends early
_TITLES = {
    "orthant": "orthant",
    "circular_30_degrees": "circular, 30°",
    "l1_descent_tenth": r"$\ell_1$ descent, $s=d/10$",
    "chamber_BC": "Weyl chamber BC",
}
_LOOKS: dict[str, dict[str, Any]] = {
    "published": {"color": COLOURS["vermilion"], "linestyle": (0, (4, 2)), "linewidth": 1.1},
    "refined": {"color": COLOURS["orange"], "linestyle": (0, (5, 1.2, 1, 1.2)), "linewidth": 1.1},
    "predicted": {"color": COLOURS["blue"], "linewidth": 1.3},
}
_LABELS = {
    "published": r"published: $4\,e^{-\lambda^2/8d}$",
    "refined": r"published, refined: $4\,e^{-\lambda^2/8(\sigma^2+\lambda)}$",
    "predicted": "sharpened: entropy form, no factor 4",
}
_MARKERS = {"published": "v", "refined": "D", "predicted": "s"}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Above the probability against the codimension, below how many codimensions stay open, against the dimension.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    transitions = tables["kinematic_transitions"]
    widths = tables["kinematic_widths"].where(eta=_ETA)
    figure = Figure(figsize=(TWO_COLUMNS, 4.7), layout="constrained")
    above, below = figure.subplots(2, len(_TITLES), sharey="row")
    for position, (cone, title) in enumerate(_TITLES.items()):
        _transition(above[position], transitions.where(cone=cone), title)
        _widths(below[position], widths.where(cone=cone))
    d = transitions.column("d")[0]
    above[0].set_ylabel(f"P(meets), $d={d}$")
    below[0].set_ylabel("codimensions open")
    handles = [
        Line2D([], [], color="black", marker="o", markersize=2.6, linestyle="none", label="exact"),
        Line2D([], [], color="0.5", linestyle=(0, (1, 1)), linewidth=1.0, label="normal curve (heuristic)"),
        *(Line2D([], [], **look, label=_LABELS[name]) for name, look in _LOOKS.items()),
    ]
    figure.legend(
        handles=handles, loc="outside lower center", ncols=3, columnspacing=1.6,
        title=r"for every closed convex cone that is no subspace and a uniformly random subspace of codimension $m$;"
        "\n"
        r"bounds from $\delta$ alone, $\lambda=|m-\delta|$, $\sigma^2=\min(\delta,d-\delta)$; "
        rf"open: $P$ in ({_ETA:g}, {1 - _ETA:g}) or unknown",
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
    table, widths = tables["kinematic_transitions"], tables["kinematic_widths"].where(eta=_ETA)
    p = table.array("measured")
    held = {
        f"The exact probability lies between the bounds of all three kinds at all {len(table)} points.": always(
            np.all([(table.array(f"{n}_low") <= p) & (p <= table.array(f"{n}_high")) for n in _LOOKS], axis=0)
        ),
        "The sharpened bounds leave no more codimensions open than the published ones, and at least those that "
        "are.": always(
            (widths.array("measured") <= widths.array("predicted"))
            & (widths.array("predicted") <= widths.array("published"))
        ),
    }
    row = max(widths.where(cone="orthant"), key=lambda row: row["d"], default=None)
    if row:
        held[
            f"For the orthant in dimension {row['d']:,}: {row['measured']} codimensions are open, "
            f"{row['predicted']} by the "
            f"sharpened bound, {row['published']} by the published one."
        ] = row["measured"] < row["predicted"] < row["published"]
    return held


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
        "Above: probability that a cone meets a uniformly random subspace of codimension m, exact (points), between "
        "bounds from the statistical dimension δ alone; they assume a closed convex cone that is no subspace. "
        f"Below: for how many codimensions the probability is between {100 * _ETA:g} and {100 - 100 * _ETA:g} % "
        "(exact) or not known to be outside "
        "(bounds). Dotted: normal curve, a heuristic."
    )
    return caption_of(drawn, claims(tables))


def _transition(ax: Axes, part: Table, title: str) -> None:
    """Exact points, and each bound as a line where it says something."""
    for name, look in _LOOKS.items():
        for column, trivial in ((f"{name}_high", 1.0), (f"{name}_low", 0.0)):
            telling = part.filter(lambda row, column=column, trivial=trivial: row[column] != trivial)
            if len(telling):
                curves(ax, telling, "m", {column: look})
    curves(ax, part, "m", {"normal": {"color": "0.5", "linestyle": (0, (1, 1)), "linewidth": 1.2, "zorder": 1}})
    ax.plot(part.array("m"), part.array("measured"), linestyle="none", marker="o", color="black", markersize=2)
    end = part.column("d")[0] if part.column("delta")[0] > _SMALL else 60
    ax.set(title=title, xlabel="codimension $m$", xlim=(-0.01 * end, end), ylim=(-0.03, 1.03))


def _widths(ax: Axes, part: Table) -> None:
    part = part.sorted_by("d")
    d = part.array("d")
    ax.fill_between([10, 1e4], [10, 1e4], 1e5, color="0.9", linewidth=0)
    for name, look in _LOOKS.items():
        ax.plot(d, part.array(name), marker=_MARKERS[name], markersize=2.6, **look)
    ax.plot(d, part.array("measured"), marker="o", markersize=3, color="black", linewidth=0.8)
    ax.set(xscale="log", yscale="log", xlim=(22, 1900), ylim=(2, 2000), xlabel="dimension $d$")
    ax.text(30, 700, "nothing known", color="0.35", fontsize=7)
    ax.xaxis.set_major_locator(FixedLocator([25, 100, 400, 1600]))
    ax.yaxis.set_major_locator(FixedLocator([3, 10, 30, 100, 300, 1000]))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FormatStrFormatter("%g"))
