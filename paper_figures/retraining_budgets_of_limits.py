"""How measured pruning limits with retraining depend on what is spent on each mask."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, joined, span
from paper_figures.style import POINT, TWO_COLUMNS, bars
from paper_figures.widths import OneColumn

TABLES = (("retraining_budgets_of_limits", 2),)
IN_ONE_COLUMN = OneColumn(1, 6.6)
_TITLES = {
    "long_digits_narrow@0": "digits, narrow",
    "long_digits@0": "digits",
    "long_digits_l1@0": r"digits, $\ell_1$",
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each network: the limit of the real loss and that of the quadratic model against the budget.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["retraining_budgets_of_limits"]
    models = table.unique("model")
    figure = Figure(figsize=(TWO_COLUMNS, 2.7), layout="constrained")
    axes = figure.subplots(1, len(models), sharey=True, squeeze=False)[0]
    for ax, model in zip(axes, models, strict=True):
        part = table.where(model=model).sorted_by("evaluations")
        spent, real = part.array("evaluations"), part.array("retrained")
        ends = bars(real, real, part.array("retrained high"))
        look = {**POINT, "markersize": 3, "linewidth": 0.8}
        ax.errorbar(spent, real, yerr=ends, **look, color=COLOURS["black"], label="real loss, retrained")
        ax.plot(
            spent, part.array("exact mask"), color=COLOURS["blue"], marker="s", markerfacecolor="white", markersize=3,
            linewidth=0.8, linestyle=(0, (4, 2)), label="quadratic model, Gauss-Newton",
        )  # fmt: skip
        ax.set(title=_TITLES.get(model, model), xscale="log", xlabel="evaluations | products\nfor each mask")
        ax.xaxis.set_major_locator(FixedLocator(spent))
        ax.xaxis.set_minor_locator(NullLocator())
        pairs = zip(part.column("evaluations"), part.column("products"), strict=True)
        ax.set_xticklabels([f"{a} | {b}" for a, b in pairs], fontsize=6.5)
    axes[0].set_ylabel("share pruned")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2)
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
    table = tables["retraining_budgets_of_limits"]
    steps = {name: [np.diff(part.sorted_by("evaluations").array(name)) for _, part in table.groups("model")]
             for name in ("retrained", "exact mask")}  # fmt: skip
    first, last = ([change[place] for change in steps["retrained"]] for place in (0, -1))
    model = [change[-1] for change in steps["exact mask"]]
    return {
        f"More evaluations never lower the share at any of {len(table)} points.": always(
            np.concatenate(steps["retrained"]) >= 0
        )
        and always(np.concatenate(steps["exact mask"]) >= 0),
        f"The first doubling of the budget adds {span(first, 2)} to the limit of the real loss, the last one "
        f"{span(last, 2)}.": bool(max(last) < max(first)),
        f"The last one adds {span(model, 2)} to that of the quadratic model: what is measured is a lower limit.": bool(
            max(model) < 0.02
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
    status = joined(tables["retraining_budgets_of_limits"].unique("status"))
    drawn = (
        "Largest share of weights that magnitude masks prune within the tolerated loss, against the budget for each "
        "mask: evaluations of loss and gradient for the real loss (points; bars up to the next share tried, which was "
        "not feasible), products with the Gauss-Newton matrix for the quadratic model, which assumes that the loss is "
        f"quadratic (squares; status: {status}). Everything is measured on single networks, nothing is sampled."
    )
    return caption_of(drawn, claims(tables))
