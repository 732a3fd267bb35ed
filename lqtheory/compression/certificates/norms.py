"""Upper bounds of operator norms that rounding cannot make too small."""

from __future__ import annotations

import math

import torch

from lqtheory.compression.certificates.rounding import Rounding
from lqtheory.errors import DataError, DomainError, ShapeError

__all__ = ["conv_norm_bounds", "frobenius_norm_bound", "row_norm_bound", "spectral_norm_bound"]

#: Gram matrices up to this size are factorised; beyond it cheaper bounds are used.
LARGEST_GRAM = 4096
#: Number of entries of the frequency grid times channels beyond which the torus bound is left out.
LARGEST_TORUS = 4_000_000
_DOUBLE = Rounding(torch.float64)


def spectral_norm_bound(matrix: torch.Tensor) -> float:
    r"""Upper bound of the spectral norm of a matrix, sharp to about ten digits.

    t² I − W Wᵀ is positive definite if its Cholesky factorisation succeeds in spite of the rounding errors; then
    ‖W‖ ≤ t. The least such t is sought just above the largest computed eigenvalue.

    Parameters
    ----------
    matrix : torch.Tensor, shape (rows, columns)
        Real entries.

    Returns
    -------
    float
        At least the exact norm of the stored numbers; the smallest of the verified value, the Frobenius norm and
        √(‖W‖₁ ‖W‖_∞).

    Raises
    ------
    ShapeError
        If it is not a matrix.
    DataError
        If an entry is not finite.

    Notes
    -----
    A factorisation with computed factor R is exact for a matrix at distance at most γ_{n+1} tr/(1 − γ_{n+1}) (Higham,
    Theorem 10.3; Rump 2006); forming the Gram matrix moves it by at most γ ‖W‖_F². Both are added to the shift. Never
    power iteration, which gives lower bounds. Cost O(n³) in the smaller side up to 4096, O(entries) beyond.

    References
    ----------
    Dossier lq.net.chain; higham_2002, Theorem 10.3; rump_2006.

    Examples
    --------
    >>> bound = spectral_norm_bound(torch.tensor([[1.0, 1.0], [1.0, -1.0]]))
    >>> bound >= 2**0.5, bound < 2**0.5 * (1 + 1e-8)
    (True, True)
    """
    w = _matrix(matrix, "spectral_norm_bound")
    simple = min(frobenius_norm_bound(w), _up(math.sqrt(row_norm_bound(w) * row_norm_bound(w.T)), 4))
    if min(w.shape) > LARGEST_GRAM or simple == 0:
        return simple
    scale = 2.0 ** math.frexp(float(w.abs().max()))[1]  # a power of two: scaling is exact
    w = w / scale
    if w.shape[0] > w.shape[1]:
        w = w.T
    rows, columns = w.shape
    gram = w @ w.T
    gram = (gram + gram.T) / 2
    trace = _up(float(torch.trace(gram)), rows + columns)
    top = max(float(torch.linalg.eigvalsh(gram)[-1]), 0.0)
    for margin in (1e-12, 1e-10, 1e-8, 1e-5):
        square = top * (1 + margin) + 4 * _DOUBLE.gamma(columns + 4) * trace
        shifted = square * torch.eye(rows, dtype=torch.float64, device=w.device) - gram
        _, info = torch.linalg.cholesky_ex(shifted)
        if int(info) == 0:
            room = _DOUBLE.gamma(rows + 2) / (1 - _DOUBLE.gamma(rows + 2)) * (rows * square + trace)
            gram_error = _DOUBLE.gamma(columns + 4) * trace + 4 * _DOUBLE.unit * (square + trace)
            return min(simple, scale * _up(math.sqrt(square + 2 * room + 2 * gram_error + rows * _DOUBLE.tiny), 16))
    return simple


def frobenius_norm_bound(tensor: torch.Tensor) -> float:
    """Upper bound of the root of the sum of squares.

    Examples
    --------
    >>> 5.0 <= frobenius_norm_bound(torch.tensor([3.0, 4.0])) < 5.0 + 1e-12
    True
    """
    values = tensor.detach().double().flatten()
    if values.numel() == 0:
        return 0.0
    largest = float(values.abs().max())
    if largest == 0:
        return 0.0
    scale = 2.0 ** math.frexp(largest)[1]
    return scale * _up(float(torch.linalg.vector_norm(values / scale)), values.numel() + 4)


def row_norm_bound(tensor: torch.Tensor) -> float:
    """Upper bound of the largest l_1 norm of a row (or filter), the norm from l_inf to l_inf.

    Examples
    --------
    >>> 7.0 <= row_norm_bound(torch.tensor([[3.0, -4.0], [1.0, 1.0]])) < 7.0 + 1e-12
    True
    """
    rows = tensor.detach().double().abs().flatten(1)
    return _up(float(rows.sum(1).max()), rows.shape[1]) if rows.numel() else 0.0


def conv_norm_bounds(
    kernel: torch.Tensor,
    stride: int | tuple[int, ...] = 1,
    padding: int | tuple[int, ...] = 0,
    shape: tuple[int, ...] | None = None,
    groups: int = 1,
    dilation: int | tuple[int, ...] = 1,
) -> dict[str, float]:
    r"""Upper bounds of the operator norms of a convolution in one or two dimensions with zero padding.

    patch: √(⌈h/s⌉ ⌈w/s⌉) ‖mat(K)‖; torus: max_ω ‖K̂(ω)‖ over the frequencies of a torus on which the convolution is a
    compression of a circular one (stride 1, dilation 1); row: max_o ‖K_o‖₁; fro: √(H_out W_out) ‖K‖_F.

    Parameters
    ----------
    kernel : torch.Tensor, shape (out, in / groups, height, width) or (out, in / groups, length)
        Filters.
    stride, padding, dilation : int or tuple of int
        As in ``torch.nn.Conv2d`` or ``torch.nn.Conv1d``.
    shape : tuple of int, optional
        Height and width of the images, or length of the sequences; without it the torus and Frobenius bounds are left
        out.
    groups : int
        Number of groups.

    Returns
    -------
    dict of str to float
        ``"patch"`` and ``"spectral"`` (the best bound of the l_2 norm), ``"row"`` (from l_inf to l_inf), and where the
        size is known ``"fro"`` and, for stride 1 and dilation 1, ``"torus"``.

    Raises
    ------
    ShapeError
        If the kernel has not four axes, or the images are smaller than the kernel.
    DomainError
        If ``groups`` does not divide the number of filters.

    References
    ----------
    Dossier lq.net.conv.

    Examples
    --------
    >>> bounds = conv_norm_bounds(torch.ones(1, 1, 2, 2), shape=(4, 4))
    >>> bounds["row"] >= 4, round(bounds["patch"], 6), round(bounds["torus"], 6)
    (True, 4.0, 4.0)
    """
    if kernel.ndim == 3:  # a sequence is an image of height 1
        (s,), (p,), (d,) = (_each(v, 1) for v in (stride, padding, dilation))
        image = None if shape is None else (1, *shape)
        return conv_norm_bounds(kernel.unsqueeze(2), (1, s), (0, p), image, groups, (1, d))
    if kernel.ndim != 4:
        raise ShapeError(
            f"the kernel has shape {tuple(kernel.shape)}, not (out, in, height, width) or (out, in, length) "
            "(conv_norm_bounds)"
        )
    if groups < 1 or kernel.shape[0] % groups:
        raise DomainError(f"groups={groups} does not divide the {kernel.shape[0]} filters (conv_norm_bounds)")
    (sh, sw), (ph, pw), (dh, dw) = (_each(v, 2) for v in (stride, padding, dilation))
    height, width = kernel.shape[2:]
    overlap = math.ceil(height / sh) * math.ceil(width / sw) if (dh, dw) == (1, 1) else height * width
    parts = kernel.detach().double().reshape(groups, -1, *kernel.shape[1:])
    patch = _up(math.sqrt(overlap) * max(spectral_norm_bound(part.flatten(1)) for part in parts), 4)
    found = {"patch": patch, "row": row_norm_bound(kernel)}
    if shape is not None:
        rows = (shape[0] + 2 * ph - dh * (height - 1) - 1) // sh + 1
        columns = (shape[1] + 2 * pw - dw * (width - 1) - 1) // sw + 1
        if rows < 1 or columns < 1:
            raise ShapeError(f"images of size {tuple(shape)} are smaller than the kernel {height}x{width}")
        found["fro"] = _up(math.sqrt(rows * columns) * frobenius_norm_bound(kernel), 4)
        # Output positions reach over the image by the padding; a torus of the padded size holds all of them.
        torus = (max(shape[0] + height - 1, shape[0] + 2 * ph), max(shape[1] + width - 1, shape[1] + 2 * pw))
        if (sh, sw, dh, dw) == (1, 1, 1, 1) and torus[0] * torus[1] * kernel[0].numel() * len(kernel) < LARGEST_TORUS:
            found["torus"] = max(_torus_bound(part, torus) for part in parts)
    found["spectral"] = min(found[name] for name in ("patch", "fro", "torus") if name in found)
    return found


def _torus_bound(kernel: torch.Tensor, torus: tuple[int, int]) -> float:
    """Largest norm of the transfer matrices over the frequencies of the torus, all of them, half by symmetry.

    As in :func:`spectral_norm_bound`; the fast Fourier transform has an error of order u log2(size) (Higham, Theorem
    24.2), for which 64 u log2(size) times the l_1 norms of the filters is allowed.
    """
    transfer = torch.fft.rfft2(kernel, s=torus).permute(2, 3, 0, 1).flatten(0, 1)
    if transfer.shape[1] > transfer.shape[2]:
        transfer = transfer.mH
    size, columns = transfer.shape[1:]
    gram = transfer @ transfer.mH
    gram = (gram + gram.mH) / 2
    trace = _up(float(gram.diagonal(dim1=-2, dim2=-1).real.sum(-1).max()), size + columns)
    square = float(torch.linalg.eigvalsh(gram)[:, -1].max()) * (1 + 1e-10) + 16 * _DOUBLE.gamma(columns + 4) * trace
    _, info = torch.linalg.cholesky_ex(square * torch.eye(size, dtype=gram.dtype, device=gram.device) - gram)
    if bool((info != 0).any()):
        return math.inf
    # Complex operations are a few real ones: every γ is taken four times as large as for real matrices.
    room = 4 * _DOUBLE.gamma(4 * (size + 2)) * (size * square + trace) + 16 * _DOUBLE.gamma(columns + 4) * trace
    weight = float(kernel.abs().sum(dim=(2, 3)).square().sum().sqrt())
    transform = 64 * _DOUBLE.unit * (math.log2(torus[0] * torus[1]) + 1) * weight
    return _up(math.sqrt(square + room) + transform, 64)


def _matrix(matrix: torch.Tensor, where: str) -> torch.Tensor:
    if matrix.ndim != 2:
        raise ShapeError(f"the matrix has shape {tuple(matrix.shape)}, not two axes ({where})")
    values = matrix.detach().double()
    if not bool(torch.isfinite(values).all()):
        raise DataError(f"the matrix has entries that are not finite ({where})")
    return values


def _each(value: int | tuple[int, ...], axes: int) -> tuple[int, ...]:
    return (value,) * axes if isinstance(value, int) else tuple(value)


def _up(value: float, n: int) -> float:
    """At least the exact value of a nonnegative float64 computed with n roundings."""
    return value * (1 + 2 * _DOUBLE.gamma(n + 4)) + (n * _DOUBLE.tiny if value else 0.0)
