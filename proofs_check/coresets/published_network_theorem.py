"""The schedule gives epsilon/2 + epsilon^2/16 <= epsilon for two layers; the rest is the published union bound."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.published_network_theorem import THEOREM, D

epsilon, _, _ = D.symbols

PROOF = Proof(
    "published_network_theorem",
    steps=[
        Step("schedule", Relation((1 + epsilon / 4) ** 2 - 1, "=", epsilon / 2 + epsilon**2 / 16), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("baykal_2019", "main theorem (recalled)"),
                "with the published numbers of points and draws all classes are accurate at a fresh point and all "
                "ratios are at most their estimates, with probability at least 1 - delta, if tails are as assumed",
            ),
            ["schedule"],
        ),
    ],
)
