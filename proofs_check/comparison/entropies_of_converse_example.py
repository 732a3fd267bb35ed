"""The difference of the logarithms falls (certified slope) and vanishes at order 1."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import certificate, chain, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.entropies_of_converse_example import THEOREM, D, first, second

a, b = D.symbols
h, u, w = (sp.Symbol(letter, positive=True) for letter in "huw")
t = sp.Symbol("t", real=True)


def gap(order):
    """Logarithm of the quotient of the sums of powers."""
    return sp.log(second(order)) - sp.log(first(order))


def solved(label, order, lower):
    """Steps from the sign of the gap to the order of the sums."""
    small, large = (first(order), second(order)) if lower else (second(order), first(order))
    logs = Relation(sp.log(small), "<", sp.log(large))
    return [
        Step(f"logarithms_{label}", logs, monotone(t, t + sp.log(first(order))), [f"falls_{label}"]),
        Step(f"sums_{label}", Relation(small, "<", large), monotone(t, sp.exp(t)), [f"logarithms_{label}"]),
    ]


PROOF = Proof(
    "entropies_of_converse_example",
    extra={"h": Real(0, 64), "u": Real("a", 1), "w": Real(1, "b")},
    steps=[
        Step("slope", Relation(sp.diff(gap(h), h), "<", 0), certificate(pieces=2000)),
        Step("slope_u", Relation(sp.diff(gap(u), u), "<", 0), substitute({h: u}), ["slope"]),
        Step("falls_a", Relation(0, "<", gap(a)), lemma("falling_function", value=gap(u), variable=u), ["slope_u"]),
        *solved("a", a, True),
        Step("slope_w", Relation(sp.diff(gap(w), w), "<", 0), substitute({h: w}), ["slope"]),
        Step("falls_b", Relation(gap(b), "<", 0), lemma("falling_function", value=gap(w), variable=w), ["slope_w"]),
        *solved("b", b, False),
        Step("both", THEOREM.claim, chain(), ["sums_a", "sums_b"]),
    ],
)
