"""For b = 1 the incomplete gammas are Gaussian tails and densities, which have the same derivatives."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import chi_mean, gamma_ratio
from lqtheory.theorems.statistical_dimension.gaussian_excess_in_closed_form import THEOREM, D, density, tail

(t,) = D.symbols
v = sp.Symbol("v", real=True)
half = sp.Rational(1, 2)
first, second = THEOREM.relations
shares = [gamma_ratio(half * s, t**2 / 2) for s in (1, 2, 3)]
known = [1 - 2 * tail, 1 - sp.exp(-(t**2) / 2), 1 - 2 * tail - 2 * t * density]
mean = chi_mean(1)


def of_excess(x: sp.Expr, y: sp.Expr) -> sp.Expr:
    """E(r-t)_+ of one Gaussian, of gamma ratios x and y."""
    return mean - mean * y - t + t * x


def of_square(x: sp.Expr, y: sp.Expr, z: sp.Expr) -> sp.Expr:
    """E(r-t)_+^2 of one Gaussian, of gamma ratios x, y and z."""
    return 1 - z - 2 * t * mean + 2 * t * mean * y + t**2 - t**2 * x


x, y, z = shares
PROOF = Proof(
    "gaussian_excess_in_closed_form",
    steps=[
        *(
            Step(
                f"share{i}", Relation(left, "=", right), lemma("equal_derivatives", left=left, right=right, variable=t)
            )
            for i, (left, right) in enumerate(zip(shares, known, strict=True))
        ),
        Step("excess", Relation(first.lhs, "=", of_excess(x, y)), apply("block_excess_in_closed_form", {"b": 1})),
        Step(
            "excess0", Relation(of_excess(x, y), "=", of_excess(known[0], y)), monotone(v, of_excess(v, y)), ["share0"]
        ),
        Step(
            "excess1",
            Relation(of_excess(known[0], y), "=", of_excess(known[0], known[1])),
            monotone(v, of_excess(known[0], v)),
            ["share1"],
        ),
        Step("excess_form", Relation(of_excess(known[0], known[1]), "=", first.rhs), identity()),
        Step(
            "first",
            first,
            chain(),
            ["excess", "excess0", "excess1", "excess_form"],
        ),
        Step(
            "square",
            Relation(second.lhs, "=", of_square(x, y, z)),
            apply("block_excess_in_closed_form", {"b": 1}),
        ),
        Step(
            "square0",
            Relation(of_square(x, y, z), "=", of_square(known[0], y, z)),
            monotone(v, of_square(v, y, z)),
            ["share0"],
        ),
        Step(
            "square1",
            Relation(of_square(known[0], y, z), "=", of_square(known[0], known[1], z)),
            monotone(v, of_square(known[0], v, z)),
            ["share1"],
        ),
        Step(
            "square2",
            Relation(of_square(known[0], known[1], z), "=", of_square(*known)),
            monotone(v, of_square(known[0], known[1], v)),
            ["share2"],
        ),
        Step("square_form", Relation(of_square(*known), "=", second.rhs), identity()),
        Step(
            "second",
            second,
            chain(),
            ["square", "square0", "square1", "square2", "square_form"],
        ),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
