"""One spike and c equal entries of total mass M = (0.99 eta)^p: power sums 1 + M and 1 + c^{1-a} M^a, a = q/p.

The effective sparsity is at least c (M/(1+M))^{q/(p-q)}, which some c raises above s; the error is at most eta.
"""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.effective_sparsity_gives_no_lower_count import THEOREM, D

COUNT = {"c": Integer(1)}
q, p, eta, s, c = D.extend(**COUNT).symbols
u = sp.Symbol("u", positive=True)
a = q / p
M = (sp.Rational(99, 100) * eta) ** p
whole = 1 + M
dust = c ** (1 - a) * M**a * whole ** (-a)
power = (1 + c ** (1 - a) * M**a) * whole ** (-a)
order = p / (p - q)
large = Relation(c * (M / whole) ** (q / (p - q)), "<=", power**order)
small = Relation(M ** (1 / p), "<=", eta * whole ** (1 / p))

PROOF = Proof(
    "effective_sparsity_gives_no_lower_count",
    extra=COUNT,
    steps=[
        Step("spike", Relation(dust, "<=", power), sign()),
        Step("raised", Relation(dust**order, "<=", power**order), monotone(u, u**order), ["spike"]),
        Step("linear", Relation(c * (M / whole) ** (q / (p - q)), "=", dust**order), identity()),
        Step("large", large, chain(), ["linear", "raised"]),
        Step("less", Relation(sp.Rational(99, 100) * eta, "<=", eta), sign()),
        Step("more", Relation(1, "<=", whole), sign()),
        Step("root", Relation(eta, "<=", eta * whole ** (1 / p)), monotone(u, eta * u ** (1 / p)), ["more"]),
        Step("small", small, chain(), ["less", "root"]),
        Step("numbers", Claim(then=[large, small]), chain(), ["large", "small"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "Theorem 1.20 (Archimedean property) and the definition of a finite sum"),
                "some integer c has c (M/(1+M))^(q/(p-q)) >= s; the vector of 1 and c entries (M/c)^(1/p), none above"
                " 1, has sum|x|^p = 1 + M and sum|x|^q = 1 + c^(1-q/p) M^(q/p), and without the first entry M is "
                "left",
            ),
            ["numbers"],
        ),
    ],
)
