"""1/(z + lambda) lies above its tangent at s and below that at z, term by term."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.cone_matrix_has_one_positive_square import THEOREM, D, at, c, s

K, z = D.symbols
lam, w = (sp.Symbol(name, nonnegative=True) for name in ("lam", "w"))
t = sp.Symbol("t", real=True)
root, lower, upper, first, second, largest = THEOREM.relations
secular = sublevel_quantity("sublevel_secular")(K)
own, other = root.lhs, at(K, z, 2, 1, 1)
weight, apart = lam**2 * w, 1 / (z + lam) - 1 / (s + lam)
above = weight * (apart - (s - z) / (s + lam) ** 2)
below = weight * ((s - z) / (z + lam) ** 2 - apart)
ABOVE = [(1, z, 2, 1, 1), (-1, s, 2, 1, 1), (-(s - z), s, 2, 1, 2)]
BELOW = [(-1, z, 2, 1, 1), (1, s, 2, 1, 1), (s - z, z, 2, 1, 2)]
LARGEST = [(1, s, 2, 1, 0), (-s, s, 2, 1, 1)]


def tangent(label: str, gap: sp.Expr, term: sp.Expr, terms: list) -> list[Step]:
    """A tangent lies on one side, for every direction and for the sums."""
    total = sum(factor * at(K, *rest) for factor, *rest in terms)
    return [
        Step(f"{label}_sign", Relation(0, "<=", gap), sign()),
        Step(f"{label}_same", Relation(gap, "=", term), identity()),
        Step(f"{label}_term", Relation(0, "<=", term), chain(), [f"{label}_sign", f"{label}_same"]),
        Step(
            f"{label}_sums",
            Relation(0, "<=", total),
            lemma("spectral_sums", K=K, terms=terms, lam=lam, w=w),
            [f"{label}_term"],
        ),
    ]


PROOF = Proof(
    "cone_matrix_has_one_positive_square",
    extra={"lam": Real(0, closed="left"), "w": Real(0, closed="left")},
    steps=[
        Step("level", Relation(secular, "=", 1), apply("cone_level_is_the_positive_eigenvalue")),
        Step("secular", Relation(secular, "=", own / c), lemma("sublevel_definition", K=K, word="secular")),
        Step("ratio", Relation(own / c, "=", 1), chain(), ["secular", "level"]),
        Step("root", root, monotone(t, t * c), ["ratio"]),
        *tangent("above", weight * (s - z) ** 2 / ((z + lam) * (s + lam) ** 2), above, ABOVE),
        Step("lower_sums", Relation(lower.lhs, "<=", other - own), monotone(t, t + lower.lhs), ["above_sums"]),
        Step("lower_root", Relation(other - own, "=", other - c), monotone(t, other - t), ["root"]),
        *tangent("below", weight * (s - z) ** 2 / ((s + lam) * (z + lam) ** 2), below, BELOW),
        Step("upper", Relation(other - own, "<=", upper.rhs), monotone(t, t + other - own), ["below_sums"]),
        Step("first", first, lemma("spectral_sum_positive", K=K, s=s, a=2, c=2)),
        Step("second", second, lemma("spectral_sum_positive", K=K, s=z, a=2, c=2)),
        Step(
            "sums",
            Relation(0, "<=", largest.rhs - s * own),
            lemma("spectral_sums", K=K, terms=LARGEST, lam=lam, w=w),
        ),
        Step("times", Relation(s * own, "=", c * s), monotone(t, s * t), ["root"]),
        Step("energy", Relation(s * own, "<=", largest.rhs), monotone(t, t + s * own), ["sums"]),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            ["root", "lower_sums", "lower_root", "upper", "first", "second", "times", "energy"],
        ),
    ],
)
