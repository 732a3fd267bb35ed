"""What the polynomials miss is a square over positive factors, times 1, b - lam or -lam."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.quadrature_encloses_resolvent import THEOREM, D, squares

s, b, lam, u, v = D.symbols
t = sp.Symbol("t", real=True)
missed = {
    "gauss": squares / (s + lam),
    "top": squares * (b - lam) / ((s + lam) * (s + b)),
    "zero": squares * lam / ((s + lam) * s),
}

PROOF = Proof(
    "quadrature_encloses_resolvent",
    steps=[
        step
        for relation, (name, gap) in zip(THEOREM.relations, missed.items(), strict=True)
        for step in (
            Step(f"{name}_sign", Relation(0, "<=", gap), sign()),
            Step(f"{name}_same", Relation(gap, "=", relation.rhs - relation.lhs), identity()),
            Step(
                f"{name}_gap", Relation(0, "<=", relation.rhs - relation.lhs), chain(), [f"{name}_sign", f"{name}_same"]
            ),
            Step(name, relation, monotone(t, t + relation.lhs), [f"{name}_gap"]),
        )
    ]
    + [Step("claim", THEOREM.claim, chain(), ["gauss", "top", "zero"])],
)
