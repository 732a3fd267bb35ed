r"""**Telescoping over hybrids of a residual network**: f~ - f = sum_p (F_p - F_{p-1}), and B0 above its norm.

F_p is the network whose first p parts are pruned, in the order in which they are computed: of each block the layers of
the branch, then the shortcut, which may be a linear map. An identity output by output, whatever the joins and
activations are; the triangle inequality makes a bound of it, an equality where one part alone is pruned.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.quantities.residual_blocks import RESIDUAL
from lqtheory.quantities.residual_hybrids import hybrid_quantity
from lqtheory.relations import Relation

D = Domain(L=Integer(1, typical=(1, 3)), d=Integer(1, typical=(1, 3)), j=Integer(1, typical=(1, 3)), net=RESIDUAL)
L, d, j, net = D.symbols
part = sp.Symbol("p", integer=True, positive=True)
output, step = (hybrid_quantity(name) for name in ("residual_hybrid_output", "residual_hybrid_step"))
parts = (part, 1, L * (d + 1))

THEOREM = Theorem(
    name="telescoping_over_residual_hybrids",
    title="Telescoping over hybrids of a residual network",
    id="lq.net.hybrid.residual",
    statement="For every residual network net of L blocks with branches of d layers and every output j, the change of "
    "the output by pruning is the sum over the L(d+1) layers and shortcuts of what pruning one more of them changes, "
    "and its Euclidean norm at most the sum of the norms.",
    domain=D,
    claim=Claim(
        then=[
            Relation(
                hybrid_quantity("residual_output_change")(net, j),
                "=",
                sp.Sum(output(net, part, j) - output(net, part - 1, j), parts),
            ),
            Relation(hybrid_quantity("residual_output_error")(net), "<=", sp.Sum(step(net, part), parts)),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.net.hybrid"),
)
