r"""**One relative tolerance for every row bounds the whole layer**: rule R1, k_i = k_{w_i}(eta).

If every row keeps at least the count with sigma_k(w_i)_p <= eta ||w_i||_p, any weighted sum of p-th powers of errors
is at most eta^p times that of the unpruned rows, whatever their number. Counts that are at least k_{w_i}(eta) are
written max(k_{w_i}(eta), d - c_i), c_i >= 0 the number of entries that one would like to prune. The rules R2 (closed
form) and R3 (sharp count from the effective sparsity) keep at least as much (``keep_counts_are_ordered``). The rule is
the dossier's reconstruction of the paper's neuron-level rule.
"""

from typing import Any

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Matrix, Real, Source, Theorem, Vector
from lqtheory.members import Object
from lqtheory.quantities.matrix_rows import MATRIX_ROW
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.top_scores import ROW_WEIGHT
from lqtheory.symbols import kmin, power_sum, tail_power_sum


def counts(rng: np.random.Generator, r: int, d: int, **_: Any) -> tuple[int, ...]:
    """Any counts; d, so that the rule alone decides, in every other draw."""
    return tuple(int(v) for v in (rng.integers(0, d + 1, r) if rng.integers(2) else np.full(r, d)))


def _fits(c: tuple[int, ...], r: int, d: int) -> bool:
    return len(c) == r and all(0 <= v for v in c)


def _count(c: tuple[int, ...], i: int) -> int:
    return c[i - 1]


COUNT = Quantity(
    "most_pruned", ("c", "i"), _count, _count, r"{c}_{{{i}}}", sign="nonnegative", integer_arguments=("i",),
    integer=True,
)  # fmt: skip
D = Domain(
    r=Integer(1, typical=(1, 5)),
    d=Integer(1, typical=(1, 10)),
    p=Real(0, typical=(0.2, 4)),
    eta=Real(0, 1),
    a=Vector("r", sign="positive"),
    w=Matrix("r", "d"),
    c=Object(counts, ball=tuple, description="numbers of entries to prune in the r rows", of=("r", "d"), fits=_fits),
)
r, d, p, eta, a, w, c = D.symbols
index = sp.Symbol("i", integer=True, positive=True)


def row(i: sp.Expr) -> sp.Expr:
    """The weights of a neuron."""
    return MATRIX_ROW.symbol(w, i)


def kept(i: sp.Expr) -> sp.Expr:
    """Its keep count."""
    return sp.Max(kmin(row(i), eta, p), d - COUNT.symbol(c, i))


def left(i: sp.Expr) -> sp.Expr:
    """What its pruning leaves, weighted."""
    return ROW_WEIGHT.symbol(a, i) * tail_power_sum(row(i), kept(i), p)


def whole(i: sp.Expr) -> sp.Expr:
    """What there was, weighted."""
    return ROW_WEIGHT.symbol(a, i) * power_sum(row(i), p)


def extremal(r: int, d: int, p: float, eta: float) -> dict[str, Any]:
    """Flat rows whose relative errors come nearest to eta from below."""
    return {"a": np.ones(r), "w": np.ones((r, d)), "c": (d,) * r}


THEOREM = Theorem(
    name="relative_rule_bounds_layer_error",
    title="One relative tolerance for every row bounds the layer (reconstructed rule)",
    id="lq.alloc.rule",
    statement="For r rows w of d entries with weights a > 0, p > 0, 0 < eta < 1 and counts that are at least "
    "k_{w_i}(eta) and d - c_i, the sum of a_i sigma_{k_i}(w_i)_p^p is at most eta^p times the sum of a_i ||w_i||_p^p.",
    domain=D,
    claim=AtMost(sp.Sum(left(index), (index, 1, r)), eta**p * sp.Sum(whole(index), (index, 1, r))),
    extremal=extremal,
    sharp_at=({"r": 3, "d": 4, "p": 1, "eta": 0.5},),
    source=Source("lqtheory_dossier", "lq.alloc.rule"),
    notes="A reconstruction: only the abstract of the paper (yang_wang_ding_yang_2022) was read. Rows of equal length; "
    "shorter ones are padded with zeros, which changes no error and no count.",
)
