"""Planted truth without the model's symmetry: random pruned weights, and two-layer teachers with exact Hessian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS, share_interval
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, counts, sig
from paper_figures.style import TWO_COLUMNS, bars
from paper_figures.widths import OneColumn

TABLES = (("planted_pruning_mixtures", 1), ("planted_teacher_limits", 2))
IN_ONE_COLUMN = OneColumn(
    1, 7.2, words={"Left:": "Top:", "Right:": "Bottom:", "(left)": "(top)", "(right)": "(bottom)"}
)
_MIXTURES: dict[str, dict[str, Any]] = {
    "mixture": {"marker": "D", "color": COLOURS["purple"], "label": "mixture over the weights"},
    "one slice": {"marker": "x", "color": COLOURS["green"], "label": "one slice, direction in general position"},
}
_TEACHERS: dict[str, dict[str, Any]] = {
    "slice": {"marker": "o", "color": COLOURS["blue"], "label": "slice"},
    "published": {"marker": "v", "color": COLOURS["vermilion"], "label": "published formula"},
    "exact mask": {"marker": "s", "color": COLOURS["orange"], "label": "exact mask of the quadratic model"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Random weights on random rotations; medians of two-layer teachers; their masks when the network is retrained.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure = Figure(figsize=(TWO_COLUMNS, 3.0), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    averages = tables["planted_pruning_mixtures"].filter(lambda row: row["what"].startswith("feasible"))
    for name, look in _MIXTURES.items():
        _points(left, averages, averages.array(name), look, averages.column("rotations"))
    teachers = tables["planted_teacher_limits"]
    for name, look in _TEACHERS.items():
        medians = teachers.where(predictor=name, truth="quadratic", level=0.0)
        _points(middle, medians, medians.array("predicted"), look, [])
        masks = teachers.where(predictor=name, truth="network")
        _points(right, masks, masks.array("predicted"), look, masks.column("trials"))
    turned = teachers.where(predictor="mixture", truth="rotated", level=0.0)
    _points(middle, turned, turned.array("predicted"), _MIXTURES["mixture"], [])
    left.set_ylabel("predicted")
    left.set_xlabel("feasible share, random weights")
    middle.set_xlabel("prunable share of teachers, quadratic")
    right.set_xlabel("feasible share of masks, network")
    handles = [handle for ax in (left, right) for handle in ax.get_legend_handles_labels()[0]]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=6.5)
    for ax in (left, middle, right):
        _diagonal(ax)
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
    averages = tables["planted_pruning_mixtures"].filter(lambda row: row["what"].startswith("feasible"))
    error = {name: np.abs(averages.array("measured") - averages.array(name)).mean() for name in _MIXTURES}
    table = tables["planted_teacher_limits"]
    quadratic, network = table.where(truth="quadratic", level=0.0), table.where(truth="network")
    middle = {n: np.abs(quadratic.where(predictor=n).array("gap")).mean() for n in ("slice", "published")}
    right = {n: np.abs(network.where(predictor=n).array("gap")).mean() for n in _TEACHERS}
    rotated = table.where(truth="rotated", predictor="mixture")
    shares, medians = rotated.filter(lambda row: row["level"] > 0), rotated.where(level=0.0)
    turned = np.abs(medians.array("gap")).mean()
    return {
        f"With random weights the mixture is off by {sig(error['mixture'], 2)} on average, one slice by "
        f"{sig(error['one slice'], 2)}.": bool(error["mixture"] < error["one slice"]),
        f"With eigenvectors drawn anew the spectra of teachers obey the mixture, too: medians within "
        f"{sig(turned, 2)} on average, and every one of {len(shares)} shares of feasible masks is accepted (three "
        "standard errors and 0.05).": bool(turned < 0.02)
        and always(np.array([one.name == "YES" for one in shares.column("holds")])),
        f"With their own eigenvectors both predictors are off: slice {sig(middle['slice'], 2)}, published "
        f"{sig(middle['published'], 2)}, on "
        "average.": bool(min(middle.values()) > 0.05),
        f"When the network is retrained the mean errors are {sig(right['slice'], 2)} (slice), "
        f"{sig(right['published'], 2)} "
        f"(published), {sig(right['exact mask'], 2)} (exact mask of the quadratic "
        f"model).": bool(min(right.values()) > 0.1),
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
    averages = tables["planted_pruning_mixtures"].filter(lambda row: row["what"].startswith("feasible"))
    masks = tables["planted_teacher_limits"].where(truth="network")
    drawn = (
        "Left: random pruned weights on random rotations, share of rotations that are feasible, against the mixture "
        "over the weights and one slice. Middle: largest prunable share of two-layer teachers in the quadratic "
        "model, with their own eigenvectors, and (diamonds) with eigenvectors drawn anew for every mask. Right: share "
        "of masks that are feasible when the network itself is retrained. Predictions assume a "
        "quadratic loss; the first two also eigenvectors in general position, which teachers do not have. One point "
        "for each setting; bars: 95 % Clopper-Pearson intervals of a share of "
        f"{counts(averages.column('rotations'), 'rotation')} (left) and of {counts(masks.column('trials'), 'mask')} "
        "(right); the medians in the middle have none, since the table has no single masks."
    )
    return caption_of(drawn, claims(tables))


def _points(ax: Axes, part: Table, predicted: Any, look: dict[str, Any], trials: Sequence[int]) -> None:
    """Predicted against measured, with the intervals of shares of so many trials."""
    measured = part.array("measured")
    pairs = zip(measured, trials, strict=False)
    ends = np.array([share_interval(*pair) for pair in pairs] or [(one, one) for one in measured])
    settings = {"linestyle": "none", "markersize": 3.6, "markerfacecolor": "none", "markeredgewidth": 0.7}
    ax.errorbar(measured, predicted, xerr=bars(measured, *ends.reshape(-1, 2).T), elinewidth=0.4, **settings, **look)


def _diagonal(ax: Axes) -> None:
    ax.plot([0, 1], [0, 1], color="0.6", linewidth=0.7, zorder=0)
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(-0.03, 1.03)
