"""Pruning curves of trained layers and the predictions of four fitted laws of random weights, with their ratios."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FormatStrFormatter, NullLocator, PercentFormatter

from lqtheory.figures import COLOURS, quantile_band
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import caption_of, counts, sig
from paper_figures.widths import OneColumn

TABLES = (("pruning_curves_of_random_weights", 1),)
IN_ONE_COLUMN = OneColumn(3, 6.4)
_LAWS = {
    "gauss": ("Gaussian", COLOURS["blue"], (0, (4, 1.5))),
    "laplace": ("Laplace", COLOURS["green"], (0, (1, 1))),
    "student": ("Student", COLOURS["orange"], (0, (5, 1.2, 1, 1.2))),
    "ggd": ("generalised Gaussian", COLOURS["vermilion"], "-"),
}
_CURVE, _RATIO = ("predicted", "low", "high"), ("ratio", "ratio_low", "ratio_high")
_COLUMNS = ("model", "training_seed", "layer", "fit", "law", "density", "n", "measured", *_CURVE, *_RATIO)
_MEDIAN = (0.5, 0.5, 0.5)
_MEASURED = {**style.MEASURED, "linewidth": 0.6}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Curves above, ratios to the measured ones below, for each of two networks; a column for each layer.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``. Networks on MNIST are drawn; the ones on digits where those are missing.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["pruning_curves_of_random_weights"].select(*_COLUMNS)
    models = [m for m in table.unique("model") if "mnist" in m] or table.unique("model")
    layers = table.unique("layer")
    figure = Figure(figsize=(style.TWO_COLUMNS, 0.9 + 2.85 * len(models)), layout="constrained")
    heights = [1.25, 1.0] * len(models)
    axes = figure.subplots(
        2 * len(models), len(layers), sharex=True, sharey="row", squeeze=False, height_ratios=heights
    )
    for number, model in enumerate(models):
        above, below = axes[2 * number], axes[2 * number + 1]
        fit = "live" if model.endswith("_l1") else "likelihood"
        for position, layer in enumerate(layers):
            part = table.where(model=model, layer=layer, fit=fit)
            _curves(above[position], part)
            _ratios(below[position], part)
            n = f"{part.column('n')[0]:,}".replace(",", r"\,")
            above[position].set_title(f"{style.TITLES[model]}, layer {position + 1}")
            above[position].text(
                0.97, 0.93, f"$n={n}$", transform=above[position].transAxes, ha="right", va="top", fontsize=7
            )
        above[0].set_ylabel(r"$\sigma_k^2\,/\,\|w\|_2^2$")
        below[0].set_ylabel("predicted / measured")
    for ax in axes[-1]:
        ax.set_xlabel("share of weights kept $k/n$")
    handles = [Line2D([], [], color=c, linestyle=s, linewidth=1.1, label=text) for text, c, s in _LAWS.values()]
    handles.insert(0, Line2D([], [], **_MEASURED, marker="o", markersize=2.4, label="measured"))
    title = (
        "laws fitted by maximum likelihood, with the $\\ell_1$ penalty to the live weights alone;\n"
        f"medians over {_seeds(table)}; bands: 95 % by the central limit theorem"
    )
    figure.legend(
        handles=handles, loc="outside lower center", ncols=5, columnspacing=1.4, handlelength=2.4,
        title=title, title_fontsize=7.5,
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
    table = tables["pruning_curves_of_random_weights"].filter(
        lambda row: row["ratio"] is not None and row["density"] <= 0.5
    )
    held = {}
    for suffix, fit, words in (("", "likelihood", "Without penalty"), ("_l1", "live", "With the ℓ_1 penalty")):
        part = table.filter(lambda row, s=suffix, f=fit: row["model"].endswith("_l1") == bool(s) and row["fit"] == f)
        error = {law: np.median(np.abs(part.where(law=law).array("ratio") - 1)) for law in _LAWS}
        held[
            f"{words} the median of |ratio - 1| up to half of the weights is {sig(error['ggd'], 2)} for the "
            f"generalised Gaussian law, "
            f"{sig(error['gauss'], 2)} for the Gaussian."
        ] = bool(error["ggd"] < error["gauss"])
        held[f"{words} the generalised Gaussian law is the nearest of the four."] = min(error, key=error.get) == "ggd"
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
    drawn = (
        "Relative squared error of pruning a layer by magnitude against the share kept, and its ratio to the "
        f"predictions of {len(_LAWS)} laws of independent weights fitted to the layer by maximum likelihood. Black "
        f"points: measured, median over {_seeds(tables['pruning_curves_of_random_weights'])}, bars from the lowest to "
        "the highest. Lines: predictions, bands: 95 % by "
        "the central limit theorem, which assume independent weights of the fitted law."
    )
    return caption_of(drawn, claims(tables))


def _seeds(table: Table) -> str:
    return counts((len(part.unique("training_seed")) for _, part in table.groups("model")), "seed")


def _band(ax: Axes, rows: Table, columns: tuple[str, str, str], law: str) -> None:
    """The median prediction of a law over the seeds, between the medians of its ends."""
    _, colour, dashes = _LAWS[law]
    for column in columns[1:]:
        quantile_band(ax, rows.select("density", column), "density", column, _MEDIAN, color=colour, linewidth=0)
    low, high = (line.get_ydata() for line in ax.lines[-2:])
    ax.fill_between(ax.lines[-1].get_xdata(), low, high, color=colour, alpha=0.25, linewidth=0)
    middle = rows.select("density", columns[0])
    quantile_band(ax, middle, "density", columns[0], _MEDIAN, color=colour, linestyle=dashes, linewidth=1.1)


def _curves(ax: Axes, part: Table) -> None:
    for law in _LAWS:
        _band(ax, part.where(law=law), _CURVE, law)
    style.median_points(ax, part.where(law="gauss"), "density", "measured", **_MEASURED)
    ax.set(ylim=(0, 1.25))
    ax.yaxis.set_major_locator(FixedLocator([0, 0.25, 0.5, 0.75, 1]))


def _ratios(ax: Axes, part: Table) -> None:
    ax.axhline(1.0, color=style.MEASURED["color"], linewidth=0.8)
    for law in _LAWS:
        rows = part.where(law=law).filter(lambda row: row["ratio"] is not None)
        _band(ax, rows, _RATIO, law)
    ax.set(xscale="log", yscale="log", xlim=(0.005, 0.9), ylim=(0.4, 2.5))
    ax.xaxis.set_major_locator(FixedLocator([0.01, 0.03, 0.1, 0.3, 0.9]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(PercentFormatter(xmax=1.0, decimals=0))
    ax.yaxis.set_major_locator(FixedLocator([0.5, 1, 2]))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter(FormatStrFormatter("%g"))
