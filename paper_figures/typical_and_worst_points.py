"""Points drawn from the l_q sphere have errors far below the worst one, and near those of a typical point by theory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, counts, sig
from paper_figures.style import MEASURED, POINT, SHARP, TWO_COLUMNS, bars
from paper_figures.widths import OneColumn

TABLES = (("typical_and_worst_points", 1),)
IN_ONE_COLUMN = OneColumn(1, 6.0)
_WORST: dict[str, Any] = {**SHARP, "linestyle": (0, (4, 2)), "label": "worst point, exact"}
_TYPICAL: dict[str, Any] = {"color": COLOURS["vermilion"], "linewidth": 1.1, "label": "typical point, large $N$"}
_DRAWN: dict[str, Any] = {**MEASURED, **POINT, "linestyle": "none", "label": "points drawn"}
#: Share of the entries at which the two are compared in the caption, which is that of the dossier.
_SHARE = 0.01


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each sphere.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["typical_and_worst_points"]
    spheres = table.unique("q")
    figure = Figure(figsize=(TWO_COLUMNS, 2.9), layout="constrained")
    axes = figure.subplots(1, len(spheres), sharex=True, squeeze=False)[0]
    for ax, q in zip(axes, spheres, strict=True):
        _panel(ax, table.where(q=q).sorted_by("k"))
        n = f"{table.column('n')[0]:,}".replace(",", r"\,")
        ax.set(title=rf"$q={q:g}$, $N={n}$", xlabel="entries kept $k/N$ (%)")
    axes[0].set_ylabel(r"best $k$-term error in $\ell_2$")
    handles, labels = axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, columnspacing=1.2)
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
    table = tables["typical_and_worst_points"]
    off = np.abs(table.array("measured") / table.array("predicted") - 1)
    known = table.filter(lambda row: row["inside"] is not None)
    inside = known.array("inside")
    held = {
        f"No draw exceeds the worst point, at all {len(table)} places.": always(
            table.array("largest") <= table.array("worst")
        ),
        f"Medians of the draws are within {100 * off.max():.2g} % of the typical point by theory.": always(off < 0.02),
        f"At least {100 * inside.min():g} % of the draws are in the interval of the theorem, at all {len(known)} places"
        " where it says anything; 95 % are promised.": always(inside >= 0.95),
    }
    for q, part in ((q, table.where(q=q)) for q in table.unique("q")):
        (row,) = part.where(k=round(_SHARE * part.column("n")[0]))
        held[
            f"q = {q:g}, {100 * _SHARE:g} % kept: {sig(row['predicted'])} at a typical point, {sig(row['worst'])} at "
            f"the worst, {sig(row['worst'] / row['predicted'])} times as much."
        ] = row["worst"] > 2 * row["predicted"] > 0
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
    table = tables["typical_and_worst_points"]
    drawn = (
        "Best k-term error in ℓ_2 of points of the unit ℓ_q sphere. Points: medians of "
        f"{counts(table.column('draws'), 'draw')} from the cone measure, bars from the 5 % to the 95 % quantile. "
        "Solid: a typical point, exact for many entries only; band: where 95 % of all points are by the theorem on "
        "typical points, which assumes the cone measure and says nothing at small k. Dashed: the worst point of the "
        "sphere, exact."
    )
    return caption_of(drawn, claims(tables))


def _panel(ax: Axes, part: Table) -> None:
    share = part.array("k") / part.array("n")
    known = part.filter(lambda row: row["low"] is not None)
    ax.fill_between(
        known.array("k") / known.array("n"), known.array("low"), known.array("high"),
        color=COLOURS["vermilion"], alpha=0.25, linewidth=0, label="95 % of all points, proved",
    )  # fmt: skip
    ax.plot(share, part.array("worst"), **_WORST)
    ax.plot(share, part.array("predicted"), **_TYPICAL)
    spread = bars(part.array("measured"), part.array("measured_low"), part.array("measured_high"))
    ax.errorbar(share, part.array("measured"), yerr=spread, **_DRAWN)
    ax.set(xscale="log", yscale="log")
    ax.xaxis.set_major_locator(FixedLocator([0.001, 0.01, 0.1, 1]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}"))
