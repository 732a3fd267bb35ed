r"""**The auxiliary problem over all masks is additive for a fixed t**: R sqrt(G) - P is at most a sum over a mask.

For a mask E with energy R^2 = |w_E|^2, inner product P = <h_E, w_E>, N = |h_E|^2 and G = |g|^2 - |h|^2 + N >= 0 of the
kept weights, it is at most [t (|g|^2 - |h|^2) + sum_E (w_i - t h_i)^2/t]/2, with equality at t = R/sqrt(G). So the
least value over masks is found by sorting (w_i - t h_i)^2. The sum is R^2 - 2 t P + t^2 N.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(R=Real(0), G=Real(0), N=Real(0, closed="left"), P=Real(), t=Real(0))
R, G, N, P, t = D.symbols

THEOREM = Theorem(
    name="auxiliary_problem_is_additive",
    title="Auxiliary problem over all masks",
    id="geom.planted.gordon_l0",
    statement="For R, G, t > 0, N >= 0 and real P, R sqrt(G) - P is at most (t (G - N) + (R^2 - 2 t P + t^2 N)/t)/2.",
    domain=D,
    claim=AtMost(R * sp.sqrt(G) - P, (t * (G - N) + (R**2 - 2 * t * P + t**2 * N) / t) / 2),
    sharp_at=({"R": 2, "G": 4, "N": 1, "P": 0.5, "t": 1}, {"R": 3, "G": 1, "N": 0, "P": -1, "t": 3}),
    box={"R": (1, 2), "G": (1, 2), "N": (1, 2), "P": (-1, 1), "t": (3, 4)},
    source=Source("lqtheory_dossier", "geom.planted.gordon_l0"),
)
