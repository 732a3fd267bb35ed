"""Gordon's comparison of minima, and the concentration of a 1-Lipschitz function."""

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import apply, cited
from lqtheory.theorems.kinematics.published_escape_is_weaker import THEOREM as PUBLISHED
from lqtheory.theorems.kinematics.random_subspace_escapes_sets import THEOREM

PROOF = Proof(
    "random_subspace_escapes_sets",
    extra={"h": Real(0, closed="left")},
    steps=[
        Step("constants", PUBLISHED.claim, apply(PUBLISHED.name)),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 5.6 (Gaussian concentration) with Gordon 1988"),
                "E min over S of |Gx| >= lambda_m - w(S) for closed S on the sphere (Gordon 1988, Corollary 1.2), the "
                "minimum is a 1-Lipschitz function of the Gaussian matrix G, and the kernel of G is a random subspace",
            ),
            ["constants"],
        ),
    ],
)
