"""Every public function of geometry, asked with every kind of bad input: it names the argument as the caller spells it.

The functions are found, not listed: a new one is asked as soon as it is public. Each is called with good arguments, of
which one at a time is replaced by what is no number, no count, no vector, not finite or beyond all floats.
"""

import importlib
import inspect
import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import lqtheory.cones
from lqtheory.cones import Estimate, circular, orthant
from lqtheory.errors import LqTheoryError
from lqtheory.quantities import all_quantities

ROOMS = (
    "block_excesses caps chi_means circular_boxes circular_cones concentration cone_rows descent_bounds descent_boxes "
    "descent_cones descent_gaps descent_intrinsic_volumes descent_lq descent_norms descent_nuclear ellipsoid_cones "
    "ellipsoid_widths elliptic_cones intrinsic_volumes kinematics normal_curves planted_regression quadratic_cones "
    "scalar_minimax statistical_dimensions sublevel_success volume_operations volume_sequences weighted_volumes "
    "weyl_chambers widths"
).split()
#: Of those rooms, what other rooms of the package call with checked arguments.
INTERNAL = {
    *("is_many", "level_of_rows", "width_of_rows", "quadratic_level", "check_volumes", "lq_proximal_map"),
    *("checked_bits", "increasing_shares", "complement", "inner_circular_volumes"),
}
HUGE = 10**400

NO_NUMBER = (None, "x", "3", b"3", 1j, {}, object(), True, math.nan, -math.inf, HUGE, -HUGE)
BAD: dict[str, tuple[Any, ...]] = {
    "count": (*NO_NUMBER, math.inf, 1.5, -1, [], [3, 4], np.array([3.0, 4.0]), np.zeros((0,))),
    "number": (*NO_NUMBER, [], [0.25, 0.5], np.array([0.25, 0.5]), np.zeros((0,))),
    "numbers": (*NO_NUMBER, ["a"], [None], [0.25, math.nan], [0.25, 1j], [True, False], [[0.25], [0.25, 0.5]], [HUGE]),
    "vector": (
        *(value for value in NO_NUMBER),
        *([], [1.0, math.nan, 1.0], [1.0, math.inf, 1.0], [1.0, None, 1.0], [1.0, 1j, 1.0], [True, False, True]),
        *([1.0, HUGE, 1.0], [[1.0], [1.0, 2.0]], "abc", 2.0, np.zeros((2, 0))),
    ),
    "text": (None, "no such", 3, b"A", [], object(), True, np.array(["A", "B"])),
    "estimate": (3.0, "x", object(), True, (1, 2), [Estimate.exact(1.0)]),
    "callable": (3, "x", object(), []),
    "generator": (None, 3, "x", np.random, True),
    "cone": (None, "cone", 3, [], object(), np.eye(3)),
}
#: Good arguments by the names of parameters, and what kind of thing each is.
GOOD: dict[str, tuple[str, Any]] = {
    **{"d": ("count", 10), "m": ("count", 3), "k": ("count", 3), "n": ("count", 5), "b": ("count", 4)},
    **{"r": ("count", 1), "s": ("count", 3), "j": ("count", 2), "bits": ("count", 64), "samples": ("count", 10)},
    **{"rho": ("number", 0.25), "eta": ("number", 0.05), "h": ("number", 2.0), "delta": ("number", 4.0)},
    **{"alpha": ("number", 0.6), "nu": ("number", 0.5), "t": ("number", 0.5), "variance": ("number", 2.0)},
    **{"epsilon": ("number", 0.05), "level": ("number", 0.3), "q": ("number", 0.5), "p": ("number", 2.0)},
    **{"low": ("number", 3.0), "high": ("number", 4.0), "confidence": ("number", 0.9)},
    **{"omega": ("vector", [1.0, 0.5, 0.25]), "eigenvalues": ("vector", [1.0, 0.5, 0.25])},
    **{"y": ("vector", [1.0, 1.0, 1.0]), "x": ("vector", [1.0, 0.0, 2.0]), "normal": ("vector", [1.0, 2.0])},
    **{"v": ("vector", [0.25, 0.5, 0.25]), "w": ("vector", [0.25, 0.5, 0.25]), "direction": ("vector", [1.0, 2.0])},
    **{"active": ("vector", [1.0, 1.0]), "inactive": ("vector", [1.0, 2.0]), "signs": ("vector", [1.0, 0.0, -1.0])},
    **{"weights": ("vector", [1.0, 1.0, 1.0]), "edges": ("vector", [0.25, 0.5])},
    **{"A": ("vector", [[1.0, 0.0], [0.0, 1.0]]), "V": ("vector", [[1.0, 0.0], [0.0, 1.0]])},
    **{"M": ("vector", [[1.0, 0.0], [0.0, -1.0]]), "X": ("vector", [[1.0, 0.0], [0.0, 0.0]])},
    **{"phi": ("number", 0.6), "gamma": ("number", 0.5), "e": ("number", 0.1)},
    **{"law": ("text", "gauss"), "rule": ("text", "published")},
    **{"kind": ("text", "A"), "family": ("text", "A")},
    **{"rank": ("count", 1), "axis": ("vector", [1.0, 0.0]), "rng": ("generator", np.random.default_rng(0))},
    **{"dimension": ("estimate", Estimate.exact(1.5)), "convert": ("callable", np.asarray)},
    **{"dimensions": ("estimate", (Estimate.exact(1.5), Estimate.exact(1.0)))},
    **{"cone": ("cone", orthant(3)), "first": ("cone", orthant(3)), "second": ("cone", circular(3, 0.5))},
}
#: Where a name means something else than elsewhere.
ELSEWHERE: dict[str, dict[str, tuple[str, Any]]] = {
    "transition_width": {"s": ("number", 2.0)},
    "effective_count": {"s": ("number", 0.5)},
    "heuristic_miss_probability": {"m": ("number", 3.0)},
    "elliptic_cone_dimension": {"a": ("number", 1.0), "b": ("number", 2.0)},
    "gelfand_lower_bound": {"n": ("count", 50)},
    "gelfand_lower_bound_details": {"n": ("count", 50)},
    "gelfand_measurements": {"n": ("count", 50)},
    "group_descent": {"x": ("vector", [1.0, 0.0, 2.0, 0.0]), "b": ("count", 2)},
    "linf_descent": {"x": ("vector", [1.0, 0.0, -1.0])},
    "lq_descent": {"q": ("number", 1.0)},
    "lq_descent_dimension": {"q": ("number", 1.0)},
    "circular_dimension_boxes": {"d": ("count", 3)},
    "symmetric_vector": {"A": ("vector", [[1.0, 0.0], [0.0, 1.0]])},
    "symmetric_matrix": {"v": ("vector", [1.0, 0.0, 1.0])},
    **{name: {"p": ("number", 0.5)} for name in ("planted_energy", "gaussian_pruned_energy", "laplace_pruned_energy")},
    "marchenko_pastur_share": {"s": ("number", 0.5)},
    "subspace_probability_bounds": {"low": ("number", 0.0)},
    "cone_meets_subspace": {"m": ("count", 1)},
    "meets_subspace": {"m": ("count", 1)},
    "meets_subspace_bounds": {"m": ("count", 1)},
}
#: Keywords that a function needs; they are not asked here.
KEYWORDS: dict[str, dict[str, Any]] = {"scalar_minimax_risk": {"experimental": True}}
#: Lists of nothing that are values: no inactive weights, no other open interval at infinity.
EMPTY = {"inactive"}
#: The only argument of geometry that may be as large as it likes: sums over an empty tail are zero.
ANY_INDEX = {("half_tail_sum", "k"), ("tail_sum", "k")}


#: Left out by None.
OPTIONAL = {"rank", "axis"}
#: Of these the points of a batch take seconds: it is not asked with a good one first.
SLOW = {"scalar_minimax_risk"}


def _functions() -> Iterator[Callable[..., Any]]:
    for room in [f"lqtheory.quantities.{name}" for name in ROOMS]:
        module = importlib.import_module(room)
        yield from (getattr(module, name) for name in module.__all__ if inspect.isfunction(getattr(module, name)))
    yield from (thing for name in lqtheory.cones.__all__ if inspect.isfunction(thing := getattr(lqtheory.cones, name)))


FUNCTIONS = {f.__name__: f for f in _functions() if f.__name__ not in INTERNAL}


def good(name: str) -> dict[str, tuple[str, Any]]:
    """Kinds and values of the arguments that a function must be given."""
    known = GOOD | ELSEWHERE.get(name, {})
    parameters = inspect.signature(FUNCTIONS[name]).parameters.values()
    return {p.name: known[p.name] for p in parameters if p.name in known}


def keywords(name: str) -> dict[str, Any]:
    """What else a function must be given."""
    return dict(KEYWORDS.get(name, {}))


def bad(name: str, letter: str, kind: str) -> Iterator[Any]:
    """What the function must refuse for one argument."""
    batches = getattr(FUNCTIONS[name], "batched", {})
    for value in BAD["numbers" if kind == "number" and letter in batches else kind]:
        if isinstance(value, (list, np.ndarray)) and len(value) == 0 and letter in EMPTY:
            continue
        if (name, letter) in ANY_INDEX and value is HUGE:
            continue
        if value is None and letter in OPTIONAL:
            continue
        if name in SLOW and isinstance(value, list) and value[0] == 0.25:
            continue
        yield value


@pytest.mark.parametrize("name", FUNCTIONS)
def test_bad_input_is_refused_by_the_name_of_the_argument(name: str) -> None:
    function, arguments = FUNCTIONS[name], good(name)
    values = {letter: value for letter, (_, value) in arguments.items()}
    asked = {p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty}
    assert asked <= {*values, *keywords(name)}, "give GOOD values for the other arguments"
    function(**values, **keywords(name))
    for letter, (kind, _) in arguments.items():
        for wrong in bad(name, letter, kind):
            with pytest.raises((ValueError, TypeError), match=rf"\b{letter}\b") as caught:
                function(**(values | {letter: wrong}), **keywords(name))
            text = str(caught.value)
            assert isinstance(caught.value, LqTheoryError), (name, letter, wrong, text)
            assert text.isprintable(), (name, letter, wrong, text)
            assert len(text) < 500, (name, letter, wrong, text)


def test_every_quantity_of_numbers_and_vectors_is_asked() -> None:
    ids = ("geom.chi", "geom.statdim", "geom.descent", "geom.kin", "geom.iv", "geom.ell", "geom.planted")
    for name, quantity in all_quantities().items():
        if quantity.id.startswith(ids) and hasattr(quantity.array, "__name__"):
            assert quantity.array.__name__ in FUNCTIONS, name


@pytest.mark.parametrize("wrong", [[3.0, 4.0], np.array([3.0, 4.0]), np.array([]), np.array([0])])
def test_an_array_for_a_count_is_named_also_where_zero_has_its_own_error(wrong: Any) -> None:
    for function in (FUNCTIONS["l1_descent_intrinsic_volumes"], FUNCTIONS["l1_descent_dimension"]):
        with pytest.raises(LqTheoryError, match=r"\bs\b"):
            function(5, wrong)


@pytest.mark.parametrize("name", ["value", "low", "high", "standard_error"])
@pytest.mark.parametrize("wrong", [None, "x", True, 1j])
def test_an_estimate_is_made_of_numbers(name: str, wrong: Any) -> None:
    with pytest.raises(LqTheoryError, match=rf"\b{name}\b"):
        Estimate(**({"value": 1.0, "low": 0.0, "high": 2.0, "kind": "exact"} | {name: wrong}))
    with pytest.raises(LqTheoryError, match=r"\bvalue\b"):
        Estimate.exact(wrong)
