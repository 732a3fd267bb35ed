"""``eval`` of a cone: its statistical dimension, exact, enclosed or sampled, with the interval that holds."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from lqtheory.cli.values import as_floats
from lqtheory.errors import DomainError

if TYPE_CHECKING:
    from lqtheory.cones import Cone, Estimate

__all__ = ["SAMPLING", "dimension_of_cone", "estimate_rows", "makers"]

#: Arguments besides those of a cone, with what is taken for them; 0 samples leave out Monte Carlo where it can be.
SAMPLING: dict[str, Any] = {"samples": 0, "seed": 0, "confidence": 0.99}
#: Samples where nothing else is known.
_DEFAULT = 4000


def makers() -> dict[str, Callable[..., Cone]]:
    """Functions of numbers and lists that make a cone, by name."""
    from lqtheory import cones

    found = {name: getattr(cones, name) for name in cones.__all__}
    texts = {"weyl_chamber"}  # its kind is no number; the chambers are quantities of their own
    return {
        name: f
        for name, f in found.items()
        if inspect.isfunction(f) and str(inspect.signature(f).return_annotation) == "Cone" and name not in texts
    }


def dimension_of_cone(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of the statistical dimension of a cone.

    Parameters
    ----------
    name : str
        One of :func:`makers`.
    values : mapping
        Its arguments as they were typed, and maybe ``samples``, ``seed`` and ``confidence``.

    Returns
    -------
    dict
        As a result of ``eval``: value, interval, kind, and for samples their number, confidence and standard error.

    Raises
    ------
    DomainError
        If the arguments do not fit.
    """
    from lqtheory.cones import sampled_statistical_dimension
    from lqtheory.errors import UnsupportedError
    from lqtheory.quantities.arrays import check_count
    from lqtheory.rng import generator_for

    make = makers()[name]
    parameters = inspect.signature(make).parameters
    given = {key: value for key, value in values.items() if key in parameters}
    missing = [key for key, p in parameters.items() if p.default is p.empty and key not in given]
    unknown = [key for key in values if key not in parameters and key not in SAMPLING]
    if missing or unknown:
        problems = [f"{', '.join(n)} {what}" for n, what in ((missing, "missing"), (unknown, "unknown")) if n]
        more = ", ".join(SAMPLING)
        raise DomainError(f"{name} takes {', '.join(parameters)}, and {more}; {'; '.join(problems)} (eval)")
    chosen = SAMPLING | {key: as_floats(value) for key, value in values.items() if key in SAMPLING}
    samples, seed = (check_count(chosen[key], key, 0, None, "eval") for key in ("samples", "seed"))
    cone = make(**{key: as_floats(value) for key, value in given.items()})
    if not samples:
        try:
            return _told(cone, cone.statistical_dimension())
        except UnsupportedError:
            samples = _DEFAULT
    confidence = chosen["confidence"]
    rng = generator_for(seed, "eval", name)
    found = sampled_statistical_dimension(cone, rng=rng, samples=samples, confidence=confidence)
    return _told(cone, found) | {"confidence": float(confidence), "seed": seed}


def _told(cone: Cone, found: Estimate) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": "cone",
        "cone": cone.name,
        "value": found.value,
        "interval": [found.low, found.high],
        "found": found.kind,
        "heuristic": found.heuristic,
    }
    if found.kind == "sampled":
        told |= {"samples": found.samples, "standard_error": found.standard_error}
    return told


def estimate_rows(result: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Lines of text: the cone, the value, and the interval with what it rests on.

    Parameters
    ----------
    result : mapping
        From :func:`dimension_of_cone`.

    Returns
    -------
    list of (str, str)
    """
    low, high = result["interval"]
    rows = [("cone", result["cone"]), ("quantity", "statistical dimension")]
    if result["found"] == "exact":
        return [*rows, ("value", f"{result['value']!r} (exact, computed in floats)")]
    interval = f"[{low!r}, {high!r}]"
    if result["found"] == "enclosed":
        return [*rows, ("lies in", f"{interval}, proved"), ("guess", f"{result['value']!r}, heuristic: no bound")]
    return [
        *rows,
        ("value", f"{result['value']!r} ± {result['standard_error']:.2g} (standard error)"),
        ("lies in", f"{interval} with confidence {result['confidence']!r}"),
        ("sampled", f"{result['samples']} times, seed {result['seed']}"),
    ]
