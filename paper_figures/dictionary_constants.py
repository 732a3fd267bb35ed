"""Constants of sparse approximation in any dictionary, and between which bounds the worst case lies for m atoms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure

from lqtheory.figures import COLOURS, curves
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, nearest, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("dictionary_constants", 1),)
IN_ONE_COLUMN = OneColumn(1, 4.8, words={"Left:": "Above:", "Right:": "Below:"})
_CONSTANTS: dict[str, dict[str, Any]] = {
    "paper": {"color": COLOURS["vermilion"], "linestyle": (0, (4, 2)), "label": r"published $2^{1/q-1/2}$"},
    "uniform": {"color": COLOURS["blue"], "label": r"any dictionary, any $m$: $2C_{q,2}$"},
    "sharp": {"color": COLOURS["black"], "linewidth": 1.6, "label": r"any dictionary, $m\to\infty$: $K^*_q$"},
    "orthonormal": {"color": COLOURS["green"], "linestyle": (0, (5, 1.2, 1, 1.2)), "label": r"orthonormal: $C_{q,2}$"},
}
_BRACKETS: tuple[tuple[int, str, Any], ...] = (
    (4, "vermilion", "-"),
    (16, "green", (0, (4, 1.5))),
    (64, "blue", (0, (5, 1.2, 1, 1.2))),
    (256, "purple", (0, (1, 1))),
)


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left the four constants on a logarithmic axis; right, relative to K*, the bracket of the worst case for m atoms.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["dictionary_constants"]
    figure = Figure(figsize=(TWO_COLUMNS, 2.8), layout="constrained")
    constants, brackets = figure.subplots(1, 2)
    parts = {values[0]: part for values, part in table.groups("m")}
    curves(constants, parts[1], "q", _CONSTANTS)
    constants.set(yscale="log", ylim=(0.05, 3000), ylabel=r"constant $c$ in $c\,m^{1/2-1/q}\|v\|_q$")
    constants.legend(loc="upper right")
    for m, colour, dashes in _BRACKETS:
        part = parts[m]
        q, sharp = part.column("q"), part.column("sharp")
        low, high = ([v / s for v, s in zip(part.column(c), sharp, strict=True)] for c in ("measured", "predicted"))
        brackets.fill_between(q, low, high, color=COLOURS[colour], alpha=0.18, linewidth=0)
        brackets.plot(q, low, color=COLOURS[colour], linestyle=dashes, linewidth=0.9)
        brackets.plot(q, high, color=COLOURS[colour], linestyle=dashes, linewidth=0.9, label=f"$m={m}$")
    brackets.axhline(1.0, color=COLOURS["black"], linewidth=0.6)
    brackets.set(ylabel=r"worst case $/\,(K^*_q\,m^{1/2-1/q})$", ylim=(0.5, 1.7))
    brackets.legend(loc="upper right")
    for ax in (constants, brackets):
        ax.set_xlabel("exponent $q$")
        ax.set_xlim(0, 1)
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
    table = tables["dictionary_constants"]
    paper, uniform, sharp, orthonormal = (table.array(n) for n in ("paper", "uniform", "sharp", "orthonormal"))
    row = next(iter(nearest(table, "q", 0.1)))
    return {
        "Published ≥ any m ≥ m → ∞ ≥ orthonormal at every exponent.": always(
            (paper >= uniform) & (uniform >= sharp) & (sharp >= orthonormal)
        ),
        f"At q = {row['q']:g} the published constant is {sig(row['paper'] / row['uniform'])} times the one for "
        f"any m, and "
        f"{sig(row['paper'] / row['sharp'])} times the asymptotic one.": bool(row["paper"] > 1000 * row["uniform"]),
        f"The lower end of every bracket is at most its upper end, up to rounding ({len(table)} rows).": always(
            table.array("measured") <= table.array("predicted") * (1 + 1e-12)
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
        "Left: constants c in the bound c·m^(1/2-1/q)·‖v‖_q on the error of m atoms, for a dictionary of norm at "
        "most one; no other assumption, except where the label says orthonormal or m → ∞. Right: between which "
        "lines the worst case over dictionaries lies for m atoms, over the asymptotic constant. All lines are "
        "computed, nothing is sampled."
    )
    return caption_of(drawn, claims(tables))
