r"""**One more sample helps less and less**: a/sqrt(m) + b/m is convex over the whole numbers m.

So the largest gains f(m-1) - f(m) of all classes, taken one by one, take every class in order, and no other whole
counts of the same budget do better: the gains taken are the largest ones (``kept_scores_are_optimal``). Bernstein
errors are convex, too (``bernstein_allocation_is_optimal``).
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem

D = Domain(
    m=Integer(2, typical=(2, 60)),
    a=Real(0, closed="left", typical=(0, 8)),
    b=Real(0, closed="left", typical=(0, 8)),
)
m, a, b = D.symbols


def value(k: sp.Expr) -> sp.Expr:
    """Error of k samples."""
    return a / sp.sqrt(k) + b / k


THEOREM = Theorem(
    name="gains_of_whole_samples_fall",
    title="Gains of whole samples fall",
    id="coreset.alloc.int",
    statement="For a, b >= 0 and an integer m >= 2, twice a/sqrt(m)+b/m is at most its value at m-1 plus that at m+1.",
    domain=D,
    claim=AtMost(2 * value(m), value(m - 1) + value(m + 1)),
    source=Source("lqtheory_dossier", "coreset.alloc.int"),
    notes="The greedy rule is held to brute force in the unit tests.",
)
