"""Statistical dimension of the l_1 descent cone against s/d: exact values, curve, and the bounds of both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FormatStrFormatter, NullLocator

from lqtheory.figures import COLOURS, curves
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, sig, span
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("statistical_dimension_of_l1_descent", 1),)
IN_ONE_COLUMN = OneColumn(1, 7.2, words={"Left and middle:": "Top and middle:", "Right:": "Bottom:"})
_SMALL, _LARGEST = 20, 400
_MARKERS = {20: ("o", "white"), 50: ("^", "white"), 100: ("s", "0.6"), 400: ("D", COLOURS["black"])}
_PUBLISHED: dict[str, Any] = {"color": COLOURS["vermilion"], "linestyle": (0, (4, 2)), "linewidth": 1.1}
_SHARP: dict[str, Any] = {"color": COLOURS["blue"]}
_LOG = {
    "log_fm": ({**_PUBLISHED, "linestyle": (0, (1, 1))}, "$c=3/2$, published"),
    "log_crpw": (_PUBLISHED, "$c=5/4$, published"),
    "log_bound": (_SHARP, "$c=1$"),
    "quadratic": ({"color": COLOURS["green"], "linestyle": (0, (5, 1.2, 1, 1.2))}, None),
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left the dimension, in the middle how far the curve is above it, right closed bounds over the exact dimension.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["statistical_dimension_of_l1_descent"]
    figure = Figure(figsize=(TWO_COLUMNS, 3.3), layout="constrained")
    dimension, gap, bounds = figure.subplots(1, 3)
    _dimension(dimension, table)
    _gap(gap, table)
    _bounds(bounds, table.where(d=_LARGEST))
    for ax in (dimension, gap, bounds):
        ax.set_xlabel("share of nonzero entries $s/d$")
    figure.legend(
        *gap.get_legend_handles_labels(), loc="outside lower center", ncols=4, columnspacing=2,
        title=r"exact $\delta$ of the descent cone of $\|\cdot\|_1$ at a vector of $\mathbb{R}^d$ with $s$ nonzero "
        "entries; nothing is sampled",
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
    table = tables["statistical_dimension_of_l1_descent"]
    gap, bound, published = (table.array(name) for name in ("gap", "gap_bound", "gap_published"))
    exact = table.array("measured")
    closed = {name: table.array(name) / exact for name in ("log_bound", "log_crpw", "log_fm")}
    return {
        f"0 < gap ≤ our bound ≤ published bound at all {len(table)} points.": always(
            (gap > 0) & (gap <= bound) & (bound <= published)
        ),
        f"The gap is at most {sig(gap.max())}; our bound is at most {sig(bound.max())}, the published one up to "
        f"{sig(published.max())}.": bool(bound.max() <= 3),
        f"2s log(d/s) + cs is {span(closed['log_bound'])} times δ with c = 1, up to "
        f"{sig(closed['log_crpw'].max())} with 5/4 and "
        f"{sig(closed['log_fm'].max())} with 3/2.": always(
            (closed["log_bound"] >= 1)
            & (closed["log_bound"] <= closed["log_crpw"])
            & (closed["log_crpw"] <= closed["log_fm"])
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
    drawn = (
        "Statistical dimension δ of the descent cone of the ℓ_1 norm at a vector with s nonzero entries of d; "
        "points are exact, nothing is sampled, so there are no intervals. Left and middle: the curve dψ(s/d) above "
        "it, the published bound on the gap and the one by strong convexity, which hold for every s and d; dotted: "
        "second order, a heuristic. Right: closed upper bounds over δ."
    )
    return caption_of(drawn, claims(tables))


def _exact(ax: Axes, table: Table, column: str) -> None:
    """Exact values, as markers that differ in shape and filling, the smallest dimension on top."""
    for order, (d, (marker, face)) in enumerate(_MARKERS.items()):
        part = table.where(d=d)
        ax.plot(
            part.array("rho"), part.array(column), color="black", linestyle="none", marker=marker,
            markersize=3, markerfacecolor=face,
            markeredgecolor="black", markeredgewidth=0.6, label=f"$d={d}$", zorder=5 - order,
        )  # fmt: skip


def _dimension(ax: Axes, table: Table) -> None:
    """The curve, exact values of one small dimension, and between which lines two theorems place them."""
    part = table.where(d=_LARGEST).sorted_by("s")
    ax.plot(part.array("rho"), part.array("predicted") / _LARGEST, **_SHARP, label=r"$\psi\geq\delta/d$", zorder=1)
    small = table.where(d=_SMALL).sorted_by("s")
    rho, top = small.array("rho"), small.array("predicted")
    for column, look, alpha, label in (
        ("gap_published", _PUBLISHED, 0.16, r"$\geq\psi-2\sqrt{d/s}/d$, published"),
        ("gap_bound", _SHARP, 0.3, r"$\geq\psi-$gap bound$/d$"),
    ):
        low = (top - small.array(column)) / _SMALL
        ax.fill_between(rho, low, top / _SMALL, color=look["color"], alpha=alpha, linewidth=0, label=label)
        ax.plot(rho, low, **{**look, "linewidth": 0.7})
    ax.plot(
        rho, small.array("measured") / _SMALL, color="black", linestyle="none", marker="o",
        markersize=3, markerfacecolor="white",
        markeredgecolor="black", markeredgewidth=0.6, zorder=5,
    )  # fmt: skip
    ax.set(xlim=(0, 1.02), ylim=(0, 1.02), ylabel=r"$\delta/d$")
    ax.legend(
        loc="lower right",
        title=f"between, $d={_SMALL}$:",
        title_fontsize=7.5,
        fontsize=7,
        labelspacing=0.3,
        handlelength=1.2,
        borderaxespad=0.2,
    )


def _gap(ax: Axes, table: Table) -> None:
    _exact(ax, table, "gap")
    part = table.where(d=_LARGEST)
    curves(ax, part, "rho", {"gap_published": _PUBLISHED, "gap_bound": _SHARP})
    curves(ax, part, "rho", {"gap_estimate": {"color": "0.45", "linewidth": 0.9, "linestyle": (0, (1, 1))}})
    ax.text(0.045, 13, "published:\n$2\\sqrt{d/s}$", color=COLOURS["vermilion"], ha="left")
    ax.text(0.0026, 1.75, "gap bound, by strong\nconvexity: at most 3", color=COLOURS["blue"], fontsize=7, va="top")
    ax.annotate(
        "second order\n(heuristic)", (0.0045, 0.33), (0.006, 0.18), color="0.3", ha="left", va="top",
        arrowprops={"arrowstyle": "-", "color": "0.5", "linewidth": 0.6, "shrinkB": 1},
    )  # fmt: skip
    ax.set(xscale="log", yscale="log", xlim=(0.002, 1.25), ylim=(0.07, 50), ylabel=r"$d\,\psi(s/d)-\delta$")
    _shares(ax)
    ax.yaxis.set_major_locator(FixedLocator([0.1, 0.3, 1, 3, 10, 30]))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter(FormatStrFormatter("%g"))


def _bounds(ax: Axes, part: Table) -> None:
    exact = part.array("measured")
    ax.axhline(1.0, color="black", linewidth=0.8)
    for column, (look, label) in _LOG.items():
        ax.plot(part.array("rho"), part.array(column) / exact, **look, label=label)
    ax.set(xscale="log", xlim=(0.002, 1.25), ylim=(0.97, 2.5), ylabel=rf"upper bound / $\delta$, $d={_LARGEST}$")
    ax.text(0.06, 2.3, r"$d-\frac{2}{\pi d}(d-s)^2$", color=COLOURS["green"])
    ax.legend(
        loc="lower left", title=r"$2s\,\log(d/s)+c\,s$", title_fontsize=7.5, fontsize=7, labelspacing=0.3,
        bbox_to_anchor=(-0.02, 0.06), handlelength=1.5,
    )  # fmt: skip
    _shares(ax)


def _shares(ax: Axes) -> None:
    ax.xaxis.set_major_locator(FixedLocator([0.003, 0.01, 0.03, 0.1, 0.3, 1]))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FormatStrFormatter("%g"))
