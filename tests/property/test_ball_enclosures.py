"""Ball versions enclose: the value at any point of an interval lies in the ball of the value on the interval.

Certificates rest on this for real arguments, and decisions on vectors that were computed in balls do for their entries.
"""

import math
from typing import Any

import numpy as np
import pytest
from flint import arb

from lqtheory.balls import ball, hull, precision
from lqtheory.errors import DomainError, NormOverflowError, UnsupportedError
from lqtheory.quantities import all_quantities, find_quantity

NAMES = [name for name, quantity in all_quantities().items() if quantity.ball is not None]
WIDTHS = (0.0, 1e-12, 0.01, 0.25, 1.0)
#: Where real arguments start, at ends and jumps of their ranges on purpose.
STARTS = {
    "p": (0.25, 0.5, 1.0, 2.0),
    "q": (0.25, 0.5, 1.0, 2.0),
    "s": (0.0, 1.0, 1.5, 3.0),
    "eta": (0.0, 0.25, 0.5, 0.75, 1.0),
    "epsilon": (0.0, 0.0625, 0.25),
    "T": (0.25, 0.5),
    "a": (0.0, 0.25, 0.5),
    "b": (0.25, 1.0, 3.0),
    "gamma": (0.25, 0.5, 1.0, 2.0),
    "mu": (0.25, 1.0, 3.0),
    "variance": (0.25, 1.0, 4.0),
    "I": (0.0, 0.25, 0.5),
    "M": (0.5, 3.0, 40.0),
    "theta": (0.125, 0.25, 0.4),
    "h": (0.25, 1.0, 2.0),
    "F": (0.0, 0.25, 0.5),
    "delta": (0.25, 0.5, 1.0, 2.0),
    "alpha": (0.0, 0.25, 0.5, 0.75),
    "phi": (0.0, 0.25, 0.5, 0.75),
    "nu": (0.25, 0.5),
    "t": (-1.0, 0.0, 0.5),
    "level": (0.0, 0.25, 0.5),
    "rho": (0.0, 1e-9, 0.25, 0.5, 0.75),
    "c": (0.0, 0.25, 1.0, 2.0),
    "Lambda": (0.0, 1.0, 16.0),
    "R": (1.0, 2.0, 100.0),
    "beta": (0.0, 0.5, 2.0),
    "zeta": (0.25, 1.0, 3.0),
}
COUNTS = {"n", "d", "k", "i", "j", "r", "m"}
#: The same for quantities of coresets of one class, whose vectors bear letters that are numbers elsewhere.
CLASS_MODULES = set(
    "bennett counts deterministic distributions draws errors estimates hybrid instance_tails mixed moments "
    "out_of_sample poisson sensitivities signs tails two_point unique".split()
)
CLASS_STARTS = {
    "u": (-1.0, -0.75, 0.0, 0.5, 1.0, 2.0),
    "B": (1.0, 1.5, 2.0, 17.0),
    "S": (1.0, 2.0, 40.0),
    "K": (1.0, 11.5),
    "A": (0.0, 10.0),
    "eta": (1.0, 410.0),
    "variance": (0.0, 0.25, 4.0),
    "reach": (0.0, 1.0, 20.0),
    "delta": (0.01, 0.25, 0.5),
    "epsilon": (0.0625, 0.5, 1.0, 3.0),
    "t": (-3.0, -0.5, 0.0, 1.0),
    "m": (0.0, 1.0, 2.5, 12.0),
    "p": (0.0, 0.25, 0.5),
    "q": (0.0, 0.25, 0.5),
}


def interval(name: str, rng: np.random.Generator) -> tuple[float, float]:
    """An interval for a real argument."""
    low = float(rng.choice(STARTS[name]))
    return low, low + float(rng.choice(WIDTHS))


def vector(rng: np.random.Generator, n: int, *, positive: bool) -> list[tuple[float, float]]:
    """Intervals for the entries of a vector: points, ties, and entries that may be zero or change places."""
    middle = rng.integers(1, 4, n) if positive else rng.integers(-2, 3, n)
    radius = rng.choice((0.0, 0.0, 1e-9, 0.5), n)
    return [(float(m - r), float(m + r)) for m, r in zip(middle, radius, strict=True)]


def arguments(name: str, rng: np.random.Generator) -> list[Any]:
    """Arguments of a quantity: counts as numbers, everything else as intervals."""
    quantity, n = find_quantity(name), int(rng.integers(1, 6))
    if name.startswith("slice_"):
        return slice_arguments(rng, n)
    if quantity.array.__module__.removeprefix("lqtheory.quantities.coreset_") in CLASS_MODULES:
        return class_arguments(name, rng, n)
    chosen: list[Any] = []
    for letter in quantity.arguments:
        if letter in ("n", "d"):
            chosen.append(n)
        elif letter in ("s", "B", "M", "P", "b") and letter in quantity.integer_arguments:
            chosen.append(int(rng.integers(0, 4)))
        elif letter == "v" or (letter == "w" and "v" in quantity.arguments):
            v = np.convolve(np.bincount(rng.integers(n, size=64), minlength=n) / 64, [0.5, 0.5])
            chosen.append([(float(x), float(x)) for x in v])
        elif letter in COUNTS:
            chosen.append(int(rng.integers(0, n + 1)))
        elif letter in ("x", "y", "z"):
            chosen.append(vector(rng, n, positive=False))
        elif letter in ("omega", "w", "active", "inactive") or (letter == "a" and name.startswith("weighted")):
            chosen.append(vector(rng, n, positive=True))
        else:
            chosen.append(interval(letter, rng))
    return chosen


def shares(rng: np.random.Generator, n: int) -> list[tuple[float, float]]:
    """Multiples of 1/64 with sum 1, zeros among them, in intervals so narrow that all points pass as shares."""
    radius = float(rng.choice((0.0, 1e-11)))
    middle = np.bincount(rng.integers(max(1, n - int(rng.integers(2))), size=64), minlength=n) / 64
    return [(float(m - radius), float(m + radius)) if m > 0 else (0.0, 0.0) for m in middle]


def nonnegative(rng: np.random.Generator, n: int) -> list[tuple[float, float]]:
    """Intervals of nonnegative numbers, exact zeros among them."""
    low = rng.choice((0.0, 0.25, 1.0, 3.0), n)
    return [(float(v), float(v + rng.choice((0.0, 1e-9, 0.5)) * (v > 0))) for v in low]


def class_arguments(name: str, rng: np.random.Generator, n: int) -> list[Any]:
    """Arguments of a quantity of coresets of one class."""
    quantity, points, chosen = find_quantity(name), int(rng.integers(1, 4)), []
    for letter in quantity.arguments:
        if letter in quantity.integer_arguments or (letter in ("m", "width") and letter not in CLASS_STARTS):
            chosen.append(int(rng.integers(1, 9)))
        elif letter in ("c", "v") or (letter == "h" and "v" in quantity.arguments):
            chosen.append(nonnegative(rng, min(n, 3)))
        elif letter == "s":
            chosen.append(vector(rng, min(n, 3), positive=True))
        elif letter in ("g", "h") or (letter == "q" and name != "binary_divergence"):
            chosen.append(shares(rng, n))
        elif letter == "w" and quantity.id == "coreset.sign_split":
            chosen.append(vector(rng, n, positive=False))
        elif letter in ("w", "a", "scores"):
            chosen.append(nonnegative(rng, n))
        elif letter == "p" and name == "poisson_variance":
            chosen.append([(low / 4, high / 4) for low, high in nonnegative(rng, n)])
        elif letter == "G":
            chosen.append([shares(rng, n) for _ in range(points)])
        elif letter in ("A", "R") and quantity.arguments[0] not in ("m", "q"):
            chosen.append([nonnegative(rng, n) for _ in range(points)])
        elif letter == "kept":
            chosen.append([(float(v), float(v)) for v in rng.integers(0, 2, n)])
        else:
            low = float(rng.choice(CLASS_STARTS[letter]))
            chosen.append((low, low + float(rng.choice(WIDTHS[:4]))))
    return chosen


def slice_arguments(rng: np.random.Generator, n: int) -> list[Any]:
    """A slice is a proper cone only where 2 epsilon/|y|^2 lies between two means of the spectrum."""
    spectrum, y = 2.0 ** rng.permutation(np.arange(-2, n)), rng.choice((1.0, -1.0, 2.0), n + 2)
    weights, share = y**2, float(rng.uniform(0.3, 0.7))
    harmonic, mean = weights.sum() / (weights / spectrum).sum(), weights @ spectrum / weights.sum()
    radius = float(rng.choice((0.0, 1e-9, 1e-3)))
    level = 0.5 * float(weights.sum() * harmonic ** (1 - share) * mean**share)
    near = [[(float(v) - radius, float(v) + radius) for v in values] for values in (spectrum, y)]
    return [*near, (level, level + radius)]


def on_interval(chosen: list[Any]) -> list[Any]:
    """Balls around the intervals."""
    return [v if isinstance(v, int) else on_interval(v) if isinstance(v, list) else hull(*v) for v in chosen]


def at_point(chosen: list[Any], rng: np.random.Generator) -> list[Any]:
    """A point of the intervals, as exact balls; ends more often than not."""

    def inside(low: float, high: float) -> Any:
        share = float(rng.choice((0.0, 1.0, 0.5, rng.random())))
        return ball(min(high, low + share * (high - low)))

    return [v if isinstance(v, int) else at_point(v, rng) if isinstance(v, list) else inside(*v) for v in chosen]


def _floats(point: list[Any]) -> list[Any]:
    def floats(value: Any) -> Any:
        return [floats(e) for e in value] if isinstance(value, list) else float(value.mid())

    return [np.array(floats(v)) if isinstance(v, list) else v for v in point]


def compared(name: str, rng: np.random.Generator, rounds: int, enough: float = math.inf) -> tuple[int, list[Any]]:
    """Number of values compared, and the arguments at which a point lies outside its enclosure.

    Ends when so many points have been compared as are enough.
    """
    quantity, count, points, outside = find_quantity(name), 0, 0, []
    for _ in range(rounds):
        if points >= enough:
            break
        chosen = arguments(name, rng)
        with precision(113):
            try:
                wide = quantity.ball(*on_interval(chosen))
            except (DomainError, UnsupportedError):  # outside, or not decided for such wide balls
                continue
            for _ in range(4):
                point = at_point(chosen, rng)
                try:
                    value = quantity.ball(*point)
                    quantity.array(*(float(v.mid()) if isinstance(v, arb) else v for v in _floats(point)))
                except (DomainError, NormOverflowError, UnsupportedError):  # not what the quantity is meant for
                    continue
                points += 1
                for around, exact in zip(*((v if quantity.vector else [v]) for v in (wide, value)), strict=True):
                    if around.is_nan() or exact.is_nan():
                        continue
                    count += 1
                    if not around.overlaps(exact):
                        outside.append((chosen, point, around, exact))
    return count, outside


ROUNDS = {name: 30 if name.startswith("nuclear") else 150 for name in NAMES}  # integrals take milliseconds
#: Points with which `make test` is content.
ENOUGH = 160


@pytest.mark.parametrize("name", NAMES)
def test_values_on_intervals_enclose_values_at_points(name: str, rng: np.random.Generator) -> None:
    count, outside = compared(name, rng, ROUNDS[name], ENOUGH)
    assert count >= 40
    assert not outside, outside[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_values_on_many_intervals_enclose_values_at_points(name: str, rng: np.random.Generator) -> None:
    assert not compared(name, rng, ROUNDS[name])[1]


def test_the_comparison_notices_a_branch_that_forgets_the_other(
    rng: np.random.Generator, monkeypatch: pytest.MonkeyPatch
) -> None:
    quantity = find_quantity("kmin_stechkin")
    forgetful = quantity.ball.__wrapped__

    def one_branch(s: Any, eta: Any, q: Any, p: Any) -> Any:
        return ball(0) if eta >= 1 else forgetful(s, eta, q, p)

    monkeypatch.setitem(quantity.__dict__, "ball", one_branch)
    assert compared("kmin_stechkin", rng, 150)[1]
