"""The ladder of bounds against the measured output error of networks pruned by magnitude, and what each certifies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator, PercentFormatter

from lqtheory.figures import COLOURS, quantile_band
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, counts, nearest, sig, span
from paper_figures.pruning_rules import share_axis
from paper_figures.widths import OneColumn

TABLES = (("certificates_of_pruned_networks", 5),)
IN_ONE_COLUMN = OneColumn(3, 7.6)

_DASHED, _DOTTED = (0, (4, 2)), (0, (1, 1.2))
_LOOKS: dict[str, dict[str, Any]] = {
    "B5": {"color": COLOURS["vermilion"], "marker": "v", "label": r"B5: a priori, $\ell_q$, $q=1/2$"},
    "B4": {"color": COLOURS["vermilion"], "marker": "v", "linestyle": _DASHED, "label": "B4: a priori, exact tails"},
    "B3": {"color": COLOURS["orange"], "marker": "s", "label": "B3: product of norms"},
    "B2": {"color": COLOURS["orange"], "marker": "s", "linestyle": _DASHED, "label": "B2"},
    "B1": {"color": COLOURS["blue"], "marker": "o", "label": "B1: telescoping"},
    "B0": {"color": COLOURS["blue"], "linestyle": _DOTTED, "label": "B0: hybrids"},
    "row": {"color": COLOURS["purple"], "marker": "D", "linestyle": _DASHED, "label": "row norms"},
    "entrywise": {"color": COLOURS["purple"], "marker": "D", "label": "entrywise"},
    "gated_rows": {"color": COLOURS["green"], "linestyle": _DASHED, "label": "gated, absolute rows"},
    "gated": {"color": COLOURS["green"], "linewidth": 1.6, "label": "gated telescoping"},
}
_SEEDS = (0.0, 0.5, 1.0)
_RULE = "magnitude"


def draw(tables: Mapping[str, Table]) -> Figure:
    """A column for each penalty: measured error, bounds over it, certified accuracy; bands from lowest to highest seed.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["certificates_of_pruned_networks"].where(rule=_RULE)
    names = _drawn(table)
    figure = Figure(figsize=(style.TWO_COLUMNS, 6.4), layout="constrained")
    axes = figure.subplots(
        3, len(names), sharex=True, sharey="row", squeeze=False, gridspec_kw={"height_ratios": [1, 1.6, 1.4]}
    )
    for column, name in zip(axes.T, names, strict=True):
        part = table.where(network=name)
        penalty = part.column("l1")[0]
        column[0].set_title(rf"$\ell_1$ penalty {penalty:g}" if penalty else r"no $\ell_1$ penalty")
        _errors(column[0], part)
        _ratios(column[1], part)
        _certified(column[2], part)
    for ax, label in zip(
        axes[:, 0], ("measured error", "bound / measured error", "certified correct (share)"), strict=True
    ):
        ax.set_ylabel(label)
    errors, bounds, shares = (ax.get_legend_handles_labels() for ax in axes[:, 0])
    handles, labels = ([*a, *b, c[-1]] for a, b, c in zip(errors, bounds, shares, strict=True))
    title = "medians over the sample; certificates hold for this sample only"
    figure.legend(
        handles, labels, loc="outside lower center", ncols=4, columnspacing=1.2, title=title,
        title_fontsize=7.5, fontsize=7,
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
    table = tables["certificates_of_pruned_networks"].where(rule=_RULE).filter(lambda row: row["bound"] in _LOOKS)
    names = _drawn(table)
    table = table.filter(lambda row: row["network"] in names)
    known = table.filter(lambda row: row["ratio"] is not None)
    strongest = nearest(table.where(l1=max(table.unique("l1"))), "density", 0.05)
    certified = {
        bound: np.median(strongest.where(bound=bound).array("certified_accuracy")) for bound in ("gated", "B1", "B5")
    }
    gated, first = (known.where(bound=bound).array("ratio") for bound in ("gated", "B1"))
    return {
        f"Every bound is at least the measured error, in all {len(known):,} rows where that is not zero.": always(
            known.array("ratio") >= 1
        ),
        "No more inputs are certified correct than are answered correctly.": always(
            table.array("certified_accuracy") <= table.array("pruned_accuracy")
        ),
        f"The gated bound is {span(gated)} times the measured error, telescoping (B1) {span(first)} times.": bool(
            np.median(gated) < np.median(first)
        ),
        f"With the strongest ℓ_1 penalty and {100 * strongest.column('density')[0]:g} % kept, the gated bound "
        f"certifies {sig(certified['gated'])} of "
        f"the inputs, "
        f"B1 {sig(certified['B1'])}, the a-priori ℓ_q bound B5 {sig(certified['B5'])}.": bool(
            certified["gated"] >= certified["B1"] >= certified["B5"]
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
    rows = tables["certificates_of_pruned_networks"].where(rule=_RULE)
    seeds = [len(part.unique("replicate")) for (name,), part in rows.groups("network") if name in _drawn(rows)]
    drawn = (
        "Networks pruned by magnitude, from top to bottom: measured output error, bounds over it, share of inputs "
        "certified correct; errors are medians over a sample of test inputs. Points: measured, median of "
        f"{counts(seeds, 'training seed')} with bars from the lowest to the highest; lines with bands, the same for "
        "bounds. The bounds assume Lipschitz activations; the a-priori ones (B4, B5) know weights and norms "
        "alone, the others also the activations of the sample, and hold for this sample only."
    )
    return caption_of(drawn, claims(tables))


def _errors(ax: Axes, part: Table) -> None:
    pruned = part.filter(lambda row: row["density"] < 1)  # where all weights are kept the error is 0, below the axis
    for bound, label, line in (("B1", "in the Euclidean norm", "-"), ("gated", "of the largest entry", _DASHED)):
        face = "black" if line == "-" else "white"
        look = {"color": "black", "linestyle": line, "linewidth": 0.6, "markerfacecolor": face, "markeredgewidth": 0.6}
        style.median_points(ax, pruned.where(bound=bound), "density", "measured", **look, label=f"error {label}")
    ax.set(yscale="log", ylim=(1e-6, 60))
    ax.yaxis.set_major_locator(LogLocator(numticks=5))
    ax.yaxis.set_minor_locator(NullLocator())


def _ratios(ax: Axes, part: Table) -> None:
    ax.axhline(1.0, color="0.75", linewidth=0.6, zorder=0)
    known = part.filter(lambda row: row["ratio"] is not None)
    for bound, look in _LOOKS.items():
        quantile_band(
            ax, known.where(bound=bound), "density", "ratio", _SEEDS, **{"linewidth": 1.0, "markersize": 2.2, **look}
        )
    ax.set(yscale="log", ylim=(0.7, 1e8))
    ax.yaxis.set_major_locator(LogLocator(numticks=9))
    ax.yaxis.set_minor_locator(NullLocator())


def _certified(ax: Axes, part: Table) -> None:
    for bound, look in _LOOKS.items():
        quantile_band(
            ax,
            part.where(bound=bound),
            "density",
            "certified_accuracy",
            _SEEDS,
            **{"linewidth": 1.0, "markersize": 2.2, **look},
        )
    accuracy = {**style.MEASURED, "linewidth": 0.6, "marker": "s", "label": "accuracy of the pruned network"}
    style.median_points(ax, part.where(bound="gated"), "density", "pruned_accuracy", **accuracy)
    ax.set(xscale="log", xlim=(1.0, 0.019), ylim=(-0.02, 1.02), xlabel="share of weights kept (%)")
    ax.yaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
    share_axis(ax)


def _drawn(table: Table) -> list[str]:
    """The networks on MNIST; where there are none, all."""
    return [name for name in table.unique("network") if "mnist" in name] or table.unique("network")
