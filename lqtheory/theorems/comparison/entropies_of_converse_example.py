r"""**The example against the converse has the smaller entropy in every order up to 64**.

With f(a) = ln(2 (2/5)^a + 2 (1/10)^a) - ln((1/2)^a + 2 (1/4)^a): f falls and f(1) = 0, so the Renyi entropies
f(a)/(1-a) of (.4, .4, .1, .1) are above those of (.5, .25, .25) for orders a below and b above 1.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(a=Real(0, 1), b=Real(1, 64, typical=(1, 16)))
a, b = D.symbols


def first(t: sp.Expr) -> sp.Expr:
    """Sum of powers of the shares of x."""
    return sp.Rational(1, 2) ** t + 2 * sp.Rational(1, 4) ** t


def second(t: sp.Expr) -> sp.Expr:
    """Sum of powers of the shares of y."""
    return 2 * sp.Rational(2, 5) ** t + 2 * sp.Rational(1, 10) ** t


THEOREM = Theorem(
    name="entropies_of_converse_example",
    title="Entropies of the example against the converse",
    id="lq.dom.major.example",
    statement="The sums of powers satisfy (1/2)^a + 2 (1/4)^a < 2 (2/5)^a + 2 (1/10)^a for 0 < a < 1 and the reverse "
    "for b in (1, 64).",
    domain=D,
    claim=Claim(then=[Relation(first(a), "<", second(a)), Relation(second(b), "<", first(b))]),
    box={"a": (0.001, 0.99), "b": (1.01, 64)},
    source=Source("lqtheory_dossier", "lq.dom.major"),
)
