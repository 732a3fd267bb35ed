r"""**Magnitudes are the best probabilities**: no others give a smaller mean squared Frobenius error.

x are the magnitudes of the entries that are not 0, p = w/sum w: (||x||_1^2 - ||x||_2^2)/s is at most
(sum x_i^2/p_i - ||x||_2^2)/s, by Cauchy and Schwarz. Equality for w proportional to x.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 12)),
    s=Integer(1, typical=(1, 50)),
    x=Vector("n", sign="positive"),
    w=Vector("n", sign="positive"),
)
n, s, x, w = D.symbols


def extremal(n: int, s: int) -> dict[str, np.ndarray]:
    """Probabilities in proportion to the magnitudes."""
    return {"x": np.arange(1.0, n + 1), "w": np.arange(1.0, n + 1)}


THEOREM = Theorem(
    name="l1_sampling_is_optimal",
    title="Sampling by magnitude is optimal",
    id="baseline.probs",
    statement="For magnitudes x > 0, weights w > 0 and s draws, ((sum x)^2 - sum x^2)/s is at most "
    "(sum x^2/w sum w - sum x^2)/s.",
    domain=D,
    claim=AtMost(
        (power_sum(x, 1) ** 2 - power_sum(x, 2)) / s, (power_sum(x**2 / w, 1) * power_sum(w, 1) - power_sum(x, 2)) / s
    ),
    extremal=extremal,
    sharp_at=({"n": 4, "s": 5}, {"n": 2, "s": 1}),
    source=Source("lqtheory_dossier", "baseline.frobenius"),
    provenance="derived",
)
