r"""**Descent cone of a weighted l_1 norm**: inf J = |S| + sum 2Q(tau w) where tau sum_S w^2 = sum 2w[phi - tau w Q].

The sums with Q and phi run over the weights off the support S, at tau w. inf J is the upper bound on the statistical
dimension; it is at most J(t) for every other threshold t. Equal weights give the l_1 norm. Attained at t = tau.
"""

from lqtheory import Claim, Domain, Object, Real, Source, Theorem
from lqtheory.quantities.weighted_descent import ball_weighted_norm, weighted_norm, weighted_quantity
from lqtheory.relations import Relation

D = Domain(
    W=Object(weighted_norm, ball=ball_weighted_norm, description="a weighted l_1 norm at a sparse vector"),
    t=Real(0, closed="left", typical=(0, 3)),
)
W, t = D.symbols
tau, bound, energy, support = (
    weighted_quantity(f"weighted_{n}")(W) for n in ("threshold", "bound", "energy", "support")
)
excess, tail = (weighted_quantity(f"weighted_{name}")(W, tau) for name in ("excess", "tail"))

THEOREM = Theorem(
    name="weighted_curve_at_its_threshold",
    title="Descent cone of a weighted l_1 norm",
    id="geom.descent.weighted",
    statement="For every weighted l_1 norm W at a sparse vector, with threshold tau: tau sum_S w^2 = sum 2w[phi(tau w) "
    "- tau w Q(tau w)], inf J = |S| + sum 2Q(tau w), and inf J is at most |S| + t^2 sum_S w^2 + sum E(|g|-tw)_+^2 for "
    "t >= 0.",
    domain=D,
    claim=Claim(
        then=[
            Relation(tau * energy, "=", excess),
            Relation(bound, "=", support + tail),
            Relation(bound, "<=", support + t**2 * energy + weighted_quantity("weighted_square")(W, t)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.descent.weighted"),
)
