"""Rounded up, m mu/V draws of a cell of mass mu: at most one more per cell, and mu^2/draws is at most mu V/m."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.stratified_averages import THEOREM, D

n, theta, F, m = D.symbols
MASSES = {"even": Real(0), "odd": Real(0)}
even, odd = D.extend(**MASSES).symbols[-2:]
s, u = sp.Symbol("s", real=True), sp.Symbol("u", positive=True)
total = even + odd
up = lambda t: -sp.floor(-t)  # noqa: E731
shares = [m * even / total, m * odd / total]
draws = [up(t) for t in shares]
few = Relation(draws[0] + draws[1], "<", m + 2)
variances = [Relation(mass**2 / count, "<=", mass * total / m) for mass, count in zip((even, odd), draws, strict=True)]


def cell(label: str, mass: sp.Symbol, t: sp.Expr, bound: Relation) -> list[Step]:
    """The number of draws, and what it does to the variance."""
    return [
        Step(f"{label}_floor", Relation(sp.floor(-t), "<=", -t), lemma("floor_at_most", t=-t)),
        Step(f"{label}_enough", Relation(t, "<=", up(t)), monotone(s, -s), [f"{label}_floor"]),
        Step(f"{label}_above", Relation(-t, "<", sp.floor(-t) + 1), lemma("floor_above", t=-t)),
        Step(f"{label}_one_more", Relation(up(t), "<", t + 1), monotone(s, 1 - s), [f"{label}_above"]),
        Step(f"{label}_share", Relation(0, "<", t), sign()),
        Step(f"{label}_some", Relation(0, "<", up(t)), chain(), [f"{label}_share", f"{label}_enough"]),
        Step(
            f"{label}_divided",
            Relation(mass**2 / up(t), "<=", mass**2 / t),
            monotone(u, mass**2 / u),
            [f"{label}_enough", f"{label}_some"],
        ),
        Step(f"{label}_variance", bound, chain(), [f"{label}_divided"]),
    ]


PROOF = Proof(
    "stratified_averages",
    extra=MASSES,
    steps=[
        *cell("even", even, shares[0], variances[0]),
        *cell("odd", odd, shares[1], variances[1]),
        Step(
            "first", Relation(sum(draws), "<", shares[0] + 1 + draws[1]), monotone(s, s + draws[1]), ["even_one_more"]
        ),
        Step(
            "second",
            Relation(shares[0] + 1 + draws[1], "<", shares[0] + shares[1] + 2),
            monotone(s, s + shares[0] + 1),
            ["odd_one_more"],
        ),
        Step("whole", Relation(shares[0] + shares[1] + 2, "=", m + 2), identity()),
        Step("few", few, chain(), ["first", "second", "whole"]),
        Step("numbers", Claim(then=[few, *variances]), chain(), ["few", "even_variance", "odd_variance"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IX.5 (variances of independent variables add up)"),
                "the mean of N independent draws of a cell of mass mu and diameter delta has a variance of "
                "mu^2/N times that of one direction, E|u-u'|^2/2 <= delta^2/2; variances of independent cells "
                "add up; with successive choices some outcome is no worse than the mean; an empty cell takes no part",
            ),
            ["numbers"],
        ),
    ],
)
