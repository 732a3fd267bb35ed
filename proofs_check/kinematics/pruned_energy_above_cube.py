"""Equal at 0, and the derivatives are ordered because p <= sqrt(2/pi) t, and p <= t."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.pruned_energy_above_cube import THEOREM, D, gauss, laplace

(t,) = D.symbols
u, v = sp.Symbol("u", nonnegative=True), sp.Symbol("v", real=True)
steps = []
for name, share, scale, power, relation, factor in (
    ("gauss", gauss, sp.sqrt(2 / sp.pi), t**2 / 2, THEOREM.relations[0], sp.sqrt(sp.pi / 2) * sp.exp(-(t**2) / 2)),
    ("laplace", laplace, sp.Integer(1), t, THEOREM.relations[1], sp.exp(-t)),
):
    line = scale * t
    slopes = [sp.diff(side, t) for side in (relation.lhs, relation.rhs)]
    steps += [
        Step(f"{name}_falls", Relation(-power, "<=", 0), sign()),
        Step(f"{name}_below_one", Relation(sp.exp(-power), "<=", 1), monotone(v, sp.exp(v)), [f"{name}_falls"]),
        Step(
            f"{name}_flat", Relation(scale * sp.exp(-power), "<=", scale), monotone(v, scale * v), [f"{name}_below_one"]
        ),
        Step(
            f"{name}_line",
            Relation(share, "<=", line),
            lemma("ordered_derivatives", left=share, right=line, variable=t),
            [f"{name}_flat"],
        ),
        Step(
            f"{name}_square",
            Relation(share**2, "<=", line**2),
            monotone(u, u**2),
            [f"{name}_line", f"{name}_below_one"],
        ),
        Step(
            f"{name}_times",
            Relation(factor * share**2, "<=", factor * line**2),
            monotone(v, factor * v),
            [f"{name}_square"],
        ),
        Step(
            f"{name}_slopes",
            Relation(slopes[0], "<=", slopes[1]),
            chain(),
            [f"{name}_times"],
        ),
        Step(
            name,
            relation,
            lemma("ordered_derivatives", left=relation.lhs, right=relation.rhs, variable=t),
            [f"{name}_slopes"],
        ),
    ]

PROOF = Proof("pruned_energy_above_cube", steps=[*steps, Step("claim", THEOREM.claim, chain(), ["gauss", "laplace"])])
