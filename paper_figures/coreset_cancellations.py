"""How often positive and negative parts of a neuron cancel: the share of ratios above t falls like 1/t, no faster."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style

TABLES = (("coreset_cancellations", 1),)

_TITLES = {
    "sgd_mnist@0": "MNIST",
    "sgd_mnist_l1@0": r"MNIST, $\ell_1$",
    "sgd_fashion@0": "Fashion-MNIST",
    "sgd_digits@0": "digits",
}
_LAYERS = (COLOURS["blue"], COLOURS["vermilion"], COLOURS["green"])


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
        for layer, colour in enumerate(_LAYERS):
            rows = part.where(layer=layer).filter(lambda row: row["share"] > 0).sorted_by("t")
            t, share = rows.array("t"), rows.array("share")
            ax.plot(
                t, share, color=colour, marker="o", markersize=2, label=f"layer {layer + 1}: slope {_slope(t, share)}"
            )
        t = np.array([3.0, 1e4])
        ax.plot(t, 3 / t, color="0.6", linewidth=0.8, linestyle=(0, (4, 2)))
        ax.set(xscale="log", yscale="log", xlabel="$t$", title=_TITLES[model], ylim=(1e-6, 1.5))
        ax.legend(loc="lower left", fontsize=6.5)
    axes[0].set_ylabel(r"share of $\Delta>t$")
    return figure


def _slope(t: np.ndarray, share: np.ndarray) -> str:
    inside = (t >= 10) & (t <= 1000)
    return f"{np.polyfit(np.log(t[inside]), np.log(share[inside]), 1)[0]:.2f}" if inside.sum() > 2 else "-"
