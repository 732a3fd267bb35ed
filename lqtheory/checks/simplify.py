"""Greedy simplification of a counterexample: fewer coordinates, shorter decimals, while balls show the violation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lqtheory.bounds import bound_value
from lqtheory.checks.smaller import violation_in_fewer_dimensions
from lqtheory.checks.sources import NICE
from lqtheory.decision import Decision, decide
from lqtheory.domain import Integer, Real, Vector
from lqtheory.errors import LqTheoryError
from lqtheory.theorem import Theorem

__all__ = ["simplify"]

TRIALS = 400


def simplify(
    theorem: Theorem, values: Mapping[str, Any], decision: Decision, *, bits: int = 904
) -> tuple[dict[str, Any], Decision]:
    """A simpler instance that violates the claim, too.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    values : mapping
        A violating instance.
    decision : Decision
        Its decision.
    bits : int
        Largest working precision of the decisions.

    Returns
    -------
    tuple
        ``(values, decision)`` of the simplest violating instance found within 400 trials.

    Notes
    -----
    Simpler means fewer entries; among equals, shorter to write; then smaller integers.
    """
    best, verdict = violation_in_fewer_dimensions(theorem, values, bits=bits) or (dict(values), decision)
    trials = 0
    improved = True
    while improved and trials < TRIALS:
        improved = False
        for candidate in _moves(theorem, best):
            if _complexity(candidate) >= _complexity(best):
                continue
            trials += 1
            judged = _judge(theorem, candidate, bits)
            if judged is not None:
                best, verdict = judged
                improved = True
                break
            if trials >= TRIALS:
                break
    return best, verdict


def _judge(theorem: Theorem, candidate: Mapping[str, Any], bits: int) -> tuple[dict[str, Any], Decision] | None:
    try:
        values = theorem.domain.validate(candidate, where=theorem.name)
        decision = decide(theorem, values, max_bits=bits)
    except (LqTheoryError, OverflowError):
        return None  # outside the domain or not computable there: not simpler, just different
    return (values, decision) if decision.violated else None


def _complexity(values: Mapping[str, Any]) -> tuple[int, int, float]:
    entries, digits, size = 0, 0, 0.0
    for value in values.values():
        if isinstance(value, (int, float)):
            digits += _digits(float(value))
            size += abs(value) if isinstance(value, int) else 0.0
        elif isinstance(value, np.ndarray):
            entries += value.size
            digits += sum(_digits(v) for v in value.ravel().tolist())
            runs = 1 + int(np.count_nonzero(np.diff(value.ravel())))
            size += runs + float(np.sum(np.abs(np.nan_to_num(value)))) * 1e-6
    return entries, digits, size


def _digits(value: float) -> int:
    """Characters needed to write a number; zero is shortest."""
    if value == 0:
        return 0
    return len(repr(value).removesuffix(".0").replace("-", "").replace("0.", "."))


def _moves(theorem: Theorem, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Candidates, boldest first."""
    members = theorem.domain.parameters
    integers = [name for name, m in members.items() if isinstance(m, Integer)]
    for name in integers:
        yield from _smaller(theorem, values, [name])
    for i, a in enumerate(integers):
        for b in integers[i + 1 :]:
            yield from _smaller(theorem, values, [a, b])
    for name, member in members.items():
        if isinstance(member, Vector):
            yield from ({**values, name: x} for x in _vectors(values[name]))
        elif isinstance(member, Real):
            yield from ({**values, name: v} for v in _reals(values[name]))


def _smaller(theorem: Theorem, values: dict[str, Any], names: list[str]) -> Iterator[dict[str, Any]]:
    """Integers lowered together, and vectors cut to the sizes that follow."""
    lowest = min(values[name] for name in names)
    for step in dict.fromkeys((lowest - 1, lowest // 2, 8, 4, 2, 1)):
        if step < 1:
            continue
        changed = {**values, **{name: values[name] - step for name in names}}
        cuts = [
            name
            for name, m in theorem.domain.parameters.items()
            if isinstance(m, Vector) and _size(m, changed) is not None
        ]
        longest = max((len(values[name]) for name in cuts), default=0)
        starts = range(longest) if step == 1 and longest <= 40 else (longest - 1,)
        for start in reversed(starts) if longest else (0,):
            candidate = dict(changed)
            for name in cuts:
                size = _size(theorem.domain.parameters[name], changed)
                candidate[name] = _cut(values[name], size or 0, start)
            yield candidate


def _size(member: Any, values: Mapping[str, Any]) -> int | None:
    size = int(bound_value(member.size, values))
    return size if size >= 1 else None


def _cut(x: np.ndarray, size: int, start: int) -> np.ndarray:
    """The vector without the entries that end at ``start``."""
    if size >= len(x):
        return x
    surplus = len(x) - size
    first = max(0, min(start, len(x) - 1) - surplus + 1)
    return np.delete(x, slice(first, first + surplus))


def _reals(value: float) -> Iterator[float]:
    """Simpler numbers nearby, then simple numbers anywhere."""
    if not np.isfinite(value):
        return
    for places in range(4):
        yield round(float(value), places)
    yield from (float(f"{value:.{digits}g}") for digits in (1, 2, 3))
    yield from NICE


def _vectors(x: np.ndarray) -> Iterator[np.ndarray]:
    """Simpler vectors: rescaled, rounded, sorted, entry by entry."""
    magnitudes = np.abs(x[x != 0])
    if not magnitudes.size:
        return
    scales = (1.0, 1 / magnitudes.min(), 1 / magnitudes.max(), 10 / magnitudes.max(), 100 / magnitudes.max())
    with np.errstate(over="ignore", under="ignore"):
        scaled = [x * s for s in scales if np.isfinite(s) and np.isfinite(x * s).all()]
    yield from (np.abs(y) for y in scaled if (y < 0).any())
    yield from (np.round(y) for y in scaled)
    yield from (np.round(y, places) for places in (1, 2, 3) for y in scaled)
    yield from (_significant(y, digits) for digits in (1, 2, 3) for y in scaled)
    yield from scaled
    for i in range(min(x.size, 40)):
        for entry in dict.fromkeys((0.0, *([x[i - 1]] if i else []), 1.0, round(x[i]), round(x[i], 1), abs(x[i]))):
            y = x.copy()
            y[i] = entry
            yield y


def _significant(x: np.ndarray, digits: int) -> np.ndarray:
    return np.array([float(f"{v:.{digits}g}") for v in x.tolist()])
