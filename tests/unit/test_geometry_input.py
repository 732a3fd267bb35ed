"""The input contract of the dossier on convex geometry, row by row: exact values at the edges, errors beyond them.

Every error is a ``ValueError`` that names the argument and where it was used; nothing is clipped.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lqtheory.cones import circular, ellipsoid_cone, l1_descent, lq_descent, meets_subspace, orthant
from lqtheory.curvature import ErrorBar, lanczos, matrix_operator, probe_runs, quadrature, resolvent
from lqtheory.errors import LqTheoryError
from lqtheory.limits import exact_shares, magnitude_path, published, slice_generic, weighted_shares
from lqtheory.quantities import all_quantities
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.concentration import (
    published_tail_bound,
    transition_width,
    volume_lower_tail_bound,
    volume_tail_bound,
    volume_upper_tail_bound,
)
from lqtheory.quantities.descent_cones import (
    l1_descent_dimension_bound,
    l1_descent_share,
    l1_descent_threshold,
    nonnegative_descent_share,
)
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_dimension, l1_descent_intrinsic_volumes
from lqtheory.quantities.descent_norms import group_descent_share, group_descent_threshold
from lqtheory.quantities.descent_nuclear import nuclear_descent_share, nuclear_descent_threshold
from lqtheory.quantities.ellipsoid_cones import cone_level, local_width
from lqtheory.quantities.kinematics import cone_meets_subspace, orthant_meets_subspace
from lqtheory.quantities.statistical_dimensions import circular_statistical_dimension
from lqtheory.quantities.sublevel_success import (
    sublevel_hit_estimate,
    sublevel_hit_lower_bound,
    sublevel_hit_upper_bound,
)
from lqtheory.quantities.weyl_chambers import chamber_statistical_dimension

GOOD: dict[str, Any] = {
    **{"d": 10, "m": 3, "k": 3, "n": 5, "b": 4, "r": 1},
    **{"s": 0.5, "rho": 0.25, "eta": 0.05, "h": 2.0, "delta": 4.0, "alpha": 0.6, "phi": 0.6, "nu": 0.5, "t": 0.5},
    **{"omega": [1.0, 0.5, 0.25], "y": [1.0, 1.0, 1.0], "epsilon": 0.05, "level": 0.3},
}
BAD_COUNTS = (-1, 1.5, True, math.nan, "3", None)
BAD_NUMBERS = (math.nan, -1.0, -math.inf, "x", True, None)
BAD_VECTORS = ([1.0, math.nan, 1.0], [1.0, math.inf, 1.0], [], "abc", [1.0, True, 2.0], None)
#: Arguments that may have any sign, or take their level of a set from elsewhere.
SIGNED = {"y", "t"}
NAMES = [
    name
    for name, quantity in all_quantities().items()
    if quantity.id.startswith(("geom.chi", "geom.statdim", "geom.descent", "geom.kin", "geom.iv", "geom.ell"))
    and set(quantity.arguments) <= set(GOOD)
]


def accepted(name: str) -> dict[str, Any]:
    """Arguments that the quantity takes."""
    quantity = all_quantities()[name]
    chosen = {letter: GOOD[letter] for letter in quantity.arguments}
    if "s" in quantity.integer_arguments and "s" in chosen:
        chosen["s"] = 3
    return chosen


@pytest.mark.parametrize("name", NAMES)
def test_every_quantity_of_geometry_names_the_argument_that_it_refuses(name: str) -> None:
    quantity, chosen = all_quantities()[name], accepted(name)
    quantity(*chosen.values())
    for letter, value in chosen.items():
        bad = BAD_VECTORS if isinstance(value, list) else BAD_COUNTS if isinstance(value, int) else BAD_NUMBERS
        for wrong in bad:
            if letter in SIGNED and isinstance(wrong, float) and math.isfinite(wrong):
                continue
            with pytest.raises(ValueError, match=rf"\b{letter}\b") as caught:
                quantity(*(chosen | {letter: wrong}).values())
            assert isinstance(caught.value, LqTheoryError)
            assert str(caught.value).isprintable()


def test_most_of_the_quantities_are_asked() -> None:
    assert len(NAMES) >= 40


ZEROS, ONES = magnitude_path([0.0, 0.0, 0.0]), magnitude_path([1.0, 1.0, 1.0])


def rule(steps: int) -> ErrorBar:
    """Stochastic Lanczos quadrature of one probe on diag(1, 2, 3)."""
    operator = matrix_operator(np.diag([1.0, 2.0, 3.0]), semidefinite=True)
    return quadrature(probe_runs(operator, 1, steps, rng=np.random.default_rng(0))[0], resolvent(0.5))


def indefinite_rule() -> ErrorBar:
    """The pole of the resolvent within the spectrum: no node of a rule may lie at or below it."""
    return quadrature(lanczos(matrix_operator(np.diag([-1.0, 1.0])), np.ones(2), 2), resolvent(0.5))


EDGES: list[tuple[str, Callable[[], Any], float]] = [
    ("chi mean of one dimension", lambda: chi_mean(1), math.sqrt(2 / math.pi)),
    ("ray", lambda: circular_statistical_dimension(7, 0.0), 0.5),
    ("half-space", lambda: circular_statistical_dimension(7, math.pi / 2), 6.5),
    ("circular cone of one dimension", lambda: circular_statistical_dimension(1, 0.3), 0.5),
    ("chamber A of one dimension", lambda: chamber_statistical_dimension("A", 1), 1.0),
    ("chamber BC of one dimension", lambda: chamber_statistical_dimension("BC", 1), 0.5),
    ("l1 curve at 0", lambda: l1_descent_share(0.0), 0.0),
    ("l1 curve at 1", lambda: l1_descent_share(1.0), 1.0),
    ("l1 threshold at 0", lambda: l1_descent_threshold(0.0), math.inf),
    ("l1 threshold at 1", lambda: l1_descent_threshold(1.0), 0.0),
    ("nonnegative curve at 1", lambda: nonnegative_descent_share(1.0), 1.0),
    ("no active entries", lambda: l1_descent_dimension_bound(9, 0), 0.0),
    ("all entries active", lambda: l1_descent_dimension_bound(9, 9), 9.0),
    ("no active entries, exactly", lambda: l1_descent_dimension(9, 0), 0.0),
    ("all entries active, exactly", lambda: l1_descent_dimension(9, 9), 8.5),
    ("half-space of all entries, v_8", lambda: l1_descent_intrinsic_volumes(9, 9)[8], 0.5),
    ("half-space of all entries, v_9", lambda: l1_descent_intrinsic_volumes(9, 9)[9], 0.5),
    ("all blocks active", lambda: group_descent_share(1.0, 4), 1.0),
    ("no block active", lambda: group_descent_share(0.0, 4), 0.0),
    ("threshold of no active block", lambda: group_descent_threshold(0.0, 4), math.inf),
    ("almost full rank", lambda: nuclear_descent_share(1 - 1e-12, 0.5), 1.0),
    ("subspace of dimension 0", lambda: orthant_meets_subspace(9, 0), 0.0),
    ("the whole space", lambda: orthant_meets_subspace(9, 9), 1.0),
    ("upper tail at 0", lambda: volume_upper_tail_bound(3.0, 9, 0.0), 1.0),
    ("upper tail beyond the room", lambda: volume_upper_tail_bound(3.0, 9, 6.000001), 0.0),
    ("lower tail beyond the room", lambda: volume_lower_tail_bound(3.0, 9, 3.000001), 0.0),
    ("Bernstein form at 0", lambda: volume_tail_bound(3.0, 9, 0.0), 1.0),
    ("upper tail of the whole space", lambda: volume_upper_tail_bound(9.0, 9, 0.0), 1.0),
    ("ray of a sublevel set", lambda: ellipsoid_cone([1.0, 2.0], [1.0, 1.0], 0.0).statistical_dimension().value, 0.5),
    ("half-space of a set", lambda: ellipsoid_cone([1.0, 1.0], [1.0, 1.0], 1.0).statistical_dimension().value, 1.5),
    ("set around the origin", lambda: ellipsoid_cone([1.0, 1.0], [1.0, 1.0], 2.0).statistical_dimension().value, 2.0),
    ("published width at level 0", lambda: local_width([0.0, 1.0], [1.0, 1.0], 0.0), 1.0),
    ("published width without curvature", lambda: local_width([0.0, 0.0], [1.0, 1.0], 0.1), 2.0),
    ("published width of the origin", lambda: local_width([1.0, 2.0], [0.0, 0.0], 0.1), 2.0),
    ("published width of the origin at level 0", lambda: local_width([1.0, 2.0], [0.0, 0.0], 0.0), 2.0),
    ("published share of no distance", lambda: exact_shares([1.0, 2.0]).share(math.inf).value, 1.0),
    ("published share without curvature", lambda: exact_shares([0.0, 0.0]).share(1e-300).value, 1.0),
    ("crossing of zero weights", lambda: published(ZEROS, exact_shares([1.0, 2.0, 3.0]), 0.1).count, 3),
    ("slice of zero weights", lambda: slice_generic(ZEROS, exact_shares([1.0, 2.0, 3.0]), 0.1).count, 3),
    ("crossing at level 0", lambda: published(ONES, exact_shares([0.0, 1.0, 0.0]), 0.0).count, 2),
    ("crossing without curvature", lambda: published(ONES, exact_shares([0.0] * 3), 0.1).count, 3),
    ("quadrature with as many steps as dimensions", lambda: rule(3).high - rule(3).low, 0.0),
    ("its value", lambda: rule(3).value, 0.151897051641126),
    ("l1 cone of all entries", lambda: meets_subspace(l1_descent([1.0] * 4), 3), 1.0),
]


@pytest.mark.parametrize(("call", "value"), [e[1:] for e in EDGES], ids=[e[0] for e in EDGES])
def test_edges_are_valid_and_exact(call: Callable[[], Any], value: float) -> None:
    assert call() == pytest.approx(value, abs=1e-11, rel=1e-15)


def test_the_upper_tail_at_the_end_of_the_room_is_not_zero() -> None:
    # The dossier's table says 0 for λ >= room; a half-line has δ = 1/2, room 1/2, and P(V >= 1) = 1/2.
    assert volume_upper_tail_bound(0.5, 1, 0.5) >= 0.5


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: chi_mean(0), r"d=0 is outside \{1,2,...\} \(chi_mean\)"),
        (lambda: chi_mean(2.5), "d must be an integer"),
        (lambda: circular_statistical_dimension(5, -0.1), r"alpha=-0.1 is outside \[0, pi/2\]"),
        (lambda: circular_statistical_dimension(5, 1.6), r"alpha=1.6 is outside \[0, pi/2\] .*not convex"),
        (lambda: circular(5, 1.6), "not convex"),
        (lambda: chamber_statistical_dimension("D", 1), r"d=1 is outside \{2,3,...\}"),
        (lambda: chamber_statistical_dimension("E", 8), "kind='E' is no Weyl chamber .* A, BC, D"),
        (lambda: l1_descent_share(1.01), r"rho=1.01 is outside \[0, 1\]"),
        (lambda: l1_descent_dimension_bound(5, 6), r"s=6 is outside \{0,...,d\} with d=5"),
        (lambda: l1_descent_intrinsic_volumes(5, 0), r"s=0 is outside \{1,...,d\}"),
        (lambda: group_descent_share(0.5, 0), "b=0 is outside"),
        (lambda: nuclear_descent_share(0.0, 0.5), r"rho=0.0 is outside \(0, 1\)"),
        (lambda: nuclear_descent_share(1.0, 0.5), r"rho=1.0 is outside \(0, 1\)"),
        (lambda: nuclear_descent_threshold(0.5, 0.0), r"nu=0.0 is outside \(0, 1\]"),
        (lambda: nuclear_descent_share(0.5, 1.1), r"nu=1.1 is outside \(0, 1\]"),
        (lambda: orthant_meets_subspace(5, 6), r"k=6 is outside \{0,...,d\} with d=5"),
        (lambda: volume_upper_tail_bound(3.0, 9, -1.0), r"h=-1.0 is outside \[0, inf\)"),
        (lambda: volume_upper_tail_bound(9.5, 9, 1.0), r"delta=9.5 is outside \[0, d\] with d=9"),
        (lambda: published_tail_bound(-0.1, 9, 1.0), "delta=-0.1 is outside"),
        (lambda: transition_width(0.0, 1.0), r"eta=0.0 is outside \(0, 1\]"),
        (
            lambda: ellipsoid_cone([-1.0, 1.0], [1.0, 1.0], 0.1),
            "eigenvalues has the negative entry -1 .* clip them explicitly",
        ),
        (lambda: cone_level([-1.0, 1.0], [1.0, 1.0], 0.1), "omega has the negative entry -1"),
        (lambda: ellipsoid_cone([1.0, 1.0], [0.0, 0.0], 0.1), "y is zero"),
        (lambda: local_width([1.0], [1.0], -0.1), r"epsilon=-0.1 is outside \[0, inf\)"),
        (lambda: local_width([], [], 0.1), "empty vector: omega"),
        (lambda: cone_level([1.0], [1.0], 5.0), "'everything'"),
        (lambda: cone_meets_subspace([0.0, 1.0], 0), "volumes are those of a subspace"),
        (lambda: lq_descent([1.0, 0.0], 0.5), r"q=0.5 is outside \[1, inf\] .* no convex cone"),
        (lambda: meets_subspace(orthant(3), 4), r"m=4 is outside \{0,...,d\} with d=3"),
        (lambda: published(ONES, exact_shares([1.0] * 3), -0.1), r"epsilon=-0.1 is outside \[0, inf\) \(published\)"),
        (lambda: exact_shares([]), "empty vector: eigenvalues"),
        (lambda: weighted_shares([1.0, 2.0], [0.5, 0.50000002], 3), r"sum to 1\.00000002 .* with sum 1"),
        (lambda: magnitude_path([]), "empty vector: weights"),
        (lambda: resolvent(0.0), r"s=0.0 is not a positive finite number \(resolvent\)"),
        (lambda: resolvent(-1.0), "s=-1.0 is not a positive finite number"),
        (lambda: indefinite_rule(), r"Ritz value -1 lies at or below the pole -0.5 .* use absolute_resolvent"),
        (lambda: l1_descent(np.zeros(3)), "signs is zero .* take subspace"),
    ],
)
def test_beyond_the_edges_the_error_says_what_is_allowed(call: Callable[[], Any], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        call()


SUCCESS = [(25, 0.023, 0.015), (31, 0.168, 0.128), (37, 0.526, 0.538), (42, 0.822, 0.825), (48, 0.974, 0.970)]


@pytest.mark.parametrize(("k", "predicted", "measured"), SUCCESS)
def test_random_subspaces_reach_the_set_as_often_as_the_dossier_says(k: int, predicted: float, measured: float) -> None:
    problem = ([i**-1.5 for i in range(1, 101)], [0.6] * 100, 0.05, 100 - k)
    assert sublevel_hit_estimate(*problem) == pytest.approx(predicted, abs=5e-4)
    spread = math.sqrt(measured * (1 - measured) / 400)  # of the dossier's 400 trials
    assert sublevel_hit_lower_bound(*problem) <= measured + 6 * spread
    assert measured - 6 * spread <= sublevel_hit_upper_bound(*problem)
