"""Rounding errors accounted for in advance: numbers computed in floats that are proved to lie above exact ones.

Model of arithmetic: every sum, product, quotient and root is rounded to nearest with unit u, sums of products are taken
in any order, with or without fused operations (Higham's γ_n = n u / (1 − n u)); below the smallest normal number an
absolute error of that number per operation is allowed for, which covers flushing to zero, too. The fast convolution
algorithms of vendors (Winograd, FFT) and TensorFloat-32 do not obey this model; :func:`plain_arithmetic` switches them
off.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

import torch

from lqtheory.errors import DomainError

__all__ = ["Enclosed", "Rounding", "plain_arithmetic"]


@dataclass(frozen=True)
class Rounding:
    """The rounding errors of one dtype.

    Parameters
    ----------
    dtype : torch.dtype
        ``torch.float32`` or ``torch.float64``.

    References
    ----------
    higham_2002, Lemma 3.1 and section 3.1.

    Examples
    --------
    >>> Rounding(torch.float64).gamma(10) > 10 * 2.0**-53
    True
    """

    dtype: torch.dtype

    @property
    def unit(self) -> float:
        """Unit roundoff u, half the distance of 1 to the next number."""
        return float(torch.finfo(self.dtype).eps) / 2

    @property
    def tiny(self) -> float:
        """Smallest normal number."""
        return float(torch.finfo(self.dtype).smallest_normal)

    def gamma(self, n: int) -> float:
        """γ_n = n u / (1 − n u), rounded up: relative error of n operations.

        Raises
        ------
        DomainError
            If n u is 1/4 or more: so many operations cannot be certified in this dtype.
        """
        share = n * self.unit
        if share >= 0.25:
            raise DomainError(f"{n} operations in {self.dtype} cannot be certified; use dtype=torch.float64 (Rounding)")
        return share / (1 - share) * (1 + 1e-14)

    def up(self, value: torch.Tensor, n: int) -> torch.Tensor:
        """At least the exact value of a nonnegative expression that was computed with n operations without subtraction.

        Parameters
        ----------
        value : torch.Tensor
            The computed value, in this dtype.
        n : int
            Number of roundings on the way to any entry.

        Returns
        -------
        torch.Tensor
        """
        return value * (1 + 2 * self.gamma(n + 4)) + (n + 1) * self.tiny


@dataclass(frozen=True, eq=False)
class Enclosed:
    """Computed numbers, and for each sample how far they may be from the exact ones.

    Parameters
    ----------
    value : torch.Tensor, shape (n, ...)
        Computed numbers.
    radius : torch.Tensor, shape (n,)
        At least max |value − exact| over the entries of the sample.
    """

    value: torch.Tensor
    radius: torch.Tensor

    def spread(self) -> torch.Tensor:
        """The radii, shaped to be broadcast over the entries."""
        return over(self.radius, self.value)

    def largest(self, rounding: Rounding) -> torch.Tensor:
        """At least the largest exact magnitude of each sample."""
        return rounding.up(largest_entries(self.value) + self.radius, 1)

    def euclidean(self, rounding: Rounding) -> torch.Tensor:
        """At least the exact Euclidean norm of each sample."""
        flat = self.value.flatten(1)
        # The largest entry goes into scaling, so that squares neither overflow nor underflow.
        scale = largest_entries(flat)
        scale = torch.where(scale > 0, scale, torch.ones_like(scale))
        norms = scale * torch.linalg.vector_norm(flat / scale[:, None], dim=1)
        return rounding.up(norms + flat.shape[1] ** 0.5 * self.radius, flat.shape[1] + 8)


def over(scalars: torch.Tensor, like: torch.Tensor) -> torch.Tensor:
    """Numbers for each sample, shaped to be broadcast over entries."""
    return scalars.reshape(-1, *[1] * (like.ndim - 1))


def largest_entries(values: torch.Tensor) -> torch.Tensor:
    """Largest magnitude of each sample, exactly."""
    largest: torch.Tensor = torch.linalg.vector_norm(values.flatten(1), ord=float("inf"), dim=1)
    return largest


@contextlib.contextmanager
def plain_arithmetic() -> Iterator[None]:
    """No gradients, and no kernels that break the model of arithmetic of this module; restored on leaving."""
    matmul, gpu = torch.backends.cuda.matmul, torch.cuda.is_available()
    tf32 = matmul.allow_tf32 if gpu else False
    fused = torch._C._get_mkldnn_enabled()
    torch._C._set_mkldnn_enabled(False)
    if gpu:
        matmul.allow_tf32 = False
    try:
        with torch.no_grad(), torch.backends.cudnn.flags(enabled=False, allow_tf32=False):
            yield
    finally:
        torch._C._set_mkldnn_enabled(fused)
        if gpu:
            matmul.allow_tf32 = tf32
