r"""**A larger statistical dimension weakens the upper tail**: both exponents fall as delta rises to m.

With f(m, t) = m log(m/t) - m + t they are f(m, delta) and f(d-m, d-delta); f falls in t up to m and rises after it. So
an upper bound of delta may take its place. a <= b <= m <= v <= w stand for values of t. Equality at a = b and v = w.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    a=Real(0, typical=(0.25, 8)),
    b=Real("a", closed="left", typical=("a", 8)),
    m=Real("b", closed="left", typical=("b", 16)),
    v=Real("m", closed="left", typical=("m", 32)),
    w=Real("v", closed="left", typical=("v", 64)),
)
a, b, m, v, w = D.symbols


def exponent(t: sp.Expr) -> sp.Expr:
    """Twice the exponent."""
    return m * sp.log(m / t) - m + t


THEOREM = Theorem(
    name="volume_exponents_fall",
    title="Exponents of volume tails fall in the dimension",
    id="geom.ell.success",
    statement="For 0 < a <= b <= m <= v <= w, t -> m log(m/t) - m + t is at b at most what it is at a, and at v at "
    "most what it is at w.",
    domain=D,
    claim=Claim(then=[Relation(exponent(b), "<=", exponent(a)), Relation(exponent(v), "<=", exponent(w))]),
    box={"a": (1, 2), "b": (3, 4), "m": (5, 6), "v": (7, 8), "w": (9, 10)},
    source=Source("lqtheory_dossier", "geom.ell.success"),
)
