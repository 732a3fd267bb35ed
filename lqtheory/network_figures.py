"""Pictures of a network: layers by compressibility, what pruning costs, and how far predictors say it can go."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS, curves
from lqtheory.tables import Table

__all__ = ["compressibility_panels", "predictors_picture"]


def compressibility_panels(layers: Table, degradation: Table, whole: Table, share: str) -> Figure:
    """Layers of a network by compressibility, and what pruning costs the extreme ones and the whole.

    Parameters
    ----------
    layers : Table
        One row for each layer, most compressible first.
    degradation : Table
        Columns ``layer``, ``density``, ``predicted``, ``measured``.
    whole : Table
        Columns ``density``, ``measured`` for all layers pruned together.
    share : str
        Column of ``layers`` to show.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.
    """
    figure = Figure(figsize=(10, 4), dpi=100, layout="constrained")
    left, right = figure.subplots(1, 2)
    names = [str(name) for name in layers.column("layer")]
    places = np.arange(len(names))
    left.plot(layers.array(share), places, "o", markersize=4, color=COLOURS["blue"])
    left.set(xlabel="effective sparsity / number of weights", xlim=(0, 1.02), ylim=(len(names) - 0.5, -0.5))
    shown = places if len(names) <= 24 else places[:: -(-len(names) // 24)]
    left.set_yticks(shown, [names[place] for place in shown], fontsize=7)
    picked = dict.fromkeys([names[0], names[len(names) // 2], names[-1]])
    for name, colour in zip(picked, ("blue", "orange", "vermilion"), strict=False):
        part = degradation.where(layer=name)
        curves(right, part, "density", {"measured": {"color": COLOURS[colour], "label": f"{name}, measured"}})
        bound = {"color": COLOURS[colour], "linestyle": "--", "label": f"{name}, bound"}
        curves(right, part, "density", {"predicted": bound})
    all_style = {"color": "black", "linewidth": 1.5, "label": "all layers, one threshold"}
    curves(right, whole, "density", {"measured": all_style})
    right.set(xlabel="share of weights kept", ylabel="relative error in the 2-norm", xlim=(0, 1), ylim=(0, 1.02))
    right.legend(fontsize=7)
    return figure


def predictors_picture(predictors: Table) -> Figure:
    """What each of several predictors says, with its interval, beside the first row, which is measured.

    Parameters
    ----------
    predictors : Table
        Columns ``name``, ``ratio``, ``low``, ``high``, all shares in [0, 1].

    Returns
    -------
    matplotlib.figure.Figure
        The figure.

    Examples
    --------
    >>> rows = [("measured", 0.6, 0.6, 0.6), ("jensen", 0.5, 0.4, 0.55)]
    >>> len(predictors_picture(Table(["name", "ratio", "low", "high"], rows)).axes[0].get_yticklabels())
    2
    """
    names = [str(name) for name in predictors.column("name")]
    figure = Figure(figsize=(7, 0.8 + 0.24 * len(names)), dpi=100, layout="constrained")
    ax = figure.subplots()
    ratio, low, high = (predictors.array(column) for column in ("ratio", "low", "high"))
    places = np.arange(len(names))
    ends = [np.maximum(ratio - low, 0.0), np.maximum(high - ratio, 0.0)]
    ax.axvline(ratio[0], color="0.6", linewidth=0.8, zorder=0)
    ax.errorbar(ratio, places, xerr=ends, fmt="o", markersize=4, color=COLOURS["blue"])
    ax.set(xlabel="share of weights pruned", xlim=(-0.02, 1.02), ylim=(len(names) - 0.5, -0.5))
    ax.set_yticks(places, names, fontsize=7)
    return figure
