"""In the exact formula the tails of the two cones cancel, and sin^2 + cos^2 = 1. The formula itself is cited."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, identity, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import beta_ratio, circular_statistical_dimension
from lqtheory.theorems.statistical_dimension.polarity_of_circular_cones import THEOREM, D

d, alpha = D.symbols
TEXT = (
    "integration over the angle, of density proportional to sin^(d-2): the dimension of a circular cone is "
    "d sin^2(alpha) + cos(2 alpha) + T(alpha) - T(pi/2-alpha)"
)


def tail(angle):
    """T_d by incomplete beta functions: d times the integral of sin^2(angle - beta) over the angles beta below."""
    square = sp.sin(angle) ** 2
    lower, upper = (beta_ratio((d + e) / 2, sp.Rational(1, 2), square) for e in (-1, 1))
    density = sp.gamma(d / 2) / (sp.sqrt(sp.pi) * sp.gamma((d - 1) / 2))
    inner = d * square * (lower - (d - 1) / d * upper) / 2 + (d - 1) / 2 * sp.cos(angle) ** 2 * upper
    return inner - 2 * density * sp.sin(angle) ** (d + 1) * sp.cos(angle)


def value(angle):
    """The exact formula at an angle."""
    return d * sp.sin(angle) ** 2 + sp.cos(2 * angle) + tail(angle) - tail(sp.pi / 2 - angle)


v = sp.Symbol("v", real=True)
other = sp.pi / 2 - alpha
first, second = (circular_statistical_dimension(d, angle) for angle in (alpha, other))
rule = cited(Source("lqtheory_dossier", "geom.statdim.circular"), TEXT)

PROOF = Proof(
    "polarity_of_circular_cones",
    steps=[
        Step("cone", Relation(first, "=", value(alpha)), rule),
        Step("polar", Relation(second, "=", value(other)), rule),
        Step("one", Relation(first + second, "=", value(alpha) + second), monotone(v, v + second), ["cone"]),
        Step(
            "two",
            Relation(value(alpha) + second, "=", value(alpha) + value(other)),
            monotone(v, value(alpha) + v),
            ["polar"],
        ),
        Step("sum", Relation(value(alpha) + value(other), "=", d), identity()),
        Step("claim", THEOREM.claim, chain(), ["one", "two", "sum"]),
    ],
)
