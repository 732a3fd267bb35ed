"""Which network is more compressible: predicted share of weights against the share that pruning needs.

The share that the paper's index asks for is that of a reconstruction of its rule, and called so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, sig

TABLES = (("compressibility_of_networks", 1),)

_FACTORS: dict[str, dict[str, Any]] = {
    "l1": {"color": COLOURS["blue"], "marker": "o", "label": r"$\ell_1$ strength"},
    "width": {"color": COLOURS["vermilion"], "marker": "s", "label": "width"},
    "label noise": {"color": COLOURS["green"], "marker": "^", "label": "label noise"},
}
_SCORES = {
    "effective_sparsity": "$s_{q,2}$ rule\n(recon-\nstructed)",
    "paper_index": "$SI_q$ rule\n(recon-\nstructed)",
    "sharp_count": "sharp\ncount",
    "exact_count": "exact\ncount",
    "not_small": "above 1 %\nof largest",
}
_DATA = {"mnist": "MNIST", "digits": "digits"}
_NUDGE = {"l1": -0.22, "width": 0.0, "label noise": 0.22}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A row for each data set: the paper's index (rule reconstructed) against the need, and correlations of all scores.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["compressibility_of_networks"]
    present = [data for data in _DATA if data in table.unique("data")]
    figure = Figure(figsize=(style.TWO_COLUMNS, 0.6 + 2.2 * len(present)), layout="constrained")
    axes = figure.subplots(len(present), 3, squeeze=False, gridspec_kw={"width_ratios": [1, 1, 1.5]})
    for row, data in zip(axes, present, strict=True):
        part = table.where(data=data)
        _scatter(row[0], part.where(unit="network", score="paper_index"), f"{_DATA[data]}: whole network")
        _scatter(row[1], part.where(unit="layer 1", score="paper_index"), "first layer")
        _correlations(row[2], part.where(unit="network"))
    for ax in axes[-1, :2]:
        ax.set_xlabel("share from $SI_{1/2}$ (%)\n(rule reconstructed)")
    axes[0, 2].set_title("whole network: rank correlation")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    title = "share needed: kept by global magnitude within 1 point of the dense accuracy; networks differ in"
    figure.legend(handles, labels, loc="outside lower center", ncols=3, title=title, title_fontsize=7.5)
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
    table = tables["compressibility_of_networks"].where(unit="network", score="paper_index")
    held = {}
    for data in table.unique("data"):
        part = table.where(data=data)
        tau = {factor: part.where(factor=factor) for factor in part.unique("factor")}
        if "l1" in tau:
            row = tau["l1"]
            held[
                f"{_DATA.get(data, data)}: among networks that differ in ℓ_1 strength τ = "
                f"{sig(row.column('tau_needed')[0])} "
                f"({sig(row.column('tau_needed_low')[0])} to {sig(row.column('tau_needed_high')[0])}), clear of 0."
            ] = always(row.array("tau_needed_low") > 0)
        if "label noise" in tau:
            row = tau["label noise"]
            held[
                f"{_DATA.get(data, data)}: among networks that differ in label noise τ = "
                f"{sig(row.column('tau_needed')[0])}, and its interval contains 0."
            ] = always((row.array("tau_needed_low") < 0) & (row.array("tau_needed_high") > 0))
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
        "Left and middle: share of weights predicted by the index SI_q (rule reconstructed, not read) against the "
        "share that global magnitude needs to stay within 1 point of the dense accuracy; one point for each "
        "network. Right: Kendall's rank correlation of each score with that need, with 95 % bootstrap intervals. A "
        "score that ranks networks is no bound."
    )
    return caption_of(drawn, claims(tables))


def _scatter(ax: Axes, part: Table, title: str) -> None:
    for factor, look in _FACTORS.items():
        rows = part.where(factor=factor)
        ax.plot(rows.array("predicted"), rows.array("needed"), linestyle="none", markersize=3, alpha=0.8, **look)
    ax.set(xscale="log", yscale="log", title=title, ylabel="share needed (%)")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(FixedLocator([0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8]))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}"))


def _correlations(ax: Axes, part: Table) -> None:
    ax.axhline(0.0, color="0.75", linewidth=0.6, zorder=0)
    for factor, look in _FACTORS.items():
        for place, score in enumerate(_SCORES):
            rows = part.where(factor=factor, score=score)
            if not len(rows):
                continue
            tau, low, high = (rows.column(f"tau_needed{end}")[0] for end in ("", "_low", "_high"))
            spread = [[max(tau - low, 0.0)], [max(high - tau, 0.0)]]
            settings = {**look, "label": None, "markersize": 3.5, "elinewidth": 1.0, "linestyle": "none"}
            ax.errorbar([place + _NUDGE[factor]], [tau], yerr=spread, **settings)
    ax.set(ylim=(-1.05, 1.05), ylabel="Kendall's $\\tau$, 95 % interval")
    ax.set_xticks(range(len(_SCORES)), list(_SCORES.values()), fontsize=6.5)
