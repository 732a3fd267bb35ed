r"""**The example against the converse has the smaller entropy in every order**, Shannon's and beyond every finite one.

With f(a) = ln(2 (2/5)^a + 2 (1/10)^a) - ln((1/2)^a + 2 (1/4)^a): f falls and f(1) = 0, so the Renyi entropies
f(a)/(1-a) of (.4, .4, .1, .1) are above those of (.5, .25, .25) for orders a below and b above 1. That f falls at c
says at c = 1, where the sums of powers are 1, that Shannon's entropies -sum pi ln(pi) are in the same order.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(a=Real(0, 1), b=Real(1, typical=(1, 64)), c=Real(0, typical=(0, 64)))
a, b, c = D.symbols


def first(t: sp.Expr) -> sp.Expr:
    """Sum of powers of the shares of x."""
    return sp.Rational(1, 2) ** t + 2 * sp.Rational(1, 4) ** t


def second(t: sp.Expr) -> sp.Expr:
    """Sum of powers of the shares of y."""
    return 2 * sp.Rational(2, 5) ** t + 2 * sp.Rational(1, 10) ** t


def mean_logarithm(powers: sp.Expr) -> sp.Expr:
    """Mean of -ln(pi) under weights proportional to pi^c: Shannon's entropy at c = 1."""
    return -sp.diff(powers, c) / powers


THEOREM = Theorem(
    name="entropies_of_converse_example",
    title="Entropies of the example against the converse",
    id="lq.dom.major.example",
    statement="The sums of powers satisfy (1/2)^a + 2 (1/4)^a < 2 (2/5)^a + 2 (1/10)^a for 0 < a < 1 and the reverse "
    "for b > 1, and for every c > 0 the mean of -ln(pi) under weights pi^c is smaller for x than for y.",
    domain=D,
    claim=Claim(
        then=[
            Relation(first(a), "<", second(a)),
            Relation(second(b), "<", first(b)),
            Relation(mean_logarithm(first(c)), "<", mean_logarithm(second(c))),
        ]
    ),
    box={"a": (0.001, 0.99), "b": (1.01, 64), "c": (0.01, 63)},
    source=Source("lqtheory_dossier", "lq.dom.major"),
)
