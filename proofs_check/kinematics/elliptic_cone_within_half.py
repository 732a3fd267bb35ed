"""A feasible point of the projection problem bounds from below; polarity turns that into the upper bound."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import elliptic_cone_dimension
from lqtheory.theorems.kinematics.elliptic_cone_within_half import THEOREM, D, count, value

a, b = D.symbols
t = sp.Symbol("t", real=True)
other, other_count = elliptic_cone_dimension(1 / a, 1 / b), count.subs({a: 1 / a, b: 1 / b}, simultaneous=True)
gains = {v: 2 / (1 + v) - 1 / (1 + v) ** 2 - v / (1 + v) ** 2 for v in (a, b)}

PROOF = Proof(
    "elliptic_cone_within_half",
    steps=[
        Step("first", Relation(gains[a], "=", 1 / (1 + a)), apply("quadratic_cone_trial_point", {"a": a})),
        Step("second", Relation(gains[b], "=", 1 / (1 + b)), apply("quadratic_cone_trial_point", {"a": b})),
        Step(
            "first_sum",
            Relation(gains[a] + gains[b], "=", 1 / (1 + a) + gains[b]),
            monotone(t, t + gains[b]),
            ["first"],
        ),
        Step("second_sum", Relation(1 / (1 + a) + gains[b], "=", count), monotone(t, t + 1 / (1 + a)), ["second"]),
        Step(
            "feasible",
            Relation(gains[a] + gains[b], "<=", value),
            lemma("trial_point_in_elliptic_cone", a=a, b=b, c=1 / (1 + a), e=1 / (1 + b)),
        ),
        Step("lower", THEOREM.relations[0], chain(), ["second_sum", "first_sum", "feasible"]),
        Step("turned", Relation(other_count, "<=", other), substitute({a: 1 / a, b: 1 / b}), ["lower"]),
        Step("negative", Relation(3 - other, "<=", 3 - other_count), monotone(t, 3 - t), ["turned"]),
        Step("energies", Relation(value + other, "=", 3), lemma("energies_of_elliptic_cone", a=a, b=b)),
        Step("polar", Relation(value, "=", 3 - other), monotone(t, t - other), ["energies"]),
        Step("sum", Relation(3 - other_count, "=", count + 1), identity()),
        Step("claim", THEOREM.claim, chain(), ["lower", "polar", "negative", "sum"]),
    ],
)
