r"""**Fair comparison at equal storage**: eps(U^{-1}(u)) <= eps(u), the error of sampling at u stored edges.

Draws that repeat cost nothing, so that u distinct edges allow U^{-1}(u) >= u draws. The released hybrid evaluates the
error of sampling at m = u, which penalises it. eps(m) = A/(3m) + sqrt((A/(3m))^2 + 2A/m), A = (B-1) ln(2/delta).
Attained at u = 1.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import bernstein_error, mass_shares, stored_sampling_error, support_size

_PARAMETERS = Domain(
    n=Integer(2, typical=(2, 12)),
    u=Real(1, "n", closed="left", typical=(1, "n-0.25")),
    A=Real(0, typical=(0.1, 30)),
    s=Vector("n", sign="positive"),
)
n, u, A, s = _PARAMETERS.symbols
D = Domain(where=[Relation(u, "<", support_size(s))], **_PARAMETERS.parameters)  # which is n; then draws are finite


def equal_scores(n: int, u: float, A: float) -> dict[str, np.ndarray]:
    """All edges have the same score."""
    return {"s": np.ones(n)}


THEOREM = Theorem(
    name="equal_storage_allows_more_draws",
    title="Error of sampling at equal storage",
    id="coreset.hybrid",
    statement="For scores s > 0 of n >= 2 edges, 1 <= u < n and A > 0, Bernstein's error of the number of draws that "
    "stores u edges on average is at most that of u draws.",
    domain=D,
    claim=AtMost(stored_sampling_error(mass_shares(s, 1), u, A), bernstein_error(u, A)),
    extremal=equal_scores,
    sharp_at=({"n": 4, "u": 1, "A": 2},),
    source=Source("lqtheory_dossier", "coreset.hybrid"),
)
