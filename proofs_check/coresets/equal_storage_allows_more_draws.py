"""U^{-1}(u) >= u, and every term of Bernstein's error falls with the number of draws."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import draws_for_unique, mass_shares
from lqtheory.theorems.coresets.equal_storage_allows_more_draws import THEOREM, D

n, u, A, s = D.symbols
t, v, w = sp.Symbol("t", real=True), sp.Symbol("v", positive=True), sp.Symbol("w", nonnegative=True)
m = draws_for_unique(mass_shares(s, 1), u)
claim = THEOREM.claim.then[0]


def linear(draws: sp.Expr) -> sp.Expr:
    """First term of the error."""
    return A / (3 * draws)


def inside(draws: sp.Expr) -> sp.Expr:
    """What stands under the root."""
    return linear(draws) ** 2 + 2 * A / draws


def error(draws: sp.Expr) -> sp.Expr:
    """Bernstein's error."""
    return linear(draws) + sp.sqrt(inside(draws))


PROOF = Proof(
    "equal_storage_allows_more_draws",
    steps=[
        Step("more", Relation(u, "<=", m), apply("draws_for_distinct_edges")),
        Step("wanted", Relation(0, "<", u), sign()),
        Step("some", Relation(0, "<", m), chain(), ["wanted", "more"]),
        Step("inverse", Relation(1 / m, "<=", 1 / u), monotone(v, 1 / v), ["more", "some"]),
        Step("linear", Relation(linear(m), "<=", linear(u)), monotone(t, A * t / 3), ["inverse"]),
        Step("square", Relation(linear(m) ** 2, "<=", linear(u) ** 2), monotone(w, w**2), ["linear", "some"]),
        Step("first", Relation(inside(m), "<=", linear(u) ** 2 + 2 * A / m), monotone(t, t + 2 * A / m), ["square"]),
        Step(
            "second",
            Relation(linear(u) ** 2 + 2 * A / m, "<=", inside(u)),
            monotone(t, linear(u) ** 2 + 2 * A * t),
            ["inverse"],
        ),
        Step("inside", Relation(inside(m), "<=", inside(u)), chain(), ["first", "second"]),
        Step(
            "roots", Relation(sp.sqrt(inside(m)), "<=", sp.sqrt(inside(u))), monotone(w, sp.sqrt(w)), ["inside", "some"]
        ),
        Step("root", Relation(error(m), "<=", linear(m) + sp.sqrt(inside(u))), monotone(t, linear(m) + t), ["roots"]),
        Step(
            "rest",
            Relation(linear(m) + sp.sqrt(inside(u)), "<=", error(u)),
            monotone(t, t + sp.sqrt(inside(u))),
            ["linear"],
        ),
        Step("stored", Relation(claim.lhs, "=", error(m)), identity(), ["some"]),
        Step("drawn", Relation(error(u), "=", claim.rhs), identity()),
        Step("claim", THEOREM.claim, chain(), ["stored", "root", "rest", "drawn"]),
    ],
)
