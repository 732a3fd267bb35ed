"""How predicted pruning limits settle with the number of Lanczos steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, counts, sig, span
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("lanczos_steps_of_limits", 3),)
IN_ONE_COLUMN = OneColumn(2, 4.6)
_TITLES = {
    "sgd_mnist@0": "MNIST",
    "sgd_mnist_l1@0": r"MNIST, $\ell_1$",
    "long_digits@0": "digits",
    "long_digits_l1_strong@0": r"digits, $\ell_1$",
    "long_digits_narrow@0": "digits, narrow",
}
_PREDICTORS: dict[str, dict[str, Any]] = {
    "published, absolute": {"color": COLOURS["vermilion"], "marker": "v", "label": r"published, $|\lambda|$"},
    "published, clipped": {
        "color": COLOURS["vermilion"],
        "marker": "v",
        "markerfacecolor": "white",
        "linestyle": (0, (4, 2)),
        "label": r"published, $\max(\lambda,0)$",
    },
    "slice, absolute": {"color": COLOURS["blue"], "marker": "o", "label": r"slice, $|\lambda|$"},
    "slice, clipped": {
        "color": COLOURS["blue"],
        "marker": "o",
        "markerfacecolor": "white",
        "linestyle": (0, (4, 2)),
        "label": r"slice, $\max(\lambda,0)$",
    },
}
_BRACKETED = {"published, absolute": "filled", "published, clipped": "hollow"}
_SHADES = {"published, absolute": "#f3cfc0", "published, clipped": "0.88"}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each network: predicted share against the steps used, and brackets of two predictors.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["lanczos_steps_of_limits"]
    models = table.unique("model")
    figure = Figure(figsize=(TWO_COLUMNS, 2.8), layout="constrained")
    axes = figure.subplots(1, len(models), sharey=True, squeeze=False)[0]
    for ax, model in zip(axes, models, strict=True):
        part = table.where(model=model).sorted_by("used")
        for name in reversed(_BRACKETED):  # the wider one behind
            bracket = part.where(predictor=name)
            ends = (bracket.array(end) for end in ("low", "high"))
            label = f"bracket of the {_BRACKETED[name]} triangles"
            ax.fill_between(bracket.array("used"), *ends, color=_SHADES[name], alpha=0.7, linewidth=0, label=label)
        for name, look in _PREDICTORS.items():
            rows = part.where(predictor=name)
            ax.plot(rows.array("used"), rows.array("ratio"), linewidth=0.9, markersize=3, **look)
        ax.set(title=_TITLES.get(model, model), xlabel="Lanczos steps", ylim=(0, 1.03))
    axes[0].set_ylabel("predicted pruned share")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3)
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
    table = tables["lanczos_steps_of_limits"]
    held = {}
    for words, models in (("On the digits", [m for m in table.unique("model") if "digits" in m]),
                          ("On MNIST", [m for m in table.unique("model") if "mnist" in m])):  # fmt: skip
        part = table.filter(lambda row, models=models: row["model"] in models)
        change = np.array([_last_change(rows) for _, rows in part.groups("model", "predictor")])
        if change.size:
            held[f"{words} the last steps change the predictions by {span(change, 2)}: they have settled."] = bool(
                (0 <= change).all() and change.max() < 0.02
            )
    long_runs = [
        {row["used"]: row["ratio"] for row in part}
        for _, part in table.where(predictor="published, absolute").groups("model")
        if 600 in part.column("used")
    ]
    early, late = (max((abs(at[m] - at[600]) for at in long_runs), default=np.nan) for m in (300, 400))
    held[f"From 300 to 600 steps the published formula moves by up to {sig(early)}, from 400 by up to {sig(late)}."] = (
        bool(late < 0.02 and late <= early)
    )
    for name, words in _BRACKETED.items():
        bracket = table.where(predictor=name)
        width = bracket.array("high") - bracket.array("low")
        held[
            f"The bracket contains the prediction at all {len(bracket)} {words} triangles; it is {sig(width.min(), 2)} "
            f"to {sig(width.max(), 2)} wide."
        ] = always((bracket.array("low") <= bracket.array("ratio")) & (bracket.array("ratio") <= bracket.array("high")))
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
    dimension = tables["lanczos_steps_of_limits"].column("dimension")
    drawn = (
        f"Predicted pruning limits of trained networks of {counts(dimension, 'parameter')} against the number of "
        "Lanczos steps, the same run of one random probe cut after fewer of them. Negative curvature is counted by "
        "its size (filled) or as zero (hollow, dashed). Points are computed, not sampled. Shaded: brackets of "
        "the published formula, by Gauss and Radau rules for the square of the matrix where negative curvature counts "
        "by its size, and by the Chebyshev-Markov-Stieltjes inequalities where it counts as zero, both with the error "
        "of the probe at 99 % and the round-off; all predictions assume a quadratic loss."
    )
    return caption_of(drawn, claims(tables))


def _last_change(rows: Table) -> float:
    """How far the last two predictions of a run are apart."""
    last = rows.sorted_by("used").array("ratio")[-2:]
    return float(abs(last[-1] - last[0]))
