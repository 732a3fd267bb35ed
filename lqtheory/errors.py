"""Every error this package raises on purpose, all under :class:`LqTheoryError`.

An error text says, in this order: what was given, what is allowed, where, and what to do.
"""

__all__ = [
    "ContradictionError",
    "DataError",
    "DomainError",
    "EvidenceError",
    "InputTypeError",
    "LqTheoryError",
    "NormOverflowError",
    "RegistryError",
    "ShapeError",
    "UnsupportedError",
]


class LqTheoryError(Exception):
    """Base class of all errors raised on purpose by this package."""


class DomainError(LqTheoryError, ValueError):
    """A value lies outside the domain on which a quantity or theorem is defined.

    Parameters
    ----------
    text : str
        What is wrong.
    amount : float
        How far outside it lies; ``nan`` where that is no number.
    """

    def __init__(self, text: str = "", amount: float = float("nan")) -> None:
        super().__init__(text)
        self.amount = amount


class InputTypeError(LqTheoryError, TypeError, ValueError):
    """A value has the wrong type: a bool or a string where a number is needed, a float where a count is.

    It is a ``ValueError``, too, so that one ``except ValueError`` catches every input that is refused.
    """


class ShapeError(LqTheoryError, ValueError):
    """An array has the wrong shape."""


class NormOverflowError(LqTheoryError, OverflowError):
    """A finite quantity does not fit into a float64; its logarithm does."""


class UnsupportedError(LqTheoryError, NotImplementedError):
    """The quantity has no ball or no symbolic form, so the requested check cannot be made."""


class RegistryError(LqTheoryError, LookupError):
    """An unknown name (with a suggestion), a duplicate, or a theorem file that cannot be used."""


class EvidenceError(LqTheoryError, ValueError):
    """A stored evidence record has the wrong schema or belongs to another version of its theorem."""


class DataError(LqTheoryError, RuntimeError):
    """A data set or a file of weights is missing, unreadable, or refused."""


class ContradictionError(LqTheoryError, RuntimeError):
    """Two checkers disagree about the same statement: one of them is wrong."""
