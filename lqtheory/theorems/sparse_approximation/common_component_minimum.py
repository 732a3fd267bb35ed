r"""**Best error in a dictionary with a common component**: a quadratic function of the kept sum b, minimised.

Atoms sqrt(F) e_0 + sqrt(G) e_j, j <= m+d, all with coefficient c. With m of them whose coefficients add up to b the
least squared error is F ((m+d)c - b)^2 + G [(b-mc)^2/m + d c^2]; its minimum over b is
d c^2 G (G+(m+d)F)/(G+mF). The source has F + G = 1 and c = n^{-1/q}, n = m+d. Equality at the stationary b. What it
says of sigma_m: :mod:`best_error_with_common_component`.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem

D = Domain(
    m=Integer(1, typical=(1, 20)),
    d=Integer(1, typical=(1, 20)),
    c=Real(0, typical=(0.1, 2)),
    F=Real(0, closed="left", typical=(0, 1)),
    G=Real(0, typical=(0.1, 1)),
    b=Real(typical=(-1, 8)),
)
m, d, c, F, G, b = D.symbols
least = d * c**2 * G * (G + (m + d) * F) / (G + m * F)

THEOREM = Theorem(
    name="common_component_minimum",
    title="Best error with m atoms that share a component",
    id="lq.dict.lower",
    statement="For m, d >= 1, c, G > 0, F >= 0 and every b, d c^2 G (G+(m+d)F)/(G+mF) is at most the squared error "
    "F((m+d)c-b)^2 + G((b-mc)^2/m + d c^2) of m of m+d atoms with kept sum b.",
    domain=D,
    claim=AtMost(least, F * ((m + d) * c - b) ** 2 + G * ((b - m * c) ** 2 / m + d * c**2)),
    sharp_at=(
        {"m": 1, "d": 3, "c": 1, "F": 0, "G": 1, "b": 1},
        {"m": 2, "d": 2, "c": 1, "F": 0.5, "G": 1, "b": 3},
    ),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
    notes="Stated for any two weights F and G of the common and the own components.",
)
