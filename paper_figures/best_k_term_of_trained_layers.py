"""Best k-term error of every layer of trained networks: measured, predicted sharply, predicted by Stechkin."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS, curves
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, nearest, sig
from paper_figures.widths import OneColumn

TABLES = (("best_k_term_of_trained_layers", 1),)
IN_ONE_COLUMN = OneColumn(3, 5.6)
_COLOURS = {0.25: ("1/4", COLOURS["orange"]), 1.0: ("1", COLOURS["blue"])}


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
    table = tables["best_k_term_of_trained_layers"]
    measured, sharp, stechkin = (table.array(name) for name in ("measured", "predicted", "predicted_stechkin"))
    held = {
        f"The sharp bound is not below the measured error at any of {len(table):,} points.": always(measured <= sharp),
        f"It is up to {sig((stechkin / sharp).max())} times smaller than Stechkin's and never larger.": always(
            sharp <= stechkin
        ),
    }
    for model in table.unique("model"):
        rows, others = (
            nearest(table.where(model=name, layer=table.column("layer")[0], q=1.0), "density", 0.1)
            for name in (model, f"{model}_l1")
        )
        plain, sparse = rows.array("measured"), others.array("measured")
        if sparse.size:
            share = sig(100 * rows.column("density")[0])
            sentence = (
                f"With {share} % of the first layer of {style.TITLES[model]} kept, {sig(plain[0])} of the norm is lost"
            )
            held[f"{sentence}, with the ℓ_1 penalty {sig(sparse[0])}."] = always(sparse < plain)
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
        "Best k-term error of every layer of trained networks, relative to the Euclidean norm of the layer, against "
        "the share of weights kept. Solid lines: sharp bound over all vectors with the layer's ℓ_q norm; dashed: "
        "Stechkin's bound, for any dimension; both assume the ℓ_q norm and nothing else. Black points: measured; an "
        "exact computation on given weights, so without intervals."
    )
    return caption_of(drawn, claims(tables))


def _panel(ax: Axes, part: Table) -> None:
    ax.axhline(1.0, color="0.75", linewidth=0.6, zorder=0)
    for q, (text, colour) in _COLOURS.items():
        sharp = {"color": colour, "label": f"sharp, $q={text}$"}
        stechkin = {"color": colour, "linestyle": (0, (2, 1.5)), "linewidth": 0.9, "label": f"Stechkin, $q={text}$"}
        curves(ax, part.where(q=q), "density", {"predicted": sharp, "predicted_stechkin": stechkin})
    measured = {**style.MEASURED, "linewidth": 0.8, "marker": "o", "markersize": 2, "label": "measured"}
    curves(ax, part.where(q=next(iter(_COLOURS))), "density", {"measured": measured})
    ax.set(xlim=(0, 1), ylim=(1e-3, 3), yscale="log")
    ax.text(0.98, 0.96, f"$n={part.column('n')[0]}$", transform=ax.transAxes, ha="right", va="top", fontsize=7)
