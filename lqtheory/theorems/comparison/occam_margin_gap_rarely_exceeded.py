r"""**Margins of the original network bound the risk of all pruned ones**: no loss of a pruned network is needed.

R_01(f~) <= #{i: margin_i(f) <= sqrt(2) e_i}/n + eps_k for all pruned networks at once with probability at least
1 - delta, e_i the Euclidean change of the logits at sample i (:mod:`margin_certifies_prediction`: a pruned network errs
at most where the margin is at most sqrt(2) e_i) and eps_k the one-sided gap of :mod:`occam_gap_rarely_exceeded`. An
input is of one of finitely many kinds, each with a class, logits of the original network and logits of every pruned
one; a network errs where its margin is not positive. All samples are enumerated.
"""

from fractions import Fraction
from typing import NamedTuple

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Real, Source, Theorem
from lqtheory.quantities.coreset_networks import as_it_is
from lqtheory.quantities.exact_binomials import Level
from lqtheory.quantities.loss_populations import Population, draw_counts, means, population_probability
from lqtheory.quantities.score_laws import weights_of
from lqtheory.theorems.comparison.occam_gap_rarely_exceeded import sizes, some_gap

Logits = tuple[int, ...]


class Classified(NamedTuple):
    """Kinds of inputs: whole weights, classes, logits of the original network and of every pruned one, kind by kind."""

    weights: tuple[int, ...]
    classes: tuple[int, ...]
    original: tuple[Logits, ...]
    pruned: tuple[tuple[Logits, ...], ...]


def classified(rng: np.random.Generator, P: int, b: int, C: int) -> Classified:
    """Up to three kinds of inputs, mostly in the right class for the original network, less so for pruned ones."""
    weights, count = weights_of(rng, 3), len(sizes(P, b))
    classes = rng.integers(0, C, len(weights))
    original = rng.integers(-3, 4, (len(weights), C)) + 4 * (np.arange(C) == classes[:, None])
    pruned = original + rng.integers(-3, 4, (count, len(weights), C)) * (rng.random((count, len(weights), 1)) < 0.7)
    rows = tuple(tuple(tuple(int(v) for v in logits) for logits in kinds) for kinds in pruned)
    return Classified(weights, tuple(map(int, classes)), tuple(tuple(map(int, row)) for row in original), rows)


def is_classified(value: object, P: int, b: int, C: int) -> bool:
    """Whether an object gives every kind a class, and logits of the original network and of all pruned ones."""
    return (
        isinstance(value, Classified)
        and len(value.weights) == len(value.classes) == len(value.original)
        and len(value.pruned) == len(sizes(P, b))
        and all(0 <= c < C for c in value.classes)
        and all(len(kinds) == len(value.weights) for kinds in (value.original, *value.pruned))
        and all(len(row) == C for kinds in (value.original, *value.pruned) for row in kinds)
    )


D = Domain(
    P=Integer(1, typical=(1, 2)),
    b=Integer(0, typical=(0, 1)),
    C=Integer(2, typical=(2, 4)),
    n=Integer(1, typical=(2, 12)),
    delta=Real(0, 1, typical=(0.3, 0.99)),
    networks=Object(
        classified,
        ball=as_it_is,
        description="a law of inputs of finitely many kinds, with classes, and logits of all networks on each",
        of=("P", "b", "C"),
        fits=is_classified,
    ),
)


def _margin(logits: Logits, label: int) -> int:
    return logits[label] - max(value for i, value in enumerate(logits) if i != label)


def _mistakes(networks: Classified) -> tuple[Population, Population]:
    """Where pruned networks err, and where the margin is at most sqrt(2) times the Euclidean change of the logits."""
    errs, small = [], []
    for kinds in networks.pruned:
        triples = list(zip(networks.original, kinds, networks.classes, strict=True))
        errs.append(tuple(int(_margin(after, label) <= 0) for _, after, label in triples))
        squares = [2 * sum((v - u) ** 2 for u, v in zip(before, after, strict=True)) for before, after, _ in triples]
        margins = [_margin(before, label) for before, _, label in triples]
        small.append(tuple(int(m <= 0 or m * m <= square) for m, square in zip(margins, squares, strict=True)))
    return Population(networks.weights, tuple(errs)), Population(networks.weights, tuple(small))


def margins_mislead(
    rng: np.random.Generator, size: int, P: int, b: int, C: int, n: int, delta: float, networks: Classified
) -> np.ndarray:
    """Draws of the inputs."""
    errs, small = _mistakes(networks)
    return some_gap(draw_counts(rng, small, n, size), P, b, n, delta, means(errs), small, 1)


def exact_probability(P: int, b: int, C: int, n: int, delta: float, networks: Classified) -> Fraction:
    """Sum over the samples."""
    errs, small = _mistakes(networks)
    risks = means(errs)
    return population_probability(small, n, lambda counts: some_gap(counts, P, b, n, delta, risks, small, 1))


THEOREM = Theorem(
    name="occam_margin_gap_rarely_exceeded",
    title="Risk of pruned networks from margins of the original one",
    id="lq.gen.occam.margin",
    statement="For P weights of b bits, C classes, n independent samples, 0 < delta < 1 and logits of all networks, "
    "the probability that some pruned network has a 0-1 risk above the share of the samples at which the margin of the "
    "original one is at most sqrt(2) times the change of its logits, plus the gap eps_k, is at most delta.",
    domain=D,
    claim=Probability(margins_mislead, "<=", Level("delta"), exact_probability, text="some R(f~) > share + eps_k"),
    source=Source("lqtheory_dossier", "lq.gen.occam"),
)
