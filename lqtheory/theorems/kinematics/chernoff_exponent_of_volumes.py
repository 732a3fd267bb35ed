r"""**Chernoff's exponent for intrinsic volumes**: no eta gives less than -((delta+h) log(1+h/delta) - h)/2.

The moment bound log E e^{eta(V-delta)} <= delta (e^{2 eta} - 1 - 2 eta)/2 with Markov's inequality leaves the exponent
delta (e^{2 eta} - 1 - 2 eta)/2 - eta h, whose least value is taken at e^{2 eta} = 1 + h/delta; so the tail bound of
the dossier is the best that this moment bound can give. Equality there.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(delta=Real(0, typical=(0.25, 8)), h=Real(0, closed="left", typical=(0, 8)), eta=Real(None, typical=(-1, 2)))
delta, h, eta = D.symbols

THEOREM = Theorem(
    name="chernoff_exponent_of_volumes",
    title="Chernoff exponent of intrinsic volumes",
    id="geom.kin.concentration",
    statement="For delta > 0, h >= 0 and real eta, delta (e^(2 eta) - 1 - 2 eta)/2 - eta h is at least "
    "-((delta+h) log(1+h/delta) - h)/2.",
    domain=D,
    claim=AtMost(-((delta + h) * sp.log(1 + h / delta) - h) / 2, delta * (sp.exp(2 * eta) - 1 - 2 * eta) / 2 - eta * h),
    box={"delta": (1, 2), "h": (1, 2), "eta": (1, 2)},
    source=Source("mccoy_tropp_2014", "Theorem 4.8"),
    provenance="derived",
)
