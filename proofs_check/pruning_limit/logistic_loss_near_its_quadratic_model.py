"""Taylor by ordered derivatives, three times from z = 0, for either sign of z and either bound; then term by term."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Step
from lqtheory.proof import apply, cases, chain, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import entry
from lqtheory.theorems.pruning_limit.logistic_loss_near_its_quadratic_model import (
    THEOREM,
    D,
    constant,
    cubes,
    missed,
    remainder,
)
from lqtheory.theorems.pruning_limit.logistic_third_derivative_is_bounded import THEOREM as THIRD
from lqtheory.theorems.pruning_limit.logistic_third_derivative_is_bounded import t

n, m, z = D.symbols
EXTRA = {"a": Real(), "u": Real(0), "j": Integer(1, "n")}
a, u, j = (D.extend(**EXTRA).symbol(name) for name in EXTRA)
v = sp.Symbol("v", real=True)
margin, lost = entry(m, j), entry(z, j)
WORDS = {1: "falls", -1: "rises"}
BOUNDS = {1: "above", -1: "below"}


def taylor(side, bound):
    """A bound of the remainder where a margin a falls, or rises, by u."""
    name = f"{WORDS[side]}_{BOUNDS[bound]}"
    left, right = bound * remainder(a, side * u), constant * u**3
    orders = [Relation(sp.diff(left, u, k), "<=", sp.diff(right, u, k)) for k in range(4)]
    at = THIRD.relations[0 if side == -bound else 1]
    third = Relation(at.lhs.subs(t, a - side * u), "<=", at.rhs.subs(t, a - side * u))
    steps = [
        Step(f"{name}_third", third, apply(THIRD.name, {"t": a - side * u})),
        Step(f"{name}_3", orders[3], monotone(v, -side * bound * v), [f"{name}_third"]),
    ]
    for k in (2, 1, 0):
        derivatives = lemma("ordered_derivatives", left=orders[k].lhs, right=orders[k].rhs, variable=u)
        steps.append(Step(f"{name}_{k}", orders[k], derivatives, [f"{name}_{k + 1}"]))
    return steps


def term_by_term(bound):
    """A bound of the j-th remainder, by the sign of what the margin loses, and of the sum."""
    name, body = BOUNDS[bound], bound * missed
    r = Relation(body, "<=", constant * cubes)
    signs = {1: Relation(0, "<", lost), -1: Relation(lost, "<", 0), 0: Relation(lost, "=", 0)}
    places = {side: substitute({a: margin, u: side * lost}) for side in WORDS}
    return [
        *(Step(f"{name}_{k}", Claim([signs[k]], [r]), places[k], [f"{way}_{name}_0"]) for k, way in WORDS.items()),
        Step(f"{name}_0", Claim([signs[0]], [r]), identity()),
        Step(name, r, cases(), [f"{name}_{side}" for side in signs]),
        Step(
            f"{name}_sum",
            Relation(sp.Sum(body, (j, 1, n)), "<=", constant * sp.Sum(cubes, (j, 1, n))),
            lemma("termwise_sum", body=body, bound=cubes, factor=constant, index=j),
            [name],
        ),
    ]


total = sp.Sum(missed, (j, 1, n))
most = constant * sp.Sum(cubes, (j, 1, n)) / n

PROOF = Proof(
    "logistic_loss_near_its_quadratic_model",
    extra=EXTRA,
    steps=[
        *(step for side in WORDS for bound in BOUNDS for step in taylor(side, bound)),
        *(step for bound in BOUNDS for step in term_by_term(bound)),
        Step("upper", Relation(total / n, "<=", most), monotone(v, v / n), ["above_sum"]),
        Step("turned", Relation(-total, "=", sp.Sum(-missed, (j, 1, n))), identity()),
        Step("lower_sum", Relation(-total, "<=", most * n), chain(), ["turned", "below_sum"]),
        Step("lower", Relation(-total / n, "<=", most), monotone(v, v / n), ["lower_sum"]),
        Step("claim", THEOREM.claim, lemma("absolute_at_most", t=total / n, bound=most), ["upper", "lower"]),
    ],
)
