"""One spike and c equal entries of total l_q mass M, halfway between eta^q/(1-eta^q) and s^{1-q/p} - 1."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.lq_balls.effective_sparsity_gives_no_count_in_class_norm import THEOREM, D

k, q, p, s, eta = D.symbols
u, v = sp.Symbol("u", positive=True), sp.Symbol("v", real=True)
level = 1 - s ** (q / p - 1)
E, Q = eta**q, s ** (1 - q / p)
M = (E / (1 - E) + Q - 1) / 2
enough = Relation(1 + M, "<", Q)
large = Relation(E * (1 + M), "<", M)

PROOF = Proof(
    "effective_sparsity_gives_no_count_in_class_norm",
    steps=[
        Step("bound", Relation(eta, "<", level ** (1 / q)), sign()),
        Step("eta", Relation(0, "<", eta), sign()),
        Step("root", Relation(0, "<", level ** (1 / q)), chain(), ["eta", "bound"]),
        Step("s", Relation(1, "<", s), sign()),
        Step("falls", Relation(s ** (q / p - 1), "<", 1), monotone(u, u ** (q / p - 1)), ["s"]),
        Step("level", Relation(0, "<", level), monotone(v, 1 - v), ["falls"]),
        Step("pos", Relation(0, "<", s ** (q / p - 1)), sign()),
        Step("less", Relation(level, "<", 1), monotone(v, 1 - v), ["pos"]),
        Step("power", Relation(E, "<", level), monotone(u, u**q), ["bound", "root", "level"]),
        Step("below", Relation(E, "<", 1), chain(), ["power", "less"]),
        Step("scaled", Relation(E * Q, "<", Q - 1), monotone(v, v * Q), ["power"]),
        Step("gap", Relation(E, "<", (Q - 1) * (1 - E)), monotone(v, v - E * Q + E), ["scaled"]),
        Step("least", Relation(E / (1 - E), "<", Q - 1), monotone(v, v / (1 - E)), ["gap", "below"]),
        Step("enough", enough, monotone(v, v / 2 + (Q - 1) / 2 + 1), ["least"]),
        Step("half", Relation(E / (1 - E), "<", M), monotone(v, v / 2 + E / (1 - E) / 2), ["least"]),
        Step("large", large, monotone(v, v * (1 - E) + E * M), ["half", "below"]),
        Step("numbers", Claim(then=[enough, large]), chain(), ["enough", "large"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "Theorem 1.20 (Archimedean property) and the definition of a finite sum"),
                "some integer c >= M has eta^q (1+M) < M - M (k-1)/c; the vector of 1 and c entries (M/c)^(1/q), none"
                " above 1, has sum|x|^q = 1 + M and sum|x|^p >= 1, hence s_{q,p}^(1-q/p) <= 1 + M, and k entries leave"
                " M - M (k-1)/c of sum|x|^q",
            ),
            ["numbers"],
        ),
    ],
)
