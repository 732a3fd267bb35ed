"""Steiner's formula and the logarithmic Sobolev inequality for the polar cone, and a change of the parameter."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.polar_moment_bound import THEOREM, D, mean, moment, size

_, eta = D.symbols
xi = (1 - sp.exp(2 * eta)) / 2
b = size - mean
energy, bound = moment - eta * b, b * (sp.exp(-2 * eta) - 1) / 2
v = sp.Symbol("v", real=True)

PROOF = Proof(
    "polar_moment_bound",
    steps=[
        Step(
            "sobolev",
            Relation(energy, "<=", b * xi / (1 - 2 * xi)),
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 5.4 (Gaussian logarithmic Sobolev inequality)"),
                "F = |P' g|^2 for the polar cone is given V a chi-square variable with d - V degrees, so E e^{xi F} = "
                "E (1 - 2 xi)^{-(d-V)/2} = E e^{-eta (d-V)} with e^{2 eta} = 1 - 2 xi; |grad F|^2 = 4 F, hence "
                "L = log E e^{xi F} has xi L' - L <= 2 xi^2 L', and L/xi - 2 L falls from d - delta at xi = 0",
            ),
        ),
        Step("energy", Relation(energy, "<=", bound), chain(), ["sobolev"]),
        Step("claim", THEOREM.claim, monotone(v, v + eta * b), ["energy"]),
    ],
)
