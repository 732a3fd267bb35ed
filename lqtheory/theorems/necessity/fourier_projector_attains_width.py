r"""**The Fourier projector attains the Kolmogorov width**: every unit vector is sqrt(1 - k/n) from its range.

Its k orthonormal rows are pairs of cosines and sines, and the constant row if k is odd; a pair adds
(2/n)(cos^2 + sin^2) = 2/n to each diagonal entry, the constant row 1/n.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import fourier_projection_error

D = Domain(n=Integer(1, typical=(1, 24)), k=Integer(0, "n"))
n, k = D.symbols

THEOREM = Theorem(
    name="fourier_projector_attains_width",
    title="Kolmogorov width, upper half",
    id="lq.lower.kolmogorov.attained",
    statement="For 0 <= k <= n the largest distance of a unit vector from the span of k Fourier rows is sqrt(1 - k/n).",
    domain=D,
    claim=Equal(fourier_projection_error(k, n), sp.sqrt(1 - k / n)),
    source=Source("lqtheory_dossier", "lq.lower.kolmogorov"),
)
