r"""**Cancellation has no mean**: E min(Δ, x c/h) >= 2 c f (1 + log x), which has no bound as x grows.

As in :mod:`small_sums_have_large_ratios`: f is a lower bound of the density of the sum z on (-h, h), c one of its parts
there, Δ = parts/|z|. At x = exp(M/(2 c f)) the capped mean is at least M + 2 c f, for any M: E Δ is infinite wherever
f > 0. Attained by a flat density on (-h, h) with constant parts.
"""

import math
from typing import Any

import sympy as sp

from lqtheory import AtMost, Domain, Object, Real, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.coreset_networks import as_it_is
from lqtheory.quantities.quantity import Quantity
from lqtheory.theorems.coresets.small_sums_have_large_ratios import Sums, _least, are_sums, sums


def least_ratio(h: float, law: Sums) -> float:
    """2 c f, c the least parts and f the least density on (-h, h)."""
    density, parts = _least(h, law)
    return float(2 * parts * density)


def capped_mean(h: float, x: float, law: Sums) -> float:
    """Mean of min(parts/|z|, x c/h), cell by cell."""
    cap, mean = x * _least(h, law)[1] / h, 0.0
    for weight, v, a, b in zip(law.weights, law.parts, law.ends, law.ends[1:], strict=False):
        for low, high in ((max(a, 0), max(b, 0)), (max(-b, 0), max(-a, 0))):
            near, far = (min(max(end, 0.0), v / cap) for end in (low, high))
            rest = math.log(max(high, v / cap) / max(low, v / cap))
            mean += weight / sum(law.weights) / (b - a) * (cap * (far - near) + v * rest)
    return mean


def _ball_least(h: Any, law: Sums) -> tuple[Any, Any]:
    """Least density and least parts where it is certain which cells meet (-h, h)."""
    cells = list(zip(law.weights, law.parts, law.ends, law.ends[1:], strict=False))
    meets = []
    for _, _, a, b in cells:
        sides = [balls.compare(balls.ball(a), "<", h), balls.compare(-h, "<", balls.ball(b))]
        if balls.Truth.UNDECIDED in sides:
            raise UnsupportedError(f"it is not certain whether the cell ({a}, {b}) meets (-h, h) (capped_mean)")
        meets.append(sides == [balls.Truth.YES] * 2)
    inside = [cell for cell, met in zip(cells, meets, strict=True) if met]
    covered = balls.compare(balls.ball(law.ends[0]), "<=", -h), balls.compare(h, "<=", balls.ball(law.ends[-1]))
    if balls.Truth.UNDECIDED in covered:
        raise UnsupportedError("it is not certain whether the law covers (-h, h) (capped_mean)")
    total = balls.ball(sum(law.weights))
    densities = [balls.ball(w) / total / (b - a) for w, _, a, b in inside]
    whole = covered == (balls.Truth.YES, balls.Truth.YES)
    return balls.minimum(densities) if whole else balls.ball(0), balls.ball(
        min((v for _, v, _, _ in inside), default=1)
    )


def ball_least_ratio(h: Any, law: Sums) -> Any:
    """Definition."""
    density, parts = _ball_least(h, law)
    return 2 * parts * density


def ball_capped_mean(h: Any, x: Any, law: Sums) -> Any:
    """The integral of the cap up to where it ends, and of parts/|z| beyond."""
    cap, total, mean = x * _ball_least(h, law)[1] / h, balls.ball(sum(law.weights)), balls.ball(0)
    for weight, v, a, b in zip(law.weights, law.parts, law.ends, law.ends[1:], strict=False):
        end = v / cap
        for low, high in ((max(a, 0), max(b, 0)), (max(-b, 0), max(-a, 0))):
            near, far = (balls.minimum([balls.ball(z), end]) for z in (low, high))
            ends = [balls.maximum([balls.ball(z), end]) for z in (low, high)]
            mean += weight / total / (b - a) * (cap * (far - near) + v * (balls.log(ends[1]) - balls.log(ends[0])))
    return mean


LEAST = Quantity("least_ratio", ("h", "law"), least_ratio, ball_least_ratio, r"2cf\left({h}\right)", "", "nonnegative")
MEAN = Quantity(
    "capped_mean",
    ("h", "x", "law"),
    capped_mean,
    ball_capped_mean,
    r"\mathbb{{E}}\min(\Delta,{x}c/{h})",
    "",
    "nonnegative",
)
D = Domain(
    h=Real(0, typical=(0.2, 6)),
    x=Real(1, closed="left", typical=(1, 30)),
    law=Object(
        sums,
        ball=as_it_is,
        description="a law of a sum, with a density that is constant on finitely many cells, and of its parts",
        of=(),
        fits=are_sums,
    ),
)
h, x, law = D.symbols

THEOREM = Theorem(
    name="capped_ratio_has_large_mean",
    title="Cancellation has no mean",
    id="coreset.delta_heavy_tail.mean",
    statement="For h > 0, x >= 1 and a sum z of a law with density at least f and parts at least c where |z| < h, the "
    "ratio of the parts to |z|, capped at x c/h, has a mean of at least 2 c f (1 + log x).",
    domain=D,
    claim=AtMost(LEAST.symbol(h, law) * (1 + sp.log(x)), MEAN.symbol(h, x, law)),
    source=Source("lqtheory_dossier", "coreset.delta_heavy_tail"),
)
