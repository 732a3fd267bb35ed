"""(1+(n-1)F)/(1+(m-1)F) is at least (1-F) n/m at F = m^{-1/2}: the difference is a sum of products >= 0."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.common_component_at_least import THEOREM, D

m, n, q = D.symbols
t, u, w = sp.Symbol("t", nonnegative=True), sp.Symbol("u", real=True), sp.Symbol("w", positive=True)
s = sp.sqrt(m)
ratio = (s + n - 1) / (s + m - 1)
least = n * (s - 1) / (m * s)
excess = m * s * (s - 1) + n * s + n * (s - 1)
common = m * s * (s + m - 1)
factor = sp.sqrt(n - m) * n ** (-1 / q) * sp.sqrt(s - 1) / sp.sqrt(s)
square = (n - m) * n ** (-2 / q) * (1 - 1 / s) * (1 + (n - 1) / s) / (1 + (m - 1) / s)
error = THEOREM.claim.then[0].rhs

PROOF = Proof(
    "common_component_at_least",
    steps=[
        Step("two", Relation(1, "<", m), sign()),
        Step("root", Relation(1, "<", s), monotone(t, sp.sqrt(t)), ["two"]),
        Step("rest", Relation(1 / s, "<", 1), monotone(w, 1 / w), ["root"]),
        Step("excess", Relation(0, "<=", excess), sign(), ["root"]),
        Step("shifted", Relation(least, "<=", least + excess / common), monotone(u, least + u / common), ["excess"]),
        Step("complete", Relation(least + excess / common, "=", ratio), identity()),
        Step("ratio", Relation(least, "<=", ratio), chain(), ["shifted", "complete"]),
        Step("roots", Relation(sp.sqrt(least), "<=", sp.sqrt(ratio)), monotone(t, sp.sqrt(t)), ["ratio", "root"]),
        Step(
            "times",
            Relation(factor * sp.sqrt(least), "<=", factor * sp.sqrt(ratio)),
            monotone(t, factor * t),
            ["roots", "root"],
        ),
        Step("squares", Relation(factor**2 * ratio, "=", square), identity()),
        Step(
            "right",
            Relation(factor * sp.sqrt(ratio), "=", sp.sqrt(square)),
            monotone(t, sp.sqrt(t)),
            ["squares", "root", "rest"],
        ),
        Step("formula", Relation(sp.sqrt(square), "=", error), identity(), ["rest"]),
        Step("together", THEOREM.claim, chain(), ["times", "right", "formula"]),
    ],
)
