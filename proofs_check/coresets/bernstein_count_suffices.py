"""The count is at least the one that each tail asks for, since max(B-1, 1) is at least B-1 and at least 1."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import assumed, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import bernstein_count
from lqtheory.theorems.coresets.bernstein_count_suffices import THEOREM, D

B, e, delta, m = D.symbols
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
b, L = B - 1, sp.log(2 / delta)
larger = sp.Max(b, 1)
given = THEOREM.claim.given
count = bernstein_count(B, e, delta)


def with_reach(reach: sp.Expr) -> sp.Expr:
    """The count with another number in the place of the larger of B - 1 and 1."""
    return L * (2 * b + 2 * e * reach / 3) / e**2


def tail(name: str, reach: sp.Expr, other: sp.Expr, relation: Relation) -> list[Step]:
    """One tail, whose exponent is m L over the count with this reach."""
    needed = with_reach(reach)
    rate = e**2 / (2 * b + 2 * e * reach / 3)
    under = lambda left, right: Claim(given, [Relation(left, "<=", right)])  # noqa: E731
    return [
        Step(f"{name}_larger", Relation(reach, "<=", larger), lemma("at_most_larger", a=reach, b=other)),
        Step(
            f"{name}_count",
            Relation(needed, "<=", with_reach(larger)),
            monotone(t, 2 * L * t / (3 * e) + 2 * L * b / e**2),
            [f"{name}_larger", "positive"],
        ),
        Step(f"{name}_enough", under(needed, m), chain(), [f"{name}_count", "formula", "assumed"]),
        Step(f"{name}_scaled", under(-rate * m, -L), monotone(t, -rate * t), [f"{name}_enough"]),
        Step(f"{name}_exp", under(sp.exp(-rate * m), sp.exp(-L)), monotone(t, sp.exp(t)), [f"{name}_scaled"]),
        Step(f"{name}_is", Relation(relation.lhs, "=", sp.exp(-rate * m)), identity()),
        Step(name, Claim(given, [relation]), chain(), [f"{name}_is", f"{name}_exp"]),
    ]


above, below = THEOREM.claim.then

PROOF = Proof(
    "bernstein_count_suffices",
    steps=[
        Step("odds", Relation(1, "<", 2 / delta), sign()),
        Step("positive", Relation(0, "<", L), monotone(u, sp.log(u)), ["odds"]),
        Step("formula", Relation(with_reach(larger), "=", count), identity()),
        Step("assumed", Claim(given, given), assumed()),
        *tail("above", b, sp.Integer(1), above),
        *tail("below", sp.Integer(1), b, below),
        Step("claim", THEOREM.claim, chain(), ["above", "below"]),
    ],
)
