"""Planted truth without the model's symmetry: random pruned weights, and two-layer teachers with exact Hessian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.style import TWO_COLUMNS

TABLES = (("planted_pruning_mixtures", 1), ("planted_teacher_limits", 1))
_MIXTURES: dict[str, dict[str, Any]] = {
    "mixture": {"marker": "o", "color": COLOURS["blue"], "label": "mixture over the weights"},
    "one slice": {"marker": "x", "color": COLOURS["green"], "label": "one slice, direction in general position"},
}
_TEACHERS: dict[str, dict[str, Any]] = {
    "slice": {"marker": "o", "color": COLOURS["blue"], "label": "slice"},
    "published": {"marker": "v", "color": COLOURS["vermilion"], "label": "published formula"},
    "exact mask": {"marker": "s", "color": COLOURS["orange"], "label": "exact mask (truth: the network)"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left averages over random weights on random rotations, right random masks of two-layer teachers.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure = Figure(figsize=(TWO_COLUMNS, 3.4), layout="constrained")
    left, right = figure.subplots(1, 2)
    averages = tables["planted_pruning_mixtures"].filter(lambda row: row["what"].startswith("feasible"))
    for name, look in _MIXTURES.items():
        left.plot(
            averages.array("measured"), averages.array(name), linestyle="none", markersize=3.6, markerfacecolor="none",
            markeredgewidth=0.7, **look,
        )  # fmt: skip
    _diagonal(left)
    left.set_xlabel("feasible share of random weights and rotations")
    left.set_ylabel("predicted share")
    teachers = tables["planted_teacher_limits"].filter(lambda row: row["level"] > 0)
    for name, look in _TEACHERS.items():
        part = teachers.where(predictor=name, truth="network" if name == "exact mask" else "quadratic")
        right.plot(
            part.array("measured"), part.array("predicted"), linestyle="none", markersize=3.6, markerfacecolor="none",
            markeredgewidth=0.7, **look,
        )  # fmt: skip
    _diagonal(right)
    right.set_xlabel("feasible share of random masks of a teacher")
    right.set_title("quadratic model as truth, unless said otherwise", fontsize=7)
    for ax in (left, right):
        ax.legend(fontsize=6, loc="lower right" if ax is left else "center right")
    return figure


def _diagonal(ax: Axes) -> None:
    ax.plot([0, 1], [0, 1], color="0.6", linewidth=0.7, zorder=0)
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(-0.03, 1.03)
