"""Bias and noise are orthogonal in the mean, and the mean of a quadratic form is a trace."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited
from lqtheory.theorems.comparison.projection_risk_is_exact import THEOREM

PROOF = Proof(
    "projection_risk_is_exact",
    steps=[
        Step(
            "trace",
            THEOREM.claim,
            cited(
                Source("horn_johnson_2013", "sections 1.1 and 1.2 (idempotent matrices, trace)"),
                "the mean of (P e).(P e) over noises of mean 0 and covariance sigma^2 I is sigma^2 tr P = sigma^2 "
                "rank, "
                "and |P(f+e) - f|^2 = |Pf - f|^2 + |Pe|^2 + 2 (Pf - f).Pe with the last term 0",
            ),
        ),
    ],
)
