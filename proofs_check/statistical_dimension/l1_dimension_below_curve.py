"""The bound by 3 and by d/s, of which one is at most 2 sqrt(d/s); without zeros strong convexity at t = 0."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.cones.classes import SOFT_DISTANCE
from lqtheory.proof import apply, cases, chain, cited, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_share
from lqtheory.theorems.statistical_dimension.descent_distance_is_strongly_convex import THEOREM as CONVEX
from lqtheory.theorems.statistical_dimension.l1_dimension_below_curve import THEOREM, D, curve, delta
from lqtheory.theorems.statistical_dimension.l1_dimension_gap import tail, tau

EXTRA = {"P": SOFT_DISTANCE, "y": Real(0, closed="left"), "z": Real(0, closed="left")}
d, s, P, y, z = D.extend(**EXTRA).symbols
OUTCOME = CONVEX.relations[0].subs(dict(zip(CONVEX.domain.symbols, (P, y, z), strict=True)))
v, u = sp.Symbol("v", real=True), sp.Symbol("u", nonnegative=True)
below, error = THEOREM.relations
gap, most = error.lhs, error.rhs
root, odds, share = sp.sqrt(d / s), (d - s) / s, l1_descent_share(s / d)
zeros, full = Relation(s, "<", d), Relation(d, "<=", s)
few, many = Relation(d, "<=", 4 * s), Relation(4 * s, "<", d)


def case(given: tuple[Relation, ...], left: sp.Expr, operator: str, right: sp.Expr) -> Claim:
    """A relation under assumptions."""
    return Claim(list(given), [Relation(left, operator, right)])


Z, F, M, A = (zeros,), (zeros, few), (zeros, many), (full,)
rest, part = d - s, (d - s) / s * (1 - 2 / sp.pi)
square = (d - s) ** 2 * 2 / sp.pi / s

PROOF = Proof(
    "l1_dimension_below_curve",
    extra=EXTRA,
    steps=[
        Step(
            "below",
            below,
            cited(
                Source("rockafellar_1970", "Theorems 23.7 and 31.5 (Moreau) with rudin_1976, Theorem 6.12 (b)"),
                "delta is the mean of the least squared distance to t times the subdifferential, at most the least "
                "mean over t >= 0",
            ),
        ),
        Step("three", case(Z, gap, "<=", 3), apply("l1_dimension_gap")),
        Step("tail", case(Z, gap, "<=", 1 + odds * 2 * tail), apply("l1_dimension_gap")),
        Step("half", Relation(2 * tail, "<=", 1), lemma("erfc_at_most_one", t=tau / sp.sqrt(2))),
        Step("share", case(Z, 1 + odds * 2 * tail, "<=", 1 + odds), monotone(v, 1 + odds * v), ["half"]),
        Step("few", case(F, d, "<=", 4 * s), sign()),
        Step("quotient", case(F, d / s, "<=", 4), monotone(v, v / s), ["few"]),
        Step("root", case(F, root, "<=", 2), monotone(u, sp.sqrt(u)), ["quotient"]),
        Step("times", case(F, root * root, "<=", most), monotone(v, root * v), ["root"]),
        Step("short", Claim(list(F), [error]), chain(), ["tail", "share", "times"]),
        Step("many", case(M, 4 * s, "<", d), sign()),
        Step("large", case(M, 4, "<", d / s), monotone(v, v / s), ["many"]),
        Step("long", case(M, 2, "<", root), monotone(u, sp.sqrt(u)), ["large"]),
        Step("twice", case(M, 4, "<", most), monotone(v, 2 * v), ["long"]),
        Step("four", Relation(3, "<=", sp.Integer(4)), sign()),
        Step("far", Claim(list(M), [error]), chain(), ["three", "four", "twice"]),
        Step("some", Claim(list(Z), [error]), cases(), ["short", "far"]),
        Step("order", Relation(s, "<=", d), sign()),
        Step("least", Relation(share, "<=", 1), lemma("descent_share_is_least", rho=s / d, t=0), ["order"]),
        Step("curve", Relation(curve, "<=", d), monotone(v, d * v), ["least"]),
        Step("moved", Relation(gap, "<=", d - delta), monotone(v, v - delta), ["curve"]),
        Step("outcome", OUTCOME, apply("descent_distance_is_strongly_convex", {"P": P, "t": y, "u": z})),
        Step(
            "convex",
            Relation(d - delta, "<=", 1 + part + square),
            lemma("l1_gap_of_outcomes", d=d, s=s, t=0, P=P, x=y, y=z),
            ["outcome", "order"],
        ),
        Step("none", case(A, rest, "<=", 0), sign()),
        Step("first", case(A, part, "<=", 0), monotone(v, v * (1 - 2 / sp.pi) / s), ["none"]),
        Step("second", case(A, square, "<=", 0), monotone(v, v * rest * 2 / sp.pi / s), ["none"]),
        Step("both", case(A, 1 + part + square, "<=", 1 + square), monotone(v, 1 + v + square), ["first"]),
        Step("left", case(A, 1 + square, "<=", 1), monotone(v, 1 + v), ["second"]),
        Step("above", Relation(1, "<=", d / s), monotone(v, v / s), ["order"]),
        Step("roots", Relation(1, "<=", root), monotone(u, sp.sqrt(u)), ["above"]),
        Step("double", Relation(2, "<=", most), monotone(v, 2 * v), ["roots"]),
        Step("two", Relation(1, "<=", sp.Integer(2)), sign()),
        Step("all", Claim(list(A), [error]), chain(), ["moved", "convex", "both", "left", "two", "double"]),
        Step("error", error, cases(), ["some", "all"]),
        Step("claim", THEOREM.claim, chain(), ["below", "error"]),
    ],
)
