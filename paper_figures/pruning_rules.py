"""Accuracy or RMSE against the share of weights kept, for pruning rules that see the weights alone, and refit.

The rules that look at activations or second derivatives, or allocate optimally, are in
:mod:`paper_figures.pruning_rules_by_theory`. All are without retraining.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import caption_of, counts, nearest, seeds_of, sig
from paper_figures.widths import OneColumn

TABLES = (("pruning_rules", 1),)

_DASHED, _DOTTED = (0, (4, 2)), (0, (1, 1.3))
_NEURONS = COLOURS["sky"]
LOOKS: dict[str, dict[str, Any]] = {
    "magnitude": {"color": COLOURS["black"], "linewidth": 1.5, "label": "global magnitude"},
    "magnitude_layer": {"color": "0.45", "linestyle": _DASHED, "label": "same share of each layer"},
    "magnitude_neuron": {"color": "0.65", "linestyle": _DOTTED, "label": "same share of each neuron"},
    "adaptive_q05_reconstructed": {
        "color": COLOURS["vermilion"],
        "marker": "v",
        "linestyle": _DOTTED,
        "label": r"$\ell_q$-adaptive, $q=.5$ (reconstructed)",
    },
    "adaptive_q09_reconstructed": {
        "color": COLOURS["vermilion"],
        "marker": "v",
        "label": r"$\ell_q$-adaptive, $q=.9$ (reconstructed)",
    },
    "relative": {
        "color": COLOURS["orange"],
        "marker": "D",
        "linestyle": _DASHED,
        "label": "exact relative tolerance (reconstructed)",
    },
    "absolute": {"color": COLOURS["orange"], "marker": "D", "label": "absolute tolerance"},
    "allocation_activation": {
        "color": COLOURS["purple"],
        "marker": "P",
        "linestyle": _DASHED,
        "label": "allocation of squares, rms($h$)",
    },
    "allocation": {
        "color": COLOURS["purple"],
        "marker": "d",
        "linestyle": _DOTTED,
        "label": "allocation of squares",
    },
    "allocation_layers_activation": {
        "color": COLOURS["vermilion"],
        "marker": "*",
        "linestyle": _DASHED,
        "label": "allocation of layer errors, rms($h$)",
    },
    "allocation_layers": {
        "color": COLOURS["vermilion"],
        "marker": "*",
        "label": "allocation of layer errors",
    },
    "activation": {"color": COLOURS["sky"], "marker": "P", "label": r"$|w|\,\mathrm{rms}(h)$"},
    "dictionary_reconstructed": {
        "color": COLOURS["green"],
        "marker": "o",
        "linewidth": 0.8,
        "label": "dictionary theorem (reconstructed)",
    },
    "obd": {"color": COLOURS["green"], "marker": "x", "label": "OBD (Gauss-Newton)"},
    "activation_jacobian": {"color": COLOURS["blue"], "label": r"$|w|\,\mathrm{rms}(h)\,\mathrm{rms}(J)$"},
    "magnitude_refit": {"color": COLOURS["black"], "marker": "o", "linewidth": 0.8, "label": "magnitude + refit"},
    "activation_jacobian_refit": {
        "color": COLOURS["blue"],
        "marker": "s",
        "linewidth": 0.8,
        "label": r"$|w|\,\mathrm{rms}(h)\,\mathrm{rms}(J)$ + refit",
    },
    "structured": {"color": _NEURONS, "marker": "^", "linestyle": _DASHED, "label": "whole neurons removed"},
    "structured_refit": {"color": _NEURONS, "marker": "^", "linewidth": 0.8, "label": "neurons removed + refit"},
}
#: Rules that are drawn here.
RULES = (
    "magnitude",
    "magnitude_layer",
    "magnitude_neuron",
    "adaptive_q05_reconstructed",
    "adaptive_q09_reconstructed",
    "relative",
    "absolute",
    "magnitude_refit",
    "structured",
    "structured_refit",
)
IN_ONE_COLUMN = OneColumn(
    2,
    8.0,
    by="column",
    only=tuple(LOOKS[rule]["label"] for rule in RULES if rule not in ("adaptive_q05_reconstructed", "absolute")),
)
#: Data sets that have a column.
DRAWN = ("mnist", "fashion_mnist", "cifar10", "california_housing")
_LIMITS = {"mnist": (40, 101), "fashion_mnist": (30, 92), "cifar10": (8, 56), "california_housing": (0.45, 2.35)}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A column for each data set, trained without l1 above and with l1 below; bars from the lowest to the highest seed.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    return drawn_rules(tables["pruning_rules"], RULES)


def drawn_rules(table: Table, rules: Sequence[str]) -> Figure:
    """Some of the rules, in a panel for each family of networks.

    Parameters
    ----------
    table : lqtheory.tables.Table
        That of the experiment.
    rules : sequence of str
        Some of ``LOOKS``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    present = [data for data in DRAWN if data in table.unique("data")] or table.unique("data")
    figure = Figure(figsize=(style.TWO_COLUMNS, 6.6), layout="constrained")
    axes = figure.subplots(2, len(present), sharex=True, squeeze=False)
    for column, data in zip(axes.T, present, strict=True):
        part = table.where(data=data)
        for ax, penalised in zip(column, (False, True), strict=True):
            _panel(ax, part.filter(lambda row, want=penalised: (row["l1"] > 0) == want), data, rules)
        column[0].set_ylabel("test RMSE" if part.column("measure")[0] == "RMSE" else "test accuracy (%)")
        column[1].set_ylabel(column[0].get_ylabel())
        column[1].set_xlabel("weights kept (%)")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    title = f"{_seeds(table)}: mean, lowest and highest"
    figure.legend(
        handles, labels, loc="outside lower center", ncols=3, columnspacing=1.2, handlelength=2.2,
        title=title, title_fontsize=7.5, fontsize=7,
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
    held = {}
    for where, unit, sign, score in compared(tables["pruning_rules"]):
        names = ("magnitude", "adaptive_q09_reconstructed", "magnitude_neuron", "magnitude_refit")
        magnitude, adaptive, neuron, refit = (score[name] for name in names)
        held[
            f"{where}: {unit} {sig(adaptive)} by the adaptive rule as reconstructed (q = 0.9), {sig(magnitude)} by "
            f"global magnitude, {sig(refit)} by magnitude with refit, each no worse than the one before; {sig(neuron)} "
            "with the same share of each neuron."
        ] = sign * adaptive <= sign * magnitude <= sign * refit and sign * neuron <= sign * magnitude
    return held


def compared(table: Table) -> Iterator[tuple[str, str, int, dict[str, float]]]:
    """Scores at the share at which captions compare rules, of the networks trained with a penalty.

    Parameters
    ----------
    table : lqtheory.tables.Table
        That of the experiment.

    Yields
    ------
    (str, str, int, dict of str to float)
        For each data set: where, the score's name, 1 if larger scores are better (else -1), and scores by rule.
    """
    for data in [name for name in DRAWN if name in table.unique("data")]:
        rows = nearest(table.where(data=data).filter(lambda row: row["l1"] > 0), "density", 0.05)
        regression = rows.column("measure")[0] == "RMSE"
        where = f"{style.DATA[data]} with ℓ_1 penalty, {100 * rows.column('density')[0]:g} % kept"
        score = {row["rule"]: row["score"] for row in rows}
        yield where, "RMSE" if regression else "accuracy", -1 if regression else 1, score


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
    drawn = drawn_words(
        tables["pruning_rules"], "rules that see the weights alone, and for magnitude and neurons refit"
    )
    words = " The ℓ_q-adaptive rule is a reconstruction of the paper's, whose text was not read."
    return caption_of(drawn + words, claims(tables))


def drawn_words(table: Table, rules: str) -> str:
    """What is drawn.

    Parameters
    ----------
    table : lqtheory.tables.Table
        That of the experiment.
    rules : str
        Of which rules.

    Returns
    -------
    str
    """
    return (
        "Test accuracy, or error in the case of California Housing, against the share of weights kept, without "
        f"retraining, for {rules}; mean of {_seeds(table)}, bars from the lowest to the highest. All is measured."
    )


def _seeds(table: Table) -> str:
    return counts(seeds_of(table.column("model")), "training seed")


def _panel(ax: Axes, part: Table, data: str, rules: Sequence[str]) -> None:
    ax.axhline(part.column("dense")[0], color="0.75", linewidth=0.6, zorder=0)
    for rule in rules:
        look, rows = LOOKS[rule], part.where(rule=rule).sorted_by("density")
        if not len(rows):
            continue
        score = rows.array("score")
        spread = np.maximum([score - rows.array("lowest"), rows.array("highest") - score], 0)  # equal scores, rounded
        settings = {"linewidth": 1.0, "markersize": 2.8, "elinewidth": 0.5, "capsize": 0, **look}
        ax.errorbar(rows.array("density"), score, yerr=spread, **settings)
    ax.set(xscale="log", xlim=(1.1, 0.018), ylim=_LIMITS.get(data))
    share_axis(ax)
    ax.yaxis.set_major_locator(MaxNLocator(5))
    ax.set_title(f"{style.DATA.get(data, data)},\n{style.penalty_label(part.column('l1')[0])}")


def share_axis(ax: Axes) -> None:
    """Ticks in percent on a logarithmic axis of shares.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Its horizontal axis is changed.
    """
    ax.xaxis.set_major_locator(FixedLocator([1, 0.5, 0.2, 0.1, 0.05, 0.02]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}"))
