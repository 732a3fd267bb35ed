"""Intrinsic volumes of named cones in dimension 100, with mean, variance, and the heuristic normal curve."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("intrinsic_volumes_of_cones", 1),)
IN_ONE_COLUMN = OneColumn(2, 6.4)
_D = 100
_TITLES = {
    "orthant": "orthant",
    "circular_30_degrees": "circular, 30°",
    "l1_descent_tenth": r"$\ell_1$ descent, $s=d/10$",
    "l1_descent_half": r"$\ell_1$ descent, $s=d/2$",
    "circular_5_degrees": "circular, 5°",
    "chamber_A": "Weyl chamber A",
    "chamber_BC": "Weyl chamber BC",
    "chamber_D": "Weyl chamber D",
}
_SHOWN = 4.5  # standard deviations on either side of the mean


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each cone, over the indices that carry the mass.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["intrinsic_volumes_of_cones"].where(d=_D)
    figure = Figure(figsize=(TWO_COLUMNS, 3.9), layout="constrained")
    axes = figure.subplots(2, 4)
    for ax, (cone, title) in zip(axes.ravel(), _TITLES.items(), strict=True):
        _sequence(ax, table.where(cone=cone), title)
    for ax in axes[:, 0]:
        ax.set_ylabel("$v_k$")
    for ax in axes[-1]:
        ax.set_xlabel("$k$")
    handles = [
        Line2D([], [], color="black", marker="o", markersize=2.6, linewidth=0.8, label=f"exact $v_k$, $d={_D}$"),
        Line2D([], [], color=COLOURS["vermilion"], linestyle=(0, (4, 2)), label="normal curve (heuristic)"),
        Line2D([], [], color=COLOURS["blue"], linewidth=1.0, label=r"mean $\delta$"),
    ]
    figure.legend(
        handles=handles, loc="outside lower center", ncols=3, columnspacing=2,
        title=r"$\Delta$: largest difference between the two distribution functions, at $k+1/2$",
        title_fontsize=7.5,
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
    table = tables["intrinsic_volumes_of_cones"].where(d=_D)
    first = {cone: next(iter(part)) for (cone,), part in table.groups("cone")}
    sums = np.array([part.array("measured").sum() for _, part in table.groups("cone")])
    means = np.array([part.array("measured") @ part.array("k") for _, part in table.groups("cone")])
    distance = {cone: row["distance"] for cone, row in first.items()}
    near, far = min(distance, key=distance.get), max(distance, key=distance.get)
    stored = np.array([row["mean"] for row in first.values()])
    return {
        f"The volumes of each of {len(first)} cones add up to 1 and have the stored mean, to 8 digits.": always(
            (np.abs(sums - 1) < 1e-8) & (np.abs(means / stored - 1) < 1e-8)
        ),
        "No variance exceeds the proved bound 2 min(δ, d - δ).": always(
            [row["variance"] <= row["variance_bound"] for row in first.values()]
        ),
        f"The distribution function is off the normal one by {sig(distance[near], 2)} ({_TITLES[near]}) to "
        f"{sig(distance[far], 2)} ({_TITLES[far]}).": bool(distance[far] < 0.1),
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
        f"Intrinsic volumes of cones in dimension {_D}, exact (points and stems), with their mean, the statistical "
        "dimension (blue). Dashed: normal density with the same mean and variance, a heuristic and no bound."
    )
    return caption_of(drawn, claims(tables))


def _sequence(ax: Axes, part: Table, title: str) -> None:
    """Stems, the curve over them, the mean, and three numbers where there is room."""
    mean, variance, distance = (part.column(name)[0] for name in ("mean", "variance", "distance"))
    reach = _SHOWN * variance**0.5
    low, high = max(-0.7, mean - reach), min(_D + 0.7, mean + reach)
    part = part.filter(lambda row: low <= row["k"] <= high).sorted_by("k")
    k, volumes = part.array("k"), part.array("measured")
    ax.vlines(k, 0.0, volumes, color="black", linewidth=0.8)
    ax.plot(k, volumes, linestyle="none", marker="o", color="black", markersize=2)
    ax.vlines(mean, 0.0, 1.12 * volumes.max(), color=COLOURS["blue"], linewidth=1.3, zorder=3)
    ax.plot(k, part.array("normal"), color=COLOURS["vermilion"], linestyle=(0, (4, 2)), linewidth=1.1)
    right = mean - low > 0.6 * (high - low)
    ax.text(
        0.02 if right else 0.99, 0.98, f"$\\delta={mean:.2f}$\nVar $={variance:.2f}$\n$\\Delta={distance:.2g}$",
        transform=ax.transAxes, ha="left" if right else "right", va="top", fontsize=7,
    )  # fmt: skip
    ax.set(title=title, xlim=(low, high), ylim=(0, 1.5 * volumes.max()))
    ax.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(4))
