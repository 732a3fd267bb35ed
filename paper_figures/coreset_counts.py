"""Sample counts that the theorem on networks asks for, against the edges there are, layer by layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, span
from paper_figures.widths import OneColumn

TABLES = (("coreset_counts", 1),)
IN_ONE_COLUMN = OneColumn(3, 4.2)

_TITLES = {
    "sgd_mnist": "MNIST",
    "sgd_mnist_l1": r"MNIST, $\ell_1$",
    "sgd_fashion": "Fashion-MNIST",
    "sgd_cifar": style.DATA["cifar10_subset"],
    "deep_mnist": r"MNIST, $5\times1000$",
    "sgd_digits": "digits",
}
LOOKS: dict[str, dict[str, Any]] = {
    "published": {"color": COLOURS["vermilion"], "marker": "v", "label": "published"},
    "sharpened": {"color": COLOURS["blue"], "marker": "s", "label": "sharpened, optimal split"},
    "single": {"color": COLOURS["green"], "marker": "D", "label": "each class by itself, Bernstein"},
    "edges": {"color": COLOURS["black"], "marker": "o", "label": "edges there are"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each network, its layers from left to right.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["coreset_counts"]
    shown = [name for name in _TITLES if name in table.unique("network")]
    figure = Figure(figsize=(style.TWO_COLUMNS, 2.8), layout="constrained")
    axes = figure.subplots(1, len(shown), sharey=True, squeeze=False)[0]
    for ax, name in zip(axes, shown, strict=True):
        part = table.where(network=name).sorted_by("layer")
        for column, look in LOOKS.items():
            ax.plot(part.array("layer") + 1, part.array(column), markersize=3, linewidth=0.8, **look)
        ax.set(yscale="log", title=_TITLES[name], xlabel="layer", xticks=np.arange(1, len(part) + 1))
        ax.margins(x=0.2)
    axes[0].set_ylabel("draws, or edges")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(
        handles, labels, loc="outside lower center", ncols=4,
        title=r"relative error $\frac{1}{2}$, failure $\frac{1}{20}$", title_fontsize=7.5,
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
    table = tables["coreset_counts"].filter(lambda row: row["network"] in _TITLES)
    edges, published, sharpened, single = (table.array(name) for name in ("edges", "published", "sharpened", "single"))
    return {
        f"The published count exceeds the edges there are by a factor {span(published / edges, 2)} in all {len(table)} "
        "layers.": always(published > edges),
        f"After all sharpenings by a factor {span(sharpened / edges, 2)}.": always(sharpened > edges),
        f"One class by itself, without the product of Δ over the layers: by a factor "
        f"{span(single / edges, 2)}.": always(single < sharpened),
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
        "How many edges the theorem on networks asks to draw in each layer, for relative error 1/2 and failure "
        "probability 1/20, with the sensitivities and the mean Δ measured on a sample (the theorem assumes that Δ "
        "is light-tailed, which fails: see the figure on cancellations). Black: edges there are. Every count is "
        "computed, none sampled."
    )
    return caption_of(drawn, claims(tables))
