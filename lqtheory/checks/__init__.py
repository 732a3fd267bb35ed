"""Checks: what turns a theorem into evidence. Every name is loaded on first use."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lqtheory.checks.apply import Applied, apply
    from lqtheory.checks.attack import attack
    from lqtheory.checks.budget import Budget
    from lqtheory.checks.certify import certify, certify_relation
    from lqtheory.checks.falsify import falsify
    from lqtheory.checks.ladder import Report, check
    from lqtheory.checks.prove import prove
    from lqtheory.checks.sampling import sample_instance
    from lqtheory.checks.sharpness import sharpness, twin_is_falsified
    from lqtheory.checks.simulate import simulate

_HOME_OF = {
    "Applied": "apply",
    "Budget": "budget",
    "Report": "ladder",
    "apply": "apply",
    "attack": "attack",
    "certify": "certify",
    "certify_relation": "certify",
    "check": "ladder",
    "falsify": "falsify",
    "prove": "prove",
    "sample_instance": "sampling",
    "sharpness": "sharpness",
    "simulate": "simulate",
    "twin_is_falsified": "sharpness",
}

__all__ = [
    "Applied",
    "Budget",
    "Report",
    "apply",
    "attack",
    "certify",
    "certify_relation",
    "check",
    "falsify",
    "prove",
    "sample_instance",
    "sharpness",
    "simulate",
    "twin_is_falsified",
]


class _Checks(ModuleType):
    """Module in which ``falsify`` is the function, although a submodule of that name exists.

    The import system binds a submodule to its package under the submodule's name; here the function of the same
    name is bound instead. ``importlib.import_module("lqtheory.checks.falsify")`` still gives the submodule.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, ModuleType) and _HOME_OF.get(name) == name:
            value = getattr(value, name)
        super().__setattr__(name, value)


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'lqtheory.checks' has no attribute {name!r}")
    return getattr(import_module(f"lqtheory.checks.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


sys.modules[__name__].__class__ = _Checks
