"""What the rows of a study of limits come to: errors against each truth, paired with null baselines and each other.

The unit is a setting (architecture, data, recipe), its training seeds averaged first: seeds of one setting tell little
about another. Intervals are Student's at 95 %, paired.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from experiments._paired import student_half_width
from lqtheory import tables

__all__ = ["LEFT_OUT", "PAIRS", "errors", "shifts"]

#: The constant that a setting is given by all others.
LEFT_OUT = "mean of the other settings"

#: Name, and two rows (predictor, factor) that differ in one assumption only; the shift is second minus first.
PAIRS: tuple[tuple[str, tuple[str, float], tuple[str, float]], ...] = (
    ("real eigenvectors, not generic ones", ("slice, GGN", 1.0), ("exact mask", 1.0)),
    ("real eigenvectors, not generic in the slice of y", ("slice, own direction, GGN", 1.0), ("exact mask", 1.0)),
    ("spectral measure of y, not generic", ("slice, GGN", 1.0), ("slice, own direction, GGN", 1.0)),
    ("real loss, not quadratic, retrained", ("exact mask", 1.0), ("retrained, magnitude", 1.0)),
    ("real loss, not quadratic, one-shot", ("path quadratic", 1.0), ("one-shot", 1.0)),
    ("gradient, not a minimum", ("path quadratic", 1.0), ("path quadratic with gradient", 1.0)),
    ("real loss, not quadratic with gradient", ("path quadratic with gradient", 1.0), ("one-shot", 1.0)),
    ("negative curvature clipped, published", ("published, absolute", 1.0), ("published, clipped", 1.0)),
    ("Gauss-Newton, published", ("published, absolute", 1.0), ("published, GGN", 1.0)),
    ("Gauss-Newton, slice", ("slice, absolute", 1.0), ("slice, GGN", 1.0)),
    ("loss above its own minimum", ("retrained, magnitude", 1.0), ("retrained to the minimum", 1.0)),
    ("retraining", ("one-shot", 1.0), ("retrained, magnitude", 1.0)),
    ("best of three masks", ("retrained, magnitude", 1.0), ("retrained", 1.0)),
    ("a quarter of epsilon, published", ("published, absolute", 1.0), ("published, absolute", 0.25)),
    ("four times epsilon, published", ("published, absolute", 1.0), ("published, absolute", 4.0)),
    ("a quarter of epsilon, one-shot", ("one-shot", 1.0), ("one-shot", 0.25)),
    ("four times epsilon, one-shot", ("one-shot", 1.0), ("one-shot", 4.0)),
    ("numerics of the public code", ("published, absolute", 1.0), ("public pipeline (exhibit)", 1.0)),
)


def errors(table: tables.Table, definition: str, baselines: tuple[str, ...]) -> list[dict[str, Any]]:
    """Errors of every predictor and baseline against one truth.

    Parameters
    ----------
    table : lqtheory.tables.Table
        Rows of :func:`experiments._limits.rows_of`, of the networks wanted.
    definition : str
        Which truth.
    baselines : tuple of str
        What every predictor is compared with, beside the mean of the other settings.

    Returns
    -------
    list of dict
        One row for each predictor: mean absolute error, signed bias, kept over measured kept weights (geometric mean),
        and for each baseline the difference of the mean absolute errors with its interval.
    """
    rows = [row for row in table if row["factor"] == 1.0]
    truth = {row["model"]: row[f"measured {definition}"] for row in rows}
    settings = {row["model"]: row["network"] for row in rows}
    prunable = {row["model"]: row["prunable"] for row in rows}
    names = dict.fromkeys(row["predictor"] for row in rows if row["role"] != "measured")
    found = {name: {row["model"]: row["ratio"] for row in rows if row["predictor"] == name} for name in names}
    found[LEFT_OUT] = {
        model: _mean(_by_setting({m: t for m, t in truth.items() if settings[m] != settings[model]}, settings))
        for model in truth
    }
    misses = {name: {m: abs(part[m] - truth[m]) for m in truth} for name, part in found.items()}
    units = {name: _by_setting(part, settings) for name, part in misses.items()}
    made = []
    for name, part in found.items():
        against = {}
        for k, base in enumerate((*baselines, LEFT_OUT), start=1):
            difference = units[name] - units[base]
            half = student_half_width(difference) if difference.any() else 0.0
            against |= {
                f"against {k}": float(difference.mean()),
                f"low {k}": float(difference.mean() - half),
                f"high {k}": float(difference.mean() + half),
            }
        made.append(
            {
                "predictor": name,
                "networks": len(truth),
                "settings": len(units[name]),
                "error": float(units[name].mean()),
                "largest": max(misses[name].values()),
                "bias": _mean(_by_setting({m: part[m] - truth[m] for m in truth}, settings)),
                "kept_ratio": float(np.exp(_mean(_by_setting(
                    {m: _log_kept(part[m], prunable[m]) - _log_kept(truth[m], prunable[m]) for m in truth}, settings
                )))),
                **against,
            }
        )  # fmt: skip
    return made


def shifts(table: tables.Table) -> list[dict[str, Any]]:
    """What a change of one assumption shifts, for each pair of :data:`PAIRS`.

    Parameters
    ----------
    table : lqtheory.tables.Table
        As for :func:`errors`.

    Returns
    -------
    list of dict
    """
    at = {(row["model"], row["predictor"], row["factor"]): row["ratio"] for row in table}
    settings = {row["model"]: row["network"] for row in table}
    made = []
    for name, first, second in PAIRS:
        moved = {model: at[(model, *second)] - at[(model, *first)] for model in settings}
        units = _by_setting(moved, settings)
        half = student_half_width(units) if units.any() else 0.0
        made.append(
            {
                "assumption": name,
                "first": first[0],
                "second": second[0],
                "factor": second[1],
                "shift": float(units.mean()),
                "low": float(units.mean() - half),
                "high": float(units.mean() + half),
                "absolute": _mean(_by_setting({m: abs(v) for m, v in moved.items()}, settings)),
                "largest": max(map(abs, moved.values())),
            }
        )
    return made


def chosen(table: tables.Table, subset: str) -> tables.Table:
    """The networks of a subset.

    Parameters
    ----------
    table : lqtheory.tables.Table
        Of all networks.
    subset : {"all", "strong l1"}
        Which.

    Returns
    -------
    lqtheory.tables.Table
    """
    keep: Callable[[Any], bool] = (lambda row: True) if subset == "all" else (lambda row: row["strong"] == 1)
    return table.filter(keep)


def _by_setting(values: dict[str, float], settings: dict[str, str]) -> np.ndarray:
    groups: dict[str, list[float]] = {}
    for model, value in values.items():
        groups.setdefault(settings[model], []).append(value)
    return np.array([np.mean(group) for group in groups.values()])


def _mean(values: np.ndarray) -> float:
    return float(values.mean())


def _log_kept(ratio: float, prunable: int) -> float:
    """Logarithm of the number of kept weights, of which one at least."""
    return float(np.log(max(round((1.0 - ratio) * prunable), 1)))
