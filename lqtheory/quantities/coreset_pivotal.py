"""Pivotal sampling of one class, by enumeration: chances of units and pairs, and the variance of the estimate.

Two undecided units play for what their probabilities add up to: one of them is decided, the other goes on with what is
left. An order of play is a list of merges: the undecided unit of the cluster at the second place plays that of the
cluster at the first place, which the two then form. A coin decides the last one.

What is measured after some of the plays stands in ``PIVOTAL_QUANTITIES``: it takes an order, so that ``eval`` does not
offer it. Probabilities above 1 count as 1 there, so that there is a value before an assumption is looked at.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lqtheory.errors import DomainError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import coreset_pivotal as reference

if TYPE_CHECKING:
    PLAY: Any

__all__ = [
    "PIVOTAL_QUANTITIES",
    "PLAY",
    "PlayBalls",
    "PlaySampler",
    "pivotal_joint",
    "pivotal_outcomes",
    "pivotal_quantity",
    "pivotal_variance",
]

#: Most units of an enumeration: every play has two outcomes.
_UNITS = 12


def pivotal_outcomes(probabilities: Any, merges: Any = None, plays: int | None = None) -> tuple[Any, Any]:
    r"""All outcomes of pivotal sampling with their chances.

    Units with probabilities a and b, a + b <= 1: one gets a + b, the first with chance a/(a + b), the other 0. With
    a + b > 1 one gets 1, the first with chance (1 - b)/(2 - a - b), the other a + b - 1.

    Parameters
    ----------
    probabilities : array-like, shape (n,)
        Probabilities of inclusion in [0, 1], 1 <= n <= 12.
    merges : array-like of int, shape (n - 1, 2), optional
        Order of play. By default the units play in turn: [[0, 1], [0, 2], ...].
    plays : int, optional
        How many plays take place, >= 0; play number n is the coin. By default all.

    Returns
    -------
    chances : array of float64, shape (m,)
        They add up to 1.
    current : array of float64, shape (m, n)
        What the probabilities have become: 0 and 1 after all plays.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, UnsupportedError
        If an argument is not of its kind, a probability is not in [0, 1], the merges are no order of play of n units,
        or there are more than 12 units.

    Notes
    -----
    Cost O(n 2^n). Floats decide whether a sum is at most 1.

    References
    ----------
    deville_tille_1998 (the pivotal method); srinivasan_2001 (any order of play).

    Examples
    --------
    >>> chances, kept = pivotal_outcomes([0.5, 0.5])
    >>> chances.tolist(), kept.tolist()
    ([0.5, 0.5], [[1.0, 0.0], [0.0, 1.0]])
    """
    p, order = _checked(probabilities, merges, "pivotal_outcomes")
    n = len(p)
    if plays is not None and (isinstance(plays, bool) or not isinstance(plays, (int, np.integer)) or plays < 0):
        raise DomainError(f"plays={plays!r} is not a number of plays (pivotal_outcomes); use an integer >= 0")
    last = n if plays is None else min(int(plays), n)
    chances, current = np.ones(1), p[None, :].copy()
    waiting = np.where((p > 0.0) & (p < 1.0), np.arange(n), -1)[None, :]
    for left, right in order[:last]:
        chances, current, waiting = _play(chances, current, waiting, int(left), int(right))
    if last == n:
        chances, current = _coin(chances, current, waiting[:, order[-1, 0] if n > 1 else 0])
    return chances, current


def _play(chances: Any, current: Any, waiting: Any, left: int, right: int) -> tuple[Any, Any, Any]:
    """Both outcomes where there are two undecided units; otherwise the one that there is waits for the next play."""
    both = (waiting[:, left] >= 0) & (waiting[:, right] >= 0)
    waiting = waiting.copy()
    idle = ~both
    waiting[idle, left] = np.maximum(waiting[idle, left], waiting[idle, right])
    rows, first, second = np.arange(both.sum()), waiting[both, left], waiting[both, right]
    a, b = current[both][rows, first], current[both][rows, second]
    total = a + b
    few = total <= 1.0
    odds = np.where(few, a / total, (1.0 - b) / np.where(few, 1.0, 2.0 - total))
    parts = [(chances[idle], current[idle], waiting[idle])]
    for winner, loser, chance in ((first, second, odds), (second, first, 1.0 - odds)):
        played, still = current[both].copy(), waiting[both].copy()
        played[rows, winner] = np.where(few, total, 1.0)
        played[rows, loser] = np.where(few, 0.0, total - 1.0)
        goes_on = np.where(few, winner, loser)
        still[:, left] = np.where(played[rows, goes_on] < 1.0, goes_on, -1)
        parts.append((chances[both] * chance, played, still))
    joined = [np.concatenate(part) for part in zip(*parts, strict=True)]
    return joined[0], joined[1], joined[2]


def _coin(chances: Any, current: Any, waiting: Any) -> tuple[Any, Any]:
    """The unit that is still undecided is included with its probability."""
    open_ = waiting >= 0
    rows, units = np.arange(open_.sum()), waiting[open_]
    p = current[open_][rows, units]
    included, left_out = current[open_].copy(), current[open_].copy()
    included[rows, units], left_out[rows, units] = 1.0, 0.0
    parts = (chances[~open_], chances[open_] * p, chances[open_] * (1.0 - p))
    return np.concatenate(parts), np.concatenate([current[~open_], included, left_out])


def _checked(probabilities: Any, merges: Any, where: str) -> tuple[Any, Any]:
    """Probabilities as an array, and an order of play."""
    p = _numbers(probabilities, "probabilities", where)
    if p.ndim != 1 or not len(p):
        raise ShapeError(f"probabilities has shape {p.shape}, not (n,) with n >= 1 ({where}); give one for each unit")
    if not ((p >= 0.0) & (p <= 1.0)).all():
        raise DomainError(f"probabilities must be in [0, 1] in every entry ({where})")
    n = len(p)
    if n > _UNITS:
        raise UnsupportedError(f"the outcomes of n={n} units are too many ({where}); use at most {_UNITS}")
    if merges is None:
        return p, np.stack([np.zeros(n - 1, dtype=int), np.arange(1, n)], axis=1)
    if not _is_order(merges, n):
        raise DomainError(
            f"merges is no order of play of n={n} units ({where}); every place but one is merged away once"
        )
    return p, np.asarray(merges, dtype=int).reshape(n - 1, 2)


def _numbers(value: Any, name: str, where: str) -> Any:
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputTypeError(f"{name} is no array of numbers ({where}): {error}") from error


def _is_order(merges: Any, n: int) -> bool:
    """Whether n - 1 merges join n places, each of which is merged away once at most, and plays no more then."""
    order = np.asarray(merges)
    if order.size == 0:
        return n == 1
    if order.shape != (n - 1, 2) or order.dtype.kind not in "iuf":  # 1.0 is the place 1, too: lists that are typed
        return False
    alive = set(range(n))
    for left, right in order.tolist():
        if left == right or not {left, right} <= alive:
            return False
        alive.remove(right)
    return True


def pivotal_joint(probabilities: Any, merges: Any = None) -> Any:
    r"""Chances that two units are both included.

    P(j and k), on the diagonal P(j) = p_j.

    Parameters
    ----------
    probabilities, merges
        As :func:`pivotal_outcomes`.

    Returns
    -------
    array of float64, shape (n, n)
        Symmetric; off the diagonal at most p_j p_k.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, UnsupportedError
        As :func:`pivotal_outcomes`.

    Notes
    -----
    Cost O(n^2 2^n).

    References
    ----------
    deville_tille_1998; srinivasan_2001 (negative correlation).

    Examples
    --------
    >>> pivotal_joint([0.5, 0.75]).tolist()
    [[0.5, 0.25], [0.25, 0.75]]
    """
    chances, kept = pivotal_outcomes(probabilities, merges)
    return (chances[:, None] * kept).T @ kept


def pivotal_variance(values: Any, probabilities: Any, merges: Any = None) -> float:
    r"""Variance of an estimate by pivotal sampling.

    Var Σ_j x_j I_j/p_j over p_j > 0; units with p_j = 0 are a bias of their value.

    Parameters
    ----------
    values : array-like, shape (n,)
        Products x_j of weights and activations.
    probabilities, merges
        As :func:`pivotal_outcomes`.

    Returns
    -------
    float
        For x >= 0 at most Σ_j x_j² (1/p_j - 1), the variance of independent inclusion.

    Raises
    ------
    InputTypeError, ShapeError, DomainError, UnsupportedError
        As :func:`pivotal_outcomes`, or if values is not finite or not of the same length.

    Notes
    -----
    Cost O(n 2^n).

    References
    ----------
    deville_tille_1998; dossier coreset.poisson (independent inclusion).

    Examples
    --------
    >>> pivotal_variance([1.0, 1.0], [0.5, 0.5]), pivotal_variance([1.0, -1.0], [0.5, 0.5])
    (0.0, 4.0)
    """
    where = "pivotal_variance"
    x = _numbers(values, "values", where)
    p, _ = _checked(probabilities, merges, where)
    if x.shape != p.shape:
        raise ShapeError(f"values has shape {x.shape}, probabilities {p.shape} ({where}); give one for each unit")
    if not np.isfinite(x).all():
        raise DomainError(f"values must be finite ({where})")
    chances, kept = pivotal_outcomes(p, merges)
    scaled = np.where(p > 0.0, x / np.where(p > 0.0, p, 1.0), 0.0)
    return float(chances @ ((kept - p) @ scaled) ** 2)


# ---- orders of play and what is measured after some of the plays ----------------------------------------------------
@dataclass(frozen=True)
class PlaySampler:
    """Draws an order of play of n units."""

    def __call__(self, rng: np.random.Generator, n: int, **earlier: Any) -> np.ndarray:
        """Merges of random pairs of clusters, or of all with one."""
        places, merges = list(range(n)), []
        in_turn = rng.random() < 0.25
        while len(places) > 1:
            left, right = (0, 1) if in_turn else rng.permutation(len(places))[:2]
            merges.append((places[left], places[right]))
            places.pop(right)
        return np.array(merges, dtype=np.int64).reshape(-1, 2)


@dataclass(frozen=True)
class PlayBalls:
    """Turns an order of play into pairs of integers."""

    def __call__(self, merges: Any) -> list[tuple[int, int]]:
        """Pairs."""
        return [(int(left), int(right)) for left, right in np.asarray(merges, dtype=np.int64).reshape(-1, 2)]


def _fits(merges: Any, n: int) -> bool:
    return _is_order(merges, n)


@functools.cache
def _play_member() -> Any:
    from lqtheory.members import Object  # it brings SymPy, which quantities leave alone

    return Object(PlaySampler(), ball=PlayBalls(), description="an order of play of n units", of=("n",), fits=_fits)


def __getattr__(name: str) -> Any:
    """``PLAY``, member of a domain that declares ``n`` before: an order of play of n units."""
    if name == "PLAY":
        return _play_member()
    raise AttributeError(name)


def _over_outcomes(measure: Callable[..., Any], vectors: int) -> Callable[..., Any]:
    """A measure of probabilities as its mean over the outcomes of k plays, over leading axes."""

    def mean(*arguments: Any) -> Any:
        *given, merges, k = arguments

        def at_one(*rows: Any) -> float:
            chances, current = pivotal_outcomes(np.minimum(rows[-1], 1.0), merges, k)
            return float(chances @ measure(*rows[:-1], current))

        signature = ",".join(["(n)"] * (vectors + 1)) + "->()"
        return np.vectorize(at_one, signature=signature)(*(np.asarray(g, dtype=np.float64) for g in given))

    return mean


def _moment_by_itself(u: Any, w: Any, current: Any) -> Any:
    """Mean of the product of two sums over units that are included independently."""
    return (current @ u) * (current @ w) + (current * (1.0 - current)) @ (u * w)


def _size_after(extreme: Callable[..., Any]) -> Callable[..., Any]:
    def size(p: Any, merges: Any) -> Any:
        def at_one(row: Any) -> float:
            chances, kept = pivotal_outcomes(np.minimum(row, 1.0), merges)
            return float(extreme(kept[chances > 0.0].sum(axis=1)))

        return np.vectorize(at_one, signature="(n)->()")(np.asarray(p, dtype=np.float64))

    return size


#: Name -> quantity.
PIVOTAL_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        Quantity(
            "mean_after_plays",
            ("u", "s", "T", "k"),
            _over_outcomes(lambda u, current: current @ u, 1),
            reference.ball_mean_after_plays,
            r"\mathbb{{E}}_{{{k}}}({u},{s},{T})",
        ),
        Quantity(
            "moment_after_plays",
            ("u", "w", "s", "T", "k"),
            _over_outcomes(_moment_by_itself, 2),
            reference.ball_moment_after_plays,
            r"M_{{{k}}}({u},{w},{s},{T})",
        ),
        Quantity(
            "least_pivotal_size",
            ("s", "T"),
            _size_after(np.min),
            reference.ball_least_pivotal_size,
            r"n_{{\min}}({s},{T})",
            sign="nonnegative",
            integer=True,
        ),
        Quantity(
            "largest_pivotal_size",
            ("s", "T"),
            _size_after(np.max),
            reference.ball_largest_pivotal_size,
            r"n_{{\max}}({s},{T})",
            sign="nonnegative",
            integer=True,
        ),
    )
}


def pivotal_quantity(name: str) -> Any:
    """SymPy head of a quantity of pivotal sampling.

    Parameters
    ----------
    name : str
        Key of ``PIVOTAL_QUANTITIES``.

    Returns
    -------
    type
        The head.

    Examples
    --------
    >>> pivotal_quantity("mean_after_plays").__name__
    'mean_after_plays'
    """
    return PIVOTAL_QUANTITIES[name].symbol
