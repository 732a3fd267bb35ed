"""How often positive and negative parts of a neuron cancel: the share of ratios above t falls like 1/t, no faster."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, counts, span
from paper_figures.widths import OneColumn

TABLES = (("coreset_cancellations", 1),)
IN_ONE_COLUMN = OneColumn(2, 4.0)

_TITLES = {
    "sgd_mnist@0": "MNIST",
    "sgd_mnist_l1@0": r"MNIST, $\ell_1$",
    "sgd_fashion@0": "Fashion-MNIST",
    "sgd_digits@0": "digits",
}
_LAYERS = ((COLOURS["blue"], "o"), (COLOURS["vermilion"], "s"), (COLOURS["green"], "^"))


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each network: the survival function of Delta in each layer, and a line of slope -1.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["coreset_cancellations"]
    shown = [model for model in _TITLES if model in table.unique("model")]
    figure = Figure(figsize=(style.TWO_COLUMNS, 2.5), layout="constrained")
    axes = figure.subplots(1, len(shown), sharey=True, squeeze=False)[0]
    for ax, model in zip(axes, shown, strict=True):
        part = table.where(model=model)
        for layer, (colour, marker) in enumerate(_LAYERS):
            rows = part.where(layer=layer).filter(lambda row: row["share"] > 0).sorted_by("t")
            t, share = rows.array("t"), rows.array("share")
            ax.plot(
                t,
                share,
                color=colour,
                marker=marker,
                markersize=2,
                label=f"layer {layer + 1}: slope {_slope(t, share)}",
            )
        t = np.array([3.0, 1e4])
        ax.plot(t, 3 / t, color="0.6", linewidth=0.8, linestyle=(0, (4, 2)))
        ax.set(xscale="log", yscale="log", xlabel="$t$", title=_TITLES[model], ylim=(1e-6, 1.5))
        ax.legend(loc="lower left", fontsize=6.5)
    axes[0].set_ylabel(r"share of $\Delta>t$")
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
    table = tables["coreset_cancellations"].filter(lambda row: row["model"] in _TITLES and 10 <= row["t"] <= 1000)
    slopes = [
        np.polyfit(np.log(part.array("t")), np.log(part.array("share")), 1)[0]
        for _, part in table.filter(lambda row: row["share"] > 0).groups("model", "layer")
        if len(part) > 2
    ]
    scaled = table.array("t") * table.array("share")
    return {
        f"Between t = 10 and 1000 the slopes on logarithmic axes are {span(slopes)}: the tail falls like 1/t there, so "
        "that a mean over more inputs need not settle.": always(np.abs(np.array(slopes) + 1) < 0.1),
        f"t times the share stays within {span(scaled)} in that range.": always((scaled > 0.1) & (scaled < 10)),
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
    rows = tables["coreset_cancellations"].filter(lambda row: row["model"] in _TITLES)
    drawn = (
        "Share of pairs of neuron and input at which Δ, the sum of absolute contributions over the absolute value "
        f"of their sum, exceeds t, layer by layer, counted over all pairs of a sample ({counts(rows.column('pairs'))} "
        "of a layer), so without intervals: pairs with a neuron or an input in common are not independent. The "
        f"smallest share drawn is of {counts([_least(rows)], 'pair')}. "
        "Dashed: a line 3/t for comparison, no fit and no bound."
    )
    return caption_of(drawn, claims(tables))


def _least(rows: Table) -> int:
    """The least number of pairs that a point stands for."""
    found = np.rint(rows.array("share") * rows.array("pairs"))
    return int(found[found > 0].min())


def _slope(t: np.ndarray, share: np.ndarray) -> str:
    inside = (t >= 10) & (t <= 1000)
    return f"{np.polyfit(np.log(t[inside]), np.log(share[inside]), 1)[0]:.2f}" if inside.sum() > 2 else "-"
