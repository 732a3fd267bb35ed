"""The page of a network: its layers by compressibility, predicted and measured degradation, and a picture of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from lqtheory.report.html_page import PageFigure, PageTable, PageText, Section
from lqtheory.tables import Table

if TYPE_CHECKING:
    from lqtheory.compressibility import NetworkCompressibility

__all__ = ["network_lines", "network_sections", "table_cells"]

#: Rows of a table of theorems that a page shows.
MOST_ROWS = 500


def network_lines(found: NetworkCompressibility) -> list[str]:
    """What a table of layers does not say, in sentences.

    Parameters
    ----------
    found : NetworkCompressibility
        The network.

    Returns
    -------
    list of str
        How far one threshold for the whole network goes, and what the columns mean.
    """
    shares, errors = found.global_curve()
    lines = [f"{len(found.layers)} layers with {found.n} weights, most compressible first"]
    for tolerance in found.tolerance:
        share = float(shares[errors <= tolerance].min(initial=1.0))
        lines.append(
            f"one threshold for all layers: a share of about {share:.4f} of the weights keeps the relative error of "
            f"all together at most {tolerance:g}"
        )
    q = found.q[0]
    lines.append(
        f"si: ||w||_1/||w||_q, larger is sparser; sparsity: s_q,2, about so many weights carry a layer, share: of all; "
        f"kept: least number for a relative error in the 2-norm, measured; kept_sharp: enough for any layer with this "
        f"s_{q:g},2, and no smaller number is"
    )
    return lines


def network_sections(found: NetworkCompressibility, theorems: Table | None = None) -> list[Section]:
    """What stands on the page of a network.

    Parameters
    ----------
    found : NetworkCompressibility
        The network.
    theorems : Table, optional
        Rows of :func:`lqtheory.profile.profile`.

    Returns
    -------
    list of Section
        For :func:`lqtheory.report.write_page`.
    """
    layers, degradation = found.table(), found.curves()
    summary, *lines = network_lines(found)
    shown = [PageText(line) for line in lines]
    sections = [
        Section("Layers by compressibility", [PageText(summary), PageTable(*table_cells(layers)), *shown]),
        Section("Degradation", [_figure(found), PageTable(*table_cells(_wide(found, degradation)), caption=_CAPTION)]),
    ]
    if theorems is not None:
        rows = Table(theorems.columns, theorems.rows[:MOST_ROWS], theorems.keys)
        told = (
            f"{len(rows.rows)} of {len(theorems.rows)} rows: predicted against measured, and whether each bound holds"
        )
        sections.append(Section("Theorems", [PageText(told), PageTable(*table_cells(rows))]))
    if found.skipped:
        left = [(item.name, str(item.n), item.reason) for item in found.skipped]
        sections.append(Section("Left out", [PageTable(("parameter", "entries", "reason"), left)]))
    return sections


_CAPTION = (
    "relative error in the 2-norm with a share of the weights kept: measured, and after the stroke the least bound "
    "that the effective sparsity allows"
)


def table_cells(table: Table) -> tuple[tuple[str, ...], list[list[str]]]:
    """Header and cells of a table as text, floats with six digits.

    Parameters
    ----------
    table : Table
        Any table.

    Returns
    -------
    tuple
        Column names, rows.
    """
    return table.columns, [[_text(cell) for cell in row] for row in table.rows]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:.6g}" if isinstance(cell, float) else str(getattr(cell, "name", cell))


def _wide(found: NetworkCompressibility, degradation: Table) -> Table:
    columns = ("layer", *(f"{density:g}" for density in found.density))
    rows: list[Sequence[str]] = []
    for (name,), part in degradation.groups("layer"):
        pairs = zip(part.array("measured"), part.array("predicted"), strict=True)
        rows.append((str(name), *(f"{measured:.4f} / {predicted:.4f}" for measured, predicted in pairs)))
    return Table(columns, tuple(map(tuple, rows)))


def _figure(found: NetworkCompressibility) -> PageFigure:
    from lqtheory.figures import svg_bytes
    from lqtheory.network_figures import compressibility_panels

    shares, errors = found.global_curve()
    picked = np.unique(np.linspace(0, shares.size - 1, 200).round().astype(int))
    whole = Table(("density", "measured"), tuple((float(shares[i]), float(errors[i])) for i in picked))
    figure = compressibility_panels(found.table(), found.curves(), whole, f"share_{found.q[0]:g}")
    caption = (
        f"Left: s_q,2/n of every layer, q = {found.q[0]:g}; small is compressible. Right: relative error of the most "
        "compressible, the middle and the least compressible layer, and of all weights under one threshold."
    )
    return PageFigure(svg_bytes(figure), caption)
