r"""**Released channel importance (false)**: with the maximum over the kernel entries, sensitivities sum to at least 1.

G holds the contributions of c channels with k kernel entries to one filter at one patch. With the sum over the kernel
entries the shares of the channels sum to 1; with the maximum, the rule of the released code, they may sum to 1/k.
Every sample size or error that is proportional to the total is then too small by up to the factor k.
"""

from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Integer, Matrix, Source, Theorem, balls
from lqtheory.quantities.quantity import Quantity


def _whole(G: Any) -> float:
    return float(np.abs(np.asarray(G, dtype=np.float64)).sum())


def _ball_whole(G: Any) -> Any:
    return balls.total(abs(v) for row in G for v in row)


def _largest(G: Any) -> float:
    return float(np.abs(np.asarray(G, dtype=np.float64)).max(axis=-1).sum())


def _ball_largest(G: Any) -> Any:
    return balls.total(balls.maximum(abs(v) for v in row) for row in G)


WHOLE = Quantity("contributions", ("G",), _whole, _ball_whole, r"\Sigma({G})", sign="nonnegative")
LARGEST = Quantity(
    "largest_contributions", ("G",), _largest, _ball_largest, r"\Sigma^{{\max}}({G})", sign="nonnegative"
)

D = Domain(c=Integer(1, typical=(1, 4)), k=Integer(1, typical=(1, 4)), G=Matrix("c", "k"))
c, k, G = D.symbols

THEOREM = Theorem(
    name="released_channel_totals_reach_one",
    title="Channel importance as in the released code",
    id="coreset.pfp",
    statement="For contributions G of c channels with k kernel entries each, the largest contributions of the channels"
    " are together at least the sum of all contributions.",
    domain=D,
    claim=AtMost(WHOLE.symbol(G), LARGEST.symbol(G)),
    expected="refuted",
    corrected_by="channel_total_between_classes",
    source=Source("liebenwein_2020", "released code: importance of a channel as a maximum over the kernel"),
    provenance="read",
    notes="A total below 1 contradicts coreset.s_range. The probabilities are unaffected where the entries are "
    "balanced.",
)
