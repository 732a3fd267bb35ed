"""Pictures of a theorem's report: who is tightest where, and ratios of the sides on the layers of trained networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS

__all__ = ["dominance_map", "layer_ratios"]

_MARKERS = "oXs^vDP<>*"
_HUES = ("vermilion", "green", "orange", "purple", "sky", "yellow")


def dominance_map(points: Sequence[Mapping[str, Any]], axes: Sequence[str], names: Sequence[str]) -> Figure:
    """Instances over one or two parameters, coloured and shaped by the bound that is tightest there.

    Parameters
    ----------
    points : sequence of mapping
        Values of the parameters and ``winner``.
    axes : sequence of str
        One or two parameters.
    names : sequence of str
        All winners, in the order of the legend; ``"yours"`` and ``"equal"`` have colours of their own.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.

    Examples
    --------
    >>> points = [{"k": 1.0, "winner": "yours"}, {"k": 2.0, "winner": "stechkin_inequality"}]
    >>> figure = dominance_map(points, ["k"], ["yours", "stechkin_inequality"])
    >>> [len(found.get_offsets()) for found in figure.axes[0].collections]
    [1, 1]
    """
    figure = Figure(figsize=(6.2, 3.6 if len(axes) > 1 else 1.4 + 0.22 * len(names)), layout="constrained")
    ax = figure.subplots()
    styles = _styles(names)
    for row, name in enumerate(names):
        mine = [point for point in points if point["winner"] == name]
        x = [point[axes[0]] for point in mine]
        y = [point[axes[1]] for point in mine] if len(axes) > 1 else [float(-row)] * len(mine)
        ax.scatter(x, y, s=18, linewidths=0, alpha=0.8, label=f"{name} ({len(mine) / len(points):.0%})", **styles[name])
    _scale(ax, "x", [point[axes[0]] for point in points], axes[0])
    if len(axes) > 1:
        _scale(ax, "y", [point[axes[1]] for point in points], axes[1])
    else:
        ax.set_yticks([])
    ax.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside right upper", fontsize=7, frameon=False, title="tightest", title_fontsize=8)
    return figure


def _styles(names: Sequence[str]) -> dict[str, dict[str, Any]]:
    others = [name for name in names if name not in ("yours", "equal")]
    styles: dict[str, dict[str, Any]] = {"yours": {"color": COLOURS["blue"], "marker": "o"}}
    styles["equal"] = {"color": "0.7", "marker": "o"}
    for i, name in enumerate(others):
        styles[name] = {"color": COLOURS[_HUES[i % len(_HUES)]], "marker": _MARKERS[1 + i % (len(_MARKERS) - 1)]}
    return styles


def _scale(ax: Axes, which: str, values: Sequence[float], label: str) -> None:
    if min(values) > 0 and max(values) > 30 * min(values):
        ax.set(**{f"{which}scale": "log"})
    ax.set(**{f"{which}label": label})


def layer_ratios(ratios: Sequence[tuple[str, float]]) -> Figure:
    """Ratios of the sides, one line of points for each layer, beside equality at 1.

    Parameters
    ----------
    ratios : sequence of pairs
        Layer and ratio.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.

    Examples
    --------
    >>> [text.get_text() for text in layer_ratios([("a", 0.5), ("a", 0.7), ("b", 0.1)]).axes[0].get_yticklabels()]
    ['a', 'b']
    """
    places = list(dict.fromkeys(name for name, _ in ratios))
    figure = Figure(figsize=(6.2, 1.0 + 0.26 * len(places)), layout="constrained")
    ax = figure.subplots()
    values = np.array([ratio for _, ratio in ratios])
    rows = np.array([places.index(name) for name, _ in ratios], dtype=np.float64)
    spread = (np.arange(len(rows)) % 5 - 2) * 0.06
    ax.axvline(1.0, color="0.6", linewidth=0.8, zorder=0)
    ax.scatter(values, rows + spread, s=12, linewidths=0, alpha=0.6, color=COLOURS["blue"])
    positive = values[values > 0]
    if len(positive) == len(values) and positive.min() < 0.02:
        ax.set_xscale("log")
    ax.set_yticks(range(len(places)), places, fontsize=8)
    ax.invert_yaxis()
    ax.set_xlabel("left side / right side")
    ax.spines[["top", "right"]].set_visible(False)
    return figure
