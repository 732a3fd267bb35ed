r"""**Masks lower Frobenius norms and row sums**: norms that depend on the magnitudes of entries alone.

Equality where nothing is masked, or zeros only. For spectral norms this is false
(:mod:`masks_lower_spectral_norms_as_assumed`).
"""

from lqtheory import Claim, Domain, Object, Source, Theorem
from lqtheory.quantities.small_maps import ball_map, map_quantity, small_map
from lqtheory.relations import Relation

D = Domain(A=Object(small_map, ball=ball_map, description="a matrix with a mask"))
(A,) = D.symbols

THEOREM = Theorem(
    name="masks_lower_entrywise_norms",
    title="Masks lower Frobenius norms and row sums",
    id="lq.net.chain.masks",
    statement="For every matrix A and every mask, Frobenius norm and largest row sum of the masked matrix are at most "
    "those of A.",
    domain=D,
    claim=Claim(
        then=[
            Relation(map_quantity("masked_frobenius_norm")(A), "<=", map_quantity("full_frobenius_norm")(A)),
            Relation(map_quantity("masked_row_norm")(A), "<=", map_quantity("full_row_norm")(A)),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
