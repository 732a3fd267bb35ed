"""The difference of the logarithms falls and vanishes at order 1; its slope is a rational function of 2^-c."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Step
from lqtheory.proof import absurd, assumed, cases, certificate, chain, identity, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.entropies_of_converse_example import THEOREM, D, first, second

a, b, c = D.symbols
u, w = (sp.Symbol(letter, positive=True) for letter in "uw")
t = sp.Symbol("t", real=True)
EXTRA = {"u": Real("a", 1), "w": Real(1, "b"), "z": Real(0, 1, closed="both")}
z = D.extend(**EXTRA).symbol("z")
half = sp.Rational(1, 2) ** c
low, high = Relation(half, "<=", 1), Relation(1, "<", half)


def gap(order):
    """Logarithm of the quotient of the sums of powers."""
    return sp.log(second(order)) - sp.log(first(order))


def rates(power):
    """Slopes of the logarithms of both sums at order c, in 2^-c."""
    two, five = sp.log(2), sp.log(5)
    return -two * (1 + 4 * power) / (1 + 2 * power), two * (1 - power**2) / (1 + power**2) - five


def slope(order):
    """Slope of the gap."""
    return sp.diff(gap(order), order)


def solved(label, order, lower):
    """Steps from the sign of the gap to the order of the sums."""
    small, large = (first(order), second(order)) if lower else (second(order), first(order))
    logs = Relation(sp.log(small), "<", sp.log(large))
    return [
        Step(f"logarithms_{label}", logs, monotone(t, t + sp.log(first(order))), [f"falls_{label}"]),
        Step(f"sums_{label}", Relation(small, "<", large), monotone(t, sp.exp(t)), [f"logarithms_{label}"]),
    ]


slope_x, slope_y = sp.diff(sp.log(first(c)), c), sp.diff(sp.log(second(c)), c)
rate_x, rate_y = rates(half)
means = [THEOREM.claim.then[2].lhs, THEOREM.claim.then[2].rhs]

PROOF = Proof(
    "entropies_of_converse_example",
    extra=EXTRA,
    steps=[
        Step("rate", Relation(rates(z)[1] - rates(z)[0], "<", 0), certificate()),
        Step("order", Relation(-c * sp.log(2), "<=", 0), sign()),
        Step("power", Relation(half, "<=", 1), monotone(t, sp.exp(t)), ["order"]),
        Step("too_high", Claim([high], [high]), assumed()),
        Step("not_high", Claim([high], [Relation(half, "<", half)]), chain(), ["power", "too_high"]),
        Step("never", Claim([high], [Relation(rate_y - rate_x, "<", 0)]), absurd(), ["not_high"]),
        Step("low", Claim([low], [Relation(rate_y - rate_x, "<", 0)]), substitute({z: half}), ["rate"]),
        Step("at", Relation(rate_y - rate_x, "<", 0), cases(), ["low", "never"]),
        Step("form_y", Relation(slope_y, "=", rate_y), identity()),
        Step("form_x", Relation(slope_x, "=", rate_x), identity()),
        Step("one", Relation(slope_y - slope_x, "=", rate_y - slope_x), monotone(t, t - slope_x), ["form_y"]),
        Step("other", Relation(rate_y - slope_x, "=", rate_y - rate_x), monotone(t, rate_y - t), ["form_x"]),
        Step("slope", Relation(slope(c), "<", 0), chain(), ["one", "other", "at"]),
        Step("slope_u", Relation(slope(u), "<", 0), substitute({c: u}), ["slope"]),
        Step("falls_a", Relation(0, "<", gap(a)), lemma("falling_function", value=gap(u), variable=u), ["slope_u"]),
        *solved("a", a, True),
        Step("slope_w", Relation(slope(w), "<", 0), substitute({c: w}), ["slope"]),
        Step("falls_b", Relation(gap(b), "<", 0), lemma("falling_function", value=gap(w), variable=w), ["slope_w"]),
        *solved("b", b, False),
        Step("means", THEOREM.claim.then[2], monotone(t, t + means[1]), ["slope"]),
        Step("all", THEOREM.claim, chain(), ["sums_a", "sums_b", "means"]),
    ],
)
