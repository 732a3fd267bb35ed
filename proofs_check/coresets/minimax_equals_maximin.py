"""Weak duality edge by edge; a step of length 1/k^2 from the best weights towards a point, then k to infinity.

An edge with R_j = 0 has no derivative there. Scores R_j + 1/(2k) take its place: a polynomial inequality, decided by
z3, compares the root at the step with them directly.
"""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Step, Vector
from lqtheory.expressions import MaxOver
from lqtheory.proof import absurd, assumed, cases, chain, lemma, monotone, polynomial, substitute
from lqtheory.quantities.coreset_samples import sample_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.minimax_equals_maximin import THEOREM, D

EXTRA = {
    "x": Integer(1, "N"),
    "i": Integer(1, "N"),
    "j": Integer(1, "n"),
    "l": Integer(1, "n"),
    "k": Integer(1),
    "s": Vector("n", sign="positive"),
    "F": Real(0, closed="left"),
    "r": Real(0, closed="left"),
    "c": Real(0, 1, closed="both"),
    "h": Real(0, 1, closed="right"),
    "q": Real(0),
}
n, N, A, w, x, i, j, l, k, s, F, r, c, h, q = D.extend(**EXTRA).symbols  # noqa: E741 - an index beside i, j, k
e = sp.Symbol("e", integer=True, positive=True)
u = sp.Symbol("u", real=True)
v = sp.Symbol("v", nonnegative=True)
share, weight = (sample_quantity(name) for name in ("importance_at", "best_weight_at"))
least, most = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs


def edges(body):
    """Sum over the edges."""
    return sp.Sum(body, (j, 1, n))


def points(body):
    """Sum over the points."""
    return sp.Sum(body, (i, 1, N))


p, g = weight(w, A, i), share(w, A, i, j)
square = points(p * g**2)
root, half = sp.sqrt(square), sp.Rational(1, 2)
f = edges(root)
score = sample_quantity("score_at")(s, j)
total = edges(score)

# weak duality
moment = edges(g**2 / score)
largest = MaxOver(edges(share(w, A, e, j) ** 2 / score), e, 1, N)

# a step towards the point x
at_x, other = share(w, A, x, j), share(w, A, x, l)
within, outside = Relation(at_x, "<=", 1), Relation(1, "<", at_x)
step = sp.sqrt((1 - h**2) * r**2 + h**2 * c**2)
below = r + h**2 / 2 * (c**2 / (r + h / 2) - r) - h**4 * r / 2
here = {r: root, c: at_x, h: 1 / k}
moved = sp.sqrt((1 - k**-2) * square + k**-2 * at_x**2)
raised = root + 1 / (2 * k)
part = at_x**2 / raised
worst = MaxOver(edges(share(w, A, e, j) ** 2 / raised), e, 1, N)
low = root + k**-2 / 2 * (part - root) - k**-4 * root / 2

PROOF = Proof(
    "minimax_equals_maximin",
    extra=EXTRA,
    steps=[
        # weak duality: f^2 is at most the sum of all scores times their largest second moment
        Step("product", Relation(2 * F * r, "<=", r**2 / q + F**2 * q), polynomial()),
        Step(
            "edge",
            Relation(2 * F * root, "<=", square / score + F**2 * score),
            substitute({r: root, q: score}),
            ["product"],
        ),
        Step(
            "edges",
            Relation(edges(2 * F * root), "<=", edges(square / score + F**2 * score)),
            lemma("termwise_sum", body=2 * F * root, bound=square / score + F**2 * score, factor=1, index=j),
            ["edge"],
        ),
        Step(
            "left",
            Relation(edges(2 * F * root), "=", 2 * F * f),
            lemma("linear_sum", total=2 * F * root, terms=((2 * F, root),), index=j, low=1, high=n),
        ),
        Step(
            "right",
            Relation(edges(square / score + F**2 * score), "=", edges(square / score) + F**2 * total),
            lemma(
                "linear_sum",
                total=square / score + F**2 * score,
                terms=((1, square / score), (F**2, score)),
                index=j,
                low=1,
                high=n,
            ),
        ),
        Step(
            "exchanged",
            Relation(points(p * moment), "=", edges(square / score)),
            lemma("sums_exchange", f=g**2, rows=(p, i, 1, N), columns=(1 / score, j, 1, n)),
        ),
        Step("most", Relation(moment, "<=", largest), lemma("max_member", maximum=largest, at=i)),
        Step("weighed", Relation(p * moment, "<=", largest * p), monotone(u, p * u), ["most"]),
        Step(
            "of_points",
            Relation(points(p * moment), "<=", largest * points(p)),
            lemma("termwise_sum", body=p * moment, bound=p, factor=largest, index=i),
            ["weighed"],
        ),
        Step("weights", Relation(points(p), "=", 1), lemma("best_weights_add_up", w=w, A=A, i=i)),
        Step("mean", Relation(largest * points(p), "=", largest), monotone(u, largest * u), ["weights"]),
        Step(
            "moments",
            Relation(edges(square / score), "<=", largest),
            chain(),
            ["exchanged", "of_points", "mean"],
        ),
        Step(
            "sum",
            Relation(edges(square / score) + F**2 * total, "<=", largest + F**2 * total),
            monotone(u, u + F**2 * total),
            ["moments"],
        ),
        Step(
            "for_all",
            Relation(2 * F * f, "<=", largest + F**2 * total),
            chain(),
            ["left", "edges", "right", "sum"],
        ),
        Step(
            "best_factor",
            Relation(2 * f**2 / total, "<=", largest + f**2 / total),
            substitute({F: f / total}),
            ["for_all"],
        ),
        Step("bound", Relation(f**2, "<=", total * largest), monotone(u, total * u - f**2), ["best_factor"]),
        Step(
            "low",
            Relation(f**2, "<=", least),
            lemma("minimax_is_greatest", w=w, A=A, s=s, bound=f**2, point=e, j=j),
            ["bound"],
        ),
        # strong duality: scores R_j + 1/(2k) come close
        Step("inside", Relation(0, "<=", (1 - h**2) * r**2 + h**2 * c**2), polynomial()),
        Step("root", Relation(below, "<=", step), polynomial(), ["inside"]),
        Step("near", Claim([within], [Relation(low, "<=", moved)]), substitute(here), ["root"]),
        Step(
            "among",
            Relation(at_x, "<=", sp.Sum(other, (l, 1, n))),
            lemma("term_at_most_sum", body=other, index=l, at=j),
        ),
        Step("ones", Relation(sp.Sum(other, (l, 1, n)), "=", 1), lemma("importances_add_up", w=w, A=A, i=x, j=l)),
        Step("share", within, chain(), ["among", "ones"]),
        Step("beyond", Claim([outside], [outside]), assumed()),
        Step("both", Claim([outside], [Relation(1, "<", 1)]), chain(), ["beyond", "share"]),
        Step("never", Claim([outside], [Relation(low, "<=", moved)]), absurd(), ["both"]),
        Step("moved", Relation(low, "<=", moved), cases(), ["near", "never"]),
        Step(
            "all_moved",
            Relation(edges(low), "<=", edges(moved)),
            lemma("termwise_sum", body=low, bound=moved, factor=1, index=j),
            ["moved"],
        ),
        Step(
            "not_better",
            Relation(edges(moved), "<=", f),
            lemma("best_weights_are_best", w=w, A=A, x=x, t=k**-2, i=i, j=j),
        ),
        Step(
            "parts",
            Relation(edges(low), "=", (1 - k**-2 / 2 - k**-4 / 2) * f + k**-2 / 2 * edges(part)),
            lemma(
                "linear_sum",
                total=low,
                terms=((1 - k**-2 / 2 - k**-4 / 2, root), (k**-2 / 2, part)),
                index=j,
                low=1,
                high=n,
            ),
        ),
        Step(
            "together",
            Relation((1 - k**-2 / 2 - k**-4 / 2) * f + k**-2 / 2 * edges(part), "<=", f),
            chain(),
            ["parts", "all_moved", "not_better"],
        ),
        Step(
            "at_point",
            Relation(edges(part), "<=", (1 + k**-2) * f),
            monotone(u, 2 * k**2 * u - (2 * k**2 - 1 - k**-2) * f),
            ["together"],
        ),
        Step(
            "worst",
            Relation(worst, "<=", (1 + k**-2) * f),
            lemma("max_least", body=edges(part), index=x, bound=(1 + k**-2) * f),
            ["at_point"],
        ),
        Step(
            "least",
            Relation(least, "<=", edges(raised) * worst),
            lemma("minimax_at_most", w=w, A=A, scores=raised, point=e, j=j),
        ),
        Step(
            "scores",
            Relation(edges(raised), "=", f + edges(1) / (2 * k)),
            lemma("linear_sum", total=raised, terms=((1, root), (1 / (2 * k), 1)), index=j, low=1, high=n),
        ),
        Step("count", Relation(edges(1), "=", n), lemma("telescoping_sum", body=1, antidifference=-j, index=j)),
        Step(
            "counted", Relation(f + edges(1) / (2 * k), "=", f + n / (2 * k)), monotone(u, f + u / (2 * k)), ["count"]
        ),
        Step("size", Relation(edges(raised), "=", f + n / (2 * k)), chain(), ["scores", "counted"]),
        Step(
            "at_worst",
            Relation(edges(raised) * worst, "<=", edges(raised) * (1 + k**-2) * f),
            monotone(u, edges(raised) * u),
            ["worst"],
        ),
        Step(
            "sized",
            Relation(edges(raised) * (1 + k**-2) * f, "=", (f + n / (2 * k)) * (1 + k**-2) * f),
            monotone(u, u * (1 + k**-2) * f),
            ["size"],
        ),
        Step("rate", Relation((F + n / (2 * k)) * (1 + k**-2) * F, "<=", F**2 + (F**2 + n * F) / k), polynomial()),
        Step(
            "rate_here",
            Relation((f + n / (2 * k)) * (1 + k**-2) * f, "<=", f**2 + (f**2 + n * f) / k),
            substitute({F: f}),
            ["rate"],
        ),
        Step(
            "close",
            Relation(least, "<=", f**2 + (f**2 + n * f) / k),
            chain(),
            ["least", "at_worst", "sized", "rate_here"],
        ),
        Step(
            "high",
            Relation(least, "<=", f**2),
            lemma("archimedes", a=least, b=f**2, c=f**2 + n * f, index=k),
            ["close"],
        ),
        Step("equal", Relation(least, "=", f**2), lemma("antisymmetry", a=least, b=f**2), ["high", "low"]),
        Step("attained", Relation(most, "=", f**2), lemma("maximin_is_attained", w=w, A=A, i=i, j=j)),
        Step("claim", THEOREM.claim, chain(), ["equal", "attained"]),
    ],
)
