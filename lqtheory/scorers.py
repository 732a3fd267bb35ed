"""Sparsity of fitted models in the convention of scikit-learn: a callable of (estimator, X, y), larger is better."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, InputTypeError
from lqtheory.quantities.arrays import check_exponent
from lqtheory.quantities.sparsity_indices import effective_sparsity, gini, hoyer, pqi, si

__all__ = ["INDICES", "SparsityScorer", "sparsity_scorer"]

#: Names of indices, each with the exponents it has; those with "neg_" are negated, so that larger is sparser.
INDICES: Mapping[str, tuple[str, ...]] = {
    "gini": (),
    "hoyer": (),
    "pqi": ("p", "q"),
    "si": ("q",),
    "neg_effective_sparsity": ("q", "p"),
    "zeros": (),
}
_DEFAULTS: Mapping[str, Mapping[str, float]] = {
    "si": {"q": 0.5},
    "pqi": {"p": 1.0, "q": 2.0},
    "neg_effective_sparsity": {"q": 0.5, "p": 2.0},
}
_MEASURES: Mapping[str, Callable[..., Any]] = {"gini": gini, "hoyer": hoyer, "pqi": pqi, "si": si}
_ATTRIBUTES = ("coef_", "coefs_", "components_")


@dataclass(frozen=True)
class SparsityScorer:
    """A scorer that looks at the coefficients of a fitted estimator and at no data.

    Parameters
    ----------
    index : str
        A name of :data:`INDICES`.
    exponents : tuple of (str, float)
        Exponents of the index by name.
    attribute : str
        Attribute that holds the coefficients; by default ``coef_``, ``coefs_`` or ``components_``.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> SparsityScorer("zeros")(SimpleNamespace(coef_=[0.0, 3.0, 0.0, 1.0]))
    0.5
    """

    index: str
    exponents: tuple[tuple[str, float], ...] = ()
    attribute: str = ""

    def __call__(self, estimator: Any, X: Any = None, y: Any = None) -> float:
        """Index of all coefficients of the estimator as one vector.

        Parameters
        ----------
        estimator : object
            A fitted estimator, or a pipeline or a search that ends in one.
        X, y : object
            Not looked at; scorers are called with them.

        Returns
        -------
        float
            Larger is sparser.

        Raises
        ------
        InputTypeError
            If the estimator has no such attribute.
        DomainError
            If the coefficients are all zero, where the index has no value, or not finite.
        """
        vector = _coefficients(estimator, self.attribute)
        given = dict(self.exponents)
        if self.index == "zeros":
            return float(np.mean(vector == 0.0))
        if not vector.any():
            raise DomainError(
                f"index={self.index!r} has no value where all {vector.size} coefficients are zero (sparsity_scorer); "
                'regularise less, or use index="zeros", which is 1 there'
            )
        if self.index == "neg_effective_sparsity":
            return -float(effective_sparsity(vector, **given))
        return float(_MEASURES[self.index](vector, **given))


def sparsity_scorer(index: str, *, attribute: str = "", **exponents: float) -> SparsityScorer:
    """A scorer for ``cross_validate``, ``GridSearchCV`` and all others that take ``scoring=``.

    Parameters
    ----------
    index : {"gini", "hoyer", "pqi", "si", "neg_effective_sparsity", "zeros"}
        What is measured; ``"zeros"`` is the share of coefficients that are zero.
    attribute : str
        Attribute of the estimator with the coefficients, one array or a list of them.
    **exponents : float
        ``q`` of ``"si"`` (0.5), ``p`` and ``q`` of ``"pqi"`` (1, 2), ``q`` and ``p`` of ``"neg_effective_sparsity"``
        (0.5, 2), as in :mod:`lqtheory.quantities.sparsity_indices`.

    Returns
    -------
    SparsityScorer
        It can be pickled, so that searches may run in parallel.

    Raises
    ------
    DomainError
        If there is no such index, or it has no such exponent.
    InputTypeError
        If an exponent is not a number.

    References
    ----------
    Dossier lq.gini, lq.hoyer, lq.pqi, lq.si, lq.effs.

    Examples
    --------
    >>> from sklearn.linear_model import Lasso
    >>> from sklearn.model_selection import cross_val_score
    >>> X = np.random.default_rng(0).standard_normal((60, 8))
    >>> y = X[:, 0]
    >>> float(cross_val_score(Lasso(alpha=0.5), X, y, scoring=sparsity_scorer("zeros"), cv=3).mean())
    0.875
    """
    if index not in INDICES:
        raise DomainError(f"index={index!r} is not one of {', '.join(INDICES)} (sparsity_scorer)")
    allowed = INDICES[index]
    for name in exponents:
        if name not in allowed:
            known = f"expected {' and '.join(allowed)}" if allowed else "it has none"
            raise DomainError(f"{name}={exponents[name]!r} is no exponent of {index} (sparsity_scorer); {known}")
    chosen = {
        name: check_exponent(exponents.get(name, _DEFAULTS[index][name]), name, "sparsity_scorer", infinite=True)
        for name in allowed
    }
    return SparsityScorer(index, tuple(chosen.items()), attribute)


def _coefficients(estimator: Any, attribute: str) -> np.ndarray:
    last = estimator
    while hasattr(last, "best_estimator_") or hasattr(last, "named_steps"):  # searches and pipelines, in any nesting
        last = last.best_estimator_ if hasattr(last, "best_estimator_") else last[-1]
    names = (attribute,) if attribute else _ATTRIBUTES
    found = next((getattr(last, name) for name in names if hasattr(last, name)), None)
    if found is None:
        raise InputTypeError(
            f"estimator={type(last).__name__} has no {' or '.join(names)} (sparsity_scorer); expected a fitted "
            "estimator with coefficients, or name theirs with attribute="
        )
    parts = found if isinstance(found, (list, tuple)) and any(np.ndim(part) for part in found) else [found]
    dense = [getattr(part, "toarray", lambda part=part: part)() for part in parts]
    vectors = [np.asarray(part, np.float64).ravel() for part in dense]
    return np.concatenate(vectors)
