"""The masses below a threshold have closed forms, and so have their integrals over the pruned fraction."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import generalised_gaussian_truncated_moment, uniform_truncated_moment
from lqtheory.theorems.random_weights.gini_limits_of_random_weights import THEOREM, D, mean, root

a, t, g = D.symbols
x = sp.Symbol("x", real=True)
claims = THEOREM.relations


def density(T, s, scale):
    """That of the generalised Gaussian magnitude."""
    return s / (scale * sp.gamma(1 / sp.sympify(s))) * sp.exp(-((T / scale) ** s))


def integrated(label, relation, variable, body, value, weight):
    """The mass below the threshold; weighted, it is the slope of the claim; the claim."""
    slope = Relation(weight * body, "=", sp.diff(relation.rhs, variable))
    masses = lemma("equal_derivatives", left=body, right=value, variable=variable)
    integral = lemma("equal_derivatives", left=relation.lhs, right=relation.rhs, variable=variable)
    return [
        Step(f"{label}_mass", Relation(body, "=", value), masses),
        Step(f"{label}_slope", slope, monotone(x, weight * x), [f"{label}_mass"]),
        Step(label, relation, integral, [f"{label}_slope"]),
    ]


gaussian, laplace = (generalised_gaussian_truncated_moment(1, a * t, s, c) for s, c in ((2, root * a), (1, a)))

PROOF = Proof(
    "gini_limits_of_random_weights",
    steps=[
        *integrated(
            "gaussian",
            claims[0],
            t,
            gaussian,
            mean * (1 - sp.exp(-(t**2) / 2)),
            -2 / mean * density(a * t, 2, root * a) * a,
        ),
        *integrated(
            "laplace", claims[1], t, laplace, a * (1 - sp.exp(-t) * (1 + t)), -2 / a * density(a * t, 1, a) * a
        ),
        *integrated("uniform", claims[2], g, uniform_truncated_moment(1, a * g, a), a * g**2 / 2, -4 / a),
        Step("all", THEOREM.claim, chain(), ["gaussian", "laplace", "uniform"]),
    ],
)
