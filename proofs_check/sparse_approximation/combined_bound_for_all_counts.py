"""By cases: m >= n; q = 1; and m - L the integer part of mq/(2-q)."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, cases, chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, power_sum, uniform_dictionary_constant
from lqtheory.theorems.sparse_approximation.combined_bound_for_all_counts import THEOREM, D, best, norm, rate

n, m, q, theta, F = D.symbols
s, u, v = sp.Symbol("s", positive=True), sp.Symbol("u", nonnegative=True), sp.Symbol("v", real=True)
masses = MEASURED["atom_masses"].symbol(theta, F)
error = MEASURED["pursuit_error"].symbol(theta, F, m)
mass, uniform = power_sum(masses, 1), uniform_dictionary_constant(q)
(claimed,) = THEOREM.claim.then
draws = m * q / (2 - q)
same_draws = m * q / (1 + sp.Abs(1 - q))  # SymPy knows that this is real
left = sp.floor(same_draws)
split = m * 2 * (1 - q) / (2 - q)

everything, some = Relation(n, "<=", m), Relation(m, "<", n)
one, less = Relation(1, "<=", q), Relation(q, "<", 1)
pursued = mass / sp.sqrt(m + 3)

EVERYTHING = [
    Step("nothing", Claim([everything], [Relation(best, "=", 0)]), lemma("nothing_is_left", theta=theta, F=F, m=m)),
    Step("bound", Relation(0, "<=", rate * norm), sign()),
    Step("everything", Claim([everything], [claimed]), chain(), ["nothing", "bound"]),
]

ONE = [
    Step(
        "pursuit",
        Claim(then=[Relation(best, "<=", error), Relation(error, "<=", pursued)]),
        apply("orthogonal_greedy_pursuit"),
    ),
    Step("more", Relation(m, "<=", m + 3), sign()),
    Step("root", Relation(pursued, "<=", mass / sp.sqrt(m)), monotone(s, mass / sp.sqrt(s)), ["more"]),
    Step("class", Relation(lq_norm(masses, 1), "<=", norm), lemma("norms_decrease", x=masses, q=q, p=1)),
    Step("mass", Relation(mass / sp.sqrt(m), "<=", norm / sp.sqrt(m)), monotone(u, u / sp.sqrt(m)), ["class"]),
    Step("equal", Claim([one], [Relation(q, "=", 1)]), lemma("antisymmetry", a=q, b=1)),
    Step("rate", Claim([one], [Relation(norm / sp.sqrt(m), "=", rate * norm)]), identity(), ["equal"]),
    Step("one", Claim([some, one], [claimed]), chain(), ["pursuit", "root", "mass", "rate"]),
]

MANY = [
    Step("same", Relation(same_draws, "=", draws), identity()),
    Step("down", Relation(left, "<=", same_draws), lemma("floor_at_most", t=same_draws)),
    Step("low", Relation(left, "<=", draws), chain(), ["down", "same"]),
    Step("up", Relation(same_draws, "<", left + 1), lemma("floor_above", t=same_draws)),
    Step("high", Relation(draws, "<", left + 1), chain(), ["same", "up"]),
    Step("drawn", Relation(0, "<", draws), sign()),
    Step("above", Relation(0, "<", left + 1), chain(), ["drawn", "high"]),
    Step("whole", Relation(1, "<=", left + 1), lemma("integers_are_apart", a=0, b=left + 1), ["above"]),
    Step("kept", Relation(m - left, "<=", m), monotone(v, m + 1 - v), ["whole"]),
    Step("fewer", Claim([less], [Relation(draws, "<", m)]), sign()),
    Step("below", Claim([less], [Relation(left, "<", m)]), chain(), ["low", "fewer"]),
    Step("some_kept", Claim([less], [Relation(0, "<", m - left)]), monotone(v, m - v), ["below"]),
    Step("one_kept", Claim([less], [Relation(1, "<=", m - left)]), sign(), ["some_kept"]),
    Step("at_least", Relation(split, "<=", m - left), monotone(v, m - v), ["low"]),
    Step("at_most", Relation(m - left, "<=", split + 1), monotone(v, m + 1 - v), ["high"]),
    Step(
        "many",
        Claim([some, less], [claimed]),
        apply("combined_dictionary_bound", {"L": m - left}),
        ["kept", "one_kept", "at_least", "at_most"],
    ),
]

PROOF = Proof(
    "combined_bound_for_all_counts",
    steps=[
        *EVERYTHING,
        *ONE,
        *MANY,
        Step("some", Claim([some], [claimed]), cases(), ["one", "many"]),
        Step("together", THEOREM.claim, cases(), ["everything", "some"]),
    ],
)
