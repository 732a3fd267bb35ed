"""Whether a theorem's own worst instance can be used: its arguments, what it returns, and the shapes of that."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import numpy as np

from lqtheory.checks.sampling import draw_scalars
from lqtheory.checks.sources import EmptyRangeError, NumpySource
from lqtheory.errors import DomainError, InputTypeError, LqTheoryError, ShapeError
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

__all__ = ["require_usable_extremal"]

#: Draws of the scalars at which it is tried.
_DRAWS = 5


def require_usable_extremal(theorem: Theorem) -> None:
    """Refuse an ``extremal`` that searches could not call, or whose values do not fit the domain.

    Parameters
    ----------
    theorem : Theorem
        The theorem; without ``extremal`` there is nothing to refuse.

    Raises
    ------
    DomainError
        Naming extremal, what it got, and what was expected. An ``extremal`` that raises a DomainError at some scalars
        is not defined there, which is no mistake.

    Examples
    --------
    >>> from lqtheory import AtMost, Domain, Integer, Source, Vector
    >>> from lqtheory.symbols import lq_norm
    >>> D = Domain(n=Integer(1, typical=(1, 3)), x=Vector("n"))
    >>> n, x = D.symbols
    >>> claim = AtMost(lq_norm(x, 2), lq_norm(x, 1))
    >>> wrong = Theorem("t", "t", "t", D, claim, Source("demo"), extremal=lambda m: np.ones(m))
    >>> try:
    ...     require_usable_extremal(wrong)
    ... except DomainError as error:
    ...     print(str(error).partition(" (t)")[0])
    extremal takes (m), and it is called with the scalars n by name
    """
    if theorem.extremal is None or theorem.domain.kind == "scalar":
        return
    names = list(theorem.domain.scalars())
    try:
        inspect.signature(theorem.extremal).bind(**dict.fromkeys(names))
    except TypeError:
        takes = ", ".join(inspect.signature(theorem.extremal).parameters)
        raise DomainError(
            f"extremal takes ({takes}), and it is called with the scalars {', '.join(names)} by name ({theorem.name}); "
            f"write extremal=lambda {', '.join(names)}: ..."
        ) from None
    except ValueError:
        pass  # built-in functions may have no signature
    rng = generator_for(0, theorem.name, "extremal")
    for _ in range(_DRAWS):
        try:
            scalars = draw_scalars(theorem.domain, NumpySource(rng))
        except EmptyRangeError:
            return
        _try(theorem, scalars)


def _try(theorem: Theorem, scalars: Mapping[str, Any]) -> None:
    assert theorem.extremal is not None
    others = [name for name in theorem.domain.parameters if name not in scalars]
    at = ", ".join(f"{name}={value}" for name, value in scalars.items())
    try:
        worst = theorem.extremal(**scalars)
    except DomainError:
        return
    except LqTheoryError:
        raise
    except Exception as error:
        raise DomainError(
            f"extremal raises {type(error).__name__}: {error} at {at} ({theorem.name}); expected {_expected(theorem)}"
        ) from error
    if not isinstance(worst, Mapping):
        if len(others) > 1:
            raise DomainError(
                f"extremal returns a {type(worst).__name__} at {at} ({theorem.name}); expected a dict with the values "
                f"of {', '.join(others)}"
            )
        worst = {others[0]: worst}
    unknown = sorted(set(worst) - set(theorem.domain.parameters))
    if unknown:
        raise DomainError(
            f"extremal returns values of {', '.join(unknown)} at {at} ({theorem.name}); expected {', '.join(others)}"
        )
    if set(others) - set(worst):
        return  # the rest is drawn
    try:
        theorem.domain.validate({**scalars, **worst}, where=theorem.name)
    except DomainError:
        return  # outside the domain at these scalars, where searches pass it over
    except (ShapeError, InputTypeError) as error:
        shapes = ", ".join(f"{name} of shape {np.shape(worst[name])}" for name in others if np.ndim(worst[name]))
        raise DomainError(
            f"extremal returns {shapes or 'no arrays'} at {at}, expected {_expected(theorem)}: {error}"
        ) from error


def _expected(theorem: Theorem) -> str:
    scalars = theorem.domain.scalars()
    return "; ".join(m.text(name) for name, m in theorem.domain.parameters.items() if name not in scalars)
