"""The difference of the logarithms falls (certified slope) and vanishes at order 1.

Beyond order 64 the largest share rules.
"""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import cases, certificate, chain, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.entropies_of_converse_example import THEOREM, D, first, second

a, b, c = D.symbols
u, w = (sp.Symbol(letter, positive=True) for letter in "uw")
t = sp.Symbol("t", real=True)


def gap(order):
    """Logarithm of the quotient of the sums of powers."""
    return sp.log(second(order)) - sp.log(first(order))


def solved(label, order, lower, given=()):
    """Steps from the sign of the gap to the order of the sums."""
    small, large = (first(order), second(order)) if lower else (second(order), first(order))
    logs = Relation(sp.log(small), "<", sp.log(large))
    return [
        Step(
            f"logarithms_{label}",
            Claim(given, [logs]),
            monotone(t, t + sp.log(first(order))),
            [f"falls_{label}"],
        ),
        Step(
            f"sums_{label}",
            Claim(given, [Relation(small, "<", large)]),
            monotone(t, sp.exp(t)),
            [f"logarithms_{label}"],
        ),
    ]


near, far = [Relation(b, "<", 64)], [Relation(64, "<=", b)]
ratio = sp.log(sp.Rational(5, 4))
largest, smallest = 2 * sp.Rational(2, 5) ** b, 2 * sp.Rational(1, 10) ** b
half, quarter = sp.Rational(1, 2) ** b, 2 * sp.Rational(1, 4) ** b
reverse, means = THEOREM.claim.then[1], [THEOREM.claim.then[2].lhs, THEOREM.claim.then[2].rhs]

PROOF = Proof(
    "entropies_of_converse_example",
    extra={"u": Real("a", 1), "w": Real(1, "b")},
    steps=[
        Step("slope", Relation(sp.diff(gap(c), c), "<", 0), certificate(pieces=2000)),
        Step("slope_u", Relation(sp.diff(gap(u), u), "<", 0), substitute({c: u}), ["slope"]),
        Step("falls_a", Relation(0, "<", gap(a)), lemma("falling_function", value=gap(u), variable=u), ["slope_u"]),
        *solved("a", a, True),
        Step("slope_w", Claim(near, [Relation(sp.diff(gap(w), w), "<", 0)]), substitute({c: w}), ["slope"]),
        Step(
            "falls_b",
            Claim(near, [Relation(gap(b), "<", 0)]),
            lemma("falling_function", value=gap(w), variable=w),
            ["slope_w"],
        ),
        *solved("b", b, False, near),
        # beyond order 64 the largest share of y is below half of that of x
        Step("beyond", Claim(far, far), sign()),
        Step("far", Claim(far, [Relation(64 * ratio, "<=", b * ratio)]), monotone(t, t * ratio), ["beyond"]),
        Step("twice", Relation(sp.log(2), "<", 64 * ratio), sign()),
        Step("logarithm", Claim(far, [Relation(sp.log(2), "<", b * ratio)]), chain(), ["twice", "far"]),
        Step(
            "largest",
            Claim(far, [Relation(largest, "<", half)]),
            monotone(t, sp.exp(t) * sp.Rational(2, 5) ** b),
            ["logarithm"],
        ),
        Step("exponents", Relation(-b * sp.log(10), "<=", -b * sp.log(4)), sign()),
        Step("smallest", Relation(smallest, "<=", quarter), monotone(t, 2 * sp.exp(t)), ["exponents"]),
        Step(
            "both",
            Claim(far, [Relation(largest + smallest, "<", half + smallest)]),
            monotone(t, t + smallest),
            ["largest"],
        ),
        Step("rest", Relation(half + smallest, "<=", half + quarter), monotone(t, t + half), ["smallest"]),
        Step("sums_far", Claim(far, [reverse]), chain(), ["both", "rest"]),
        Step("reverse", reverse, cases(), ["sums_b", "sums_far"]),
        Step("means", THEOREM.claim.then[2], monotone(t, t + means[1]), ["slope"]),
        Step("all", THEOREM.claim, chain(), ["sums_a", "reverse", "means"]),
    ],
)
