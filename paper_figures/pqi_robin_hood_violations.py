"""Where on the (p, q) plane a Robin-Hood step can raise the PQ index, against the axiom claimed for all p < q."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from lqtheory.figures import map_over
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("pqi_robin_hood_violations", 3),)
IN_ONE_COLUMN = OneColumn(1, 5.4, words={"Left:": "Above:", "; right:": "; below:"})
_TICKS = {1 / 16: "1/16", 1 / 4: "1/4", 1: "1", 4: "4", 16: "16"}
_LOW, _HIGH = 1 / 19, 19


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left the largest increase found and confirmed in balls, right how often random steps raise the index.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["pqi_robin_hood_violations"]
    steps = table.column("steps")[0]
    figure = Figure(figsize=(TWO_COLUMNS, 2.9), layout="compressed")
    for ax, column, norm, title in zip(
        figure.subplots(1, 2, sharey=True),
        ("largest_increase", "share"),
        (LogNorm(1e-3, 0.1), LogNorm(1 / steps, 1)),
        ("largest increase of the index found", f"share of {steps} random steps that raise it (white: 0)"),
        strict=True,
    ):
        mesh = map_over(ax, table, "p", "q", column, norm=norm, cmap="viridis")
        _frame(ax)
        ax.set(xlabel="$p$", xlim=(_LOW, _HIGH), ylim=(_LOW, _HIGH), aspect="equal", title=title)
        figure.colorbar(mesh, ax=ax, shrink=0.9, extend="min" if column == "largest_increase" else "neither")
    figure.axes[0].set_ylabel("$q$")
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
    table = tables["pqi_robin_hood_violations"]
    inside, outside = (
        table.filter(lambda row, name=name: row["within_theorem"].name == name) for name in ("YES", "NO")
    )
    refuted = outside.filter(lambda row: row["axiom_holds"].name == "NO")
    worst = max(outside, key=lambda row: row["largest_increase"])
    return {
        f"None of the steps tried raises the index at the {len(inside)} points with p ≤ 1 ≤ q.": always(
            (inside.array("raised") == 0) & (inside.array("largest_increase") <= 0)
        ),
        f"At {len(refuted)} of the {len(outside)} other points a step raises it.": len(refuted) > 0.9 * len(outside),
        f"The largest increase is {sig(worst['largest_increase'])}, at p = {sig(worst['p'])}, q = "
        f"{sig(worst['q'])}.": bool(worst["largest_increase"] > 0.01),
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
        "Where on the (p, q) plane a Robin-Hood step, which makes entries more equal, can raise the PQ index. Left: "
        "largest increase found, each confirmed in ball arithmetic; right: share of random steps that raise it. "
        "Hatched: p ≤ 1 ≤ q, where it is proved that no step can; the published axiom claims this for all p < q."
    )
    return caption_of(drawn, claims(tables))


def _frame(ax: Axes) -> None:
    """The square of the theorem, the triangle without an index, ticks at powers of 4."""
    ax.add_patch(Rectangle((_LOW, 1), 1 - _LOW, _HIGH - 1, facecolor="0.95", edgecolor="0.6", hatch="///", linewidth=0))
    ax.text(0.22, 4.4, "$p\\leq 1\\leq q$:\nno step can", ha="center", va="center", bbox={"fc": "0.95", "ec": "none"})
    ax.fill_between([_LOW, _HIGH], [_LOW, _HIGH], _LOW, color="0.88", linewidth=0)
    ax.text(5.2, 0.2, "$p\\geq q$:\nno index", ha="center", va="center")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(FixedLocator(list(_TICKS)))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FuncFormatter(lambda value, _: _TICKS.get(value, "")))
