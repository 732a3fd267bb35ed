"""Entry by entry: the bounds for one coordinate, at the smallest nonzero one, and the exact value at zero."""

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import apply, cited
from lqtheory.theorems.statistical_dimension.soft_threshold_risk_at_most_limit import THEOREM as ENTRY
from lqtheory.theorems.statistical_dimension.soft_threshold_risk_at_most_limit import D as ONE
from lqtheory.theorems.statistical_dimension.soft_threshold_risk_tends_to_distance import THEOREM, D

EXTRA = {"mu": Real(0, closed="left")}
t, mu = D.symbols[3], D.extend(**EXTRA).symbols[-1]
most, least = (relation.subs(dict(zip(ONE.symbols, (t, mu), strict=True))) for relation in ENTRY.relations)

PROOF = Proof(
    "soft_threshold_risk_tends_to_distance",
    extra=EXTRA,
    steps=[
        Step("most", most, apply(ENTRY.name)),
        Step("least", least, apply(ENTRY.name)),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "the risk is a sum over the entries: at 0 it is E(|g|-t)_+^2; for the k largest mu = |x_i|/sigma is at "
                "least z/sigma, and P(|mu+g| < t) at most Q(mu-t), which falls",
            ),
            ["most", "least"],
        ),
    ],
)
