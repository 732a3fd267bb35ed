r"""**Limit of the floor over all masks**: no mask has a loss below (D/2) r (1 - g (1-r)), whatever t is put in.

For Gaussian teachers and D -> inf with g = D/n the auxiliary problem of :mod:`all_masks_stay_above_floor` becomes
phi/D = min over t > 0 of A = (t (1/g - 1) + (1+t^2) r/t)/2, because w - t h has the variance 1 + t^2, so that its
smallest share p of squares has the energy r(p) (1+t^2); and the loss is phi^2/(2n) = (D/2) g A^2. If g (1-r) < 1 the
minimum is attained, at t^2 = r/(1/g - 1 + r): equality there; else the left side is not positive.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    g=Real(0, typical=(0.0625, 4)),
    r=Real(0, 1, typical=(0.05, 0.95)),
    t=Real(0, typical=(0.05, 4)),
)
g, r, t = D.symbols
auxiliary = (t * (1 / g - 1) + (1 + t**2) * r / t) / 2

THEOREM = Theorem(
    name="limit_of_mask_floor",
    title="Floor over all masks in the limit of many weights",
    id="geom.planted.gordon_l0",
    statement="For g > 0, 0 < r < 1 and t > 0, r (1 - g (1-r))/2 is at most the loss g A^2/2 of the "
    "auxiliary problem, A = (t (1/g - 1) + (1+t^2) r/t)/2.",
    domain=D,
    claim=AtMost(r * (1 - g * (1 - r)) / 2, g * auxiliary**2 / 2),
    sharp_at=({"g": 0.5, "r": 0.5, "t": 0.5773502691896258},),
    box={"g": (0.25, 0.5), "r": (0.25, 0.5), "t": (1.5, 2)},
    source=Source("lqtheory_dossier", "geom.planted.gordon_l0"),
)
