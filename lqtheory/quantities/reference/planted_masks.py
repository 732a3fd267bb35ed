"""Ball versions of the floor over all masks and of the threshold of the union bound (``geom.planted.gordon_l0``).

Written from other forms than the array versions: the floor as a least value over the masks that are best at some t,
which are found exactly, and the threshold by decided signs up to 1.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import monotone_root
from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.reference.planted_regression import ball_gaussian_pruned_energy

__all__ = ["ball_mask_floor", "ball_union_threshold"]

#: Halvings of an interval on which a sign must be shown, and how far from a root that begins.
HALVINGS, NEAR = 50, 1e-9


def ball_mask_floor(teacher: list[float], g: list[float], h: list[float], m: int) -> Any:
    """(min over masks of √(W (‖g‖² - ‖h_kept‖²)) - <h_E, w_E>)_+ for a mask E of m weights, W = ‖w_E‖²; exact input.

    For a mask the least ½[t (‖g‖² - ‖h‖²) + ‖w_E - t h_E‖²/t] over t > 0 is that; the best mask at t holds the m
    smallest (w_i - t h_i)², whose order changes at the t where two of them are equal.
    """
    w, noise = ([Fraction(v) for v in values] for values in (teacher, h))
    if len(w) != len(noise) or not w:
        raise ShapeError(f"teacher has {len(w)} entries, h has {len(noise)} (mask_floor); give two vectors alike")
    if not 0 <= m <= len(w):
        raise DomainError(f"m={m} is outside {{0,...,D}} with D={len(w)} (mask_floor)")
    if m == 0 or not any(w):
        return balls.ball(0)
    length, whole = sum(Fraction(v) ** 2 for v in g), sum(v * v for v in noise)
    values = []
    for mask in _best_masks(w, noise, m):
        square, inner = sum(w[i] ** 2 for i in mask), sum(w[i] * noise[i] for i in mask)
        room = length - whole + sum(noise[i] ** 2 for i in mask)
        if room < 0:  # the value falls without bound
            return balls.ball(0)
        values.append((balls.ball(square) * balls.ball(room)).sqrt() - balls.ball(inner))
    return balls.minimum(values).max(balls.ball(0))


def _best_masks(w: list[Fraction], h: list[Fraction], m: int) -> set[tuple[int, ...]]:
    """The masks with the m smallest (w_i - t h_i)² at some t > 0: one between any two neighbouring crossings."""
    crossings = {
        t
        for i in range(len(w))
        for j in range(i)
        for sign in (1, -1)
        if h[i] + sign * h[j] != 0
        for t in [(w[i] + sign * w[j]) / (h[i] + sign * h[j])]
        if t > 0
    }
    ends = [Fraction(0), *sorted(crossings)]
    points = [(a + b) / 2 for a, b in itertools.pairwise(ends)] + [ends[-1] + 1]
    return {tuple(sorted(sorted(range(len(w)), key=lambda i: (w[i] - t * h[i]) ** 2)[:m])) for t in points}


def ball_union_threshold(gamma: Any, e: Any) -> Any:
    """Where the excess of the left side over the entropy becomes positive, for good: shown by signs up to p = 1."""
    gamma, e = balls.ball(gamma), balls.ball(e)
    if not (gamma > 0 and e > 0):
        raise DomainError("take gamma > 0 and e > 0 (union_threshold)")
    last = _ratio_excess(gamma, e, balls.ball(1), balls.ball(1))
    if last <= 0:
        return balls.ball(1)
    low, high = balls.ball(0.5), balls.ball(1) - balls.ball(2) ** -40
    if not _excess(gamma, e, high) > 0:
        return balls.hull(0, 1)
    while not _excess(gamma, e, low) < 0:
        low = low / 2
        if low < balls.ball(2) ** -60:
            return balls.hull(0, 1)
    root = monotone_root(lambda p: _excess(gamma, e, p), low, high)
    above = (root.upper() + balls.ball(NEAR)).mid()
    return root.union(above if _stays_positive(gamma, e, above, balls.ball(1), HALVINGS) else balls.ball(1))


def _ratio_excess(gamma: Any, e: Any, low: Any, high: Any) -> Any:
    """½ (1/γ - (1-p)) (ξ - 1 - log ξ) for p between two numbers, or minus one where the bound is of no use."""
    degrees = (1 / gamma - (1 - low)).union(1 / gamma - (1 - high))
    energy = ball_gaussian_pruned_energy(low).union(ball_gaussian_pruned_energy(high))  # which rises
    room = energy * degrees if degrees > 0 else balls.ball(0)
    ratio = e / gamma / room if room > 0 else balls.ball(1)
    if degrees <= 0 or ratio >= 1:
        return balls.ball(-1)
    return degrees * (ratio - 1 - ratio.log()) / 2


def _excess(gamma: Any, e: Any, p: Any) -> Any:
    """The left side less the entropy."""
    return _ratio_excess(gamma, e, p, p) + p * p.log() + (1 - p) * (1 - p).log()


def _stays_positive(gamma: Any, e: Any, low: Any, high: Any, depth: int) -> bool:
    """Whether the excess is positive between two numbers from 1/2 on, where the entropy falls."""
    if not low > balls.ball(0.5):
        return False
    entropy = -(low * low.log() + (1 - low) * (1 - low).log())
    if _ratio_excess(gamma, e, low, high) > entropy:
        return True
    if depth == 0 or not high > low:
        return False
    middle = ((low + high) / 2).mid()
    return _stays_positive(gamma, e, low, middle, depth - 1) and _stays_positive(gamma, e, middle, high, depth - 1)
