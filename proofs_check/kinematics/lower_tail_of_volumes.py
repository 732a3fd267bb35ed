"""Chernoff's bound for -V at the best rate of each of the two moment bounds, whose parts are exchanged."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.lower_tail_of_volumes import THEOREM, D, bounds, h, mean, sharp, size, tail
from lqtheory.theorems.kinematics.volume_exponents_at_best_rate import THEOREM as RATES

K, m = D.symbols
b = size - mean
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
log_moment, given = volume_quantity("cone_log_moment"), THEOREM.claim.given
scale = {"delta": b, "h": h, "b": mean}
rates = [r.subs({RATES.domain.symbol(name): value for name, value in scale.items()}) for r in RATES.relations]
near, far = 1 + h / b, 1 - h / mean


def under(left: sp.Expr, operator: str, right: sp.Expr) -> Claim:
    """A relation under the assumptions of the theorem."""
    return Claim(given, [Relation(left, operator, right)])


def steps(name: str, eta: sp.Expr, moments: str, index: int) -> list[Step]:
    """What follows for one of the two bounds from 0 < eta, for -eta as the argument of the moments."""
    moment, exponent = log_moment(K, -eta), rates[1 - index].lhs
    total = moment - eta * h
    rule, end = lemma("chernoff_below", K=K, m=m, eta=eta), rates[1 - index].rhs
    return [
        Step(f"{name}_markov", under(1 - tail, "<=", sp.exp(total)), rule, [f"{name}_eta", "room"]),
        Step(f"{name}_moment", under(moment, "<=", exponent + eta * h), apply(moments, {"eta": -eta}), ["room"]),
        Step(f"{name}_total", under(total, "<=", exponent), monotone(t, t - eta * h), [f"{name}_moment", "room"]),
        Step(
            f"{name}_exp",
            under(sp.exp(total), "<=", sp.exp(exponent)),
            monotone(t, sp.exp(t)),
            [f"{name}_total", "room"],
        ),
        Step(f"{name}_form", under(sp.exp(exponent), "=", sharp[1 - index]), identity(), ["room"]),
        Step(f"{name}_rate", under(exponent, "<=", end), apply(RATES.name, scale), ["room"]),
        Step(
            f"{name}_end",
            under(sp.exp(exponent), "<=", bounds[index]),
            monotone(t, sp.exp(t)),
            [f"{name}_rate", "room"],
        ),
    ]


def _without_form(made):
    """The first exponent has the form of its bound as it stands."""
    return [step for step in made if not step.label.endswith("_form")]


PROOF = Proof(
    "lower_tail_of_volumes",
    steps=[
        Step("room", Relation(mean, "<", size), lemma("volume_mean_below_dimension", K=K)),
        Step("far", under(far, "<", 1), sign()),
        Step("cone_eta", under(0, "<", -sp.log(far) / 2), monotone(u, -sp.log(u) / 2), ["far"]),
        *_without_form(steps("cone", -sp.log(far) / 2, "volume_moment_bound", 0)),
        Step("near", under(1, "<", near), sign(), ["room"]),
        Step("polar_eta", under(0, "<", sp.log(near) / 2), monotone(u, sp.log(u) / 2), ["near"]),
        *steps("polar", sp.log(near) / 2, "polar_moment_bound", 1),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            [
                "room",
                *(f"{name}_{word}" for name in ("cone", "polar") for word in ("markov", "exp", "end")),
                "polar_form",
            ],
        ),
    ],
)
