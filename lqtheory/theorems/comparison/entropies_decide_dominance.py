r"""**False: smaller effective sparsities give dominance**. Four orders, or all, do not decide it at a given k.

The shares (.5, .25, .25, 0) have smaller Renyi entropies of every order than (.4, .4, .1, .1), yet their two largest
carry .75 < .80 (that every order agrees is :mod:`entropies_of_converse_example`). The true direction is
:mod:`dominance_lowers_effective_sparsity`.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, effective_sparsity, lq_norm

D = Domain(n=Integer(1, typical=(3, 5)), k=Integer(0, "n"), x=Vector("n", nonzero=True), y=Vector("n", nonzero=True))
n, k, x, y = D.symbols
ORDERS = (sp.Rational(1, 100), sp.Rational(1, 2), sp.Integer(2), sp.Integer(10))


def extremal(n: int, k: int) -> dict[str, np.ndarray]:
    """The example of the dossier, padded with zeros."""
    x, y = ((0.5, 0.25, 0.25, 0.0), (0.4, 0.4, 0.1, 0.1)) if n >= 4 else ((1.0,), (1.0,))
    return {"x": np.r_[x, np.zeros(n - len(x))], "y": np.r_[y, np.zeros(n - len(y))]}


THEOREM = Theorem(
    name="entropies_decide_dominance",
    title="Entropies decide dominance (false)",
    id="lq.dom.major.converse",
    statement="For nonzero x, y in R^n, if s_{a,1}(x) <= s_{a,1}(y) for a = 0.01, 0.5, 2, 10 then the relative l_1 "
    "error of x after k entries is at most that of y.",
    domain=D,
    claim=Claim(
        given=[Relation(effective_sparsity(x, a, 1), "<=", effective_sparsity(y, a, 1)) for a in ORDERS],
        then=[
            Relation(best_k_term_error(x, k, 1) * lq_norm(y, 1), "<=", best_k_term_error(y, k, 1) * lq_norm(x, 1)),
        ],
    ),
    extremal=extremal,
    expected="refuted",
    corrected_by="dominance_lowers_effective_sparsity",
    source=Source("lqtheory_dossier", "lq.dom.major"),
    notes="No published claim: the converse that one would hope for. p = 1, so that the shares are the entries.",
)
