r"""**The oscillation cannot be lowered**: a wrong prediction with a large margin loses almost all of it.

Two classes, logits 0 for the label and ln r for the other one, changed by 0 and ln s: the cross-entropy ln(1 + r) grows
to ln(1 + r s), by at least ln s - 1/r, and ln s is the oscillation of the change. As r grows the bound of
:mod:`cross_entropy_changes_at_most_oscillation` is met; it is never attained for s > 1.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(r=Real(0, typical=(0.1, 100)), s=Real(1, closed="left", typical=(1, 20)))
r, s = D.symbols

THEOREM = Theorem(
    name="cross_entropy_nears_oscillation",
    title="Cross-entropy nears the oscillation",
    id="lq.net.loss.sharp",
    statement="For r > 0 and s >= 1, ln(1 + r s) - ln(1 + r), the growth of the cross-entropy of two logits that "
    "differ by ln r when the one that is not the label grows by ln s, is at least ln s - 1/r.",
    domain=D,
    claim=AtMost(sp.log(s) - 1 / r, sp.log(1 + r * s) - sp.log(1 + r)),
    source=Source("lqtheory_dossier", "lq.net.loss"),
    notes="The dossier says asymptotically sharp; 1/r is a rate.",
)
