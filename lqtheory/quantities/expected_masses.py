"""Expected mass that pruning removes from finitely many weights of a law with finitely many magnitudes."""

from __future__ import annotations

import functools
import itertools
import math
from fractions import Fraction
from typing import Any

from lqtheory.errors import UnsupportedError
from lqtheory.quantities.arrays import (
    Array,
    as_magnitudes,
    check_count,
    check_exponent,
    masked_power,
    namespace,
    widened,
)
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.expected_masses import ball_expected_pruned_mass

__all__ = ["QUANTITIES", "expected_pruned_mass"]

#: Largest number of outcomes that are enumerated.
OUTCOMES = 100_000


def expected_pruned_mass(x: Any, n: int, k: int, p: float) -> Array:
    r"""Expected sum of the p-th powers outside the k largest of n independent draws from the entries of a vector.

    E σ_k(w)_p^p, every |w_i| being each of |x_1|, ..., |x_m| with probability 1/m.

    Parameters
    ----------
    x : array-like, shape (..., m)
        The magnitudes of the law; repeated entries have the more probability.
    n : int
        Number of draws, >= 1.
    k : int
        Number of draws kept, in {0, ..., n}.
    p : float
        Exponent, > 0.

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not allowed.
    UnsupportedError
        If there are more than 100 000 outcomes.

    Notes
    -----
    By enumeration of how often each entry is drawn, C(m+n-1, n) outcomes with multinomial probabilities. For many draws
    use the integral in the theorem ``expected_pruned_mass_of_discrete_law``.

    References
    ----------
    Dossier lq.stoch.finite.

    Examples
    --------
    >>> float(expected_pruned_mass([1.0, 0.0], 2, 1, 1.0))
    0.25
    """
    where = "expected_pruned_mass"
    magnitudes = as_magnitudes(x, "x", where, single=True)
    n = check_count(n, "n", 1, None, where)
    k, p = check_count(k, "k", 0, n, where), check_exponent(p, "p", where)
    m, xp = magnitudes.shape[-1], namespace(magnitudes)
    if math.comb(m + n - 1, n) > OUTCOMES:
        raise UnsupportedError(f"n={n} draws from m={m} entries have too many outcomes ({where}); use the integral")
    powers = xp.sort(masked_power(widened(magnitudes), p), axis=-1)
    return sum(share * powers[..., m - 1 - i] for i, share in enumerate(_pruned_counts(m, n, k)))


@functools.lru_cache(maxsize=1024)
def _pruned_counts(m: int, n: int, k: int) -> tuple[float, ...]:
    """Expected number of pruned draws of each rank, from the largest entry on."""
    counts = [Fraction(0)] * m
    for chosen in itertools.combinations_with_replacement(range(m), n):  # ranks in increasing order, the largest first
        repeats = math.prod(math.factorial(chosen.count(rank)) for rank in set(chosen))
        chance = Fraction(math.factorial(n), repeats * m**n)
        for rank in chosen[k:]:
            counts[rank] += chance
    return tuple(float(count) for count in counts)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "expected_pruned_mass",
        ("x", "n", "k", "p"),
        expected_pruned_mass,
        ball_expected_pruned_mass,
        r"\mathbb{{E}}_{{{x}^{{{n}}}}}\sigma_{{{k}}}^{{{p}}}",
        "lq.stoch.finite",
        sign="nonnegative",
        integer_arguments=("n", "k"),
    ),
)
