"""Constants of sparse approximation in any dictionary, and between which bounds the worst case lies for m atoms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure

from lqtheory.figures import COLOURS, curves
from lqtheory.tables import Table
from paper_figures.style import TWO_COLUMNS

TABLES = (("dictionary_constants", 1),)
_CONSTANTS: dict[str, dict[str, Any]] = {
    "paper": {"color": COLOURS["vermilion"], "linestyle": (0, (4, 2)), "label": r"published $2^{1/q-1/2}$"},
    "uniform": {"color": COLOURS["blue"], "label": r"any dictionary, any $m$: $2C_{q,2}$"},
    "sharp": {"color": COLOURS["black"], "linewidth": 1.6, "label": r"any dictionary, $m\to\infty$: $K^*_q$"},
    "orthonormal": {"color": COLOURS["green"], "label": r"orthonormal: $C_{q,2}$"},
}
_BRACKETS = ((4, "vermilion"), (16, "green"), (64, "blue"), (256, "purple"))


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
    for m, colour in _BRACKETS:
        part = parts[m]
        q, sharp = part.column("q"), part.column("sharp")
        low, high = ([v / s for v, s in zip(part.column(c), sharp, strict=True)] for c in ("measured", "predicted"))
        brackets.fill_between(q, low, high, color=COLOURS[colour], alpha=0.18, linewidth=0)
        brackets.plot(q, low, color=COLOURS[colour], linewidth=0.9)
        brackets.plot(q, high, color=COLOURS[colour], linewidth=0.9, label=f"$m={m}$")
    brackets.axhline(1.0, color=COLOURS["black"], linewidth=0.6)
    brackets.set(ylabel=r"worst case $/\,(K^*_q\,m^{1/2-1/q})$", ylim=(0.5, 1.7))
    brackets.legend(loc="upper right")
    for ax in (constants, brackets):
        ax.set_xlabel("exponent $q$")
        ax.set_xlim(0, 1)
    return figure
