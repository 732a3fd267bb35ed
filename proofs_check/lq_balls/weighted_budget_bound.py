"""Stechkin's second proof: the first pruned ratio h bounds the pruned part from above and the kept part from below."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import budget_level, budget_tail_error, stechkin_constant, weighted_lq_norm
from lqtheory.theorems.lq_balls.weighted_budget_bound import THEOREM, D, s

n, t, q, p, omega, x = D.symbols
u = sp.Symbol("u", nonnegative=True)
alpha, e = q / p, (p - q) / q
h = budget_level(x, omega, s)
pruned, total = budget_tail_error(x, omega, s, q) ** q, weighted_lq_norm(x, omega, q) ** q
error = budget_tail_error(x, omega, s, p) ** p
kept = h**q * t
product = (pruned / alpha) ** alpha * (kept / (1 - alpha)) ** (1 - alpha)
mean = alpha * (pruned / alpha) + (1 - alpha) * (kept / (1 - alpha))
bound = stechkin_constant(q, p) * t ** (1 / p - 1 / q)
factor = alpha * (1 - alpha) ** e * t ** (-e)

PROOF = Proof(
    "weighted_budget_bound",
    steps=[
        Step("kept", Relation(kept + pruned, "<=", total), lemma("kept_above_level", x=x, omega=omega, s=s, q=q)),
        Step(
            "pruned",
            Relation(error, "<=", h ** (p - q) * pruned),
            lemma("pruned_below_level", x=x, omega=omega, s=s, q=q, p=p),
        ),
        Step(
            "am_gm",
            Relation(product, "<=", mean),
            lemma("weighted_am_gm", a=pruned / alpha, b=kept / (1 - alpha), w=alpha),
        ),
        Step("product", Relation(product, "<=", total), chain(), ["am_gm", "kept"]),
        Step(
            "power",
            Relation(h ** (p - q) * pruned, "<=", factor * total ** (p / q)),
            monotone(u, factor * u ** (p / q)),
            ["product"],
        ),
        Step("constant", Relation(factor, "=", bound**p), identity()),
        Step(
            "rewritten",
            Relation(factor * total ** (p / q), "=", bound**p * total ** (p / q)),
            monotone(u, u * total ** (p / q)),
            ["constant"],
        ),
        Step("sum", Relation(error, "<=", bound**p * total ** (p / q)), chain(), ["pruned", "power", "rewritten"]),
        Step("root", THEOREM.claim, monotone(u, u ** (1 / p)), ["sum"]),
    ],
)
