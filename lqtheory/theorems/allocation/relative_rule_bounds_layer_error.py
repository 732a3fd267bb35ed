r"""**One relative tolerance for every row bounds the whole layer**: rule R1, k_i = k_{w_i}(eta).

If every row keeps at least the count with sigma_k(w_i)_p <= eta ||w_i||_p, any weighted sum of p-th powers of errors
is at most eta^p times that of the unpruned rows (two rows here; sums over more rows follow by adding further terms).
The rules R2 (closed form) and R3 (sharp count from the effective sparsity) keep at least as much
(``keep_counts_are_ordered``). The rule is the dossier's reconstruction of the paper's neuron-level rule.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import kmin, power_sum, tail_power_sum

D = Domain(
    n=Integer(1, typical=(1, 16)),
    m=Integer(1, typical=(1, 16)),
    k=Integer(0, "n"),
    j=Integer(0, "m"),
    p=Real(0, typical=(0.2, 4)),
    eta=Real(0, 1),
    a=Real(0, typical=(0.1, 4)),
    b=Real(0, typical=(0.1, 4)),
    x=Vector("n"),
    y=Vector("m"),
)
n, m, k, j, p, eta, a, b, x, y = D.symbols


def extremal(n: int, m: int, k: int, j: int, p: float, eta: float, a: float, b: float) -> dict[str, np.ndarray]:
    """Flat vectors whose relative errors after k and j entries come nearest to eta from below."""
    fits = [
        [size for size in range(1, entries + 1) if size <= kept or (size - kept) / size <= eta**p]
        for entries, kept in ((n, k), (m, j))
    ]
    return {"x": flat(n, max(fits[0], default=1)), "y": flat(m, max(fits[1], default=1))}


THEOREM = Theorem(
    name="relative_rule_bounds_layer_error",
    title="One relative tolerance for every row bounds the layer (reconstructed rule)",
    id="lq.alloc.rule",
    statement="For x in R^n, y in R^m, a, b, p > 0, 0 < eta < 1 and counts k >= k_x(eta), j >= k_y(eta), the "
    "weighted sum a sigma_k(x)_p^p + b sigma_j(y)_p^p is at most eta^p times a ||x||_p^p + b ||y||_p^p.",
    domain=D,
    claim=Claim(
        given=[Relation(kmin(x, eta, p), "<=", k), Relation(kmin(y, eta, p), "<=", j)],
        then=[
            Relation(
                a * tail_power_sum(x, k, p) + b * tail_power_sum(y, j, p),
                "<=",
                eta**p * (a * power_sum(x, p) + b * power_sum(y, p)),
            )
        ],
    ),
    extremal=extremal,
    sharp_at=({"n": 4, "m": 8, "k": 2, "j": 4, "p": 1, "eta": 0.5, "a": 1, "b": 1},),
    source=Source("lqtheory_dossier", "lq.alloc.rule"),
    notes="A reconstruction: only the abstract of the paper (yang_wang_ding_yang_2022) was read.",
)
