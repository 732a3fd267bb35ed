r"""**False: zeroing entries lowers a spectral norm.** ((1, 1), (1, -1)) has norm sqrt 2, without -1 (1 + sqrt 5)/2.

So the norm of a pruned matrix must not be bounded by that of the original one. Corrected by
:mod:`masks_lower_entrywise_norms`: Frobenius norms and row sums are monotone under masks.
"""

from lqtheory import AtMost, Domain, Object, Source, Theorem
from lqtheory.quantities.small_maps import ball_map, map_quantity, small_map

D = Domain(A=Object(small_map, ball=ball_map, description="a matrix with a mask"))
(A,) = D.symbols

THEOREM = Theorem(
    name="masks_lower_spectral_norms_as_assumed",
    title="Masks lower spectral norms (false)",
    id="lq.net.chain.pitfall",
    statement="For every matrix A and every mask, the spectral norm of the masked matrix is at most that of A.",
    domain=D,
    claim=AtMost(map_quantity("masked_spectral_norm")(A), map_quantity("full_spectral_norm")(A)),
    source=Source("lqtheory_dossier", "lq.net.chain"),
    expected="refuted",
    corrected_by="masks_lower_entrywise_norms",
    notes="Nobody published this; it is what a bound of the pruned norm by the original one would need.",
)
