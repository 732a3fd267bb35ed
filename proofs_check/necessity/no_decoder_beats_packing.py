"""The kernel holds a long vector, and no point is nearer to both v and -v than ||v||_p."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited
from lqtheory.quantities.span_errors import KERNEL_RATIO
from lqtheory.relations import Relation
from lqtheory.theorems.necessity.no_decoder_beats_packing import THEOREM, D

s, n, m, q, p, A, y = D.symbols
bound, error = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
ratio = KERNEL_RATIO.symbol(A, q, p)

PROOF = Proof(
    "no_decoder_beats_packing",
    steps=[
        Step("kernel", Relation(bound, "<=", ratio), apply("no_measurement_beats_packing")),
        Step(
            "signs",
            Relation(ratio, "<=", error),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski)"),
                "2|v| <= |v - y| + |-v - y| is at most twice the larger of the two, for every v of the kernel",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["kernel", "signs"]),
    ],
)
