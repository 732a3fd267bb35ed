"""V^2 r_{t+1}^2 <= V^2 r_t^2 - r_t^4, hence r_t^2 <= V^2/(t+3) by induction; (t+2)(t+4) <= (t+3)^2."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import cases, chain, induction, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.orthogonal_greedy_pursuit import THEOREM, D, mass

n, theta, F, m = D.symbols
t = sp.Symbol("t", integer=True, nonnegative=True)
s, u = sp.Symbol("s", real=True), sp.Symbol("u", nonnegative=True)
pair = {"theta": theta, "F": F}
r = lambda step: MEASURED["pursuit_error"].symbol(theta, F, step)  # noqa: E731
c = lambda step: MEASURED["pursuit_score"].symbol(theta, F, step)  # noqa: E731
M = mass**2
y = 1 / (t + 4)
some, none = Relation(0, "<", mass), Relation(mass, "<=", 0)
held = Relation((t + 4) * r(t + 1) ** 2, "<=", M)
first, second = THEOREM.claim.then
bound = mass / sp.sqrt(m + 3)


def recursion(label: str, step: sp.Expr) -> list[Step]:
    """V^2 r_{step+1}^2 <= V^2 r_step^2 - r_step^4."""
    drop = r(step) ** 2 - c(step) ** 2
    return [
        Step(f"{label}_drop", Relation(r(step + 1) ** 2, "<=", drop), lemma("pursuit_step", **pair, t=step)),
        Step(f"{label}_scaled", Relation(M * r(step + 1) ** 2, "<=", M * drop), monotone(s, s * M), [f"{label}_drop"]),
        Step(
            f"{label}_score",
            Relation(r(step) ** 2, "<=", mass * c(step)),
            lemma("pursuit_score_at_least", **pair, t=step),
        ),
        Step(f"{label}_square", Relation(r(step) ** 4, "<=", M * c(step) ** 2), monotone(u, u**2), [f"{label}_score"]),
        Step(
            f"{label}_less",
            Relation(M * drop, "<=", M * r(step) ** 2 - r(step) ** 4),
            monotone(s, M * r(step) ** 2 - s),
            [f"{label}_square"],
        ),
        Step(
            f"{label}_recursion",
            Relation(M * r(step + 1) ** 2, "<=", M * r(step) ** 2 - r(step) ** 4),
            chain(),
            [f"{label}_scaled", f"{label}_less"],
        ),
    ]


def completed(label: str, value: sp.Expr, root: sp.Expr) -> list[Step]:
    """A value is at most itself and a square."""
    return [
        Step(f"{label}_square", Relation(0, "<=", root**2), sign()),
        Step(label, Relation(value, "<=", value + root**2), monotone(s, s + value), [f"{label}_square"]),
    ]


a = r(t + 1) ** 2

PROOF = Proof(
    "orthogonal_greedy_pursuit",
    extra={"t": Integer(0)},
    steps=[
        *recursion("first", sp.Integer(0)),
        *completed("quarter", M * r(0) ** 2 - r(0) ** 4, r(0) ** 2 - M / 2),
        Step("product_0", Relation(M * r(1) ** 2, "<=", M**2 / 4), chain(), ["first_recursion", "quarter"]),
        Step("base", Claim([some], [held.subs({t: 0})]), monotone(s, s * 4 / M), ["product_0"]),
        *recursion("next", t + 1),
        *completed("tangent", M * a - a**2, a - M * y),
        Step("held", Claim([held], [held]), sign()),
        Step(
            "rising",
            Claim([held], [Relation(M * a * (1 - 2 * y) + M**2 * y**2, "<=", M**2 * (y - y**2))]),
            monotone(s, s * y * M * (1 - 2 * y) + M**2 * y**2),
            ["held"],
        ),
        Step("fractions", Relation(y - y**2, "<=", 1 / (t + 5)), sign()),
        Step("whole", Relation(M**2 * (y - y**2), "<=", M**2 / (t + 5)), monotone(s, s * M**2), ["fractions"]),
        Step(
            "product",
            Claim([held], [Relation(M * r(t + 2) ** 2, "<=", M**2 / (t + 5))]),
            chain(),
            ["next_recursion", "tangent", "rising", "whole"],
        ),
        Step(
            "advance",
            Claim([some, held], [held.subs({t: t + 1})]),
            monotone(s, s * (t + 5) / M),
            ["product"],
        ),
        Step("all", Claim([some], [held]), induction(t, 0), ["base", "advance"]),
        Step("at_m", Claim([some], [Relation((m + 3) * r(m) ** 2, "<=", M)]), substitute({t: m - 1}), ["all"]),
        Step("some", Claim([some], [second]), monotone(u, sp.sqrt(u) / sp.sqrt(m + 3)), ["at_m"]),
        Step("score", Relation(r(m) ** 2, "<=", mass * c(m)), lemma("pursuit_score_at_least", **pair, t=m)),
        Step("no_mass", Claim([none], [Relation(mass * c(m), "<=", 0)]), sign()),
        Step("no_square", Claim([none], [Relation(r(m) ** 2, "<=", 0)]), chain(), ["score", "no_mass"]),
        Step("no_error", Claim([none], [Relation(r(m), "<=", 0)]), monotone(u, sp.sqrt(u)), ["no_square"]),
        Step("bound", Relation(0, "<=", bound), sign()),
        Step("none", Claim([none], [second]), chain(), ["no_error", "bound"]),
        Step("second", second, cases(), ["some", "none"]),
        Step("first", first, lemma("pursuit_is_a_choice", **pair, m=m)),
        Step("both", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
