"""The q-th power sum of all scaled entries is taken row by row."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, identity, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import stechkin_bound
from lqtheory.theorems.allocation.rows_share_one_stechkin_bound import JOINT_NORM, ROW_MASS, THEOREM, D

r, d, K, q, p, a, w = D.symbols
t = sp.Symbol("t", nonnegative=True)
joint, mass = JOINT_NORM.symbol(w, a, q, p), ROW_MASS.symbol(w, a, q, p)
(claim,) = THEOREM.claim.then
bound = stechkin_bound(K, q, p)

PROOF = Proof(
    "rows_share_one_stechkin_bound",
    steps=[
        Step(
            "regroup",
            Relation(joint, "=", mass ** (1 / q)),
            cited(
                Source("rudin_1976", "regrouping of finite sums"),
                "the sum over all entries is the sum over rows of the sums over their entries",
            ),
        ),
        Step("raised", Relation(claim.lhs, "=", bound**p * mass ** (p / q)), monotone(t, bound**p * t**p), ["regroup"]),
        Step("constant", Relation(bound**p * mass ** (p / q), "=", claim.rhs), identity()),
        Step("claim", THEOREM.claim, chain(), ["raised", "constant"]),
    ],
)
