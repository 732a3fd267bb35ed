"""What is certified for the sample beside what is stated about unseen inputs: errors above, correct answers below.

For the sample: the largest gated bound of the error, and the share certified correct. For unseen inputs: the radius of
split conformal prediction, which the error at one of them exceeds with probability at most 5 %, and the lower
Clopper-Pearson limit of the probability that one is certified correct.
"""

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
from paper_figures.captions import always, caption_of, counts, nearest, sig
from paper_figures.pruning_rules import share_axis
from paper_figures.widths import OneColumn

TABLES = (("certificates_of_pruned_networks", 5),)
IN_ONE_COLUMN = OneColumn(2, 6.0, by="column")

_SEEDS = (0.0, 0.5, 1.0)
_UNSEEN = (0, (4, 2))
_RULES = {
    "magnitude": (COLOURS["blue"], "o", "magnitude"),
    "structured": (COLOURS["orange"], "s", "whole neurons removed"),
}
_BOUND = "gated"


def draw(tables: Mapping[str, Table]) -> Figure:
    """A column for each penalty, a colour for each rule; solid: for the sample, dashed: for unseen inputs.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["certificates_of_pruned_networks"]
    names = _drawn(table)
    figure = Figure(figsize=(style.TWO_COLUMNS, 4.6), layout="constrained")
    axes = figure.subplots(2, len(names), sharex=True, sharey="row", squeeze=False)
    for column, name in zip(axes.T, names, strict=True):
        part = table.where(network=name)
        penalty = part.column("l1")[0]
        column[0].set_title(rf"$\ell_1$ penalty {penalty:g}" if penalty else r"no $\ell_1$ penalty")
        for rule, (colour, marker, label) in _RULES.items():
            _errors(column[0], part.where(rule=rule), {"color": colour, "marker": marker}, label)
            _answers(column[1], part.where(rule=rule), {"color": colour, "marker": marker})
        _finish(column)
    axes[0, 0].set_ylabel("largest error | conformal radius")
    axes[1, 0].set_ylabel("certified correct | lower limit")
    handles, labels = axes[0, 0].get_legend_handles_labels()
    title = (
        "points: certificates of the inputs of a sample, valid for no others;\n"
        "dashed: statements about one unseen input, at 95 %"
    )
    figure.legend(handles, labels, loc="outside lower center", ncols=2, title=title, title_fontsize=7.5, fontsize=7)
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
    rows = tables["certificates_of_pruned_networks"].where(bound=_BOUND)
    names = _drawn(rows)
    rows = rows.filter(lambda row: row["rule"] in _RULES and row["network"] in names)
    limit, share = rows.array("unseen"), rows.array("certified_accuracy")
    held = {
        f"The lower limit for unseen inputs is below the certified share of the sample in all {len(rows)} rows, by up "
        f"to {sig((share - limit).max())}.": always(limit <= share),
        "The conformal radius is at most the largest bound of the sample in every row.": always(
            rows.array("conformal") <= rows.array("largest")
        ),
    }
    strongest = nearest(rows.where(l1=max(rows.unique("l1"))), "density", 0.1)
    kept = {rule: np.median(strongest.where(rule=rule).array("certified_accuracy")) for rule in _RULES}
    held[
        f"With the strongest ℓ_1 penalty and {100 * strongest.column('density')[0]:g} % kept, "
        f"{sig(kept['magnitude'])} of the sample is certified "
        f"correct after "
        f"pruning by magnitude and {sig(kept['structured'])} after removing neurons (medians)."
    ] = bool(kept["magnitude"] > kept["structured"])
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
    rows = tables["certificates_of_pruned_networks"]
    parts = (part for (name, rule), part in rows.groups("network", "rule") if name in _drawn(rows) and rule in _RULES)
    seeds = [len(part.unique("replicate")) for part in parts]
    drawn = (
        "Networks pruned by magnitude or by whole neurons. Points: certificates of the test inputs of a sample "
        "(largest gated bound, share certified correct), counted there and valid for no others. Dashed: statements "
        "about one unseen "
        "input, at 95 %, which assume that it is exchangeable with the sample (radius of split conformal "
        "prediction, lower Clopper-Pearson limit). All are medians of "
        f"{counts(seeds, 'training seed')}; bars and bands reach from the lowest to the highest."
    )
    return caption_of(drawn, claims(tables))


def _errors(ax: Axes, part: Table, look: Mapping[str, Any], label: str) -> None:
    rows = part.where(bound=_BOUND).filter(lambda row: row["density"] < 1)  # where all weights are kept it is 0
    settings = {**look, "linewidth": 1.1}
    style.median_points(ax, rows, "density", "largest", **settings | {"linewidth": 0.5}, label=f"{label}: certified")
    settings["marker"] = "None"
    quantile_band(ax, rows, "density", "conformal", _SEEDS, **settings, linestyle=_UNSEEN, label=f"{label}: unseen")


def _answers(ax: Axes, part: Table, look: Mapping[str, Any]) -> None:
    rows = part.where(bound=_BOUND)
    settings = {**look, "linewidth": 1.1}
    style.median_points(ax, rows, "density", "certified_accuracy", **settings | {"linewidth": 0.5})
    settings["marker"] = "None"
    quantile_band(ax, rows, "density", "unseen", _SEEDS, **settings, linestyle=_UNSEEN)


def _finish(column: Any) -> None:
    column[0].set(yscale="log", ylim=(1e-6, 200))
    column[0].yaxis.set_major_locator(LogLocator(numticks=6))
    column[0].yaxis.set_minor_locator(NullLocator())
    column[1].set(xscale="log", xlim=(1.0, 0.019), ylim=(-0.02, 1.02), xlabel="share of weights kept, at most (%)")
    column[1].yaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
    share_axis(column[1])


def _drawn(table: Table) -> list[str]:
    """The networks on MNIST; where there are none, all."""
    return [name for name in table.unique("network") if "mnist" in name] or table.unique("network")
