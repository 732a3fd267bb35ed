"""One class of one neuron: what every statement says of its error; and the instance that nearly attains the bounds."""

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

TABLES = (("coreset_of_one_neuron", 2), ("coreset_two_point", 2))
IN_ONE_COLUMN = OneColumn(
    1, 7.0, labels_for_rows=False, words={"Left:": "Top:", "Middle and right:": "Middle and bottom:"}
)

_DASHED, _DOTTED, _DASHDOT = (0, (4, 2)), (0, (1, 1.3)), (0, (5, 1.2, 1, 1.2))
LADDER: dict[str, dict[str, Any]] = {
    "published": {"color": COLOURS["vermilion"], "linestyle": _DASHED, "label": "published"},
    "bernstein": {"color": COLOURS["orange"], "label": "Bernstein"},
    "divergence": {"color": COLOURS["purple"], "linestyle": _DASHDOT, "label": "divergence"},
    "rms": {"color": "0.6", "linestyle": _DOTTED, "label": "root of mean variance"},
    "certified": {"color": COLOURS["blue"], "label": "certified, 95 % of inputs"},
    "truth": {"color": COLOURS["black"], "marker": "o", "markersize": 2.6, "label": "truth, 95 % of inputs"},
}
TAILS: dict[str, dict[str, Any]] = {
    "bernstein": {"color": COLOURS["orange"]},
    "kl": {"color": COLOURS["purple"], "linestyle": _DASHDOT},
    "bentkus": {"color": COLOURS["green"], "linestyle": _DASHED, "label": "Bentkus (heuristic)"},
    "exact": {"color": COLOURS["black"], "marker": "o", "markersize": 2.6, "label": "exact, two-point"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left a class of a trained network, right exact and bounded failure probabilities for two accuracies.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    ladder, tails = tables["coreset_of_one_neuron"], tables["coreset_two_point"]
    models = ladder.unique("model")
    model = "sgd_mnist@0" if "sgd_mnist@0" in models else models[0]
    figure = Figure(figsize=(style.TWO_COLUMNS, 3.1), layout="constrained")
    first, *others = figure.subplots(1, 3)
    part = ladder.where(model=model).sorted_by("m")
    for name, look in LADDER.items():
        rows = part.filter(lambda row, name=name: row[name] < float("inf"))
        if len(rows):
            first.plot(rows.array("m"), rows.array(name), **look)
    edges, total = part.column("edges")[0], part.column("S")[0]
    first.set(xscale="log", yscale="log", xlabel="draws $m$", ylabel="relative error")
    first.set_title(f"one class, {edges} edges, $S={total:.2f}$")
    for ax, (B, epsilon) in zip(others, ((10, 0.5), (10, 0.1)), strict=True):
        part = tails.where(B=B, epsilon=epsilon).sorted_by("m")
        for name, look in TAILS.items():
            rows = part.filter(lambda row, name=name: row[name] > 1e-12)
            ax.plot(rows.array("m"), rows.array(name), **look)
        ax.set(xscale="log", yscale="log", ylim=(1e-9, 1.5), xlabel="draws $m$")
        ax.set_title(rf"failure, $B={B}$, $\varepsilon={epsilon:g}$")
    handles, labels = first.get_legend_handles_labels()
    more, named = others[0].get_legend_handles_labels()
    figure.legend(handles + more, labels + named, loc="outside lower center", ncols=4)
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
    ladder, tails = tables["coreset_of_one_neuron"], tables["coreset_two_point"]
    finite = ladder.filter(lambda row: row["published"] < float("inf"))
    factor = finite.array("published") / finite.array("truth")
    exact, kl, bernstein = (tails.array(name) for name in ("exact", "kl", "bernstein"))
    certified = ladder.array("certified") / ladder.array("truth")
    return {
        f"The published bound is {span(factor)} times the true error.": always(factor > 1),
        "The divergence bound is never above Bernstein's, and that never above the published one.": always(
            (ladder.array("divergence") <= ladder.array("bernstein"))
            & (ladder.array("bernstein") <= ladder.array("published"))
        ),
        f"The certified quantile is {span(certified)} times the true one.": always(
            np.abs(np.log(certified)) < np.log(2)
        ),
        f"On the two-point instance the exact probability is below both bounds at all {len(tails)} points.": always(
            (exact <= kl * (1 + 1e-12)) & (kl <= bernstein)
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
    drawn = (
        "Left: relative error of one class of one neuron against the number of draws: bounds for all inputs of the "
        "sample (published, Bernstein, divergence; they assume draws in proportion to the sensitivities), the "
        "certified 95 % quantile, and the true quantile on other inputs. Middle and right: failure probability of a "
        "two-point instance, exact, below bounds; Bentkus's is labelled heuristic."
    )
    return caption_of(drawn, claims(tables))
