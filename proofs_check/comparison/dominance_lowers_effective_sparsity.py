"""Karamata: sums of concave powers of the shares are larger for y, sums of convex ones smaller; solve for s."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, mass_shares, power_sum
from lqtheory.theorems.comparison.dominance_lowers_effective_sparsity import THEOREM, D

n, q, p, r, x, y = D.symbols
t = sp.Symbol("t", positive=True)
given = THEOREM.claim.given


def of_shares(v, e):
    """Sum of powers e/p of the shares."""
    return power_sum(mass_shares(v, p), e / p)


def of_entries(v, e):
    """The same in terms of the entries."""
    return power_sum(v, e) * power_sum(v, p) ** (-e / p)


def unfolded(v, e):
    """Step that goes from one to the other."""
    rule = lemma("power_sum_of_shares", x=v, p=p, a=e / p)
    return Step(f"entries_{v}_{e}", Relation(of_shares(v, e), "=", of_entries(v, e)), rule)


def solved(e, small, large):
    """Steps for one exponent: the order of the sums of shares gives that of the effective sparsities."""
    return [
        Step(
            f"karamata_{e}",
            Claim(given, [Relation(of_shares(small, e), "<=", of_shares(large, e))]),
            lemma("majorised_powers", x=x, y=y, p=p, a=e / p, convex=e != q),
        ),
        Step(
            f"sums_{e}",
            Claim(given, [Relation(of_entries(small, e), "<=", of_entries(large, e))]),
            chain(),
            [f"karamata_{e}", f"entries_{x}_{e}", f"entries_{y}_{e}"],
        ),
        Step(
            f"sparsity_{e}",
            Claim(given, [Relation(effective_sparsity(x, e, p), "<=", effective_sparsity(y, e, p))]),
            monotone(t, t ** (p / (p - e)) if e == q else t ** (-p / (e - p))),
            [f"sums_{e}"],
        ),
    ]


PROOF = Proof(
    "dominance_lowers_effective_sparsity",
    steps=[
        *(unfolded(v, e) for v in (x, y) for e in (q, r)),
        *solved(q, x, y),
        *solved(r, y, x),
        Step(
            "entropy",
            Claim(given, [Relation(effective_sparsity(x, p, p), "<=", effective_sparsity(y, p, p))]),
            lemma("majorised_entropies", x=x, y=y, p=p),
        ),
        Step("all", THEOREM.claim, chain(), [f"sparsity_{q}", f"sparsity_{r}", "entropy"]),
    ],
)
