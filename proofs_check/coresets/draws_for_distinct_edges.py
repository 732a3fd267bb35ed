"""Jensen's inequality at the root, solved for m; the mean of (1-1/n)^m and 1 with weights 1/m and 1 - 1/m."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import expected_unique
from lqtheory.theorems.coresets.draws_for_distinct_edges import THEOREM, D, draws, q

n, u, s = D.symbols
t, v = sp.Symbol("t", real=True), sp.Symbol("v", positive=True)
miss = 1 - 1 / n
most = n * (1 - miss**draws)
bracket, more, solved = THEOREM.claim.then

PROOF = Proof(
    "draws_for_distinct_edges",
    steps=[
        Step("solved", solved, lemma("draws_solve_for_distinct_edges", s=s, u=u)),
        Step("first", Relation(expected_unique(q, 1), "=", 1), apply("distinct_edges_rise_to_all", {"m": 1, "j": 1})),
        Step("wanted", Relation(1, "<=", u), sign()),
        Step("rises", Relation(expected_unique(q, 1), "<=", solved.lhs), chain(), ["first", "wanted", "solved"]),
        Step("draw", Relation(1, "<=", draws), lemma("distinct_edges_rise", s=s, l=1, m=draws), ["rises"]),
        Step("jensen", Relation(solved.lhs, "<=", most), lemma("distinct_edges_below_uniform", s=s, m=draws), ["draw"]),
        Step("below", Relation(u, "<=", most), chain(), ["solved", "jensen"]),
        Step("missed", Relation(miss**draws, "<=", 1 - u / n), monotone(t, 1 - t / n), ["below"]),
        Step("logs", Relation(draws * sp.log(miss), "<=", sp.log(1 - u / n)), monotone(v, sp.log(v)), ["missed"]),
        Step("less", Relation(miss, "<", 1), sign()),
        Step("negative", Relation(sp.log(miss), "<", 0), monotone(v, sp.log(v)), ["less"]),
        Step("bracket", bracket, monotone(t, t / sp.log(miss)), ["logs", "negative"]),
        Step("unit", Relation(0, "<", 1), sign()),
        Step("some", Relation(0, "<", draws), chain(), ["unit", "draw"]),
        Step("weight", Relation(1 / draws, "<=", 1), monotone(v, 1 / v), ["draw", "some"]),
        Step(
            "mean",
            Relation(miss, "<=", miss**draws / draws + 1 - 1 / draws),
            lemma("weighted_am_gm", a=miss**draws, b=sp.Integer(1), w=1 / draws),
            ["weight", "some"],
        ),
        Step("bernoulli", Relation(most, "<=", draws), monotone(t, n * draws - n * draws * t), ["mean"]),
        Step("more", more, chain(), ["below", "bernoulli"]),
        Step("claim", THEOREM.claim, chain(), ["bracket", "more", "solved"]),
    ],
)
