r"""**No keep count suffices in the class norm**: below a relative l_q error of (1 - s^{q/p-1})^{1/q} no k is enough.

q < p, and the error is measured in l_q, the norm of the class. One spike and so many equal entries that their l_p
mass vanishes: the effective sparsity is at most s, while any k entries leave an l_q error of nearly (1 -
s^{q/p-1})^{1/q} times the l_q norm. This makes the second converse remark of dossier lq.sap precise: *for every s >
1* some tolerance cannot be guaranteed by any number of entries, and as s grows every tolerance below 1. (Above that
level counts do exist: k entries with nearly all l_p mass carry nearly the share s^{q/p-1} of the l_q mass, so the
level is sharp.) An existence statement: the vector is constructed and measured.
"""

import math

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, effective_sparsity, lq_norm

D = Domain(
    k=Integer(1, typical=(1, 6)),
    q=Real(0, typical=(0.2, 1)),
    p=Real("q", typical=("2*q", 4)),
    s=Real(1, typical=(1.5, 12)),
    eta=Real(0, "(1 - s**(q/p - 1))**(1/q)", typical=(0, "0.9*(1 - s**(q/p - 1))**(1/q)")),
)
k, q, p, s, eta = D.symbols
x = sp.Symbol("x", zero=False, real=True)


def spike_and_dust(k: int, q: float, p: float, s: float, eta: float) -> np.ndarray:
    """One entry 1 and equal ones of total l_q mass between what eta asks for and what s allows."""
    a = q / p
    least, most = eta**q / (1 - eta**q), s ** (1 - a) - 1
    mass = (least + most) / 2
    # The k - 1 entries kept beside the spike carry (k-1)/count of the mass; no entry is larger than the spike.
    count = math.ceil(max(mass, 1.01 * (k - 1) / (1 - eta**q * (1 + mass) / mass))) + 1
    return np.array([1.0, *[(mass / count) ** (1 / q)] * count])


THEOREM = Theorem(
    name="effective_sparsity_gives_no_count_in_class_norm",
    title="No keep count in the class norm",
    id="lq.sap.converse.upper",
    statement="For 0 < q < p, s > 1, 0 < eta < (1 - s^(q/p-1))^(1/q) and every k there is a vector of effective "
    "sparsity at most s of which k entries leave an l_q error of more than eta times its l_q norm.",
    domain=D,
    claim=Claim(
        then=[
            Relation(effective_sparsity(x, q, p), "<=", s),
            Relation(eta * lq_norm(x, q), "<", best_k_term_error(x, k, q)),
        ],
        witness={"x": spike_and_dust},
    ),
    source=Source("lqtheory_dossier", "lq.sap"),
    notes="The dossier says that no sufficient count exists; without the level on eta that is too strong.",
)
