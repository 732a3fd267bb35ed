"""Predicted against measured pruning limits of trained networks, predictor by predictor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, counts, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("pruning_limits_of_networks", 5), ("pruning_limit_errors", 2))
IN_ONE_COLUMN = OneColumn(
    2,
    9.4,
    by="column",
    words={
        "; above against": "; left against",
        "below after retraining": "right after retraining",
        "last column": "last row",
    },
)
_PREDICTORS = {
    "published, absolute": "published\nformula",
    "slice, absolute": "slice,\nabsolute Hessian",
    "slice, GGN": "slice,\nGauss-Newton",
    "exact mask": "real masks,\nGauss-Newton",
    "path quadratic": r"$\frac{1}{2}d^\top Hd$" + "\non the path",
    "path quadratic with gradient": r"the same with" + "\n" + r"$+\nabla L^\top d$",
    "optimal brain damage": "OBD diagonal,\nbest mask",
    "below 0.01 of the largest": "null: $|w|<1\\,\\%$\nof the largest",
}
_DEFINITIONS = {"one-shot": "one-shot loss", "retrained": "loss after retraining"}
_LOOKS: dict[int, dict[str, Any]] = {
    0: {"color": COLOURS["blue"], "marker": "o", "label": r"weak or no $\ell_1$"},
    1: {"color": COLOURS["orange"], "marker": "s", "label": r"strong $\ell_1$"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A column for each predictor, a row for each of two truths; shares of kept weights, both axes logarithmic.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    return scatter(tables["pruning_limits_of_networks"], tables["pruning_limit_errors"])


def scatter(study: Table, errors: Table, *, floor: float = 0.02) -> Figure:
    """The figure of one study.

    Parameters
    ----------
    study, errors : lqtheory.tables.Table
        Rows of the networks, and the errors that were computed from them.
    floor : float
        Predicted shares of kept weights below it are drawn at it, as triangles.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = study.where(factor=1.0)
    figure = Figure(figsize=(TWO_COLUMNS, 3.5), layout="constrained")
    axes = figure.subplots(len(_DEFINITIONS), len(_PREDICTORS), sharex=True, sharey=True)
    for i, (definition, truth) in enumerate(_DEFINITIONS.items()):
        for ax, (name, title) in zip(axes[i], _PREDICTORS.items(), strict=True):
            part = table.where(predictor=name)
            for strong, look in _LOOKS.items():
                _points(ax, part.where(strong=strong), definition, look, floor)
            found = [
                errors.where(subset=subset, definition=definition, predictor=name).column("error")[0]
                for subset in ("all", "strong l1")
            ]
            text = f"{found[0]:.3f}\n{found[1]:.3f}".replace("0.", ".")
            x, y, ha, va = ((0.97, 0.03, "right", "bottom"), (0.03, 0.97, "left", "top"))[i]
            ax.text(x, y, text, transform=ax.transAxes, ha=ha, va=va, fontsize=6.5)
            _axes(ax, floor)
            if i == 0:
                ax.set_title(title, fontsize=7)
            else:
                ax.set_xlabel("kept (%)")
        axes[i, 0].set_ylabel(f"kept (%), predicted\n{truth}")
    handles = [
        Line2D([], [], linestyle="none", markersize=3.5, markerfacecolor="none", **look) for look in _LOOKS.values()
    ]
    figure.legend(
        handles=handles, loc="outside lower center", ncols=2,
        title="abscissa: measured share of kept weights; corner: mean absolute error of the pruned share over all "
        f"settings,\nbelow it over those with strong $\\ell_1$; {seeds(table)} each; bars: interval of the curvature "
        f"estimate;\ntriangles: predicted to keep less than {100 * floor:g} %", title_fontsize=7,
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
    table = tables["pruning_limits_of_networks"].where(factor=1.0, predictor="published, absolute")
    errors = {
        (row["subset"], row["definition"], row["predictor"]): row["error"] for row in tables["pruning_limit_errors"]
    }
    published, null = "published, absolute", "below 0.01 of the largest"
    one, strong = (errors[subset, "one-shot", published] for subset in ("all", "strong l1"))
    form = "path quadratic"
    path, first, nothing = (errors["strong l1", "one-shot", name] for name in (form, f"{form} with gradient", null))
    after = {name: errors["all", "retrained", name] for name in (published, "exact mask")}
    return {
        f"Published formula against one-shot loss: {sig(one)} off over all settings, {sig(strong)} with strong "
        f"ℓ_1 penalty.": bool(strong < one),
        f"It promises more than one-shot pruning reaches in all {len(table)} networks.": always(
            table.array("ratio") > table.array("measured one-shot")
        ),
        f"With strong ℓ_1 penalty counting weights below 1 % of the largest is nearer ({sig(nothing)}), the quadratic "
        f"on the path nearer still ({sig(path)}), and with the gradient, which is not 0 there, nearest "
        f"({sig(first)}).": bool(first < 0.5 * path and path < nothing < strong),
        f"After retraining the published formula is {sig(after[published])} off, real masks with Gauss-Newton "
        f"curvature "
        f"{sig(after['exact mask'])}.": bool(after["exact mask"] < after[published]),
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
    return caption_of(what_is_drawn("trained networks", tables["pruning_limits_of_networks"]), claims(tables))


def what_is_drawn(networks: str, study: Table) -> str:
    """The part of the caption that is no claim.

    Parameters
    ----------
    networks : str
        What they are called.
    study : lqtheory.tables.Table
        Their rows.

    Returns
    -------
    str
    """
    return (
        f"Share of weights kept, predicted against measured, for {networks}; above against the loss without "
        "retraining, below after retraining of the best mask found. Bars: interval of the curvature estimate; "
        "numbers: mean absolute error of the pruned share over all settings and over those with strong ℓ_1 penalty. "
        "Measured shares are those of single networks, one point for each of "
        f"{seeds(study)}, so without intervals. "
        "Every prediction assumes a quadratic loss, those called slice and the published formula also eigenvectors "
        "in general position; the last column is a null that knows no theory."
    )


def seeds(table: Table) -> str:
    """How many training seeds the settings have, in words.

    Parameters
    ----------
    table : lqtheory.tables.Table
        Rows of the networks.

    Returns
    -------
    str
    """
    return counts((len(part.unique("replicate")) for _, part in table.groups("network")), "training seed")


def _points(ax: Axes, part: Table, definition: str, look: dict[str, Any], floor: float) -> None:
    measured = 1.0 - part.array(f"measured {definition}")
    kept, least, most = (1.0 - part.array(column) for column in ("ratio", "high", "low"))
    inside = kept >= floor
    ax.vlines(
        measured, np.maximum(least, floor), np.maximum(most, floor), color=look["color"], linewidth=0.4, alpha=0.6
    )
    style = {"linestyle": "none", "markersize": 2.4, "markerfacecolor": "none", "markeredgewidth": 0.6}
    ax.plot(measured[inside], kept[inside], **style, color=look["color"], marker=look["marker"])
    ax.plot(measured[~inside], np.full((~inside).sum(), floor), **style, color=look["color"], marker="v")


def _axes(ax: Axes, floor: float) -> None:
    ends = (1.15, 0.85 * floor)
    ax.set(xscale="log", yscale="log", xlim=ends, ylim=ends)
    ax.plot(ends, ends, color="0.6", linewidth=0.6, zorder=0)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(FixedLocator([1, 0.3, 0.1, 0.03] if floor > 0.01 else [1, 0.1, 0.01]))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}"))
    ax.tick_params(labelsize=6)
    for axis in (ax.xaxis, ax.yaxis):  # also where a neighbour has the label over two columns
        axis.label.set_size(7)
    ax.title.set_size(6.5)
