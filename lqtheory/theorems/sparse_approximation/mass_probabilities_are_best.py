r"""**No probabilities give Maurey's average a smaller mean squared error than the masses do**, for any dictionary.

m independent draws of theta_j f_j/p_j with probabilities p = w/W, W = sum w, have the mean f and E||g-f||^2 =
(sum v_j^2/p_j - ||f||^2)/m with v_j = |theta_j| ||f_j||; at p = v/V this is (V^2 - ||f||^2)/m
(:mod:`maurey_mean_square`), the least. Equality for w = v.
"""

import itertools
import math
from typing import Any

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.balls import ball, total
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum


def weighted_mean_square(theta: Any, F: Any, w: Any, m: int) -> float:
    """Mean squared distance from f of the mean of m draws of theta_j f_j/p_j, over all sequences of draws."""
    theta, F, w = (np.asarray(value, dtype=np.float64) for value in (theta, F, w))
    shares, f = w / w.sum(), F @ theta
    draws = F * (theta / shares)
    found = 0.0
    for chosen in itertools.product(range(len(w)), repeat=m):
        apart = draws[:, list(chosen)].mean(axis=1) - f
        found += math.prod(shares[j] for j in chosen) * float(apart @ apart)
    return found


def ball_weighted_mean_square(theta: Any, F: Any, w: Any, m: int) -> Any:
    """The definition in balls; F holds the atoms."""
    shares = [x / total(w) for x in w]
    rows = range(len(F[0]))
    f = [total(t * atom[i] for t, atom in zip(theta, F, strict=True)) for i in rows]
    found = ball(0)
    for chosen in itertools.product(range(len(w)), repeat=m):
        mean = [total(theta[j] * F[j][i] / shares[j] for j in chosen) / m for i in rows]
        found += math.prod([shares[j] for j in chosen], start=ball(1)) * total((mean[i] - f[i]) ** 2 for i in rows)
    return found


MEAN_SQUARE = Quantity(
    "weighted_mean_square",
    ("theta", "F", "w", "m"),
    weighted_mean_square,
    ball_weighted_mean_square,
    r"\mathbb{{E}}_{{{w}}}\|g_{{{m}}}-f\|^2({theta},{F})",
    "",
    sign="nonnegative",
    integer_arguments=("m",),
)
D = Domain(
    n=Integer(1, typical=(1, 4)),
    theta=Vector("n"),
    F=DICTIONARY,
    w=Vector("n", sign="positive"),
    m=Integer(1, typical=(1, 3)),
)
n, theta, F, w, m = D.symbols
masses = MEASURED["atom_masses"].symbol(theta, F)
square = MEASURED["expansion_square"].symbol(theta, F)
second_moment = power_sum(w, 1) * power_sum(masses / sp.sqrt(w), 2)
mean = MEAN_SQUARE.symbol(theta, F, w, m)

THEOREM = Theorem(
    name="mass_probabilities_are_best",
    title="Masses are the best probabilities",
    id="lq.dict.maurey.optimal",
    provenance="recalled",
    statement="For every dictionary F of n atoms, coefficients theta, weights w > 0 and m >= 1, the mean of m "
    "independent draws of theta_j f_j/p_j, p = w/sum w, has a mean squared error (sum v^2/p - |f|^2)/m, which is at "
    "least (V^2 - |f|^2)/m.",
    domain=D,
    claim=Claim(
        then=[
            Relation(mean, "=", (second_moment - square) / m),
            Relation((power_sum(masses, 1) ** 2 - square) / m, "<=", mean),
        ]
    ),
    source=Source("barron_1993", "Lemma 1"),
    notes="Quoted from memory; the proof is the dossier's.",
)
