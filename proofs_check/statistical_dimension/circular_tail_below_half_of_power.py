"""A - u c = B^2/(A + u c) <= B^2/A for A^2 = 1 - u^2 sin^2, B^2 = 1 - u^2, c = cos: (A - u c)^2/A <= B^4/A^3 <= B."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import cap_share, circular_tail
from lqtheory.theorems.statistical_dimension.circular_tail_below_half_of_power import THEOREM, D, half

d, alpha = D.symbols
u = sp.Symbol("u", positive=True)
t, v, w = sp.Symbol("t", real=True), sp.Symbol("v", positive=True), sp.Symbol("w", nonnegative=True)
bound, end = THEOREM.relations
low, high = 1 - u**2, 1 - u**2 * sp.sin(alpha) ** 2
A, B, part = sp.sqrt(high), sp.sqrt(low), u * sp.cos(alpha)
right = sp.pi / 2
whole, longer = cap_share(d, right), cap_share(d + 2, right)

PROOF = Proof(
    "circular_tail_below_half_of_power",
    extra={"u": Real(0, 1)},
    steps=[
        Step("more", Relation(low, "<=", low + part**2), sign()),
        Step("circle", Relation(low + part**2, "=", high), identity()),
        Step("least", Relation(0, "<", low), sign()),
        Step("order", Relation(low, "<=", high), chain(), ["more", "circle"]),
        Step("positive", Relation(0, "<", high), chain(), ["least", "order"]),
        Step("roots", Relation(B, "<=", A), monotone(v, sp.sqrt(v)), ["order", "positive", "least"]),
        Step("root", Relation(0, "<", A), sign(), ["positive"]),
        Step("product", Relation((A - part) * (A + part), "=", low), identity(), ["positive"]),
        Step("cosine", Relation(0, "<", sp.cos(alpha)), lemma("sine_positive", t=right - alpha)),
        Step("inside", Relation(0, "<=", part), monotone(t, u * t), ["cosine"]),
        Step("sum", Relation(A, "<=", A + part), monotone(t, A + t), ["inside"]),
        Step("some", Relation(0, "<", A + part), chain(), ["root", "sum"]),
        Step("factor", Relation(A - part, "=", low / (A + part)), monotone(t, t / (A + part)), ["product", "some"]),
        Step(
            "shorter", Relation(low / (A + part), "<=", low / A), monotone(v, low / v), ["sum", "root", "some", "least"]
        ),
        Step("none", Relation(0, "<=", low / (A + part)), sign(), ["some", "least"]),
        Step("difference", Relation(0, "<=", A - part), chain(), ["none", "factor"]),
        Step("at_most", Relation(A - part, "<=", low / A), chain(), ["factor", "shorter"]),
        Step(
            "square",
            Relation((A - part) ** 2 / A, "<=", low**2 / A**3),
            monotone(w, w**2 / A),
            ["at_most", "difference", "root", "positive"],
        ),
        Step("cubes", Relation(low**2 / A**3, "<=", B), monotone(v, low**2 / v**3), ["roots", "root", "least"]),
        Step("integrand", Relation((A - part) ** 2 / A, "<=", B), chain(), ["square", "cubes"]),
        Step("bound", bound, lemma("tail_below_half_of_power", d=d, alpha=alpha, u=u), ["integrand"]),
        Step("whole", Relation(whole, "=", half), lemma("cap_share_at_end", d=d, half=True)),
        Step("longer", Relation(longer, "=", half), lemma("cap_share_at_end", d=d + 2, half=True)),
        Step(
            "tail",
            Relation(circular_tail(d, right), "=", d * whole - (d - 1) * longer),
            apply("circular_tail_closed_form", {"alpha": right}),
        ),
        Step(
            "first",
            Relation(d * whole - (d - 1) * longer, "=", d / 2 - (d - 1) * longer),
            monotone(t, d * t - (d - 1) * longer),
            ["whole"],
        ),
        Step("second", Relation(d / 2 - (d - 1) * longer, "=", half), monotone(t, d / 2 - (d - 1) * t), ["longer"]),
        Step("end", end, chain(), ["tail", "first", "second"]),
        Step("claim", THEOREM.claim, chain(), ["bound", "end"]),
    ],
)
