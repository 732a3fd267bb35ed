r"""**Exact tails by counts**: all n^m sequences of draws, and all counts with multinomial weights, give the same tails.

P(z^ >= (1+e) z) and P(z^ <= (1-e) z) are by definition sums of q_{j_1} ... q_{j_m} over sequences j_1, ..., j_m. The
estimate depends on the counts alone, which are C(m+n-1, n-1) instead of n^m: the oracle of all bounds. Equalities.
"""

import itertools
from typing import Any

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.balls import ball, total
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.coreset_draws import _checked, _class
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import estimate_lower_tail, estimate_upper_tail


def _checked_size(n: int, m: int) -> None:
    if n**m > 300_000:
        raise UnsupportedError(f"m={m} draws of n={n} edges are too many (sequences); use smaller ones")


def _array_tail(v: Any, s: Any, m: int, epsilon: float, sign: int) -> Any:
    xp, (v,), q = _class("sequences", s, v=v)
    _checked_size(v.shape[-1], m)
    drawn = np.array(list(itertools.product(range(v.shape[-1]), repeat=m)))
    z = _checked(v, "sequences")[..., None]
    estimates = xp.sum((v / q)[..., drawn], axis=-1) / m
    chances = xp.prod(q[..., drawn], axis=-1)
    beyond = sign * (estimates - (1.0 + sign * epsilon) * z) >= 0.0
    return xp.sum(xp.where(beyond, chances, 0.0 * chances), axis=-1)


def _ball_tail(v: Any, s: Any, m: int, epsilon: Any, sign: int) -> Any:
    _checked_size(len(v), m)
    q = [x / total(s) for x in s]
    edges = list(zip([x / y for x, y in zip(v, q, strict=True)], q, strict=True))
    level, sure, ties = m * (1 + sign * epsilon) * total(v), [ball(0)], [ball(0)]

    def draw(left: int, value: Any, chance: Any) -> None:
        if left:
            for term, share in edges:
                draw(left - 1, value + term, chance * share)
        elif sign * (value - level) >= 0:
            sure.append(chance)
        elif not sign * (value - level) < 0:  # not decided
            ties.append(chance)

    draw(m, ball(0), ball(1))
    return total(sure).union(total(sure) + total(ties))


def upper_tail_of_sequences(v: Any, s: Any, m: int, epsilon: float) -> Any:
    """P(z^ >= (1+e) z) over all sequences of draws."""
    return _array_tail(v, s, m, epsilon, 1)


def ball_upper_tail_of_sequences(v: Any, s: Any, m: int, epsilon: Any) -> Any:
    """The definition as a loop over balls."""
    return _ball_tail(v, s, m, epsilon, 1)


def lower_tail_of_sequences(v: Any, s: Any, m: int, epsilon: float) -> Any:
    """P(z^ <= (1-e) z) over all sequences of draws."""
    return _array_tail(v, s, m, epsilon, -1)


def ball_lower_tail_of_sequences(v: Any, s: Any, m: int, epsilon: Any) -> Any:
    """The definition as a loop over balls."""
    return _ball_tail(v, s, m, epsilon, -1)


_TAIL = ("v", "s", "m", "epsilon")
UPPER = Quantity(
    "upper_tail_of_sequences",
    _TAIL,
    upper_tail_of_sequences,
    ball_upper_tail_of_sequences,
    r"\Sigma^+_{{{m}}}({v},{s},{epsilon})",
    sign="nonnegative",
)
LOWER = Quantity(
    "lower_tail_of_sequences",
    _TAIL,
    lower_tail_of_sequences,
    ball_lower_tail_of_sequences,
    r"\Sigma^-_{{{m}}}({v},{s},{epsilon})",
    sign="nonnegative",
)

D = Domain(
    n=Integer(1, typical=(1, 3)),
    m=Integer(1, typical=(1, 4)),
    epsilon=Real(0, typical=(0.05, 0.75)),
    v=Vector("n", sign="nonnegative", nonzero=True),
    s=Vector("n", sign="positive"),
)
n, m, epsilon, v, s = D.symbols
draws = (v, s, m, epsilon)

THEOREM = Theorem(
    name="counts_give_exact_tails",
    title="Exact tails of the estimate by enumeration of counts",
    id="coreset.tail.exact",
    statement="For products v >= 0, not all zero, scores s > 0 in R^n, m >= 1 draws and epsilon > 0, the probabilities "
    "that the estimate is at least (1+epsilon) z or at most (1-epsilon) z are the same sums over counts with "
    "multinomial weights as over all sequences of draws.",
    domain=D,
    claim=Claim(
        then=[
            Relation(UPPER.symbol(*draws), "=", estimate_upper_tail(*draws)),
            Relation(LOWER.symbol(*draws), "=", estimate_lower_tail(*draws)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.tail.exact"),
)
