r"""**The two classes of a neuron**: z = z_+ - z_-, and z_+ + z_- = sum |w_j| a_j.

z_+ and z_- are the inputs through the positive and through the negative weights, both of nonnegative terms, so that
each is sampled as a vector of nonnegative weights. Equalities; zero weights are in neither class.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import entry, negative_input, positive_input

D = Domain(n=Integer(1, typical=(1, 12)), w=Vector("n"), a=Vector("n", sign="nonnegative"))
n, w, a = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
weight, activation = entry(w, j), entry(a, j)

THEOREM = Theorem(
    name="signs_split_the_input",
    title="Positive and negative weights of a neuron",
    id="coreset.sign_split",
    statement="For weights w in R^n and activations a >= 0, the input sum_j w_j a_j is that through the positive "
    "weights less that through the negative ones, and the sum of the two is sum_j |w_j| a_j.",
    domain=D,
    claim=Claim(
        then=[
            Relation(positive_input(w, a) - negative_input(w, a), "=", sp.Sum(weight * activation, (j, 1, n))),
            Relation(positive_input(w, a) + negative_input(w, a), "=", sp.Sum(sp.Abs(weight) * activation, (j, 1, n))),
        ]
    ),
    source=Source("baykal_2019", "Algorithm 1 (read in the released implementation)"),
    provenance="read",
)
