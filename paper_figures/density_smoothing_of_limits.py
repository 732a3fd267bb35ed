"""A density smoothed on a grid against direct quadrature of the same Ritz values, by spectral range."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, counts, sig, span
from paper_figures.style import POINT, TWO_COLUMNS, bars
from paper_figures.widths import OneColumn

TABLES = (("density_smoothing_of_limits", 1),)
IN_ONE_COLUMN = OneColumn(1, 5.2, words={"Left:": "Above:", "Right:": "Below:"})
_ERRORS: dict[str, dict[str, Any]] = {
    "direct": {"color": COLOURS["blue"], "marker": "o", "label": "direct quadrature"},
    "smoothed": {"color": COLOURS["vermilion"], "marker": "v", "label": "density smoothed on a grid"},
    "apart": {"color": "0.5", "marker": "x", "label": "difference of the two"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left the errors, right the width of the kernels over the spacing of the grid.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["density_smoothing_of_limits"].sorted_by("range")
    figure = Figure(figsize=(TWO_COLUMNS, 2.8), layout="constrained")
    left, right = figure.subplots(1, 2)
    for name, look in _ERRORS.items():
        rows = table.filter(lambda row, name=name: row[name] is not None)
        middle = rows.array(name)
        ends = bars(middle, rows.array(f"{name} low"), rows.array(f"{name} high"))
        left.errorbar(rows.array("range"), middle, yerr=ends, **{**POINT, "markersize": 3, "linewidth": 0.6, **look})
    left.set(xscale="log", yscale="log", ylim=(1e-6, 1), ylabel="error of the share of flat directions")
    line = np.geomspace(min(table.column("range")), max(table.column("range")), 50)
    right.plot(line, line**-0.5, color=COLOURS["black"], linewidth=1.0, label=r"$1/\sqrt{\mathrm{range}}$")
    right.plot(
        table.array("range"), table.array("width"), linestyle="none", marker="D", markersize=3, color=COLOURS["green"],
        label="kernel width over grid spacing",
    )  # fmt: skip
    right.set(xscale="log", yscale="log", ylabel="kernel width / grid spacing")
    for ax in (left, right):
        ax.set_xlabel("spectral range")
    handles = [handle for ax in (left, right) for handle in ax.get_legend_handles_labels()[0]]
    figure.legend(handles=handles, loc="outside lower center", ncols=3)
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
    table = tables["density_smoothing_of_limits"]
    small, large = (table.filter(test) for test in (lambda row: row["range"] <= 10, lambda row: row["range"] >= 100))
    width = table.array("width") * np.sqrt(table.array("range"))
    return {
        f"Direct quadrature is off by {span(table.array('direct'), 2)} (medians) whatever the range.": always(
            table.array("direct") < 0.03
        ),
        f"The smoothed density differs from it by at most {sig(small.array('apart').max(), 2)} up to a range of "
        f"{max(small.column('range')):g}, and is off by {span(large.array('smoothed'), 2)} from "
        f"{min(large.column('range')):g} on, where the share itself is {sig(large.array('exact').mean())}.": always(
            large.array("smoothed") > 10 * large.array("direct")
        )
        and always(small.array("apart") < 0.02),
        f"The width of the kernels over the spacing is {span(width, 3)} times 1/√range.": always(
            np.abs(width - 1) < 0.02
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
    table = tables["density_smoothing_of_limits"]
    lost = int(table.array("lost").sum())
    gone = f" Left out are {lost} runs in which no kernel reaches a grid point." if lost else ""
    drawn = (
        "Share of flat directions of a known spectrum, from the Ritz values of one Lanczos run with one random probe. "
        "Left: absolute error of direct quadrature, and of a density smoothed on a grid as the public code of the "
        f"published predictor does it; medians of {counts(table.column('runs'), 'run')}, bars between the quartiles. "
        "Both contain the error of the probe; crosses: how far the two are apart. Right: width of its kernels over the "
        f"spacing of its grid, computed; line: one over the root of the range, for ranges above one.{gone}"
    )
    return caption_of(drawn, claims(tables))
