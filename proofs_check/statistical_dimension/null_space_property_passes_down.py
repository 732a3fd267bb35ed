"""b^(q-r) head_r <= head_q < tail_q <= b^(q-r) tail_r with b = |x|_(k); if b = 0 then tail_q would be 0."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import absurd, cases, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, power_sum, tail_power_sum
from lqtheory.theorems.statistical_dimension.null_space_property_passes_down import THEOREM, D, head_q, head_r

n, k, r, q, x = D.symbols
v, w = sp.Symbol("v", real=True), sp.Symbol("w", nonnegative=True)
b = order_statistic(x, k)
tail_q, tail_r = tail_power_sum(x, k, q), tail_power_sum(x, k, r)
assumed, goal = THEOREM.claim.given[0], THEOREM.relations[0]
zero, positive = Relation(b, "<=", 0), Relation(0, "<", b)
factor = b ** (q - r)


def under(relation, *more):
    """A conclusion under the theorem's assumption, and maybe one on b."""
    return Claim(given=[assumed, *more], then=[relation])


PROOF = Proof(
    "null_space_property_passes_down",
    steps=[
        Step("head", Relation(factor * head_r, "<=", head_q), lemma("head_interpolation", x=x, k=k, q=r, p=q)),
        Step("tail", Relation(tail_q, "<=", factor * tail_r), lemma("tail_interpolation", x=x, k=k, q=r, p=q)),
        Step("given", under(assumed), sign()),
        Step("order", under(Relation(factor * head_r, "<", factor * tail_r)), chain(), ["head", "given", "tail"]),
        Step("divided", under(goal, positive), monotone(v, v / factor), ["order"]),
        # b = 0
        Step("none", under(Relation(b, "=", 0), zero), lemma("antisymmetry", a=b, b=0)),
        Step("vanishes", under(Relation(factor * tail_r, "=", 0), zero), monotone(w, w ** (q - r) * tail_r), ["none"]),
        Step("part", Relation(tail_q, "<=", power_sum(x, q)), lemma("tail_at_most_total", x=x, k=k, p=q)),
        Step("rest", Relation(0, "<=", head_q), monotone(v, v - tail_q), ["part"]),
        Step("less", under(Relation(0, "<", 0), zero), chain(), ["rest", "given", "tail", "vanishes"]),
        Step("impossible", under(goal, zero), absurd(), ["less"]),
        Step("claim", THEOREM.claim, cases(), ["impossible", "divided"]),
    ],
)
