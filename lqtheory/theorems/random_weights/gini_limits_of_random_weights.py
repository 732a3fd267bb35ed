r"""**Gini indices of many random weights**: sqrt(2) - 1 for Gaussian ones, 1/2 for Laplace, 1/3 for uniform ones.

The index is the mean pruning curve (:mod:`gini_is_mean_pruning_curve`), so that it tends to 1 - (2/E|w|) L with L the
integral of D_1 = E[|w|; |w| <= t] over the pruned fraction; that it tends there for every law, and how fast, is said by
:mod:`gini_near_limit`. Here L(T) is integrated up to the threshold T = a t: the remainders are 0 at t = 1 for uniform
weights and vanish as t grows for the others. Equalities, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Claim, Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import generalised_gaussian_lorenz_integral, uniform_lorenz_integral

D = Domain(a=Real(0, typical=(0.25, 4)), t=Real(0, typical=(0.05, 6)), g=Real(0, 1, closed="right", typical=(0.05, 1)))
a, t, g = D.symbols
root = sp.sqrt(2)
gaussian = 2 * (sp.erfc(t / root) - sp.erfc(t) / root)
laplace = 2 * sp.exp(-t) - sp.exp(-2 * t) * (t + sp.Rational(3, 2))
mean = root * a / sp.sqrt(sp.pi)

THEOREM = Theorem(
    name="gini_limits_of_random_weights",
    title="Gini indices of many random weights",
    id="lq.stoch.index.gini",
    statement=(
        "For a, t > 0 and 0 < g <= 1, 1 - 2 L(a t)/E|w| is sqrt(2) - 1 + 2 (erfc(t/sqrt(2)) - erfc(t)/sqrt(2)) for "
        "Gaussian weights with standard deviation a, 1/2 + 2 exp(-t) - exp(-2t) (t + 3/2) for Laplace weights with "
        "mean magnitude a, and 1 - 2 L(a g)/E|w| is 1 - 2 g^3/3 for weights uniform on [-a, a]: the Gini indices tend "
        "to sqrt(2) - 1, 1/2 and 1/3."
    ),
    domain=D,
    claim=Claim(
        then=(
            Equal(1 - 2 * generalised_gaussian_lorenz_integral(a * t, 2, root * a) / mean, root - 1 + gaussian),
            Equal(1 - 2 * generalised_gaussian_lorenz_integral(a * t, 1, a) / a, sp.Rational(1, 2) + laplace),
            Equal(1 - 4 * uniform_lorenz_integral(a * g, a) / a, 1 - 2 * g**3 / 3),
        )
    ),
    sharp_at=({"a": 1, "t": 1, "g": 1}, {"a": 2, "t": 0.5, "g": 0.25}),
    source=Source("lqtheory_dossier", "lq.stoch.index"),
)
