"""Foundation lemmas on norms of matrices (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

from lqtheory.checks.lemmas import Application, _at_most, _lemma
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.members import Object
from lqtheory.quantities.small_maps import map_quantity as _n
from lqtheory.quantities.small_maps import small_map

__all__: list[str] = []


def _matrix(name: str, domain: Domain, A: Any) -> None:
    member = domain.parameters.get(str(A))
    if not (isinstance(member, Object) and member.sampler is small_map) or domain.symbol(str(A)) != A:
        raise DomainError(f"{A} is not a matrix of the proof ({name})")


@_lemma(
    "horn_johnson_2013",
    "Theorem 5.6.9 (no eigenvalue is larger than a norm)",
    "|A|^2, the largest eigenvalue of A'A, is at most the largest row sum of A'A.",
)
def _eigenvalue_below_row_sum(domain: Domain, A: Any) -> Application:
    _matrix("eigenvalue_below_row_sum", domain, A)
    return Application((), _at_most(_n("full_spectral_norm")(A) ** 2, _n("gram_row_norm")(A)))


@_lemma(
    "horn_johnson_2013",
    "5.6.5 (row sums are an operator norm)",
    "Row sums are submultiplicative, and those of A' are the column sums of A: |A'A|_inf <= |A|_1 |A|_inf.",
)
def _row_sums_multiply(domain: Domain, A: Any) -> Application:
    _matrix("row_sums_multiply", domain, A)
    product = _n("full_row_norm")(A) * _n("full_column_norm")(A)
    return Application((), _at_most(_n("gram_row_norm")(A), product))
