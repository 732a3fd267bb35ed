"""The upper tail above the mean, where it is the smaller of two bounds; up to the mean there is nothing to show."""

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import apply, cases, cited
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.upper_tail_of_volumes import mean, sharp, size
from lqtheory.theorems.kinematics.volume_tails_concentrate import THEOREM, D, tail

K, m = D.symbols
above, below = Relation(mean, "<", m), Relation(m, "<=", mean)
inside, outside = Relation(m, "<", size), Relation(size, "<=", m)
claim = THEOREM.claim.then

PROOF = Proof(
    "volume_tails_concentrate",
    steps=[
        Step(
            "both",
            Claim([above, inside], [Relation(tail, "<=", bound) for bound in sharp]),
            apply("upper_tail_of_volumes"),
        ),
        Step(
            "smaller",
            Claim([above, inside], claim),
            cited(Source("rudin_1976", "Definition 1.8"), "what is at most two numbers is at most the smaller of them"),
            ["both"],
        ),
        Step(
            "last",
            Claim([above, outside], claim),
            cited(
                Source("boucheron_lugosi_massart_2013", "section 2.2 (Cramer-Chernoff method)"),
                "P(V >= m) is 0 beyond d; at m = d it is at most e^{-eta h} E e^{eta (V - delta)}, at most the "
                "bounds at e^{2 eta} = d/delta (volume_moment_bound) and as eta -> inf (polar_moment_bound)",
                ("volume_moment_bound", "polar_moment_bound"),
            ),
        ),
        Step("above", Claim([above], claim), cases(), ["smaller", "last"]),
        Step(
            "below",
            Claim([below], claim),
            cited(Source("feller_1968", "section I.7"), "a probability is at most 1, the bound up to the mean"),
        ),
        Step("claim", THEOREM.claim, cases(), ["above", "below"]),
    ],
)
