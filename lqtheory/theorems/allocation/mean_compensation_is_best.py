r"""**Mean compensation**: moving a removed neuron's mean into the next bias leaves its standard deviation.

Replacing the output x_j of a removed neuron by a constant c changes the next layer by W_{:j}(x_j - c). Over a sample
of n inputs sum (x_i - c)^2 is sum x_i^2 - (sum x_i)^2/n plus n times the squared distance of c from the mean: the
score ||W_{:j}||_2 ||x_j|| becomes ||W_{:j}||_2 times the standard deviation. c = 0 is removal without compensation.
Outputs are nonnegative here, as those of ReLU neurons are. An identity.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 24)), c=Real(typical=(-4, 4)), x=Vector("n", sign="nonnegative"))
n, c, x = D.symbols
variance = power_sum(x, 2) - power_sum(x, 1) ** 2 / n

THEOREM = Theorem(
    name="mean_compensation_is_best",
    title="Mean compensation of a removed neuron",
    id="lq.alloc.structured",
    statement="For nonnegative x in R^n and every real c, the sum of (x_i - c)^2 is the sum of x_i^2 minus the "
    "square of the sum of the x_i over n, plus n times the square of c minus the mean: it is least at the "
    "mean.",
    domain=D,
    claim=Equal(power_sum(x - c, 2), variance + n * (c - power_sum(x, 1) / n) ** 2),
    source=Source("lqtheory_dossier", "lq.alloc.structured"),
    notes="Outputs of either sign have the same identity; the kernel's power sums know magnitudes only.",
)
