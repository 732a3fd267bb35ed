r"""**The example against the converse has entropies that differ by more than 0.09 in every order**.

With f(a) = ln(2 (2/5)^a + 2 (1/10)^a) - ln((1/2)^a + 2 (1/4)^a) the Renyi entropies of (.4, .4, .1, .1) and of
(.5, .25, .25) differ by f(a)/(1-a); here for orders a < 1 and 1 < b < 64 (:mod:`entropies_of_converse_example` for the
sign in every order). At order 1 the difference of Shannon's entropies is -f'(1), 0.1538. The least, 0.0907, is near
2.67.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(a=Real(0, 1), b=Real(1, 64, typical=(1, 8)))
a, b = D.symbols
least = sp.Rational(9, 100)


def first(t: sp.Expr) -> sp.Expr:
    """Sum of powers of the shares of x."""
    return sp.Rational(1, 2) ** t + 2 * sp.Rational(1, 4) ** t


def second(t: sp.Expr) -> sp.Expr:
    """Sum of powers of the shares of y."""
    return 2 * sp.Rational(2, 5) ** t + 2 * sp.Rational(1, 10) ** t


def gap(t: sp.Expr) -> sp.Expr:
    """Logarithm of the quotient of the sums of powers."""
    return sp.log(second(t)) - sp.log(first(t))


THEOREM = Theorem(
    name="entropy_gap_of_converse_example",
    title="Entropy gap of the example against the converse",
    id="lq.dom.major.gap",
    statement="With f the logarithm of the quotient of the sums of powers of y and x, f(a) > 0.09 (1-a) for 0 < a < 1 "
    "and -f(b) > 0.09 (b-1) for 1 < b < 64.",
    domain=D,
    claim=Claim(then=[Relation(least * (1 - a), "<", gap(a)), Relation(least * (b - 1), "<", -gap(b))]),
    box={"a": (0.001, 0.99), "b": (1.1, 64)},
    source=Source("lqtheory_dossier", "lq.dom.major and its certificate"),
)
