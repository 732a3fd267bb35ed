"""Chernoff's bound at the best rate of each of the two moment bounds."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, sign
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.upper_tail_of_volumes import THEOREM, D, bounds, h, mean, sharp, size, tail
from lqtheory.theorems.kinematics.volume_exponents_at_best_rate import THEOREM as RATES

K, m = D.symbols
b = size - mean
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
log_moment, given = volume_quantity("cone_log_moment"), THEOREM.claim.given
scale = {"delta": mean, "h": h, "b": b}
rates = [r.subs({RATES.domain.symbol(name): value for name, value in scale.items()}) for r in RATES.relations]
near, far = 1 + h / mean, 1 - h / b


def under(left: sp.Expr, operator: str, right: sp.Expr) -> Claim:
    """A relation under the assumptions of the theorem."""
    return Claim(given, [Relation(left, operator, right)])


def steps(name: str, eta: sp.Expr, moments: str, index: int) -> list[Step]:
    """What follows for one of the two bounds from 0 < eta."""
    moment, exponent = log_moment(K, eta), rates[index].lhs
    total = moment - eta * h
    rule = lemma("chernoff_above", K=K, m=m, eta=eta)
    return [
        Step(f"{name}_markov", under(tail, "<=", sp.exp(total)), rule, [f"{name}_eta"]),
        Step(f"{name}_moment", under(moment, "<=", exponent + eta * h), apply(moments, {"eta": eta})),
        Step(f"{name}_total", under(total, "<=", exponent), monotone(t, t - eta * h), [f"{name}_moment"]),
        Step(f"{name}_exp", under(sp.exp(total), "<=", sp.exp(exponent)), monotone(t, sp.exp(t)), [f"{name}_total"]),
        Step(f"{name}_form", under(sp.exp(exponent), "=", sharp[index]), identity()),
        Step(f"{name}_rate", under(exponent, "<=", rates[index].rhs), apply(RATES.name, scale)),
        Step(f"{name}_end", under(sp.exp(exponent), "<=", bounds[index]), monotone(t, sp.exp(t)), [f"{name}_rate"]),
    ]


def _without_form(made):
    """The first exponent has the form of its bound as it stands."""
    return [step for step in made if not step.label.endswith("_form")]


PROOF = Proof(
    "upper_tail_of_volumes",
    steps=[
        Step("near", under(1, "<", near), sign()),
        Step("cone_eta", under(0, "<", sp.log(near) / 2), monotone(u, sp.log(u) / 2), ["near"]),
        *_without_form(steps("cone", sp.log(near) / 2, "volume_moment_bound", 0)),
        Step("far", under(far, "<", 1), sign()),
        Step("polar_eta", under(0, "<", -sp.log(far) / 2), monotone(u, -sp.log(u) / 2), ["far"]),
        *steps("polar", -sp.log(far) / 2, "polar_moment_bound", 1),
        Step(
            "claim",
            THEOREM.claim,
            chain(),
            [f"{name}_{word}" for name in ("cone", "polar") for word in ("markov", "exp", "end")] + ["polar_form"],
        ),
    ],
)
