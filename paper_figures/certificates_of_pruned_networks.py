"""The ladder of bounds against the measured output error of networks pruned by magnitude, and what each certifies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator, PercentFormatter

from lqtheory.figures import COLOURS, quantile_band
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.pruning_rules import share_axis

TABLES = (("certificates_of_pruned_networks", 4),)

_DASHED, _DOTTED = (0, (4, 2)), (0, (1, 1.2))
_LOOKS: dict[str, dict[str, Any]] = {
    "B5": {"color": COLOURS["vermilion"], "label": r"B5: a priori, $\ell_q$, $q=1/2$"},
    "B4": {"color": COLOURS["vermilion"], "linestyle": _DASHED, "label": "B4: a priori, exact tails"},
    "B3": {"color": COLOURS["orange"], "label": "B3: product of norms"},
    "B2": {"color": COLOURS["orange"], "linestyle": _DASHED, "label": "B2"},
    "B1": {"color": COLOURS["blue"], "label": "B1: telescoping"},
    "B0": {"color": COLOURS["blue"], "linestyle": _DOTTED, "label": "B0: hybrids"},
    "row": {"color": COLOURS["purple"], "linestyle": _DASHED, "label": "row norms"},
    "entrywise": {"color": COLOURS["purple"], "label": "entrywise"},
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
    names = [name for name in table.unique("network") if "mnist" in name] or table.unique("network")
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
    handles, labels = axes[1, 0].get_legend_handles_labels()
    extra, more = axes[2, 0].get_legend_handles_labels()
    title = "medians over the sample; certificates hold for this sample only"
    figure.legend(
        [*handles, extra[-1]], [*labels, more[-1]], loc="outside lower center", ncols=4, columnspacing=1.2, title=title,
        title_fontsize=7.5, fontsize=7,
    )  # fmt: skip
    return figure


def _errors(ax: Axes, part: Table) -> None:
    pruned = part.filter(lambda row: row["density"] < 1)  # where all weights are kept the error is 0, below the axis
    for bound, label, line in (("B1", "Euclidean norm", "-"), ("gated", "largest entry", _DASHED)):
        look = {"color": "black", "linestyle": line, "linewidth": 1.1, "label": label}
        quantile_band(ax, pruned.where(bound=bound), "density", "measured", _SEEDS, **look)
    ax.set(yscale="log", ylim=(1e-6, 60))
    ax.yaxis.set_major_locator(LogLocator(numticks=5))
    ax.yaxis.set_minor_locator(NullLocator())
    if ax.get_subplotspec().is_first_col():
        ax.legend(loc="lower right", fontsize=6.5)


def _ratios(ax: Axes, part: Table) -> None:
    ax.axhline(1.0, color="0.75", linewidth=0.6, zorder=0)
    known = part.filter(lambda row: row["ratio"] is not None)
    for bound, look in _LOOKS.items():
        quantile_band(ax, known.where(bound=bound), "density", "ratio", _SEEDS, **{"linewidth": 1.0, **look})
    ax.set(yscale="log", ylim=(0.7, 1e8))
    ax.yaxis.set_major_locator(LogLocator(numticks=9))
    ax.yaxis.set_minor_locator(NullLocator())


def _certified(ax: Axes, part: Table) -> None:
    for bound, look in _LOOKS.items():
        quantile_band(
            ax, part.where(bound=bound), "density", "certified_accuracy", _SEEDS, **{"linewidth": 1.0, **look}
        )
    accuracy = {**style.MEASURED, "label": "accuracy of the pruned network"}
    quantile_band(ax, part.where(bound="gated"), "density", "pruned_accuracy", _SEEDS, **accuracy)
    ax.set(xscale="log", xlim=(1.0, 0.019), ylim=(-0.02, 1.02), xlabel="share of weights kept (%)")
    ax.yaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
    share_axis(ax)
