"""Theory verification for neural-network compression.

A theorem is a value; checks turn it into evidence; tables turn evidence into figures.

Every name below is loaded on first use, so that ``import lqtheory`` itself costs next to nothing.

Examples
--------
>>> import lqtheory
>>> theorem = lqtheory.find("stechkin_inequality")
>>> theorem.title
"Stechkin's inequality"
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lqtheory import (
        balls,
        checks,
        errors,
        figures,
        instances,
        networks,
        quantities,
        registry,
        rng,
        symbols,
        tables,
    )
    from lqtheory.balls import Truth
    from lqtheory.checks import Budget, check
    from lqtheory.domain import Domain, Integer, Matrix, MatrixChain, Object, Real, Vector
    from lqtheory.errors import (
        ContradictionError,
        DataError,
        DomainError,
        EvidenceError,
        InputTypeError,
        LqTheoryError,
        NormOverflowError,
        RegistryError,
        ShapeError,
        UnsupportedError,
    )
    from lqtheory.evidence import Evidence, Verdict
    from lqtheory.proof import Proof, Step
    from lqtheory.quantities.quantity import Quantity
    from lqtheory.registry import all_theorems, find, load
    from lqtheory.theorem import AtMost, Claim, Equal, Less, Probability, Source, Theorem

    __version__: str

_MODULES = (
    "balls",
    "checks",
    "errors",
    "figures",
    "instances",
    "networks",
    "quantities",
    "registry",
    "rng",
    "symbols",
    "tables",
)

_HOME_OF = {
    name: module
    for module, names in {
        "balls": "Truth",
        "checks": "Budget check",
        "domain": "Domain Integer Matrix MatrixChain Object Real Vector",
        "errors": "ContradictionError DataError DomainError EvidenceError InputTypeError LqTheoryError "
        "NormOverflowError RegistryError ShapeError UnsupportedError",
        "evidence": "Evidence Verdict",
        "proof": "Proof Step",
        "quantities.quantity": "Quantity",
        "registry": "all_theorems find load",
        "theorem": "AtMost Claim Equal Less Probability Source Theorem",
    }.items()
    for name in names.split()
}

__all__ = [
    "AtMost",
    "Budget",
    "Claim",
    "ContradictionError",
    "DataError",
    "Domain",
    "DomainError",
    "Equal",
    "Evidence",
    "EvidenceError",
    "InputTypeError",
    "Integer",
    "Less",
    "LqTheoryError",
    "Matrix",
    "MatrixChain",
    "NormOverflowError",
    "Object",
    "Probability",
    "Proof",
    "Quantity",
    "Real",
    "RegistryError",
    "ShapeError",
    "Source",
    "Step",
    "Theorem",
    "Truth",
    "UnsupportedError",
    "Vector",
    "Verdict",
    "__version__",
    "all_theorems",
    "balls",
    "check",
    "checks",
    "errors",
    "figures",
    "find",
    "instances",
    "load",
    "networks",
    "quantities",
    "registry",
    "rng",
    "symbols",
    "tables",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        value: object = version("lqtheory")
    elif name in _MODULES:
        return import_module(f"lqtheory.{name}")
    elif name in _HOME_OF:
        value = getattr(import_module(f"lqtheory.{_HOME_OF[name]}"), name)
    else:
        raise AttributeError(f"module 'lqtheory' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
