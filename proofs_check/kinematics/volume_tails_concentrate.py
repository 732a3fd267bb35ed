"""Markov's inequality for the moment bound, at the best exponent, for the cone and for its polar."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.kinematics.volume_tails_concentrate import THEOREM

PROOF = Proof(
    "volume_tails_concentrate",
    steps=[
        Step(
            "markov",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "section 2.2 (Cramer-Chernoff method)"),
                "P(V - delta >= h) <= e^{-eta h} E e^{eta (V - delta)} with the moments of volume_moment_bound and "
                "e^{2 eta} = 1 + h/delta; the same for d - V of the polar cone with e^{-2 eta} = 1 - h/b",
            ),
        ),
    ],
)
