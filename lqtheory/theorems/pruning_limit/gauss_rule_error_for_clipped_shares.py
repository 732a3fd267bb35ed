r"""**Gauss rules of indefinite matrices err by at most pi (b-a)/(4 J s)** for clipped shares, with J nodes.

f(x) = s/(s + max(x, 0)) has a kink at 0, so that bounds by analytic continuation fail; but it is Lipschitz with the
constant 1/s. By the theorem of Favard some polynomial of degree 2J-1, which the rule integrates exactly, is within
(pi/2) (1/s) (b-a)/2/(2J) of it on [a, b], the range of the eigenvalues, and both mean and rule are off by no more. The
weights add up to W. Not sharp. For all nonincreasing functions see :mod:`shifted_sums_enclose_nonincreasing_functions`;
for eigenvalues >= 0 the error falls exponentially (:mod:`gauss_rule_error_for_shares`).
"""

from typing import Any

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.spectral_measures import REAL_MEASURE, SpectralMeasure, _ball_nodes, _nodes
from lqtheory.relations import Relation


def _clipped(values: Any, s: Any) -> list[Any]:
    """Shares of eigenvalues, 1 up to 0; a ball that may be on either side is enclosed by both."""
    return [
        1 + 0 * s if v <= 0 else s / (s + v) if v >= 0 else (s / (s + v.abs_upper())).union(1 + 0 * s) for v in values
    ]


def _mean(M: SpectralMeasure, s: Any) -> Any:
    """Sum of w f(lam)."""
    return sum(w * f for w, f in zip(M.weights, _clipped(M.eigenvalues, s), strict=True))


def _rule(M: SpectralMeasure, s: Any, J: int, nodes: Any) -> Any:
    """The same over the nodes of the Gauss rule; exact from as many nodes as eigenvalues on."""
    if J >= len(M.weights):
        return _mean(M, s)
    points, weights = nodes(M, int(J))
    return sum(w * f for w, f in zip(weights, _clipped(points, s), strict=True))


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, sign: str) -> Any:
    counts = tuple(v for v in arguments if v == "J")
    return Quantity(name, arguments, array, ball, latex, "geom.spec.cms", sign=sign, integer_arguments=counts).symbol


MEAN = _quantity("clipped_mean", ("M", "s"), _mean, _mean, r"\int\frac{{{s}}}{{{s}+\max(\lambda,0)}}d{M}", "positive")
GAUSS = _quantity(
    "clipped_gauss",
    ("M", "s", "J"),
    lambda M, s, J: _rule(M, s, J, _nodes),
    lambda M, s, J: _rule(M, s, J, _ball_nodes),
    r"G^+_{{{J}}}({M},{s})",
    "positive",
)
LENGTH = _quantity(
    "spectral_range",
    ("M",),
    lambda M: M.eigenvalues[-1] - M.eigenvalues[0],
    lambda M: M.eigenvalues[-1] - M.eigenvalues[0],
    r"|\mathrm{{supp}}\,{M}|",
    "nonnegative",
)
WEIGHT = _quantity("measure_weight", ("M",), lambda M: sum(M.weights), lambda M: sum(M.weights), r"{M}(R)", "positive")

D = Domain(
    J=Integer(1, typical=(1, 5)),
    s=Real(0, typical=(0.05, 5)),
    M=REAL_MEASURE,
    x=Real(typical=(-4, 4)),
    d=Real(0, closed="left", typical=(0, 4)),
)
J, s, M, x, d = D.symbols
mean, gauss = MEAN(M, s), GAUSS(M, s, J)
most = sp.pi * LENGTH(M) * WEIGHT(M) / (4 * J * s)


def share(value: sp.Expr) -> sp.Expr:
    """The function f at a number."""
    return s / (s + sp.Max(value, 0))


THEOREM = Theorem(
    name="gauss_rule_error_for_clipped_shares",
    title="Error of Gauss rules for clipped shares",
    id="geom.spec.cms.lipschitz",
    statement="For every measure M of weights, W together, at eigenvalues of any sign in [a, b], s > 0 and J >= 1, "
    "f(x) = s/(s + max(x, 0)) falls from x to x + d, d >= 0, by at least 0 and at most d/s, and the Gauss rule of J "
    "nodes for the mean of f is within pi (b-a) W/(4 J s) of it.",
    domain=D,
    claim=Claim(
        then=[
            Relation(share(x + d), "<=", share(x)),
            Relation(share(x) - d / s, "<=", share(x + d)),
            Relation(sp.Max(mean - gauss, gauss - mean), "<=", most),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.spec.cms"),
)
