r"""**Random probes**: P(|Fhat - F| >= t) <= 2 exp(-n d t^2/(4 (V + t^2 + t))) for the pooled Gaussian estimator.

F = (1/d) tr f(H) for the resolvent f(lambda) = 1/(1 + lambda) of a Hessian with eigenvalues lambda_i >= 0 (in units of
s), V the variance of f over the spectrum, Fhat = sum_l g_l' f(H) g_l / sum_l |g_l|^2 over n Gaussian probes. Fhat - F
>= t says that sum_i (f_i - F - t) Q_i >= 0 with Q_i independent chi-square variables of n degrees of freedom: a
deviation n d t of a quadratic form of squared norm n d (V + t^2) and largest entry at most 1. Not sharp; for d = 10^6,
n = 1, t = 0.005, V = 1/4 it is 4.5e-11, so that one probe suffices for large networks.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Real, Source, Theorem, Vector

D = Domain(
    d=Integer(1, typical=(2, 64)),
    n=Integer(1, typical=(1, 4)),
    t=Real(0, 1, typical=(0.02, 0.4)),
    x=Vector("d", sign="nonnegative"),
)


def is_off(rng: np.random.Generator, size: int, d: int, n: int, t: float, x: np.ndarray) -> np.ndarray:
    """Whether the pooled estimate of the mean of 1/(1 + x) is off by t or more."""
    shares = 1.0 / (1.0 + np.asarray(x, dtype=float))
    squares = rng.chisquare(n, (size, d))
    estimates = squares @ shares / squares.sum(axis=1)
    return np.abs(estimates - shares.mean()) >= t


@dataclass(frozen=True)
class TailBound:
    """2 exp(-n d t^2/(4 (V + t^2 + t)))."""

    def __call__(self, d: int, n: int, t: float, x: np.ndarray) -> Any:
        """The bound, at most 1."""
        variance = float(np.var(1.0 / (1.0 + np.asarray(x, dtype=float))))
        return min(1.0, 2.0 * np.exp(-n * d * t**2 / (4.0 * (variance + t**2 + t))))


THEOREM = Theorem(
    name="probe_means_rarely_off",
    title="Tail bound of means of spectral functions from Gaussian probes",
    id="geom.spec.probes",
    statement=(
        "For d eigenvalues x >= 0, n Gaussian probes and 0 < t < 1, the pooled estimate of the mean of 1/(1 + x) is "
        "off by t or more with probability at most 2 exp(-n d t^2/(4 (V + t^2 + t))), V the variance of 1/(1 + x)."
    ),
    domain=D,
    claim=Probability(is_off, "<=", TailBound(), text="P(|Fhat - F| >= t) <= 2 exp(-n d t^2/(4 (V + t^2 + t)))"),
    source=Source("lqtheory_dossier", "geom.spec.probes"),
)
