"""Induction on the dimension: one more factor on the polynomial, one step of both gamma functions."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import assumed, chain, enumerate_all, identity, induction, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import volume_of_chamber_bc
from lqtheory.theorems.statistical_dimension.polynomial_of_chamber_bc import THEOREM, D, closed, k, shift, weighted

d, t = D.symbols
x, y = sp.Symbol("x", real=True), sp.Symbol("y", positive=True)
e = 2 * d + 1
held, after = THEOREM.relations, [relation.subs({d: d + 1}) for relation in THEOREM.relations]
start = [relation.subs({d: 1}) for relation in THEOREM.relations]
factor = (shift + d) / (d + 1)
upper, lower = sp.gamma(shift + d), sp.gamma(d + 1)


def more(label, base, size, exponent):
    """One more factor of the polynomial at a number."""
    here = weighted(base, size)
    lifted = sp.Sum(base ** (k + 1) * volume_of_chamber_bc(size, k), (k, 0, size))
    p = 1 / (1 + exponent)
    terms = [(base, base**k * volume_of_chamber_bc(size, k))]
    return [
        Step(
            f"{label}_factor",
            Relation(weighted(base, size + 1), "=", (lifted + exponent * here) * p),
            lemma("chamber_factor", kind="bc", d=size + 1, weight=base**k, index=k),
        ),
        Step(
            f"{label}_shift",
            Relation(lifted, "=", base * here),
            lemma("linear_sum", total=base ** (k + 1) * terms[0][1] / base**k, terms=terms, index=k, low=0, high=size),
        ),
        Step(
            f"{label}_moved",
            Relation((lifted + exponent * here) * p, "=", (base * here + exponent * here) * p),
            monotone(x, p * x + exponent * p * here),
            [f"{label}_shift"],
        ),
    ]


ratio = (t + e) / (1 + e)
minus, size, exponent = sp.Integer(-1), d, 2 * d + 1
other = (exponent - 1) / (1 + exponent)

PROOF = Proof(
    "polynomial_of_chamber_bc",
    steps=[
        Step(
            "first",
            Relation(weighted(t, sp.Integer(1)), "=", shift),
            lemma("first_chamber", kind="bc", weight=t**k, index=k),
        ),
        Step("gamma", Relation(sp.gamma(shift + 1), "=", shift * sp.gamma(shift)), lemma("gamma_step", x=shift)),
        Step("closed", Relation(start[0].rhs, "=", shift), monotone(x, x / sp.gamma(shift)), ["gamma"]),
        Step("one", start[0], chain(), ["first", "closed"]),
        Step("alternating", start[1], enumerate_all()),
        Step("base", Claim(then=start), chain(), ["one", "alternating"]),
        *more("plus", t, d, e),
        Step("plus_assumed", Claim([held[0]], [held[0]]), assumed()),
        Step(
            "plus_held",
            Claim([held[0]], [Relation(ratio * weighted(t, d), "=", ratio * closed)]),
            monotone(x, ratio * x),
            ["plus_assumed"],
        ),
        Step("upper", Relation(sp.gamma(shift + d + 1), "=", (shift + d) * upper), lemma("gamma_step", x=shift + d)),
        Step("lower", Relation(sp.gamma(d + 2), "=", (d + 1) * lower), lemma("gamma_step", x=d + 1)),
        Step(
            "upper_put",
            Relation(after[0].rhs, "=", (shift + d) * upper / (sp.gamma(shift) * sp.gamma(d + 2))),
            monotone(x, x / (sp.gamma(shift) * sp.gamma(d + 2))),
            ["upper"],
        ),
        Step(
            "lower_put",
            Relation(
                (shift + d) * upper / (sp.gamma(shift) * sp.gamma(d + 2)),
                "=",
                (shift + d) * upper / (sp.gamma(shift) * (d + 1) * lower),
            ),
            monotone(y, (shift + d) * upper / (sp.gamma(shift) * y)),
            ["lower"],
        ),
        Step(
            "same", Relation((shift + d) * upper / (sp.gamma(shift) * (d + 1) * lower), "=", ratio * closed), identity()
        ),
        Step(
            "plus",
            Claim([held[0]], [after[0]]),
            chain(),
            ["plus_factor", "plus_moved", "plus_held", "upper_put", "lower_put", "same"],
        ),
        *more("minus", minus, size, exponent),
        Step("minus_assumed", Claim([held[1]], [held[1]]), assumed()),
        Step(
            "minus_held",
            Claim([held[1]], [Relation(other * weighted(minus, size), "=", 0)]),
            monotone(x, other * x),
            ["minus_assumed"],
        ),
        Step(
            "minus",
            Claim([held[1]], [after[1]]),
            chain(),
            ["minus_factor", "minus_moved", "minus_held"],
        ),
        Step("advance", Claim(held, after), chain(), ["plus", "minus"]),
        Step("claim", THEOREM.claim, induction(d, 1), ["base", "advance"]),
    ],
)
