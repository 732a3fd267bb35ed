"""Expectations over ranks of independent weights of any law given by its upper quantile function (``lq.stoch.finite``).

Laws are the arrays of :mod:`lqtheory.quantities.quantile_laws`. Like quantities of networks these take objects and are
not offered by ``eval``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.members import Object
from lqtheory.quantities.arrays import check_count, check_exponent
from lqtheory.quantities.quantile_laws import QuantileLawBalls, QuantileLawSampler, is_quantile_law, quantile
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import ranked_laws as reference

__all__ = [
    "RANKED",
    "RANKED_LAW",
    "expected_ranked_power",
    "is_ranked_law",
    "mass_by_beta_ratio",
    "ranked_quantity",
]

#: Below it a power of the rank is 0 for all purposes, and a quotient by it is taken at its limit.
_TINY = 1e-250


def is_ranked_law(G: Any) -> bool:
    """Whether an array is a law whose magnitudes from the second largest of several on have finite means.

    Parameters
    ----------
    G : array-like, shape (pieces, 3)
        The rows.

    Returns
    -------
    bool
        The exponent of the tail is then below 2.

    Examples
    --------
    >>> is_ranked_law([[1.0, 1.0, 1.5]]), is_ranked_law([[1.0, 1.0, 2.0]])
    (True, False)
    """
    return is_quantile_law(G) and float(np.asarray(G, dtype=np.float64)[0, 2]) < 2.0


def expected_ranked_power(G: Any, n: int, i: int, p: float) -> float:
    r"""Expected p-th power of the i-th largest magnitude of n independent weights.

    E|w|_(i)^p = ∫_0^1 G(u)^p n!/((i-1)! (n-i)!) u^{i-1} (1-u)^{n-i} du.

    Parameters
    ----------
    G : array-like, shape (pieces, 3)
        The law.
    n, i : int
        Number of weights, and the rank, 1 <= i <= n.
    p : float
        Exponent, > 0.

    Returns
    -------
    float
        inf where the moment is infinite (p a_1 >= i).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not allowed.

    References
    ----------
    david_nagaraja_2003, section 2.1; dossier lq.stoch.finite.

    Examples
    --------
    >>> round(expected_ranked_power([[1.0, 1.0, 0.5]], 3, 2, 1.0), 12)
    1.6
    """
    where = "expected_ranked_power"
    n = check_count(n, "n", 1, None, where)
    i, p = check_count(i, "i", 1, n, where), check_exponent(p, "p", where)
    scale = i * math.comb(n, i)
    return _integral(G, p, i - 1, lambda u: scale * (1.0 - u) ** (n - i))


def mass_by_beta_ratio(G: Any, s: int, a: int, p: float) -> float:
    r"""Mass of a law, each rank u counted with the probability that it is pruned.

    ∫_0^1 G(u)^p I_u(s, a) du, where I_u(s, 0) = 0: of s-1 others never s are larger.

    Parameters
    ----------
    G : array-like, shape (pieces, 3)
        The law.
    s, a : int
        Numbers kept, at least 1, and pruned, at least 0.
    p : float
        Exponent, > 0.

    Returns
    -------
    float
        inf where the integral is (p a_1 >= s + 1).

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not allowed.

    References
    ----------
    Dossier lq.stoch.finite.

    Examples
    --------
    >>> round(mass_by_beta_ratio([[1.0, 1.0, 0.0]], 3, 2, 1.0), 12)
    0.4
    """
    where = "mass_by_beta_ratio"
    s, a = check_count(s, "s", 1, None, where), check_count(a, "a", 0, None, where)
    p = check_exponent(p, "p", where)
    if a == 0:
        quantile(G, 1.0)
        return 0.0
    from scipy.special import beta, betainc

    start = 1.0 / (s * beta(s, a))

    def share(u: float) -> float:
        power = u**s
        return float(betainc(s, a, u)) / power if power > _TINY else start

    return _integral(G, p, s, share)


def _integral(G: Any, p: float, power: int, rest: Callable[[float], float]) -> float:
    """∫_0^1 G(u)^p u^power rest(u) du, piece by piece; at 0 in the variable u^c that removes the singularity."""
    from scipy.integrate import quad

    quantile(G, 1.0)
    low, parts = 0.0, []
    for high, y, a in np.asarray(G, dtype=np.float64).tolist():
        c = power + 1.0 - a * p
        if y > 0.0 and low == 0.0 and c <= 0.0:
            return math.inf
        if y > 0.0:
            if low == 0.0:
                inner = quad(lambda t, h=high, c=c: rest(h * t ** (1.0 / c)), 0.0, 1.0, **_ACCURACY)
                parts.append(y**p * high ** (power + 1.0) / c * inner[0])
            else:
                inner = quad(lambda u, h=high, a=a: (u / h) ** (-a * p) * u**power * rest(u), low, high, **_ACCURACY)
                parts.append(y**p * inner[0])
        low = high
    return math.fsum(parts)


_ACCURACY: dict[str, Any] = {"epsabs": 0.0, "epsrel": 1e-12, "limit": 200}


def _quantity(function: Callable[..., Any], letters: str, latex: str, integers: tuple[str, ...]) -> Quantity:
    return Quantity(
        function.__name__, ("G", *letters), function, getattr(reference, f"ball_{function.__name__}"), latex,
        "lq.stoch.finite", sign="nonnegative", integer_arguments=integers,
    )  # fmt: skip


#: Member of a domain: a law of nonnegative numbers of which the second largest of several has a finite mean.
RANKED_LAW = Object(
    QuantileLawSampler(),
    ball=QuantileLawBalls(),
    description="a law by its upper quantile function, of order u^-a at 0, a < 2",
    of=(),
    fits=is_ranked_law,
    inhabited=True,
)

#: Everything by name.
RANKED: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(expected_ranked_power, "nip", r"\mathbb{{E}}_{{{G}^{{{n}}}}}|w|_{{({i})}}^{{{p}}}", ("n", "i")),
        _quantity(mass_by_beta_ratio, "sap", r"\int_0^1{G}(u)^{{{p}}}I_u({s},{a})du", ("s", "a")),
    )
}


def ranked_quantity(name: str) -> Any:
    """The SymPy head of one of these quantities, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``RANKED``.

    Returns
    -------
    type
        A SymPy function head.

    Raises
    ------
    DomainError
        If there is none.

    Examples
    --------
    >>> str(ranked_quantity("expected_ranked_power"))
    'expected_ranked_power'
    """
    if name not in RANKED:
        raise DomainError(f"there is no quantity {name!r} of ranked laws; there are {', '.join(RANKED)}")
    return RANKED[name].symbol
