r"""**Sampling by squares after truncation**: s = (64/3) n F ln(sqrt(2) n)/epsilon^2 draws keep the radius at epsilon/2.

F = ||A||_F^2 of an n x n matrix, delta = 1/n, so that L = ln(2n^2) = 2 ln(sqrt(2) n); entries below epsilon/(2n) are
dropped, which costs at most epsilon/2. Then v = nF/s and R = 2nF/(s epsilon) (the norm of A in the range is ignored, as
in the dossier), and the radius is exactly epsilon/2. The published count has 28 for 64/3.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem

D = Domain(n=Integer(1, typical=(1, 40)), F=Real(0, typical=(0.1, 40)), epsilon=Real(0, typical=(0.1, 4)))
n, F, epsilon = D.symbols
L = 2 * sp.log(sp.sqrt(2) * n)
s = sp.Rational(64, 3) * n * F * sp.log(sp.sqrt(2) * n) / epsilon**2
v, R = n * F / s, 2 * n * F / (s * epsilon)

THEOREM = Theorem(
    name="truncated_samples_suffice",
    title="Draws for sampling by squares",
    id="baseline.dz",
    statement="For n >= 1, F > 0 and epsilon > 0, s = (64/3) n F ln(sqrt(2) n)/epsilon^2 draws have a radius of matrix "
    "Bernstein of epsilon/2 with variance nF/s and range 2nF/(s epsilon).",
    domain=D,
    claim=Equal(L * R / 3 + sp.sqrt((L * R / 3) ** 2 + 2 * L * v), epsilon / 2),
    source=Source("lqtheory_dossier", "baseline.dz"),
    provenance="derived",
    notes="The published theorem (constant 28) is recalled and follows, as 28 > 64/3.",
)
