"""Keep counts of trained neurons by q-mass and by one relative tolerance, against the best ones, and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FormatStrFormatter, NullLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, nearest, span
from paper_figures.widths import OneColumn

TABLES = (("allocation_against_relative_rule", 1),)
IN_ONE_COLUMN = OneColumn(
    2, 8.6, words={"Upper row:": "Upper two rows:", "Lower row:": "Lower two rows:", "above:": "upper rows:"}
)
_LOOKS: dict[str, dict[str, Any]] = {
    "relative": {
        "color": COLOURS["vermilion"],
        "marker": "v",
        "linestyle": (0, (4, 2)),
        "label": "one relative tolerance, sharp counts (reconstructed)",
    },
    "relative_exact": {
        "color": COLOURS["orange"],
        "marker": "D",
        "linestyle": (0, (1, 1.3)),
        "label": "one relative tolerance, true counts",
    },
    "q_mass": {"color": COLOURS["blue"], "marker": "o", "label": "optimal by $q$-mass"},
}
#: Share kept at which counts of neurons are drawn, and the rules that are drawn there.
_SHARE = 0.1
_COUNTED = ("relative", "q_mass")


def draw(tables: Mapping[str, Table]) -> Figure:
    """A column for each layer: counts of its neurons above, errors of the layer below.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["allocation_against_relative_rule"]
    layers = [(model, layer, part) for (model, layer), part in table.groups("model", "layer")]
    figure = Figure(figsize=(style.TWO_COLUMNS, 4.6), layout="constrained")
    axes = figure.subplots(2, len(layers), squeeze=False)
    for ax in axes[1, 1:]:
        ax.sharey(axes[1, 0])
        ax.tick_params(labelleft=False)
    for number, (above, below, (model, _, part)) in enumerate(zip(*axes, layers, strict=True)):
        _counts(above, nearest(part, "density", _SHARE))
        _errors(below, part)
        above.set_title(f"{style.TITLES[model]},\nlayer {1 + [m for m, *_ in layers[:number]].count(model)}")
        above.set_xlabel("weights kept, best")
        below.set_xlabel("weights kept (%)")
    axes[0, 0].set_ylabel("weights of a neuron kept")
    axes[1, 0].set_ylabel("error above the least (%)")
    handles, labels = axes[1, 0].get_legend_handles_labels()
    title = f"above: points are neurons, {100 * _SHARE:g} % of the layer kept; line: as the best allocation"
    figure.legend(
        handles, labels, loc="outside lower center", ncols=3, columnspacing=1.2, title=title, title_fontsize=7.5
    )
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
    table = tables["allocation_against_relative_rule"]
    held = {}
    for l1, words in ((False, "without"), (True, "with")):
        part = table.filter(lambda row, l1=l1: row["model"].endswith("_l1") == l1)
        if not len(part):
            continue
        excess = {rule: _excess(part, rule) for rule in _LOOKS}
        held[
            f"Networks trained {words} ℓ_1 penalty: the error is {span(excess['relative'])} times the least one by one "
            f"relative tolerance, {span(excess['relative_exact'])} times with true counts, {span(excess['q_mass'])} "
            "times by q-mass, which is the nearest at every share."
        ] = always(
            (1 <= excess["q_mass"]) & (excess["q_mass"] < np.minimum(excess["relative"], excess["relative_exact"]))
        )
        tied = {rule: _correlations(part, rule) for rule in _COUNTED}
        held[
            f"The same, {100 * _SHARE:g} % kept: counts of neurons go with the best ones at a correlation of "
            f"{span(tied['q_mass'], 2)} by q-mass, of {span(tied['relative'], 2)} by one relative tolerance."
        ] = always(tied["q_mass"] > 0.9) and always(tied["relative"] < 0.5)
        loss = np.array(part.unique("loss"))
        held[
            f"The same: Stechkin's bound is {span(loss)} times as large with the counts of one relative tolerance as "
            "with those by q-mass."
        ] = always(loss > 1)
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
        "Keep counts of the neurons of trained layers under one budget. Upper row: counts by two rules against those "
        "of the best allocation, the largest weights of the layer. Lower row: by how much the ℓ_2 error of the layer "
        "exceeds the least one, against the share kept. The rule of one relative tolerance is a reconstruction of the "
        "paper's, whose text was not read; its sharp counts, and those by q-mass, see only ℓ_q and ℓ_2 norms of each "
        "neuron, at q = 1/2. All is computed on given weights, so without intervals; no bound is drawn."
    )
    return caption_of(drawn, claims(tables))


def _excess(table: Table, rule: str) -> np.ndarray:
    """Error of every layer at every share, over the least one."""
    parts = [part for _, part in table.groups("model", "layer", "density")]
    return np.sqrt([part.array(f"left_{rule}").sum() / part.array("left_best").sum() for part in parts])


def _correlations(table: Table, rule: str) -> np.ndarray:
    """Of the counts of a rule with the best ones, over the neurons of every layer."""
    parts = [part for _, part in nearest(table, "density", _SHARE).groups("model", "layer")]
    return np.array([np.corrcoef(part.array(f"kept_{rule}"), part.array("kept_best"))[0, 1] for part in parts])


def _counts(ax: Axes, part: Table) -> None:
    best = part.array("kept_best")
    ax.axline((0, 0), slope=1, color="0.75", linewidth=0.6, zorder=0)
    for rule in _COUNTED:
        look = {**_LOOKS[rule], "linestyle": "none", "label": None}
        ax.plot(best, part.array(f"kept_{rule}"), markersize=2.2, alpha=0.7, markeredgewidth=0, **look)
    ax.set(xlim=(0, None), ylim=(0, None))


def _errors(ax: Axes, part: Table) -> None:
    shares = sorted(part.unique("density"))
    parts = [part.where(density=share) for share in shares]
    for rule, look in _LOOKS.items():
        excess = np.concatenate([_excess(one, rule) for one in parts])
        ax.plot(100 * np.array(shares), 100 * (excess - 1), linewidth=1.0, markersize=3, **look)
    ax.set(xscale="log", yscale="log")
    ax.xaxis.set_major_locator(FixedLocator([2, 5, 10, 20, 30]))
    ax.yaxis.set_major_locator(FixedLocator([1, 3, 10, 30, 100, 300, 1000]))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FormatStrFormatter("%g"))
