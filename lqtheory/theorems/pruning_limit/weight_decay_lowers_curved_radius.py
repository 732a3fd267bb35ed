r"""**Weight decay m on an isotropic quadratic**: R^2 lam falls to R^2 lam^2/(lam + m), the base loss rises.

The minimiser shrinks by lam/(lam + m) and the curvature of the penalised loss is lam + m. The loss without the penalty
rises by (lam/2)(m/(lam+m))^2 per unit of squared weight, which has to be charged to the tolerated loss.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    lam=Real(0, typical=(0.1, 10)),
    m=Real(0, closed="left", typical=(0, 10)),
    R=Real(0, typical=(0.1, 10)),
    s=Real(0, typical=(0.1, 10)),
)
lam, m, R, s = D.symbols
shrunk = lam / (lam + m) * R
raised = lam / 2 * (R - shrunk) ** 2

THEOREM = Theorem(
    name="weight_decay_lowers_curved_radius",
    title="Weight decay in the quadratic model",
    id="geom.prune.consequences.decay",
    statement="For lam, R, s > 0 and m >= 0 with r = lam R/(lam+m): (lam+m) r^2 = R^2 lam^2/(lam+m), at most "
    "lam R^2; (lam/2)(R-r)^2 = (lam/2)(m/(lam+m))^2 R^2; and s/(s+lam+m) is at most s/(s+lam).",
    domain=D,
    claim=Claim(
        then=[
            Relation((lam + m) * shrunk**2, "=", R**2 * lam**2 / (lam + m)),
            Relation((lam + m) * shrunk**2, "<=", lam * R**2),
            Relation(raised, "=", lam / 2 * (m / (lam + m)) ** 2 * R**2),
            Relation(s / (s + lam + m), "<=", s / (s + lam)),
        ]
    ),
    box={name: (1, 1.125) for name in ("lam", "m", "R", "s")},
    source=Source("lqtheory_dossier", "geom.prune.consequences"),
)
