"""Both sides vanish at 0 and have the same derivative, sin^d(alpha) times a constant."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.cap_share_recursion import THEOREM, D, density

d, alpha = D.symbols
left, right = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs
sine, cosine = sp.sin(alpha), sp.cos(alpha)
t = sp.Symbol("t", real=True)
circle = sp.sqrt(sp.pi)
p = sp.Symbol("p", positive=True)
upper, lower = sp.gamma(d / 2 + 1), sp.gamma(d / 2 + sp.Rational(1, 2))
upper_before, lower_before = d / 2 * sp.gamma(d / 2), (d - 1) / 2 * sp.gamma((d - 1) / 2)
power = sine**d / circle
before = power * upper / lower
edge = sine ** (d - 1) * density
after = sine ** (d - 2) * density + sine * edge / (d - 1)

PROOF = Proof(
    "cap_share_recursion",
    steps=[
        Step("upper", Relation(upper, "=", upper_before), lemma("gamma_step", x=d / 2)),
        Step("lower", Relation(lower, "=", lower_before), lemma("gamma_step", x=(d - 1) / 2)),
        Step("above", Relation(before, "=", power * upper_before / lower), monotone(t, power * t / lower), ["upper"]),
        Step(
            "below",
            Relation(power * upper_before / lower, "=", power * upper_before / lower_before),
            monotone(p, power * upper_before / p),
            ["lower"],
        ),
        Step("sine", Relation(0, "<", sine), lemma("sine_positive", t=alpha)),
        Step("circle", Relation(cosine**2, "=", 1 - sine**2), identity()),
        Step(
            "edge",
            Relation(after - edge / sine * cosine**2, "=", after - edge / sine * (1 - sine**2)),
            monotone(t, after - edge / sine * t),
            ["circle"],
        ),
        Step(
            "powers",
            Relation(after - edge / sine * (1 - sine**2), "=", power * upper_before / lower_before),
            identity(),
        ),
        Step(
            "slope",
            Relation(before, "=", after - edge / sine * cosine**2),
            chain(),
            ["above", "below", "powers", "edge"],
        ),
        Step(
            "claim",
            THEOREM.claim,
            lemma("equal_derivatives", left=left, right=right, variable=alpha),
            ["sine", "slope"],
        ),
    ],
)
