r"""**The published number of draws is 3 to 4 times too large**: 8 S L/e^2 against (6+2e)(S-1) L/(3e^2).

L = ln(2/delta), S >= 2 total sensitivity, 0 < e <= 1, K = 1 and one neuron, so that both speak of the same failure. The
constant 8 stands for (6+2e)/3, which lies between 2 and 8/3. The factor 3 is approached at e = 1, S -> infinity, the
factor 4 at e -> 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(S=Real(2, closed="left", typical=(2, 64)), epsilon=Real(0, 1, closed="right"), delta=Real(0, 1))
S, epsilon, delta = D.symbols
L = sp.log(2 / delta)
needed = (6 + 2 * epsilon) * (S - 1) * L / (3 * epsilon**2)

THEOREM = Theorem(
    name="published_count_is_larger",
    title="Published number of draws against Bernstein's",
    id="coreset.m.iclr",
    statement="For S >= 2, 0 < epsilon <= 1 and 0 < delta < 1, 8 S ln(2/delta)/epsilon^2 is at least 3 times "
    "(6+2 epsilon)(S-1) ln(2/delta)/(3 epsilon^2), and 8 (S-1) ln(2/delta)/epsilon^2 at most 4 times that.",
    domain=D,
    claim=Claim(
        then=[
            Relation(3 * needed, "<=", 8 * S * L / epsilon**2),
            Relation(8 * (S - 1) * L / epsilon**2, "<=", 4 * needed),
        ]
    ),
    box={"S": (4, 5), "epsilon": (0.25, 0.5), "delta": (0.05, 0.1)},
    source=Source("baykal_2019", "Theorem 4"),
    provenance="derived",
    notes="The published count has ln(8 eta/delta) in the place of ln(2/delta), which is larger still.",
)
