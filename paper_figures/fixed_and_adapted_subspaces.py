"""What a subspace fixed beforehand leaves of the l_q ball, against the k largest entries of each of its points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import caption_of, joined, sig
from paper_figures.style import MEASURED, TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("fixed_and_adapted_subspaces", 1),)
IN_ONE_COLUMN = OneColumn(1, 5.6)
_FIXED: dict[str, Any] = {**MEASURED, "marker": "D", "label": r"fixed subspace, any $q\leq 1$"}
_LOOKS: dict[float, dict[str, Any]] = {
    1.0: {"color": COLOURS["vermilion"], "linestyle": (0, (4, 2)), "marker": "s"},
    0.5: {"color": COLOURS["blue"], "linestyle": (0, (1, 1)), "marker": "o"},
    0.25: {"color": COLOURS["green"], "linestyle": (0, (5, 1.2, 1, 1.2)), "marker": "^"},
}
#: Share of the dimension at which the two are compared in the caption.
_SHARE = 0.1


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each dimension; lines: by theory, points: computed from vectors that attain it.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["fixed_and_adapted_subspaces"]
    dimensions = table.unique("n")
    figure = Figure(figsize=(TWO_COLUMNS, 3.0), layout="constrained")
    axes = figure.subplots(1, len(dimensions), sharex=True, sharey=True, squeeze=False)[0]
    for ax, n in zip(axes, dimensions, strict=True):
        part = table.where(n=n)
        _curve(ax, part.where(q=part.unique("q")[0]), "fixed", "measured_fixed", _FIXED)
        for q, look in _LOOKS.items():
            _curve(ax, part.where(q=q), "predicted", "measured", {**look, "label": rf"$k$ largest entries, $q={q:g}$"})
        ax.set(title=f"$N={n}$", xlabel="dimension kept $k/N$ (%)", xscale="log", yscale="log")
        ax.xaxis.set_major_locator(FixedLocator([0.01, 0.03, 0.1, 0.3, 1]))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}"))
    axes[0].set_ylabel(r"worst $\ell_2$ error over the unit $\ell_q$ ball")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=4, columnspacing=1.2)
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
    table = tables["fixed_and_adapted_subspaces"]
    pairs = (("measured_fixed", "fixed"), ("measured", "predicted"))
    off = max(float(np.abs(table.array(found) / table.array(told) - 1).max()) for found, told in pairs)
    n = max(table.unique("n"))
    rows = table.where(n=n, k=round(_SHARE * n))
    fixed, adapted = rows.column("fixed")[0], {row["q"]: row["predicted"] for row in rows}
    told = joined(f"{sig(error)} at q = {q:g}" for q, error in sorted(adapted.items(), reverse=True))
    least = {q: min(table.where(n=n, q=q).filter(_below_half).column("k"), default=None) for q in adapted}
    needed = min(table.where(n=n).filter(lambda row: row["fixed"] <= 0.5).column("k"))
    return {
        f"Vectors attain both to {sig(off, 2)}, at all {len(table)} points.": off < 1e-12,
        f"With {100 * _SHARE:g} % of N = {n} kept, the best fixed subspace leaves {sig(fixed)}, the largest entries at "
        f"most {told}.": all(fixed > 5 * error for error in adapted.values()) and 0.9 < fixed < 1,
        f"Of the shares measured at N = {n}, the least that halves the error is {100 * needed / n:g} % for a fixed "
        f"subspace, {100 * max(least.values()) / n:g} % for the largest entries.": needed > 50 * max(least.values()),
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
        "Largest ℓ_2 error over the unit ℓ_q ball in N dimensions: of projecting on the best subspace of dimension k "
        "that is fixed beforehand (Kolmogorov width, √(1 - k/N) for every q ≤ 1), and of keeping the k largest entries "
        "of each point. Lines: exact values; points: computed from vectors, with the real Fourier basis for the "
        "subspace, and flat vectors of any number of entries for the other. Both assume nothing but the ℓ_q norm."
    )
    return caption_of(drawn, claims(tables))


def _below_half(row: Mapping[str, Any]) -> bool:
    return bool(row["predicted"] <= 0.5)


def _curve(ax: Axes, part: Table, line: str, points: str, look: Mapping[str, Any]) -> None:
    """A line by theory under the points that attain it; one entry of the legend for both."""
    part = part.sorted_by("k")
    share = part.array("k") / part.array("n")
    ax.plot(share, part.array(line), **{"linewidth": 1.1, **look, "marker": "", "label": None})
    ax.plot(share, part.array(points), **{**look, "markersize": 2.6, "linewidth": 1.1})
