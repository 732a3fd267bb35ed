"""Cones of sublevel sets: true statistical dimension, second-order value and bracket, and the published local width."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FormatStrFormatter, NullLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, counts, sig, span
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("sublevel_cones", 1),)
IN_ONE_COLUMN = OneColumn(2, 9.0)
_D = 200
_SPECTRA = {
    "isotropic": ("isotropic", "black", "o", (1, 2, 4, 6)),
    "power_law": (r"power law $i^{-1.5}$", "vermilion", "^", (3, 10, 30, 80)),
    "outliers": ("10 outliers", "green", "s", (2, 4, 8, 16)),
    "marchenko_pastur": (r"Marchenko–Pastur, $\gamma=\frac{1}{2}$", "blue", "D", (1, 2, 4, 8)),
}
_DASHES: dict[str, Any] = {
    "isotropic": "-",
    "power_law": (0, (4, 1.5)),
    "outliers": (0, (5, 1.2, 1, 1.2)),
    "marchenko_pastur": (0, (1, 1)),
}
_SECOND: dict[str, Any] = {"color": COLOURS["blue"], "linewidth": 1.2}
_PUBLISHED: dict[str, Any] = {"color": COLOURS["vermilion"], "linestyle": (0, (4, 2)), "linewidth": 1.2}
_POINT: dict[str, Any] = {"color": "black", "linestyle": "none", "marker": "o", "markersize": 2.6}
_BRACKET: dict[str, Any] = {"color": COLOURS["sky"], "alpha": 0.4, "linewidth": 0}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Above the dimension against the distance; below the published share of it, and where in its bracket it lies.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["sublevel_cones"].where(direction="even")
    figure = Figure(figsize=(TWO_COLUMNS, 5.2), layout="constrained")
    grid = figure.add_gridspec(2, len(_SPECTRA), height_ratios=[1.0, 1.15])
    half = len(_SPECTRA) // 2
    panels = [figure.add_subplot(grid[0, column]) for column in range(len(_SPECTRA))]
    for ax in panels[1:]:
        ax.sharey(panels[0])
        ax.tick_params(labelleft=False)
    for ax, (spectrum, (title, _, _, ticks)) in zip(panels, _SPECTRA.items(), strict=True):
        _dimension(ax, table.where(spectrum=spectrum), title, ticks)
    panels[0].set_ylabel(r"$\delta/D$")
    share, place = (figure.add_subplot(grid[1, cells]) for cells in (slice(0, half), slice(half, None)))
    _share(share, table)
    _place(place, table)
    title = (
        rf"cone of $\{{x:\frac{{1}}{{2}}\sum\lambda_i(x_i-y_i)^2\leq\varepsilon\}}$ at the origin, $D={_D}$, $\|y\|=R$ "
        "spread evenly over the eigenvectors;\n"
        f"{table.column('samples')[0]:,} exact projections each; thin bars hold for all points together with "
        r"probability $1-10^{-9}$, thick bars: 4 standard errors"
    )
    figure.legend(
        handles=_handles(), loc="outside lower center", ncols=4, columnspacing=1.6,
        title=title.replace(",000", r"$\,$000"), title_fontsize=7.5,
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
    table = tables["sublevel_cones"].where(direction="even")
    low, high, lower, upper = (table.array(name) for name in ("low", "high", "lower", "upper"))
    ratio = table.array("ratio")
    second = np.abs(table.array("second_order") - table.array("measured"))
    return {
        f"All {len(table)} intervals meet the proved bracket.": always((low <= upper) & (lower <= high)),
        f"The published width is {span(ratio)} times the true dimension, below it everywhere.": always(ratio < 1),
        f"Second order is within {sig(second.max(), 2)} of it, for dimensions up to "
        f"{sig(table.array('measured').max())}.": bool(second.max() < 0.5),
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
    drawn = (
        "Cone at the origin of the sublevel set of a convex quadratic loss, for four spectra. Points: statistical "
        "dimension from exact projections of "
        f"{counts(tables['sublevel_cones'].column('samples'), 'Gaussian vector')}; thin bars hold for all points "
        "together with "
        "probability 1 - 10^-9, thick ones are 4 standard errors. Shaded: proved bracket, which assumes a quadratic "
        "loss. Solid lines: second order, a heuristic; dashed: published local width."
    )
    return caption_of(drawn, claims(tables))


def _handles() -> list[Any]:
    spectra = [
        Line2D([], [], color=COLOURS[colour], marker=marker, markersize=3, linewidth=0.7, label=title)
        for title, colour, marker, _ in _SPECTRA.values()
    ]
    return [
        Line2D([], [], **_POINT, label="projections"),
        Line2D([], [], **_SECOND, label="second order (heuristic)"),
        Line2D([], [], **_PUBLISHED, label="published local width"),
        Patch(**_BRACKET, label="proved: $[N_M, N_M+1]$"),
        *spectra,
    ]


def _dimension(ax: Axes, part: Table, title: str, ticks: tuple[float, ...]) -> None:
    part = part.sorted_by("distance")
    distance = part.array("distance")
    ax.fill_between(distance, part.array("lower") / _D, part.array("upper") / _D, **_BRACKET)
    ax.plot(distance, part.array("second_order") / _D, **_SECOND)
    ax.plot(distance, part.array("published") / _D, **_PUBLISHED)
    ax.plot(distance, part.array("measured") / _D, **_POINT)
    ax.set(title=title, xscale="log", xlabel="distance $R$", ylim=(0, 1.03))
    ax.xaxis.set_major_locator(FixedLocator(ticks))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FormatStrFormatter("%g"))


def _share(ax: Axes, table: Table) -> None:
    """The published width over the true dimension, between what convexity and the bracket allow for an even y."""
    for spectrum, (title, colour, marker, _) in _SPECTRA.items():
        part = table.where(spectrum=spectrum).sorted_by("measured")
        ax.plot(
            part.array("measured") / _D, part.array("ratio"), color=COLOURS[colour], marker=marker, markersize=3,
            linewidth=0.7, label=title,
        )  # fmt: skip
    # P/(1+P) <= published/D <= P for P = N(s)/D, and |N(s) - δ| <= 1.
    true = np.linspace(3, _D, 400)
    floor, ceiling = (true - 1) / (1 + (true - 1) / _D), true + 1
    for line in (floor, ceiling):
        ax.plot(true / _D, line / true, color="0.4", linestyle=(0, (1, 1)), linewidth=1.2)
    ax.text(0.03, 0.5, "proved for even $y$:\nbetween the dotted lines", color="0.25", fontsize=7)
    ax.set(xlim=(0, 1), ylim=(0.45, 1.1), xlabel=r"true $\delta/D$", ylabel="published / true")


def _place(ax: Axes, table: Table) -> None:
    """Where the dimension lies between N_M and N_M + 1."""
    ax.axhspan(0.0, 1.0, **_BRACKET)
    for spectrum, (_, colour, marker, _) in _SPECTRA.items():
        part = table.where(spectrum=spectrum).sorted_by("measured")
        lower, centre = part.array("lower"), part.array("measured")
        look = {"color": COLOURS[colour], "linestyle": "none"}
        ends = np.array([centre - part.array("low"), part.array("high") - centre])
        ax.errorbar(centre / _D, centre - lower, yerr=ends, elinewidth=0.6, alpha=0.6, **look)
        errors = 4 * part.array("standard_error")
        ax.errorbar(centre / _D, centre - lower, yerr=errors, elinewidth=2, marker=marker, markersize=2.6, **look)
        ax.plot(
            centre / _D,
            part.array("second_order") - lower,
            color=COLOURS[colour],
            linestyle=_DASHES[spectrum],
            linewidth=1.0,
        )
    ax.set(xlim=(0, 1), ylim=(-0.25, 1.4), xlabel=r"true $\delta/D$", ylabel=r"$\delta-N_M$")
    ax.text(0.02, -0.04, "lines: second order (heuristic)", va="top", fontsize=7)
