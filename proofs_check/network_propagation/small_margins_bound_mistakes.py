"""Sample by sample: where a pruned network errs, the margin was small."""

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.small_margins_bound_mistakes import MISTAKE, SMALL, THEOREM, D, E, Z, y

EXTRA = {"i": Integer(1, "n")}
i = D.extend(**EXTRA).symbols[-1]
mistake, small = (quantity.symbol(Z, E, y, i) for quantity in (MISTAKE, SMALL))

PROOF = Proof(
    "small_margins_bound_mistakes",
    extra=EXTRA,
    steps=[
        Step(
            "sample",
            Relation(mistake, "<=", small),
            cited(
                Source("feller_1968", "section I.4 (relations among events)"),
                "the indicator of an event is at most that of one that it implies: where all margins of the label "
                "exceed sqrt(2) times the change they exceed its oscillation (oscillation_at_most_norms), and no other "
                "class reaches the label (margin_certifies_prediction)",
                ("oscillation_at_most_norms", "margin_certifies_prediction"),
            ),
        ),
        Step("sum", THEOREM.claim, lemma("termwise_sum", body=mistake, bound=small, factor=1, index=i), ["sample"]),
    ],
)
