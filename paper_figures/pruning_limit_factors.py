"""Weights and sharpness swept one at a time on planted quadratic losses: measured limits and predictions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, counts, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("pruning_limit_factors", 1),)
IN_ONE_COLUMN = OneColumn(1, 5.0)
_SPECTRA = {"power law": r"eigenvalues $i^{-1.5}$", "outliers": "10 outliers"}
_LINES: dict[str, dict[str, Any]] = {
    "slice": {"color": COLOURS["blue"], "label": "slice"},
    "published": {"color": COLOURS["vermilion"], "linestyle": (0, (4, 2)), "label": "published formula"},
    "jensen": {"color": COLOURS["orange"], "linestyle": (0, (1, 1.2)), "label": "published, mean curvature"},
    "one-shot trace": {
        "color": COLOURS["green"],
        "linestyle": (0, (5, 1.2, 1, 1.2)),
        "label": "one-shot, mean curvature",
    },
}
_FACTORS = {"weights": ("o", "size of weights scaled"), "sharpness": ("x", "sharpness scaled")}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each spectrum: pruned share against R² λ, scaled through either factor.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["pruning_limit_factors"]
    figure = Figure(figsize=(TWO_COLUMNS, 3.0), layout="constrained")
    panels = figure.subplots(1, len(_SPECTRA), sharey=True)
    for ax, (spectrum, title) in zip(panels, _SPECTRA.items(), strict=True):
        _panel(ax, table.where(spectrum=spectrum))
        ax.set(title=title, xscale="log", xlabel=r"scale of $R^2\lambda$", ylim=(0, 1.03))
    panels[0].set_ylabel("pruned share")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, columnspacing=1.0, fontsize=6.5)
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
    table = tables["pruning_limit_factors"]
    error = {
        name: np.abs(part.array("predicted") - part.array(truth))
        for name, truth in (("slice", "retrained"), ("published", "retrained"), ("one-shot trace", "one-shot"))
        for part in [table.where(predictor=name)]
    }
    pair = [
        table.where(predictor="slice", factor=f).sorted_by("spectrum", "scale").array("predicted") for f in _FACTORS
    ]
    return {
        f"The slice is within {sig(error['slice'].max(), 2)} of the share after retraining everywhere, the "
        f"published formula within "
        f"{sig(error['published'].max(), 2)}.": bool(error["slice"].max() < 0.1 * error["published"].max()),
        f"Mean curvature predicts the share without retraining to {sig(error['one-shot trace'].max(), 2)}.": bool(
            error["one-shot trace"].max() < 0.03
        ),
        "Weights and sharpness act through their product alone: the prediction is the same whichever is "
        "scaled.": always(np.abs(pair[0] - pair[1]) < 1e-9),
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
        "Planted quadratic losses: largest prunable share against the scale of the weights or of the eigenvalues. "
        f"Points: measured over {counts(tables['pruning_limit_factors'].column('rotations'), 'random rotation')} with "
        "intervals of the median, after retraining (black) and "
        "without (grey). Lines: predictions, which assume a quadratic loss with eigenvectors in general position, "
        "true here."
    )
    return caption_of(drawn, claims(tables))


def _panel(ax: Axes, part: Table) -> None:
    for name, look in _LINES.items():
        rows = part.where(predictor=name, factor="weights").sorted_by("scale")
        ax.plot(rows.array("scale"), rows.array("predicted"), linewidth=1.1, **look)
    for factor, (marker, label) in _FACTORS.items():
        rows = part.where(predictor="slice", factor=factor).sorted_by("scale")
        for truth, colour in (("retrained", "black"), ("one-shot", "0.55")):
            ends = [rows.array(truth) - rows.array(f"{truth} low"), rows.array(f"{truth} high") - rows.array(truth)]
            ax.errorbar(
                rows.array("scale"), rows.array(truth), yerr=ends, linestyle="none", marker=marker, markersize=3,
                elinewidth=0.5, color=colour, markerfacecolor="none", markeredgewidth=0.8,
                label=f"{truth}, {label}",
            )  # fmt: skip
