r"""**The code of values by their type is complete**, and no sequence takes more than the bits of the balanced type.

k values from a codebook of m are coded by how often each occurs, one of C(k+m-1, m-1) types, and by which of the
k!/prod c_j! sequences of that type it is. Kraft's sum over all m^k sequences is 1, so that risk bounds from this code
spend their probability of failure exactly. The multinomial is largest where all counts are within one of k/m.
"""

import collections
import functools
import itertools
import math
from typing import Any

from lqtheory import Claim, Domain, Integer, Source, Theorem, balls
from lqtheory.quantities.quantity import Quantity
from lqtheory.relations import Relation
from lqtheory.symbols import value_code_length


@functools.lru_cache(maxsize=64)
def sequences(k: int, m: int) -> tuple[int, ...]:
    """For every type, that is for every multiset of k values among m, the number of its sequences."""
    counts = (collections.Counter(type).values() for type in itertools.combinations_with_replacement(range(m), k))
    return tuple(math.factorial(k) // math.prod(map(math.factorial, c)) for c in counts)


def kraft_of_values(k: int, m: int) -> float:
    """Sum of 2^-length over all sequences, type by type."""
    found = sequences(k, m)
    return math.fsum(number * 2.0 ** -math.log2(len(found) * number) for number in found)


def ball_kraft_of_values(k: int, m: int) -> Any:
    """Definition."""
    found, two = sequences(k, m), balls.ball(2).log()
    return balls.total(M * (-two * (balls.ball(len(found) * M).log() / two)).exp() for M in found)


def longest_values(k: int, m: int) -> float:
    """Largest length over all sequences, in bits."""
    found = sequences(k, m)
    return math.log2(len(found) * max(found))


def ball_longest_values(k: int, m: int) -> Any:
    """Definition."""
    found = sequences(k, m)
    return balls.ball(len(found) * max(found)).log() / balls.ball(2).log()


KRAFT = Quantity(
    "kraft_of_values",
    ("k", "m"),
    kraft_of_values,
    ball_kraft_of_values,
    r"\sum_{{v\in[{m}]^{{{k}}}}}2^{{-\Lambda(v)}}",
    "",
    "positive",
)
LONGEST = Quantity(
    "longest_values",
    ("k", "m"),
    longest_values,
    ball_longest_values,
    r"\max_{{v\in[{m}]^{{{k}}}}}\Lambda(v)",
    "",
    "nonnegative",
)
D = Domain(k=Integer(0, typical=(0, 6)), m=Integer(1, typical=(1, 4)))
k, m = D.symbols

THEOREM = Theorem(
    name="type_code_is_complete",
    title="Kraft sum and longest word of the code of values",
    id="coreset.code_length.values",
    statement="For k >= 0 values from a codebook of m >= 1, coded by type, the sum of 2 to the power of minus the "
    "length over all sequences is 1, and the longest word has log2 C(k+m-1, m-1) bits and those of the sequences of "
    "the type whose counts are within one of each other.",
    domain=D,
    claim=Claim(
        then=[
            Relation(KRAFT.symbol(k, m), "=", 1),
            Relation(LONGEST.symbol(k, m), "=", value_code_length(k, m)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.code_length"),
    provenance="derived",
)
