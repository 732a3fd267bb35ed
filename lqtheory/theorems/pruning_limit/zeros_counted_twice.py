r"""**Flat directions counted twice**: what the public implementation of the published formula adds (as recalled).

It adds the share z of zero eigenvalues, estimated from zero rows of the Hessian, to a spectral density that contains
those zeros, and normalises: F becomes z + (1-z) F, too large by z (1-F) >= 0.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(F=Real(0, 1, closed="both"), z=Real(0, 1, closed="both"))
F, z = D.symbols

THEOREM = Theorem(
    name="zeros_counted_twice",
    title="Zero eigenvalues counted twice",
    id="geom.prune.audit",
    statement="For F and z in [0, 1], z + (1-z) F - F equals z (1-F), and F is at most z + (1-z) F.",
    domain=D,
    claim=Claim(then=[Relation(z + (1 - z) * F - F, "=", z * (1 - F)), Relation(F, "<=", z + (1 - z) * F)]),
    source=Source("lqtheory_dossier", "geom.prune.audit (2)"),
    notes="The pipeline is described as recalled from public code; the statement is about the arithmetic alone.",
)
