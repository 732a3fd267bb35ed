"""The L largest terms and pursuit for the others: V^2 r_{t+1}^2 <= V^2 r_t^2 - r_t^4, with V their mass."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, cases, chain, induction, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, power_sum, stechkin_bound, tail_power_sum, uniform_dictionary_constant
from lqtheory.theorems.sparse_approximation.combined_dictionary_bound import THEOREM, D, best, norm, rate

n, m, L, q, theta, F = D.symbols
t = sp.Symbol("t", integer=True, nonnegative=True)
s, u, w = sp.Symbol("s", real=True), sp.Symbol("u", nonnegative=True), sp.Symbol("w", positive=True)
masses = MEASURED["atom_masses"].symbol(theta, F)
others = MEASURED["without_largest"].symbol(theta, F, L)
pair = {"theta": others, "F": F}
mass = power_sum(MEASURED["atom_masses"].symbol(others, F), 1)
r = lambda step: MEASURED["pursuit_error"].symbol(others, F, step)  # noqa: E731
c = lambda step: MEASURED["pursuit_score"].symbol(others, F, step)  # noqa: E731
M = mass**2
y = 1 / (t + 4)
a = r(t + 1) ** 2
some, none = Relation(0, "<", mass), Relation(mass, "<=", 0)
held = Relation((t + 4) * a, "<=", M)
low, high = THEOREM.claim.given
both = [low, high]
many, few = Relation(L, "<", m), Relation(m, "<=", L)
left = m - L
rest = MEASURED["best_dictionary_error"].symbol(others, F, left)
tail = tail_power_sum(masses, L, 1)
kept = stechkin_bound(L, q, 1)
root = sp.sqrt(left + 3)
uniform = uniform_dictionary_constant(q)
exponent = sp.Rational(1, 2) - 1 / q
claimed = THEOREM.claim.then[0]


def recursion(label: str, step: sp.Expr) -> list[Step]:
    """V^2 r_{step+1}^2 <= V^2 r_step^2 - r_step^4."""
    drop = r(step) ** 2 - c(step) ** 2
    score, square = Relation(r(step) ** 2, "<=", mass * c(step)), Relation(r(step) ** 4, "<=", M * c(step) ** 2)
    less = Relation(M * drop, "<=", M * r(step) ** 2 - r(step) ** 4)
    return [
        Step(f"{label}_drop", Relation(r(step + 1) ** 2, "<=", drop), lemma("pursuit_step", **pair, t=step)),
        Step(f"{label}_scaled", Relation(M * r(step + 1) ** 2, "<=", M * drop), monotone(s, s * M), [f"{label}_drop"]),
        Step(f"{label}_score", score, lemma("pursuit_score_at_least", **pair, t=step)),
        Step(f"{label}_square", square, monotone(u, u**2), [f"{label}_score"]),
        Step(f"{label}_less", less, monotone(s, M * r(step) ** 2 - s), [f"{label}_square"]),
        Step(
            f"{label}_recursion",
            Relation(M * r(step + 1) ** 2, "<=", M * r(step) ** 2 - r(step) ** 4),
            chain(),
            [f"{label}_scaled", f"{label}_less"],
        ),
    ]


def completed(label: str, value: sp.Expr, linear: sp.Expr) -> list[Step]:
    """A value is at most itself and a square."""
    return [
        Step(f"{label}_square", Relation(0, "<=", linear**2), sign()),
        Step(label, Relation(value, "<=", value + linear**2), monotone(s, s + value), [f"{label}_square"]),
    ]


PURSUIT = [
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
    Step("advance", Claim([some, held], [held.subs({t: t + 1})]), monotone(s, s * (t + 5) / M), ["product"]),
    Step("all", Claim([some], [held]), induction(t, 0), ["base", "advance"]),
    Step(
        "steps",
        Claim([some, many], [Relation((left + 3) * r(left) ** 2, "<=", M)]),
        substitute({t: left - 1}),
        ["all"],
    ),
    Step(
        "some", Claim([some, many], [Relation(r(left), "<=", mass / root)]), monotone(u, sp.sqrt(u) / root), ["steps"]
    ),
    Step("score", Relation(r(left) ** 2, "<=", mass * c(left)), lemma("pursuit_score_at_least", **pair, t=left)),
    Step("no_mass", Claim([none], [Relation(mass * c(left), "<=", 0)]), sign()),
    Step("no_square", Claim([none], [Relation(r(left) ** 2, "<=", 0)]), chain(), ["score", "no_mass"]),
    Step("no_error", Claim([none], [Relation(r(left), "<=", 0)]), monotone(u, sp.sqrt(u)), ["no_square"]),
    Step("no_bound", Relation(0, "<=", mass / root), sign()),
    Step("none", Claim([none, many], [Relation(r(left), "<=", mass / root)]), chain(), ["no_error", "no_bound"]),
    Step("pursuit", Claim([many], [Relation(r(left), "<=", mass / root)]), cases(), ["some", "none"]),
]

PROOF = Proof(
    "combined_dictionary_bound",
    extra={"t": Integer(0)},
    steps=[
        *PURSUIT,
        Step("largest", Relation(best, "<=", rest), lemma("largest_and_others", theta=theta, F=F, L=L, m=m)),
        Step("choice", Relation(rest, "<=", r(left)), lemma("pursuit_is_a_choice", **pair, m=left)),
        Step("tail", Relation(mass, "=", tail), lemma("mass_without_largest", theta=theta, F=F, L=L)),
        Step(
            "stechkin",
            Relation(best_k_term_error(masses, L, 1), "<=", kept * norm),
            apply("stechkin_inequality", {"k": L, "p": 1, "x": masses}),
        ),
        Step("class", Relation(tail, "<=", kept * norm), monotone(u, u), ["stechkin"]),
        Step("mass", Relation(mass, "<=", kept * norm), chain(), ["tail", "class"]),
        Step("shared", Relation(mass / root, "<=", kept * norm / root), monotone(s, s / root), ["mass"]),
        Step("split", Claim(both, [Relation(kept / root, "<=", rate)]), apply("combined_with_pursuit")),
        Step(
            "split_norm",
            Claim(both, [Relation(kept * norm / root, "<=", rate * norm)]),
            monotone(u, u * norm),
            ["split"],
        ),
        Step(
            "many",
            Claim([*both, many], [claimed]),
            chain(),
            ["largest", "choice", "pursuit", "shared", "split_norm"],
        ),
        Step("rest_mass", Relation(rest, "<=", mass), lemma("error_at_most_mass", **pair, m=left)),
        Step("high", Claim([high], [high]), sign()),
        Step(
            "cleared",
            Claim([high], [Relation(L * (2 - q), "<=", 2 * m * (1 - q) + 2 - q)]),
            monotone(s, s * (2 - q)),
            ["high"],
        ),
        Step("few_given", Claim([few], [few]), sign()),
        Step(
            "replaced",
            Claim([few], [Relation(2 * m * (1 - q) + 2 - q, "<=", 2 * L * (1 - q) + 2 - q)]),
            monotone(s, 2 * s * (1 - q) + 2 - q),
            ["few_given"],
        ),
        Step(
            "counted",
            Claim([few, high], [Relation(L * (2 - q), "<=", 2 * L * (1 - q) + 2 - q)]),
            chain(),
            ["cleared", "replaced"],
        ),
        Step(
            "few_atoms",
            Claim([few, high], [Relation(L * q, "<=", 2 - q)]),
            monotone(s, s - 2 * L * (1 - q)),
            ["counted"],
        ),
        Step(
            "few_kept",
            Claim([few, high], [Relation(kept, "<=", uniform * L**exponent)]),
            apply("combined_without_pursuit", {"m": L}),
            ["few_atoms"],
        ),
        Step(
            "few_rate",
            Claim([few], [Relation(uniform * L**exponent, "<=", rate)]),
            monotone(w, uniform * w**exponent),
            ["few_given"],
        ),
        Step("few_bound", Claim([few, high], [Relation(kept, "<=", rate)]), chain(), ["few_kept", "few_rate"]),
        Step(
            "few_norm",
            Claim([few, high], [Relation(kept * norm, "<=", rate * norm)]),
            monotone(u, u * norm),
            ["few_bound"],
        ),
        Step("few", Claim([*both, few], [claimed]), chain(), ["largest", "rest_mass", "mass", "few_norm"]),
        Step("together", THEOREM.claim, cases(), ["many", "few"]),
    ],
)
