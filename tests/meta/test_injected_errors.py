"""The errors that the dossier on convex geometry warns of, injected into the code itself: a reference notices each.

Every case changes one piece of one module's source, runs the changed module beside the real one, and asks a check that
holds of the real one whether it still does.
"""

import importlib
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lqtheory.curvature import matrix_operator, resolvent
from lqtheory.limits import exact_shares, magnitude_path
from lqtheory.quantities.descent_intrinsic_volumes import l1_descent_intrinsic_volumes
from lqtheory.quantities.ellipsoid_cones import quadratic_level
from lqtheory.quantities.planted_regression import marchenko_pastur_share, planted_threshold

POWER_LAW, CENTRE = np.arange(1, 101) ** -1.5, np.full(100, 0.6)


def changed(name: str, old: str, new: str) -> types.ModuleType:
    """A module with a piece of its source replaced, which it must contain; it does not touch the real one."""
    real = importlib.import_module(name)
    source = Path(str(real.__file__)).read_text(encoding="utf-8")
    assert source.count(old) == 1, f"{name} no longer contains {old!r}"
    source = source.replace(old, new)
    module = types.ModuleType(f"{name}_changed")
    module.__file__ = real.__file__
    sys.modules[module.__name__] = module  # dataclasses look their module up
    exec(compile(source, f"<{module.__name__}>", "exec"), module.__dict__)
    return module


def close(value: float, reference: float) -> bool:
    return bool(value == pytest.approx(reference, rel=1e-12))


def threshold_of_the_slice(module: Any) -> bool:
    return close(module.slice_of(POWER_LAW, 0.05, weights=CENTRE**2).threshold, 20.295225839923102155)


def count_of_the_cone(module: Any) -> bool:
    return close(module.quadratic_level(POWER_LAW, CENTRE, 0.05, "test").count, 63.334647375213794793)


def width_of_the_cone(module: Any) -> bool:
    return close(module.quadratic_level(POWER_LAW, CENTRE, 0.05, "test").lower, 63.015723859935577431)


def slice_of_the_linear_teacher(module: Any) -> bool:
    """The generic slice with the Marchenko-Pastur law is the chi-square threshold of the linear teacher."""
    gamma, e = 0.5, 0.1
    p = planted_threshold("retrained", "gauss", gamma, e)
    size = 4000
    energy = size * e / (1 - gamma * (1 - p))  # r(p) (1 - γ(1-p)) = e, in units of one weight
    path = magnitude_path(np.full(size, (energy / (p * size)) ** 0.5))
    shares = exact_shares(marchenko_pastur(size, gamma))
    return abs(module.slice_generic(path, shares, size * e / 2).count / size - p) < 0.002


def marchenko_pastur(size: int, gamma: float) -> np.ndarray:
    from experiments.sublevel_cones import marchenko_pastur as quantiles

    lam = quantiles(size, gamma)
    assert abs(np.mean(1 / (1 + lam)) - marchenko_pastur_share(gamma, 1.0)) < 1e-4
    return lam


def projections_are_optimal(module: Any) -> bool:
    """Moreau: <p, g - p> = 0, and g - p in the polar cone, also for points behind the axis."""
    lam, y, epsilon = np.arange(1, 11) ** -1.0, np.full(10, 1.0), 0.2
    g = np.random.default_rng(0).standard_normal((200, 10))
    p = module.QuadraticProjection.of(quadratic_level(lam, y, epsilon, "test"))(g)
    residual = np.abs((p * (g - p)).sum(axis=1)).max()
    dual = (p - g) @ y - np.sqrt(2 * epsilon * (((p - g) ** 2) / lam).sum(axis=1))
    return bool(residual < 1e-9 and dual.min() > -1e-9)


def probes_of_a_diagonal_vary(module: Any) -> bool:
    """Rademacher probes of a diagonal operator have no variance at all, which would hide every mistake in it."""
    operator = matrix_operator(np.diag(np.arange(1.0, 9.0)))
    means = [
        module.spectral_mean(module.probe_runs(operator, 1, 8, rng=np.random.default_rng(seed)), resolvent(1.0)).value
        for seed in range(6)
    ]
    return bool(np.std(means) > 1e-3)


def crossing_of_the_example(module: Any) -> bool:
    """The dossier's example, and equal weights with R < 1/2: k/100 = s/(s+1), s = 12.5/k, so that k = 29.65."""
    example = module.published(magnitude_path([i / 10 for i in range(1, 11)]), exact_shares(range(1, 11)), 0.5)
    small = module.published(magnitude_path([0.04] * 100), exact_shares([1.0] * 100), 0.01)
    return (example.count, small.count) == (4, 29)


def zeros_count_once(module: Any) -> bool:
    return close(module.exact_shares([0.0, 1.0]).share(1.0).value, 0.75)


def every_other_volume(module: Any) -> bool:
    """(3, 1): success with one measurement is 1 - 2 v_2, with v_2 = 1/3; for (20, 3) it is a printed value."""
    small = 1 - module.cone_meets_subspace(l1_descent_intrinsic_volumes(3, 1), 1)
    large = 1 - module.cone_meets_subspace(l1_descent_intrinsic_volumes(20, 3), 8)
    return close(small, 1 / 3) and bool(large == pytest.approx(0.52701903275795, rel=1e-11))


QUANTITIES, LIMITS = "lqtheory.quantities", "lqtheory.limits"
#: What is checked, the module, and what is put in place of what.
CASES: dict[str, tuple[Callable[[Any], bool], str, str, str]] = {
    "the 1 of the codimension dropped": (
        threshold_of_the_slice,
        f"{QUANTITIES}.slice_levels",
        "self.second_order + 1.0",
        "self.second_order",
    ),
    "the published level for s": (
        count_of_the_cone,
        f"{QUANTITIES}.ellipsoid_cones",
        "_root(lam, weights, 2.0 * epsilon, centre))",
        "2.0 * epsilon / (centre @ centre))",
    ),
    "p and 1 - p swapped": (
        slice_of_the_linear_teacher,
        f"{LIMITS}.spectral",
        "(1.0 - p) / p, epsilon",
        "p / (1.0 - p), epsilon",
    ),
    "λ for λ² in the correction": (
        width_of_the_cone,
        f"{QUANTITIES}.ellipsoid_cones",
        "(self.eigenvalues / self.eigenvalues.max() * self.y) ** 2",
        "self.eigenvalues * self.y**2",
    ),
    "polarity forgotten behind the axis": (
        projections_are_optimal,
        "lqtheory.cones.quadratic_projection",
        "xp.where(first >= 0, xp.ones_like(first), -xp.ones_like(first))",
        "xp.ones_like(first)",
    ),
    "signs as probes": (
        probes_of_a_diagonal_vary,
        "lqtheory.curvature.probes",
        "rng.standard_normal(operator.dimension)",
        "rng.choice([-1.0, 1.0], operator.dimension)",
    ),
    "R rounded": (
        crossing_of_the_example,
        f"{LIMITS}.spectral",
        "        energy = path.energies[k]\n        s = ",
        "        energy = round(path.energies[k] ** 0.5) ** 2\n        s = ",
    ),
    "zeros added twice": (
        zeros_count_once,
        f"{LIMITS}.spectra",
        "np.full(lam.size, 1.0 / lam.size), lam.size",
        "((lam == 0) / lam.size + (1 - (lam == 0).mean()) / lam.size), lam.size",
    ),
    "every volume": (every_other_volume, f"{QUANTITIES}.kinematics", '"half_tail_sum") :: 2]', '"half_tail_sum") :]'),
    "from the codimension itself": (
        every_other_volume,
        f"{QUANTITIES}.kinematics",
        "half_tail_sum(v, m + 1)",
        "half_tail_sum(v, m)",
    ),
}


@pytest.mark.parametrize(("check", "name", "old", "new"), CASES.values(), ids=CASES)
def test_an_injected_error_is_noticed(check: Callable[[Any], bool], name: str, old: str, new: str) -> None:
    assert check(importlib.import_module(name))
    module = changed(name, old, new)
    try:
        noticed = not check(module)
    except (ArithmeticError, AssertionError, ValueError):
        noticed = True
    finally:
        del sys.modules[module.__name__]
    assert noticed
