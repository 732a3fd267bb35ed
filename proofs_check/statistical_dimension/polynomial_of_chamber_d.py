"""One more factor on the polynomial of the chamber BC."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import volume_of_chamber_bc
from lqtheory.theorems.statistical_dimension.polynomial_of_chamber_d import THEOREM, D, k, shift, weighted

d, t = D.symbols
x = sp.Symbol("x", real=True)
n = d - 1
volume = volume_of_chamber_bc(n, k)
inner = sp.gamma(shift + n) / (sp.gamma(shift) * sp.gamma(d))


def more(label, base, value):
    """One more factor of the polynomial at a number, whose value before is known."""
    here = sp.Sum(base**k * volume, (k, 0, n))
    lifted = sp.Sum(base ** (k + 1) * volume, (k, 0, n))
    return [
        Step(
            f"{label}_factor",
            Relation(weighted(base), "=", (lifted + n * here) / d),
            lemma("chamber_factor", kind="d", d=d, weight=base**k, index=k),
        ),
        Step(
            f"{label}_shift",
            Relation(lifted, "=", base * here),
            lemma(
                "linear_sum", total=base ** (k + 1) * volume, terms=[(base, base**k * volume)], index=k, low=0, high=n
            ),
        ),
        Step(
            f"{label}_moved",
            Relation((lifted + n * here) / d, "=", (base * here + n * here) / d),
            monotone(x, x / d + n / d * here),
            [f"{label}_shift"],
        ),
        Step(f"{label}_known", Relation(here, "=", value), apply("polynomial_of_chamber_bc", {"d": n})),
        Step(
            f"{label}_put",
            Relation((base + n) / d * here, "=", (base + n) / d * value),
            monotone(x, (base + n) / d * x),
            [f"{label}_known"],
        ),
    ]


def labels(label):
    """The steps that link the polynomial to its value."""
    return [f"{label}_{word}" for word in ("factor", "moved", "put")]


PROOF = Proof(
    "polynomial_of_chamber_d",
    steps=[
        *more("plus", t, inner),
        *more("minus", sp.Integer(-1), sp.S.Zero),
        Step("claim", THEOREM.claim, chain(), [*labels("plus"), *labels("minus")]),
    ],
)
