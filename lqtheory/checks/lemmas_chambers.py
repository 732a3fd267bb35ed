"""Foundation lemmas on the generating polynomials of Weyl chambers (see :mod:`lqtheory.checks.lemmas`).

The polynomial of a chamber is a product of factors (t + e)/(1 + e); what is used of it is what one more factor does to
a weighted sum of the coefficients.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _q
from lqtheory.checks.lemmas_sums import _number, _rank
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

__all__: list[str] = []

#: chamber -> (chamber with a factor less, exponent e of the factor that leads to dimension d).
_FACTORS: dict[str, tuple[str, Callable[..., Any]]] = {
    "a": ("a", lambda d: d - 1),
    "bc": ("bc", lambda d: 2 * d - 1),
    "d": ("bc", lambda d: d - 1),
}
#: Volumes in dimension one.
_FIRST = {"a": (sp.S.Zero, sp.S.One), "bc": (sp.S.Half, sp.S.Half)}


def _volume(kind: str, *arguments: Any) -> sp.Expr:
    return _q(f"volume_of_chamber_{kind}")(*arguments)


def _weight(name: str, weight: Any, index: Any, *others: Any) -> None:
    """A weight that is finite at every index: a polynomial, or a power of something that is positive or -1."""
    if not (isinstance(index, sp.Symbol) and index.is_integer and index.is_nonnegative):
        raise DomainError(f"the index {index} is not a nonnegative integer symbol ({name})")
    if any(sp.sympify(v).has(index) for v in others):
        raise DomainError(f"the index {index} must not occur in {', '.join(map(str, others))} ({name})")
    power = weight.is_Pow and weight.exp == index and (weight.base.is_positive or weight.base == -1)
    if not (power or weight.is_polynomial(index)):
        raise DomainError(f"the weight {weight} is neither a polynomial nor a power in {index} ({name})")


@_lemma(
    "graham_knuth_patashnik_1994",
    "section 5.4 (product of polynomials)",
    "One more factor (t+e)/(1+e) of a generating polynomial: sum w(k) v'_k = (sum w(k+1) v_k + e sum w(k) v_k)/(1+e).",
)
def _chamber_factor(domain: Domain, kind: str, d: Any, weight: Any, index: Any) -> Application:
    weight, d = _number("chamber_factor", domain, weight, d)
    _rank("chamber_factor", d)
    _weight("chamber_factor", weight, index, d)
    smaller, exponent = _FACTORS[kind]
    whole = sp.Sum(weight * _volume(kind, d, index), (index, 0, d))
    shifted, plain = (
        sp.Sum(sp.powsimp(w) * _volume(smaller, d - 1, index), (index, 0, d - 1))
        for w in (weight.subs(index, index + 1), weight)
    )
    e = sp.expand(exponent(d))
    return Application((_at_most(2, d),), Relation(whole, "=", (shifted + e * plain) / (1 + e)))


@_lemma(
    "graham_knuth_patashnik_1994",
    "section 5.4 (product of polynomials)",
    "The generating polynomials of the Weyl chambers A and BC in dimension one are t and (1+t)/2.",
)
def _first_chamber(domain: Domain, kind: str, weight: Any, index: Any) -> Application:
    (weight,) = _number("first_chamber", domain, weight)
    _weight("first_chamber", weight, index)
    if kind not in _FIRST:
        raise DomainError(f"there is no chamber {kind!r} in dimension 1 (first_chamber)")
    value = sp.Add(*(share * weight.subs(index, i) for i, share in enumerate(_FIRST[kind])))
    return Application((), Relation(sp.Sum(weight * _volume(kind, 1, index), (index, 0, 1)), "=", value))


@_lemma("rudin_1976", "definition of a finite sum", "A sum to n + 1 has one term more than that to n.")
def _last_term(domain: Domain, body: Any, index: Any, low: Any, high: Any) -> Application:
    body, low, high = _number("last_term", domain, body, low, high)
    _rank("last_term", low, high)
    if not (isinstance(index, sp.Symbol) and index.is_integer) or low.has(index) or high.has(index):
        raise DomainError(f"{index} is no integer symbol, or an end depends on it (last_term)")
    if (index.is_positive and not low.is_positive) or (index.is_nonnegative and not low.is_nonnegative):
        raise DomainError(f"the index {index} is taken for larger than its lower end {low} (last_term)")
    shorter = sp.Sum(body, (index, low, high))
    longer = Relation(sp.Sum(body, (index, low, high + 1)), "=", shorter + body.subs(index, high + 1))
    return Application((_at_most(low, high + 1),), longer)
