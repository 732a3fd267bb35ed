"""One-shot limits of trained networks by the quadratic form along the path, with and without a first-order term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import caption_of, counts, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (
    ("pruning_limit_gradients", 2),
    ("one_shot_limits_on_fresh_seeds", 1),
    ("one_shot_errors_on_fresh_seeds", 2),
)
IN_ONE_COLUMN = OneColumn(1, 7.4, words={"Left:": "Above:", "middle:": "between:", "right:": "below:"})
_FORM = "path quadratic"
_FORMS: dict[str, dict[str, Any]] = {
    "path quadratic": {"marker": "o", "color": COLOURS["vermilion"], "label": "quadratic form alone"},
    "with gradient": {"marker": "x", "color": COLOURS["blue"], "label": "with the gradient"},
    "with penalty": {"marker": "+", "color": COLOURS["green"], "label": "with the slope of the penalty"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Networks of the studies, left with weak or no l1, in the middle with strong l1; right those with fresh seeds.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["pruning_limit_gradients"]
    figure = Figure(figsize=(TWO_COLUMNS, 2.8), layout="constrained")
    panels = figure.subplots(1, 3, sharey=True)
    style = {"linestyle": "none", "markersize": 3.2, "markerfacecolor": "none", "markeredgewidth": 0.8}
    for ax, strong in zip(panels, (0, 1), strict=False):
        for name, look in _FORMS.items():
            rows = _known(table.where(strong=strong), name)
            ax.plot(1 - rows.array("one-shot"), 1 - rows.array(name), **style, **look)
    for name, look in zip((_FORM, f"{_FORM} with gradient"), _FORMS.values(), strict=False):
        rows = tables["one_shot_limits_on_fresh_seeds"].where(predictor=name)
        panels[2].plot(1 - rows.array("measured one-shot"), 1 - rows.array("ratio"), **style, **look)
    for ax, title in zip(panels, (r"no or weak $\ell_1$", r"strong $\ell_1$", "fresh seeds"), strict=True):
        ends = [0.015, 1.0]
        ax.plot(ends, ends, color="0.6", linewidth=0.7, zorder=0)
        ax.set(xscale="log", yscale="log", title=title, xlabel="kept share, measured")
    panels[0].set_ylabel("kept share, predicted")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3)
    return figure


def errors(table: Table, name: str, strong: tuple[int, ...] = (0, 1)) -> float:
    """Mean absolute error against the one-shot limit, seeds of a setting averaged first.

    Parameters
    ----------
    table : lqtheory.tables.Table
        One row for each network.
    name : str
        Column of the prediction.
    strong : tuple of int
        Which settings.

    Returns
    -------
    float
    """
    found = []
    for network in table.unique("network"):
        part = _known(table.where(network=network), name)
        if len(part) and part.column("strong")[0] in strong:
            found.append(np.abs(part.array(name) - part.array("one-shot")).mean())
    return float(np.mean(found))


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
    table = tables["pruning_limit_gradients"]
    plain, first = ([errors(table, name, kinds) for kinds in ((0, 1), (1,))] for name in [*_FORMS][:2])
    share = table.where(strong=1).array("first order")
    told = _known(table.where(strong=1), "with penalty")
    fresh = {(row["subset"], row["predictor"]): row for row in tables["one_shot_errors_on_fresh_seeds"]}
    new = [fresh[subset, f"{_FORM} with gradient"] for subset in ("all", "strong l1")]
    alone = [fresh[subset, _FORM]["error"] for subset in ("all", "strong l1")]
    beaten = [row[f"high {k}"] < 0 for row in new for k in (1, 2, 3, 4)]
    alike = [errors(told, name) for name in _FORMS]
    parts = [told.array(column).mean() for column in ("first order", "of the penalty")]
    return {
        f"The first-order term brings the mean error from {sig(plain[0], 2)} to {sig(first[0], 2)} over all settings, "
        f"and from {sig(plain[1], 2)} to {sig(first[1], 2)} over those with strong l1.": bool(
            first[0] < plain[0] and first[1] < 0.7 * plain[1]
        ),
        f"There it takes {sig(share.mean(), 2)} of the tolerance on average: weights trained with a penalty are no "
        "minimum of the loss.": bool(share.mean() > 0.2),
        f"The slope of the penalty alone, which the recipe of training tells, takes {sig(parts[1], 2)} of it where the "
        f"measured gradient takes {sig(parts[0], 2)} ({len(told)} networks with strong l1), and brings the error from "
        f"{sig(alike[0], 2)} to {sig(alike[2], 2)}, the gradient to {sig(alike[1], 2)}.": bool(
            alike[1] < alike[2] < 0.7 * alike[0]
        ),
        f"On {new[0]['networks']} networks with fresh seeds the form is {sig(alone[0], 2)} off over all and "
        f"{sig(alone[1], 2)} over those with strong l1, with the gradient {sig(new[0]['error'], 2)} and "
        f"{sig(new[1]['error'], 2)}, which surely beats {sum(beaten[:4])} and {sum(beaten[4:])} of four null "
        "baselines (paired, 95 %).": bool(
            new[0]["error"] < 0.7 * alone[0] and new[1]["error"] < 0.7 * alone[1] and all(beaten)
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
    rows = tables["pruning_limit_gradients"]
    drawn = (
        "Share of the weights that one-shot magnitude pruning keeps at the tolerance, one point for each of "
        f"{counts([len(rows)], 'trained network')}: predicted by the quadratic form of the real displacement, "
        "without a term of first order, with that of the measured gradient, and with that of the penalty (not for "
        "networks with batch normalisation), against measured. Left: without or with a weak l1 penalty; middle: with a "
        "strong one; right: perceptrons of the same settings with other seeds, measured after the gradient's part had "
        "been found."
    )
    return caption_of(drawn, claims(tables))


def _known(table: Table, name: str) -> Table:
    """Rows that have a prediction."""
    return table.filter(lambda row: row[name] is not None)
