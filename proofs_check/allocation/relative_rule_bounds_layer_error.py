"""Add the guarantees of the two rows."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, power_sum, tail_power_sum
from lqtheory.theorems.allocation.relative_rule_bounds_layer_error import THEOREM, D

n, m, k, j, p, eta, a, b, x, y = D.symbols
t, u = sp.Symbol("t", nonnegative=True), sp.Symbol("u", real=True)
met = lambda v, kept: Relation(best_k_term_error(v, kept, p), "<=", eta * lq_norm(v, p))  # noqa: E731
powers = lambda v, kept: Relation(tail_power_sum(v, kept, p), "<=", eta**p * power_sum(v, p))  # noqa: E731
enough_x, enough_y = ([condition] for condition in THEOREM.claim.given)
left_y = tail_power_sum(y, j, p)
(claim,) = THEOREM.claim.then
middle = a * eta**p * power_sum(x, p) + b * left_y
total = a * eta**p * power_sum(x, p) + b * eta**p * power_sum(y, p)

PROOF = Proof(
    "relative_rule_bounds_layer_error",
    steps=[
        Step("met_x", Claim(enough_x, [met(x, k)]), apply("kmin_suffices", {"n": n, "k": k, "x": x})),
        Step("met_y", Claim(enough_y, [met(y, j)]), apply("kmin_suffices", {"n": m, "k": j, "x": y})),
        Step("x", Claim(enough_x, [powers(x, k)]), monotone(t, t**p), ["met_x"]),
        Step("y", Claim(enough_y, [powers(y, j)]), monotone(t, t**p), ["met_y"]),
        Step("in_x", Claim(enough_x, [Relation(claim.lhs, "<=", middle)]), monotone(u, a * u + b * left_y), ["x"]),
        Step(
            "in_y",
            Claim(enough_y, [Relation(middle, "<=", total)]),
            monotone(u, a * eta**p * power_sum(x, p) + b * u),
            ["y"],
        ),
        Step("claim", THEOREM.claim, chain(), ["in_x", "in_y"]),
    ],
)
