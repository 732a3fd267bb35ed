"""Rounded up, m mu/V draws of a cell of mass mu: at most one more than that, and mu^2/draws is at most mu V/m."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.stratified_averages import THEOREM, D

m = D.symbol("m")
#: A cell of mass mu, and the mass V of all.
CELL = {"mu": Real(0), "V": Real("mu", closed="left")}
mu, V = D.extend(**CELL).symbols[-2:]
s, u = sp.Symbol("s", real=True), sp.Symbol("u", positive=True)
share = m * mu / V
draws = -sp.floor(-share)
few, variance = Relation(draws, "<", share + 1), Relation(mu**2 / draws, "<=", mu * V / m)

PROOF = Proof(
    "stratified_averages",
    extra=CELL,
    steps=[
        Step("floor", Relation(sp.floor(-share), "<=", -share), lemma("floor_at_most", t=-share)),
        Step("enough", Relation(share, "<=", draws), monotone(s, -s), ["floor"]),
        Step("above", Relation(-share, "<", sp.floor(-share) + 1), lemma("floor_above", t=-share)),
        Step("few", few, monotone(s, 1 - s), ["above"]),
        Step("positive", Relation(0, "<", share), sign()),
        Step("some", Relation(0, "<", draws), chain(), ["positive", "enough"]),
        Step("divided", Relation(mu**2 / draws, "<=", mu**2 / share), monotone(u, mu**2 / u), ["enough", "some"]),
        Step("variance", variance, chain(), ["divided"]),
        Step("numbers", Claim(then=[few, variance]), chain(), ["few", "variance"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IX.5 (variances of independent variables add up)"),
                "the mean of N independent draws of a cell of mass mu and diameter delta has a variance of "
                "mu^2/N times that of one direction, E|u-u'|^2/2 <= delta^2/2; variances of independent cells add up, "
                "numbers of draws as well, with sum V of the masses; with successive choices some outcome is no worse "
                "than the mean; an empty cell takes no part",
            ),
            ["numbers"],
        ),
    ],
)
