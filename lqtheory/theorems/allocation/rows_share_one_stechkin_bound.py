r"""**Row by row is as good as all together**: the optimal sum of bounds is the Stechkin bound of one long vector.

With counts proportional to the q-mass the bounds of the rows w_i sum to C^p (sum a_i^{q/p} ||w_i||_q^q)^{p/q}
K^{1-p/q} (``q_mass_counts_attain_minimum``), and this is (C K^{1/p-1/q} ||v||_q)^p for the vector v of all a_i^{1/p}
w_ij. So pruning all rows together has no better guarantee than counts fixed row by row. An identity.
"""

from typing import Any

import numpy as np

from lqtheory import Domain, Equal, Integer, Matrix, Real, Source, Theorem, Vector, balls
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.quantity import Quantity
from lqtheory.symbols import stechkin_bound, stechkin_constant


def _row_mass(w: Any, a: Any, q: Any, p: Any) -> Any:
    return float(np.sum(np.asarray(a) ** (q / p) * np.asarray(lq_norm(w, q)) ** q))


def _ball_row_mass(w: Any, a: Any, q: Any, p: Any) -> Any:
    rows = [balls.total(balls.power(abs(v), q) for v in row) for row in w]
    return balls.total(balls.power(ai, q / p) * mass for ai, mass in zip(a, rows, strict=True))


def _joint_norm(w: Any, a: Any, q: Any, p: Any) -> Any:
    return float(lq_norm((np.asarray(a)[:, None] ** (1 / p) * np.asarray(w)).ravel(), q))


def _ball_joint_norm(w: Any, a: Any, q: Any, p: Any) -> Any:
    entries = [balls.power(ai, 1 / p) * abs(v) for ai, row in zip(a, w, strict=True) for v in row]
    return balls.power(balls.total(balls.power(v, q) for v in entries), 1 / q)


ARGUMENTS = ("w", "a", "q", "p")
ROW_MASS = Quantity("row_mass", ARGUMENTS, _row_mass, _ball_row_mass, r"M_{{{q},{p}}}({w},{a})", sign="nonnegative")
JOINT_NORM = Quantity(
    "joint_norm", ARGUMENTS, _joint_norm, _ball_joint_norm, r"\|{a}^{{1/{p}}}{w}\|_{{{q}}}", sign="nonnegative"
)

D = Domain(
    r=Integer(1, typical=(1, 5)),
    d=Integer(1, typical=(1, 6)),
    K=Integer(1, typical=(1, 30)),
    q=Real(0, typical=(0.3, 2)),
    p=Real("q", typical=("q+0.1", "q+2")),
    a=Vector("r", sign="positive"),
    w=Matrix("r", "d"),
)
r, d, K, q, p, a, w = D.symbols

THEOREM = Theorem(
    name="rows_share_one_stechkin_bound",
    title="The optimum is the Stechkin bound of all rows together",
    id="lq.alloc.bound",
    statement="For rows w with positive weights a, 0 < q < p and K >= 1, the p-th power of the Stechkin bound with "
    "K kept entries of the vector of all a_i^(1/p) w_ij is C_{q,p}^p (sum a_i^(q/p) ||w_i||_q^q)^(p/q) "
    "K^(1-p/q).",
    domain=D,
    claim=Equal(
        (stechkin_bound(K, q, p) * JOINT_NORM.symbol(w, a, q, p)) ** p,
        stechkin_constant(q, p) ** p * ROW_MASS.symbol(w, a, q, p) ** (p / q) * K ** (1 - p / q),
    ),
    source=Source("lqtheory_dossier", "lq.alloc.bound"),
)
