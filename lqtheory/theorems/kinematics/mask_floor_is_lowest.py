r"""**Floor of all masks, retrained and one-shot loss of a linear teacher in order**: r(1-g(1-r)) <= r(1-g(1-p)) <= r.

r is the energy of the pruned weights, at most their share p of all weights; g weights per sample. The first is the
floor over all masks, the second the loss after retraining, the third without. Equality for p = 1.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(g=Real(0, typical=(0.0625, 4)), p=Real(0, 1, closed="both"), r=Real(0, "p", closed="both"))
g, p, r = D.symbols

THEOREM = Theorem(
    name="mask_floor_is_lowest",
    title="Order of the predicted losses",
    id="geom.planted.gordon_l0",
    statement="For g > 0 and 0 <= r <= p <= 1, r (1 - g (1-r)) is at most r (1 - g (1-p)), which is at most r.",
    domain=D,
    claim=Claim(
        then=[Relation(r * (1 - g * (1 - r)), "<=", r * (1 - g * (1 - p))), Relation(r * (1 - g * (1 - p)), "<=", r)]
    ),
    sharp_at=({"g": 1, "p": 1, "r": 1},),
    box={"g": (1, 2), "p": (0.5, 0.75), "r": (0.125, 0.25)},
    source=Source("lqtheory_dossier", "geom.planted.gordon_l0"),
)
