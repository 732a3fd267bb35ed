"""Generalisation of a pruned network by counting its descriptions (``lq.gen.occam``)."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import ShapeError
from lqtheory.quantities.arrays import as_vector, check_count, check_real, on_cpu
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.generalization import ball_occam_bound, ball_occam_failure_bound

__all__ = [
    "QUANTITIES",
    "OccamBound",
    "log_binomial",
    "occam_bound",
    "occam_bound_details",
    "occam_failure_bound",
    "pruned_risk_bound",
]


class OccamBound(NamedTuple):
    """Gap between true and empirical risk, and whether it says nothing because it exceeds 1."""

    value: float
    vacuous: bool


def occam_bound(P: int, k: int, b: int, n: int, delta: float, two_sided: bool = False) -> float:
    r"""Largest gap between true and empirical risk of all networks with k of P weights of b bits each.

    sqrt([ln C(P, k) + k b ln 2 + ln(P + 1) + ln(1/δ)]/(2n)); ln(2/δ) if two-sided.

    Parameters
    ----------
    P : int
        Number of weights of the architecture, at least 1.
    k : int
        Number of nonzero weights, in {0, ..., P}.
    b : int
        Bits of each nonzero weight, at least 0.
    n : int
        Number of independent samples, at least 1.
    delta : float
        Probability of failure, in (0, 1).
    two_sided : bool
        Whether the gap is bounded from both sides.

    Returns
    -------
    float
        With probability at least 1 - δ no network of any k exceeds it; above 1 it says nothing.

    Raises
    ------
    InputTypeError
        If a count is not an integer or ``delta`` not a number.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost O(min(k, P - k)), or O(1) for more than 10^5. The loss lies in [0, 1]; the networks are fixed before the sample
    is seen only as a class, so the bound holds for the one chosen from the sample.

    References
    ----------
    shalev_shwartz_ben_david_2014, Theorem 7.7; dossier lq.gen.occam.

    Examples
    --------
    >>> round(occam_bound(10**4, 200, 8, 60000, 0.05), 15)
    0.132226900365576
    """
    P = check_count(P, "P", 1, None, "occam_bound")
    k = check_count(k, "k", 0, P, "occam_bound", "P")
    b = check_count(b, "b", 0, None, "occam_bound")
    n = check_count(n, "n", 1, None, "occam_bound")
    delta = check_real(delta, "delta", "occam_bound", 0.0, 1.0, "neither")
    complexity = log_binomial(P, k) + k * b * math.log(2) + math.log(P + 1) - math.log(delta)
    return math.sqrt((complexity + (math.log(2) if two_sided else 0.0)) / (2 * n))


def occam_bound_details(P: int, k: int, b: int, n: int, delta: float, two_sided: bool = False) -> OccamBound:
    r"""The Occam bound with the flag that says whether it is vacuous.

    (ε, ε > 1), ε as in :func:`occam_bound`.

    Parameters
    ----------
    P, k, b, n, delta, two_sided
        As :func:`occam_bound`.

    Returns
    -------
    OccamBound

    Raises
    ------
    InputTypeError, DomainError
        As :func:`occam_bound`.

    Notes
    -----
    Cost as :func:`occam_bound`.

    References
    ----------
    Dossier lq.gen.occam.

    Examples
    --------
    >>> occam_bound_details(1000, 500, 8, 100, 0.05).vacuous
    True
    """
    value = occam_bound(P, k, b, n, delta, two_sided)
    return OccamBound(value, value > 1.0)


def occam_failure_bound(P: int, b: int, n: int, delta: float) -> float:
    r"""Sum of Hoeffding's bounds over all pruned networks: what the union bound says of the probability of failure.

    Σ_{k=0}^{P} C(P, k) 2^{kb} exp(-2 n ε_k²), ε_k as in :func:`occam_bound`.

    Parameters
    ----------
    P : int
        Number of weights of the architecture, at least 1.
    b : int
        Bits of each nonzero weight, at least 0.
    n : int
        Number of independent samples, at least 1.
    delta : float
        Probability of failure aimed at, in (0, 1).

    Returns
    -------
    float
        ``delta``, up to rounding.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`occam_bound`.

    Notes
    -----
    Cost O(P^2).

    References
    ----------
    Dossier lq.gen.occam.

    Examples
    --------
    >>> round(occam_failure_bound(20, 3, 50, 0.1), 12)
    0.1
    """
    P = check_count(P, "P", 1, None, "occam_failure_bound")
    gaps = [occam_bound(P, k, b, n, delta) for k in range(P + 1)]
    logs = [log_binomial(P, k) + k * b * math.log(2) - 2 * n * gap**2 for k, gap in enumerate(gaps)]
    return math.fsum(math.exp(value) for value in logs)


def pruned_risk_bound(margins: Any, errors: Any, P: int, k: int, b: int, delta: float) -> OccamBound:
    r"""Bound on the classification risk of a pruned network from margins of the dense one on the sample.

    #{i : margin_i <= sqrt(2) ε_i}/n + Occam(k), ε_i the bound on the output error on sample i.

    Parameters
    ----------
    margins, errors : array-like, shape (n,)
        Margins of the dense network, and bounds on the l_2 error of the pruned one's output, on the same samples.
    P, k, b, delta
        As :func:`occam_bound`.

    Returns
    -------
    OccamBound
        The bound on the risk, and whether it is at least 1.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the arrays are not finite vectors of one length, an error is negative, or as :func:`occam_bound`.

    Notes
    -----
    Cost O(n). The samples must be those the network was trained on or any others: the bound holds for all networks.

    References
    ----------
    Dossier lq.gen.occam with lq.net.margin.

    Examples
    --------
    >>> pruned_risk_bound([1.0, 0.1], [0.5, 0.5], 10, 2, 1, 0.05).value > 0.5
    True
    """
    values = on_cpu(as_vector(margins, "margins", "pruned_risk_bound"))
    bounds = on_cpu(as_vector(errors, "errors", "pruned_risk_bound"))
    if values.shape != bounds.shape or values.ndim != 1:
        raise ShapeError(
            f"margins has shape {values.shape} and errors {bounds.shape} (pruned_risk_bound); make them equal"
        )
    check_real(bounds.min(), "errors", "pruned_risk_bound", 0.0)
    doubtful = float(np.mean(values <= math.sqrt(2) * bounds))
    value = doubtful + occam_bound(P, k, b, values.size, delta)
    return OccamBound(value, value >= 1.0)


def log_binomial(P: int, k: int) -> float:
    r"""Natural logarithm of a binomial coefficient.

    ln C(P, k).

    Parameters
    ----------
    P : int
        At least 0.
    k : int
        In {0, ..., P}.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not an integer or out of range.

    Notes
    -----
    A sum of min(k, P - k) logarithms, without cancellation; log-gamma beyond 10^5 of them.

    References
    ----------
    Dossier lq.gen.occam.

    Examples
    --------
    >>> round(log_binomial(5, 2), 12), log_binomial(5, 0)
    (2.302585092994, 0.0)
    """
    P = check_count(P, "P", 0, None, "log_binomial")
    k = check_count(k, "k", 0, P, "log_binomial", "P")
    few = min(k, P - k)
    if few > 100_000:
        return math.lgamma(P + 1) - math.lgamma(k + 1) - math.lgamma(P - k + 1)
    return math.fsum(math.log((P - i) / (few - i)) for i in range(few))


_COUNTS: tuple[Any, ...] = ("P", "k", "b", "n")

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "occam_bound",
        ("P", "k", "b", "n", "delta"),
        occam_bound,
        ball_occam_bound,
        r"\varepsilon_{{{k}}}({P},{b},{n},{delta})",
        "lq.gen.occam",
        sign="positive",
        integer_arguments=_COUNTS,
    ),
    Quantity(
        "occam_failure_bound",
        ("P", "b", "n", "delta"),
        occam_failure_bound,
        ball_occam_failure_bound,
        r"\Sigma({P},{b},{n},{delta})",
        "lq.gen.occam",
        sign="positive",
        integer_arguments=_COUNTS,
    ),
)
