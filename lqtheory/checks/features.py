"""What tells instances apart: their scalars, shares and quotients of these, and how spread their vectors are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from lqtheory.domain import Integer, Real, Vector
from lqtheory.theorem import Theorem

__all__ = ["condition", "features", "safe_condition"]

#: Share of points that a condition on one parameter must sort rightly to be told, and its gain over telling nothing.
_SORTED, _GAIN = 0.9, 0.08
#: Share of points at which a condition must hold to be told that no exception was seen under it.
_SAFE = 0.25


def features(theorem: Theorem, values: Sequence[Mapping[str, Any]]) -> dict[str, np.ndarray]:
    """Scalars of instances, shares k/n and quotients of exponents, and how spread vectors are.

    The effective share of a vector is (‖x‖_1/‖x‖_2)^2/n: 1 for flat vectors, 1/n for a single entry.

    Parameters
    ----------
    theorem : Theorem
        What they are instances of.
    values : sequence of mapping
        The instances.

    Returns
    -------
    dict of str to array, shape (len(values),)
        Only what is finite and varies.
    """
    scalars = theorem.domain.scalars()
    found = {name: np.array([float(v[name]) for v in values]) for name in scalars}
    for name, member in scalars.items():
        for other, size in scalars.items():
            if isinstance(member, Integer) and isinstance(size, Integer) and isinstance(member.high, str):
                if other != name and other in member.high and values and (found[other] > 0).all():
                    found[f"{name}/{other}"] = found[name] / found[other]
    reals = [name for name, m in scalars.items() if isinstance(m, Real) and values and (found[name] > 0).all()]
    found |= {f"{b}/{a}": found[b] / found[a] for a, b in combinations(reals, 2)}
    for name, vector in theorem.domain.parameters.items():
        if isinstance(vector, Vector):
            found[f"effective share of {name}"] = np.array([_effective_share(np.asarray(v[name])) for v in values])
    return {n: column for n, column in found.items() if np.isfinite(column).all() and len(np.unique(column)) > 1}


def condition(columns: Mapping[str, np.ndarray], wanted: np.ndarray) -> str:
    """The condition on one column that comes closest to a set of points.

    Parameters
    ----------
    columns : mapping of str to array, shape (points,)
        What :func:`features` gives.
    wanted : array of bool, shape (points,)
        The set.

    Returns
    -------
    str
        Such as ``"where q <= 0.7 (96% of the instances agree)"``; empty if none comes close.

    Examples
    --------
    >>> condition({"q": np.array([0.1, 0.2, 0.8, 0.9])}, np.array([True, True, False, False]))
    'where q <= 0.5 (100% of the instances agree)'
    """
    best, text = max(np.mean(wanted), 1 - np.mean(wanted)) + _GAIN, ""
    for name, column in columns.items():
        cuts = np.unique(column)
        for low, high in pairwise(cuts):
            below = float(np.mean((column <= low) == wanted))
            for share, sign in ((below, "<="), (1 - below, ">=")):
                if share > best and share >= _SORTED:
                    best, edge = share, _plain(low, high, closed_below=sign == "<=")
                    text = f"where {name} {sign} {edge:.4g} ({share:.0%} of the instances agree)"
    return text


def safe_condition(columns: Mapping[str, np.ndarray], holds: np.ndarray) -> str:
    """The condition on one column that the most points satisfy without a single exception among them.

    Parameters
    ----------
    columns : mapping of str to array, shape (points,)
        What :func:`features` gives.
    holds : array of bool, shape (points,)
        Where a claim holds.

    Returns
    -------
    str
        Such as ``"at all 104 of them where p/q >= 1"``; empty if no such condition holds at a quarter of the points.

    Examples
    --------
    >>> safe_condition({"q": np.array([0.5, 0.6, 1.5, 2.0])}, np.array([True, False, True, True]))
    'at all 2 of them where q >= 1'
    """
    most, text = max(_SAFE * len(holds), 1), ""
    for name, column in columns.items():
        bad = column[~holds]
        for sign, edge in ((">=", bad.max()), ("<=", bad.min())) if len(bad) else ():
            inside = column > edge if sign == ">=" else column < edge
            if inside.sum() > most:
                near = column[inside].min() if sign == ">=" else column[inside].max()
                cut = _plain(min(edge, near), max(edge, near), closed_below=sign == "<=")
                most = inside.sum()
                text = f"at all {most} of them where {name} {sign} {cut:.4g}"
    return text


def _plain(low: float, high: float, *, closed_below: bool) -> float:
    """A plain number that parts two neighbours, if there is one between them."""
    inside = [v for v in (1.0, 2.0, 0.5) if (low <= v < high if closed_below else low < v <= high)]
    return inside[0] if inside else float(low if closed_below else high)


def _effective_share(vector: np.ndarray) -> float:
    peak = float(np.abs(vector).max(initial=0.0))
    if not peak:
        return 0.0
    scaled = np.abs(vector) / peak
    return float(scaled.sum() ** 2 / (scaled**2).sum() / len(scaled))
