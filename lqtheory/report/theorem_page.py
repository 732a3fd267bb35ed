"""The report on one theorem as a self-contained HTML page."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from lqtheory.checks.comparison import Comparison
from lqtheory.checks.tightness import ROUNDING, UNCONFIRMED
from lqtheory.report.formulas import unicode_formula
from lqtheory.report.html_page import PageFigure, PageTable, PageText, Section, write_page
from lqtheory.report.ledger import LedgerRow
from lqtheory.report.text import evidence_lines, theorem_lines
from lqtheory.report.theorem_report import TheoremReport
from lqtheory.report.trained_networks import LayerFinding
from lqtheory.tables import Table

__all__ = ["page_sections", "write_theorem_page"]


def write_theorem_page(path: Path, row: LedgerRow, report: TheoremReport) -> Path:
    """Write the page.

    Parameters
    ----------
    path : pathlib.Path
        A name ending in ``.html``.
    row : LedgerRow
        What the ladder found.
    report : TheoremReport
        What followed.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    DomainError, DataError
        If no page can be written there.
    """
    return write_page(path, f"{row.theorem.name}: {row.verdict_text}", page_sections(row, report))


def page_sections(row: LedgerRow, report: TheoremReport) -> list[Section]:
    """Sections of the page: statement, rungs, tightness, assumptions, ranges, rivals, trained networks.

    Parameters
    ----------
    row : LedgerRow
        What the ladder found.
    report : TheoremReport
        What followed.

    Returns
    -------
    list of Section
        Only those that have something to say.
    """
    found = [
        Section("Statement", _statement(row)),
        Section("Rungs of the ladder", _rungs(row, report)),
        Section("Tightness", _tightness(report)),
        Section("Without each assumption", _assumptions(report)),
        Section("In parts of the ranges", _ranges(report)),
        Section("Against the registry", _rivals(report.comparison)),
        Section("On trained networks", _networks(report)),
    ]
    return [section for section in found if section.parts]


def _statement(row: LedgerRow) -> list[Any]:
    formula = unicode_formula(row.theorem.latex)
    return [
        PageText(row.theorem.statement),
        PageText(formula, True),
        PageText("\n".join(theorem_lines(row.theorem)), True),
    ]


def _rungs(row: LedgerRow, report: TheoremReport) -> list[Any]:
    rows = [[record.method, str(record.verdict), f"{record.seconds:.1f}"] for record in row.records]
    rows += [[rung, "not run", ""] for rung in report.not_run]
    parts: list[Any] = [PageText(hint) for hint in report.hints]
    parts.append(PageTable(["rung", "verdict", "seconds"], rows))
    parts += [PageText(row.contradiction)] if row.contradiction else []
    parts += [
        PageText("; ".join(line.strip() for line in evidence_lines(record, row.theorem))) for record in row.records
    ]
    return [*parts, *(PageText(f"{rung} not run: {reason}") for rung, reason in report.not_run.items())]


def _tightness(report: TheoremReport) -> list[Any]:
    if not report.drawn:
        return []
    from lqtheory.figures import svg_bytes, tightness_panels

    parts: list[Any] = [PageText(line) for line in report.parts().get("tightness", [])]
    scalars = list(report.theorem.domain.scalars())
    rows = [
        (i, *(float(sample.values[s]) for s in scalars), "extremal" if sample.extremal else "sampled", sample.ratio)
        for i, sample in enumerate(report.drawn)
        if all(math.isfinite(float(sample.values[s])) for s in scalars)
    ]
    if scalars and rows:
        table = Table(("instance", *scalars, "kind", "ratio"), tuple(rows), keys=("instance",))
        figure = tightness_panels(table, scalars, "")
        caption = f"Left side over right side at {len(rows)} instances from the typical ranges."
        parts.append(PageFigure(svg_bytes(figure), caption))
    return parts


def _assumptions(report: TheoremReport) -> list[Any]:
    if not report.assumptions:
        return []
    rows = [[one.assumption, "needed" if one.needed else "perhaps not", one.how] for one in report.assumptions]
    return [PageTable(["without", "is it needed", "why"], rows)]


def _ranges(report: TheoremReport) -> list[Any]:
    if not report.ranges:
        return []
    rows = []
    for one in report.ranges:
        where = "beyond the typical range" if one.beyond else "typical"
        outcome = "FALSE" if one.counterexample is not None else _number(one.ratio)
        outcome += ", " + UNCONFIRMED if one.counterexample is None and one.ratio > 1 + ROUNDING else ""
        rows.append([one.parameter, _number(one.low), _number(one.high), where, outcome, str(one.instances)])
    return [PageTable(["parameter", "from", "to", "where", "largest lhs/rhs", "instances"], rows)]


def _rivals(comparison: Comparison | None) -> list[Any]:
    if comparison is None:
        return []
    parts: list[Any] = [PageText(comparison.text())]
    if not comparison.duels:
        return parts
    rows = [
        [
            f"{duel.theorem}{' (an equation)' if duel.exact else ''}",
            str(duel.points),
            *(f"{share:.0%}" for share in (duel.tighter, duel.equal, duel.looser)),
            _number(duel.median),
            duel.where or "—",
        ]
        for duel in comparison.duels
    ]
    header = ["theorem", "instances", "yours tighter", "equal", "yours looser", "its bound / yours", "yours is tighter"]
    parts.append(PageTable(header, rows))
    if comparison.points and comparison.axes:
        from lqtheory.figures import svg_bytes
        from lqtheory.theorem_figures import dominance_map

        figure = dominance_map(comparison.points, comparison.axes, list(comparison.shares()))
        parts.append(PageFigure(svg_bytes(figure), "Which bound is the tightest at each sampled instance."))
    return parts


def _networks(report: TheoremReport) -> list[Any]:
    found = report.networks
    if found.reason:
        return [PageText(found.reason)]
    header = [
        "network",
        "layer",
        "instances",
        "applicable",
        "holds",
        "fails",
        "lhs/rhs, median",
        "largest",
        "fails where",
    ]
    parts: list[Any] = [PageTable(header, [_layer(layer) for layer in found.layers])]
    if found.ratios:
        from lqtheory.figures import svg_bytes
        from lqtheory.theorem_figures import layer_ratios

        caption = "Left side over right side on rows and layers of networks trained on handwritten digits."
        parts.append(PageFigure(svg_bytes(layer_ratios(found.ratios)), caption))
    return parts


def _layer(layer: LayerFinding) -> list[str]:
    failing = layer.failed_assumption or "—"
    failing += "" if math.isnan(layer.amount) else f" by {_number(layer.amount)}"
    place = f"{layer.layer}, {layer.form}" if layer.layer else layer.form
    counts = (layer.instances, layer.applicable, layer.yes, layer.no)
    return [layer.network, place, *map(str, counts), _number(layer.median), _number(layer.largest), failing]


def _number(value: float) -> str:
    return "—" if math.isnan(value) else f"{value:.4g}"
