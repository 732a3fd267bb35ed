"""Two terms, compared one by one."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import published_point_count
from lqtheory.theorems.coresets.refined_margin_at_most_published import THEOREM, d, delta, n

t, u, v = sp.Symbol("t", real=True), sp.Symbol("u", positive=True), sp.Symbol("v", nonnegative=True)
a, L = sp.log(n * d), sp.log(8 * n * d / delta)
N = published_point_count(n, d, delta)

PROOF = Proof(
    "refined_margin_at_most_published",
    steps=[
        Step("more", Relation(1, "<", n * d), sign()),
        Step("size", Relation(0, "<", a), monotone(u, sp.log(u)), ["more"]),
        Step("share", Relation(delta / (n * d), "<=", 1), sign()),
        Step(
            "eighth",
            Relation(sp.E * delta / (8 * n * d) - 1, "<=", sp.E / 8 - 1),
            monotone(t, sp.E * t / 8 - 1),
            ["share"],
        ),
        Step("number", Relation(sp.E / 8 - 1, "<=", 0), sign()),
        Step(
            "tangent",
            Relation(sp.log(sp.E * delta / (8 * n * d)), "<=", sp.E * delta / (8 * n * d) - 1),
            lemma("log_tangent", t=sp.E * delta / (8 * n * d)),
        ),
        Step("negative", Relation(1 - L, "<=", 0), chain(), ["tangent", "eighth", "number"]),
        Step("level", Relation(1, "<=", L), monotone(t, t + L), ["negative"]),
        Step("ceil", Relation(a * L, "<=", sp.ceiling(a * L)), lemma("ceiling_at_least", t=a * L), ["size"]),
        Step(
            "member",
            Relation(sp.ceiling(a * L), "<=", sp.Max(1, sp.ceiling(a * L))),
            lemma("at_most_larger", a=sp.ceiling(a * L), b=1),
        ),
        Step("count", Relation(sp.Max(1, sp.ceiling(a * L)), "=", N), identity()),
        Step("points", Relation(a * L, "<=", N), chain(), ["ceil", "member", "count"]),
        Step("scaled", Relation(a**2 * L / N, "<=", a), monotone(t, a * t / N), ["points", "size"]),
        Step(
            "root", Relation(a * sp.sqrt(L / N), "<=", sp.sqrt(a)), monotone(v, sp.sqrt(v)), ["scaled", "size", "level"]
        ),
        Step(
            "half",
            Relation(a / 2 * (1 + L) + a * sp.sqrt(L / N), "<=", a * L + a * sp.sqrt(L / N)),
            monotone(t, a * t / 2 + a * L / 2 + a * sp.sqrt(L / N)),
            ["level", "size"],
        ),
        Step("rest", Relation(a * L + a * sp.sqrt(L / N), "<=", a * L + sp.sqrt(a)), monotone(t, t + a * L), ["root"]),
        Step(
            "sum", Relation(a / 2 * (1 + L) + a * sp.sqrt(L / N), "<=", a * L + sp.sqrt(a)), chain(), ["half", "rest"]
        ),
        Step("claim", THEOREM.claim, monotone(t, t), ["sum"]),
    ],
)
