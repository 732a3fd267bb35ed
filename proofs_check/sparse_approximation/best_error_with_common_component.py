"""Equal coefficients at the stationary sum give the value; no coefficients have less at their own sum."""

from lqtheory import Proof, Step
from lqtheory.dictionaries.common_component import COMMON_COMPONENT
from lqtheory.proof import apply, chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.best_error_with_common_component import THEOREM, D, best, value

n, m, c, a, g = D.symbols
data = {"m": m, "n": n, "c": c, "a": a, "g": g}
kept = COMMON_COMPONENT["best_kept_sum"].symbol(m, n, c, a, g)
stationary = c * m * (g**2 + n * a**2) / (g**2 + m * a**2)


def at(b):
    """Squared error of m equal coefficients that add up to b."""
    return a**2 * (n * c - b) ** 2 + g**2 * ((b - m * c) ** 2 / m + (n - m) * c**2)


PROOF = Proof(
    "best_error_with_common_component",
    steps=[
        Step(
            "choice",
            Relation(best**2, "<=", at(stationary)),
            lemma("equal_coefficients_are_a_choice", **data, b=stationary),
        ),
        Step("there", Relation(at(stationary), "=", value), identity()),
        Step("upper", Relation(best**2, "<=", value), chain(), ["choice", "there"]),
        Step(
            "minimum",
            Relation(value, "<=", at(kept)),
            apply("common_component_minimum", {"m": m, "d": n - m, "F": a**2, "G": g**2, "b": kept}),
        ),
        Step("own_sum", Relation(at(kept), "<=", best**2), lemma("kept_sum_bounds_error", **data)),
        Step("lower", Relation(value, "<=", best**2), chain(), ["minimum", "own_sum"]),
        Step("together", THEOREM.claim, lemma("antisymmetry", a=best**2, b=value), ["upper", "lower"]),
    ],
)
