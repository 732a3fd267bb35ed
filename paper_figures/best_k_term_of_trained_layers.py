"""Best k-term error of every layer of trained networks: measured, predicted sharply, predicted by Stechkin."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS, curves
from lqtheory.tables import Table
from paper_figures import style

TABLES = (("best_k_term_of_trained_layers", 1),)
_COLOURS = {0.25: ("1/4", COLOURS["vermilion"]), 1.0: ("1", COLOURS["blue"])}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A row of panels for each network, a column for each layer; bounds from two of the stored exponents.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["best_k_term_of_trained_layers"]
    models, layers = table.unique("model"), table.unique("layer")
    figure = Figure(figsize=(style.TWO_COLUMNS, 0.8 + 1.5 * len(models)), layout="constrained")
    axes = figure.subplots(len(models), len(layers), sharex=True, sharey=True, squeeze=False)
    for row, model in zip(axes, models, strict=True):
        for ax, layer in zip(row, layers, strict=True):
            _panel(ax, table.where(model=model, layer=layer))
        row[0].set_ylabel(f"{style.TITLES[model]}\n" + r"$\sigma_k(w)_2\,/\,\|w\|_2$")
    for number, ax in enumerate(axes[0], start=1):
        ax.set_title(f"layer {number}")
    for ax in axes[-1]:
        ax.set_xlabel("share of weights kept $k/n$")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5, columnspacing=1.2, handlelength=1.8)
    return figure


def _panel(ax: Axes, part: Table) -> None:
    ax.axhline(1.0, color="0.75", linewidth=0.6, zorder=0)
    for q, (text, colour) in _COLOURS.items():
        sharp = {"color": colour, "label": f"sharp, $q={text}$"}
        stechkin = {"color": colour, "linestyle": (0, (2, 1.5)), "linewidth": 0.9, "label": f"Stechkin, $q={text}$"}
        curves(ax, part.where(q=q), "density", {"predicted": sharp, "predicted_stechkin": stechkin})
    measured = {**style.MEASURED, "label": "measured"}
    curves(ax, part.where(q=next(iter(_COLOURS))), "density", {"measured": measured})
    ax.set(xlim=(0, 1), ylim=(1e-3, 3), yscale="log")
    ax.text(0.98, 0.96, f"$n={part.column('n')[0]}$", transform=ax.transAxes, ha="right", va="top", fontsize=7)
