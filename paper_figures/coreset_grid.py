"""Accuracy against the share of weights stored for perceptrons of several depths and widths, as in the paper's grid."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure

from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, counts, joined, plain, span
from paper_figures.coreset_accuracy import LOOKS, draws, panel
from paper_figures.widths import OneColumn

TABLES = (("coreset_grid", 1),)
IN_ONE_COLUMN = OneColumn(3, 5.2)
_METHODS = ("magnitude", "corenet", "corenet_plus_plus", "poisson_neyman", "pivotal_neyman")
#: Methods whose allocation to layers, or all of which, is ours.
_OURS = ("corenet_plus_plus", "poisson_neyman", "pivotal_neyman")
#: Share at which the paper reports a small loss on MNIST, and points that count as small.
_SHARE, _SMALL = 0.15, 1.0


def draw(tables: Mapping[str, Table]) -> Figure:
    """A row of panels for each depth, a column for each width.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["coreset_grid"]
    depths, widths = sorted(table.unique("depth")), sorted(table.unique("width"))
    figure = Figure(figsize=(style.TWO_COLUMNS, 5.4), layout="constrained")
    axes = figure.subplots(len(depths), len(widths), sharex=True, sharey=True, squeeze=False)
    for row, depth in zip(axes, depths, strict=True):
        for ax, width in zip(row, widths, strict=True):
            panel(ax, table.where(depth=depth, width=width), {name: LOOKS[name] for name in _METHODS}, (5, 101))
            ax.set_title(rf"${depth}\times {width}$")
        row[0].set_ylabel("test accuracy (%)")
    for ax in axes[-1]:
        ax.set_xlabel("weights stored (%)")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    title = f"MNIST, hidden layers × neurons of each; no retraining; {draws(table)}: mean, lowest and highest"
    figure.legend(
        handles, labels, loc="outside lower center", ncols=4, columnspacing=1.2, title=title, title_fontsize=7.5
    )
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
    table = tables["coreset_grid"]
    lost = {method: _lost(table, method) for method in _METHODS}
    names = {method: plain(LOOKS[method]["label"]) for method in _METHODS}
    told = joined(f"{names[method]} {span(lost[method])}" for method in ("corenet", *_OURS, "magnitude"))
    spared = {method: int((lost[method] <= _SMALL).sum()) for method in _METHODS}
    widths = {width: _lost(table.where(width=width), "corenet") for width in sorted(table.unique("width"))}
    best, poisson, pivotal = (lost[method] for method in _OURS)
    wins = int((poisson < lost["magnitude"]).sum())
    first = int((pivotal < np.min([lost[method] for method in _METHODS if method != "pivotal_neyman"], axis=0)).sum())
    return {
        f"At {100 * _SHARE:g} % stored the points lost over the {len(best)} networks are: {told}; "
        f"{names[_OURS[0]]} loses fewer than CoreNet and magnitude on every network.": always(
            best < np.minimum(lost["corenet"], lost["magnitude"])
        ),
        f"There {names[_OURS[1]]} loses fewer than CoreNet on every network, and fewer than magnitude on {wins} of "
        f"{len(poisson)}.": always(poisson < lost["corenet"]) and 2 * wins > len(poisson),
        f"There {names[_OURS[2]]} loses the fewest of all on {first} of {len(pivotal)}.": 2 * first > len(pivotal),
        f"There {spared['pivotal_neyman']} of the networks lose at most {_SMALL:g} point by {names['pivotal_neyman']}, "
        f"{spared['corenet_plus_plus']} by {names['corenet_plus_plus']}, {spared['corenet']} by CoreNet.": spared[
            "pivotal_neyman"
        ]
        >= spared["corenet_plus_plus"]
        > spared["corenet"],
        "CoreNet loses fewer points there the wider the layers are, at every depth: "
        f"{joined(f'{span(points)} ({width} neurons)' for width, points in widths.items())}.": always(
            np.diff(list(widths.values()), axis=0) < 0
        ),
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
    table = tables["coreset_grid"]
    drawn = (
        "Test accuracy on MNIST against the share of weights stored, without retraining, of perceptrons with "
        f"{joined(str(depth) for depth in sorted(table.unique('depth')))} hidden layers (rows) of "
        f"{joined(str(width) for width in sorted(table.unique('width')))} neurons each (columns), each trained once, "
        f"by {counts(table.column('epochs'), 'epoch')} of Adam. Sampled methods: mean of {draws(table)}, bars from the "
        "lowest to the highest; magnitude: one value. All is measured, nothing is a prediction or a bound. Grey line: "
        "dense network."
    )
    return caption_of(drawn, claims(tables))


def _lost(table: Table, method: str) -> np.ndarray:
    """Points of accuracy that a method loses at the paper's share, over the networks."""
    rows = table.where(method=method, density=_SHARE).sorted_by("width", "depth")
    return rows.array("dense") - rows.array("score")
