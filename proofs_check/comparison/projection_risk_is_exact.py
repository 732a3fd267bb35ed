"""Bias and noise are orthogonal in the mean, the mean of a quadratic form is a trace, and that trace is the rank."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.quantities.spans import RANK, SPAN_DISTANCE
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.projection_risk_is_exact import MEAN_RISK, THEOREM, TRACE, D

n, k, sigma, f, L = D.symbols
v = sp.Symbol("v", real=True)
idempotent = Source("horn_johnson_2013", "sections 1.1 and 1.2 (idempotent matrices, trace)")


def risk(trace):
    """Squared bias plus variance, with this trace of the projector."""
    return SPAN_DISTANCE.symbol(f, L) ** 2 / n + sigma**2 / n * trace


PROOF = Proof(
    "projection_risk_is_exact",
    steps=[
        Step(
            "bias_and_variance",
            Relation(MEAN_RISK.symbol(L, f, sigma), "=", risk(TRACE.symbol(L))),
            cited(
                idempotent,
                "|P(f+e) - f|^2 = |Pf - f|^2 + |Pe|^2 as Pf - f is orthogonal to Pe, and over noises e of mean 0 and "
                "covariance sigma^2 I the mean of |Pe|^2 is sigma^2 tr P",
            ),
        ),
        Step(
            "rank",
            Relation(TRACE.symbol(L), "=", RANK.symbol(L)),
            cited(idempotent, "the trace of a projector is its rank"),
        ),
        Step("variance", Relation(risk(TRACE.symbol(L)), "=", risk(RANK.symbol(L))), monotone(v, risk(v)), ["rank"]),
        Step("together", THEOREM.claim, chain(), ["bias_and_variance", "variance"]),
    ],
)
