"""Tangents of the logarithm at a/b and at w/v."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.volume_exponents_fall import THEOREM, D, exponent

a, b, m, v, w = D.symbols
t = sp.Symbol("t", real=True)


def steps(name: str, near: sp.Symbol, far: sp.Symbol, index: int) -> list[Step]:
    """The value at the argument nearer to m is at most that at the other one."""
    ratio, gap = far / near, exponent(near) - exponent(far)
    tangent, value = m * (ratio - 1) + near - far, (m - near) * (far - near) / near
    known = Relation(sp.log(ratio), "<=", ratio - 1)
    return [
        Step(f"{name}_tangent", known, lemma("log_tangent", t=ratio)),
        Step(
            f"{name}_times",
            Relation(m * sp.log(ratio) + near - far, "<=", tangent),
            monotone(t, m * t + near - far),
            [f"{name}_tangent"],
        ),
        Step(f"{name}_sign", Relation(value, "<=", 0), sign()),
        Step(
            f"{name}_gap",
            Relation(gap, "<=", 0),
            chain(),
            [f"{name}_times", f"{name}_sign"],
        ),
        Step(name, THEOREM.relations[index], monotone(t, t + exponent(far)), [f"{name}_gap"]),
    ]


PROOF = Proof(
    "volume_exponents_fall",
    steps=[
        *steps("below", b, a, 0),
        *steps("above", v, w, 1),
        Step("claim", THEOREM.claim, chain(), ["below", "above"]),
    ],
)
