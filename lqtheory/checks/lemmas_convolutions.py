"""Foundation lemmas on convolutions: products, submatrices, circulants, windows (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

from lqtheory.checks.lemmas import Application, _at_most, _lemma
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.quantities.small_convolutions import CONVOLUTION
from lqtheory.quantities.small_convolutions import convolution_quantity as _c
from lqtheory.relations import Relation

__all__: list[str] = []


def _of(name: str, domain: Domain, K: Any, *quantities: str) -> list[Any]:
    """Quantities of a convolution of the proof."""
    if domain.parameters.get(str(K)) != CONVOLUTION or domain.symbol(str(K)) != K:
        raise DomainError(f"{K} is not a convolution of the proof ({name})")
    return [_c(quantity)(K) for quantity in quantities]


@_lemma(
    "horn_johnson_2013",
    "section 5.6 (the spectral norm is submultiplicative)",
    "A convolution is mat(K) after the map P from images to patches, group by group: |conv| <= max |mat(K_g)| |P|.",
)
def _filters_after_patches(domain: Domain, K: Any) -> Application:
    names = ("convolution_norm", "patch_norm", "patch_extraction_norm")
    norm, patch, extraction = _of("filters_after_patches", domain, K, *names)
    return Application((), _at_most(norm, patch * extraction))


@_lemma(
    "horn_johnson_2013",
    "section 5.6 (norm of a diagonal matrix)",
    "P'P is diagonal, its entries are the numbers of windows over the pixels: |P|^2 is the largest of them.",
)
def _extraction_counts_windows(domain: Domain, K: Any) -> Application:
    extraction, windows = _of("extraction_counts_windows", domain, K, "patch_extraction_norm", "windows_over_pixel")
    return Application((), Relation(extraction**2, "=", windows))


@_lemma(
    "graham_knuth_patashnik_1994",
    "section 4.8 (residues)",
    "j d mod s takes a value for every s/gcd(s,d)-th j only: of k entries at most ceiling(k gcd(s,d)/s) meet a pixel, "
    "on each axis.",
)
def _windows_of_residues(domain: Domain, K: Any) -> Application:
    windows, overlap = _of("windows_of_residues", domain, K, "windows_over_pixel", "window_overlap")
    return Application((), _at_most(windows, overlap))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "A row of a convolution holds every entry of one filter at most once, and zeros: its l_1 norm is at most that of "
    "the filter, and the squares of all rows are at most those of the filters for every position.",
)
def _entries_once_a_row(domain: Domain, K: Any, squares: bool) -> Application:
    row, filters = _of("entries_once_a_row", domain, K, "convolution_row_norm", "filter_row_norm")
    if not squares:
        return Application((), _at_most(row, filters))
    names = ("convolution_frobenius", "output_positions", "filter_frobenius")
    whole, positions, each = _of("entries_once_a_row", domain, K, *names)
    return Application((), _at_most(whole**2, positions * each**2))


@_lemma(
    "horn_johnson_2013",
    "Corollary 7.3.6 (singular values of submatrices)",
    "On a torus as large as image and reach of the kernel together the rows that are not zero are part of a circular "
    "convolution, of which they leave out columns: |conv| <= |circ|.",
)
def _part_of_circular(domain: Domain, K: Any) -> Application:
    norm, circular = _of("part_of_circular", domain, K, "convolution_norm", "circular_norm")
    return Application((), _at_most(norm, circular))


@_lemma(
    "horn_johnson_2013",
    "section 2.2 (circulant matrices)",
    "The discrete Fourier transform is unitary and turns a circular convolution into its transfer matrices: |circ| is "
    "the largest of their norms.",
)
def _circular_by_frequencies(domain: Domain, K: Any) -> Application:
    circular, transfer = _of("circular_by_frequencies", domain, K, "circular_norm", "transfer_norm")
    return Application((), Relation(circular, "=", transfer))
