r"""**Risk of least squares on given columns, exactly**: squared bias plus sigma^2 rank/n.

E||P y - f||_n^2 = ||f - P f||_n^2 + sigma^2 rank/n for y = f + noise with independent components of mean 0 and variance
sigma^2. The expectation of a quadratic function needs these two moments only, so it is measured exactly as the mean
over the 2n noises +-sigma sqrt(n) e_i. The columns are the rows of L here.
"""

from typing import Any

import numpy as np

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector, balls
from lqtheory.domain import Matrix
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.span_errors import ball_projection
from lqtheory.quantities.spans import RANK, SPAN_DISTANCE, row_projector


def mean_projection_risk(L: Any, f: Any, sigma: float) -> float:
    """Mean squared empirical error of the projection of f + noise over the noises +-sigma sqrt(n) e_i."""
    values, projector = np.asarray(f, dtype=float), row_projector(L)
    noise = sigma * np.sqrt(values.size) * np.r_[np.eye(values.size), -np.eye(values.size)]
    return float(np.mean(np.sum(((values + noise) @ projector - values) ** 2, axis=1)) / values.size)


def ball_mean_projection_risk(L: list[list[Any]], f: list[Any], sigma: Any) -> Any:
    """Definition, one noise after the other."""
    n, size, risks = len(f), balls.ball(sigma) * balls.ball(len(f)).sqrt(), []
    for i in range(2 * n):
        noisy = [v + (size if j == i else -size if j == i - n else 0) for j, v in enumerate(f)]
        risks.append(balls.total((u - v) ** 2 for u, v in zip(ball_projection(noisy, L), f, strict=True)) / n)
    return balls.total(risks) / (2 * n)


MEAN_RISK = Quantity(
    "mean_projection_risk",
    ("L", "f", "sigma"),
    mean_projection_risk,
    ball_mean_projection_risk,
    r"\mathbb{{E}}\|P_{{{L}}}({f}+{sigma}\epsilon)-{f}\|_n^2",
    sign="nonnegative",
)


def projector_trace(L: Any) -> float:
    """Trace of the orthogonal projector on the rows."""
    return float(np.trace(row_projector(L)))


def ball_projector_trace(L: list[list[Any]]) -> Any:
    """Sum of the diagonal entries, each from the projection of a unit vector."""
    n = len(L[0])
    units = [[balls.ball(int(i == j)) for i in range(n)] for j in range(n)]
    return balls.total(ball_projection(units[j], L)[j] for j in range(n))


TRACE = Quantity("projector_trace", ("L",), projector_trace, ball_projector_trace, r"\operatorname{{tr}} P_{{{L}}}")

D = Domain(
    n=Integer(1, typical=(1, 5)),
    k=Integer(1, "n"),
    sigma=Real(0, typical=(0.1, 2)),
    f=Vector("n"),
    L=Matrix("k", "n"),
)
n, k, sigma, f, L = D.symbols

THEOREM = Theorem(
    name="projection_risk_is_exact",
    title="Risk of least squares",
    id="lq.risk.oracle.projection",
    statement="For f in R^n, noise of standard deviation sigma and columns L, the expected squared empirical error "
    "of least squares is that of the projection of f plus sigma^2 times the rank over n.",
    domain=D,
    claim=Equal(MEAN_RISK.symbol(L, f, sigma), (SPAN_DISTANCE.symbol(f, L) ** 2 + sigma**2 * RANK.symbol(L)) / n),
    source=Source("lqtheory_dossier", "lq.risk.oracle"),
)
