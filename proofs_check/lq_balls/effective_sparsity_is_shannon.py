"""Jensen's inequality for the exponential: sum pi^u = sum pi e^{(u-1) ln pi} >= e^{(1-u) H}, at u = q/p and u = r/p."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import apply, chain, cited, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, mass_shares, power_sum
from lqtheory.theorems.lq_balls.effective_sparsity_is_shannon import ENTROPY, THEOREM, D

EXTRA = {"u": Real(0, typical=(0, 4))}
n, q, p, r, x, u = D.extend(**EXTRA).symbols
t, w = sp.Symbol("t", positive=True), sp.Symbol("w", real=True)
shannon, below, above, low, high = THEOREM.claim.then
H, shares = ENTROPY.symbol(x, p), mass_shares(x, p)
jensen = Relation(sp.exp((1 - u) * H), "<=", power_sum(shares, u))


def order(v, claim, tag):
    """Steps for exp H against the effective sparsity at the exponents v and p."""
    quotient, exponent = power_sum(x, v) * power_sum(x, p) ** (-v / p), 1 / (1 - v / p)
    start = sp.exp((1 - v / p) * H)
    other = claim.rhs if tag == "q" else claim.lhs
    ends = (sp.exp(H), other) if tag == "q" else (other, sp.exp(H))
    return [
        Step(f"jensen_{tag}", Relation(start, "<=", power_sum(shares, v / p)), substitute({u: v / p}), ["jensen"]),
        Step(
            f"shares_{tag}",
            Relation(power_sum(shares, v / p), "=", quotient),
            lemma("power_sum_of_shares", x=x, p=p, a=v / p),
        ),
        Step(f"sums_{tag}", Relation(start, "<=", quotient), chain(), [f"jensen_{tag}", f"shares_{tag}"]),
        Step(f"order_{tag}", Relation(ends[0], "<=", ends[1]), monotone(t, t**exponent), [f"sums_{tag}"]),
        Step(f"side_{tag}", claim, chain(), ["shannon", f"order_{tag}"]),
    ]


PROOF = Proof(
    "effective_sparsity_is_shannon",
    extra=EXTRA,
    steps=[
        Step(
            "shannon",
            shannon,
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 3 (the geometric mean as a limit of power means)"),
                "(sum pi^a)^(1/(1-a)), the mean of pi^(a-1) to the power 1/(1-a), tends to prod pi^(-pi) as a tends "
                "to 1",
            ),
        ),
        Step(
            "jensen",
            jensen,
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 9 (the geometric mean is at most the arithmetic one)"),
                "the mean of pi_i^(u-1) with weights pi_i is at least prod pi_i^((u-1) pi_i)",
            ),
        ),
        *order(q, below, "q"),
        *order(r, above, "r"),
        Step("least", Relation(1, "<=", effective_sparsity(x, p, r)), apply("effective_sparsity_range", {q: p, p: r})),
        Step("low", low, chain(), ["least", "side_r"]),
        Step("most", Relation(effective_sparsity(x, q, p), "<=", high.rhs), apply("effective_sparsity_range")),
        Step("high", high, chain(), ["side_q", "most"]),
        Step("claim", THEOREM.claim, chain(), ["shannon", "side_q", "side_r", "low", "high"]),
    ],
)
