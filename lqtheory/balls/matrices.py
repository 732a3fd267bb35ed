"""Enclosures of spectral norms, eigenvalues and determinants of small matrices."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from lqtheory.balls.numbers import ball, maximum, power, sort_descending, total
from lqtheory.errors import UnsupportedError

if TYPE_CHECKING:
    from flint import arb

__all__ = ["determinant", "real_eigenvalues", "singular_values", "spectral_norm"]


def spectral_norm(rows: Sequence[Sequence[arb]]) -> arb:
    """Enclosure of the largest singular value of a matrix.

    The root of the largest eigenvalue of the smaller Gram matrix, enclosed with verified separation of eigenvalues;
    where that fails, anything from the longest column to the Frobenius norm.

    Parameters
    ----------
    rows : sequence of sequences of arb
        The matrix, at least one row and column.

    Returns
    -------
    arb
        The ball.

    Examples
    --------
    >>> bool(abs(spectral_norm([[ball(1), ball(1)], [ball(1), ball(-1)]]) - ball(2).sqrt()) < 1e-12)
    True
    """
    from flint import acb_mat

    columns = [list(column) for column in zip(*rows, strict=True)]
    short = [list(row) for row in rows] if len(rows) <= len(columns) else columns
    gram = [[total(a * b for a, b in zip(u, v, strict=True)) for v in short] for u in short]
    if all(gram[i][j].is_zero() for i in range(len(gram)) for j in range(i)):
        return power(maximum(gram[i][i] for i in range(len(gram))), Fraction(1, 2))
    try:
        values = [value.real for value in acb_mat(gram).eig(multiple=True)]
        top = maximum(values)
    except ValueError:
        longest = maximum(total(a * a for a in column) for column in columns)
        top = longest.union(total(gram[i][i] for i in range(len(gram))))
    return power(top.max(ball(0)), Fraction(1, 2))


def singular_values(rows: Sequence[Sequence[arb]]) -> list[arb]:
    """Enclosures of all singular values of a matrix, largest first.

    Roots of the eigenvalues of the smaller Gram matrix, enclosed with verified separation.

    Parameters
    ----------
    rows : sequence of sequences of arb
        The matrix, at least one row and column.

    Returns
    -------
    list of arb
        As many as the smaller dimension.

    Raises
    ------
    UnsupportedError
        If the eigenvalues cannot be enclosed at the working precision.

    Examples
    --------
    >>> [round(float(v.mid()), 12) for v in singular_values([[ball(3), ball(0)], [ball(0), ball(-4)]])]
    [4.0, 3.0]
    """
    from flint import acb_mat

    columns = [list(column) for column in zip(*rows, strict=True)]
    short = [list(row) for row in rows] if len(rows) <= len(columns) else columns
    gram = [[total(a * b for a, b in zip(u, v, strict=True)) for v in short] for u in short]
    if all(gram[i][j].is_zero() for i in range(len(gram)) for j in range(i)):
        squares = [gram[i][i] for i in range(len(gram))]
    else:
        try:
            squares = [value.real for value in acb_mat(gram).eig(multiple=True)]
        except ValueError as error:
            raise UnsupportedError(
                f"the eigenvalues of a matrix are not enclosed: {error} (singular_values)"
            ) from error
    return sort_descending([power(square.max(ball(0)), Fraction(1, 2)) for square in squares])


def determinant(rows: Sequence[Sequence[arb]]) -> arb:
    """Enclosure of a determinant.

    Parameters
    ----------
    rows : sequence of sequences of arb
        The square matrix.

    Returns
    -------
    arb
        The ball.

    Examples
    --------
    >>> float(determinant([[ball(1), ball(2)], [ball(3), ball(4)]]).mid())
    -2.0
    """
    from flint import arb_mat

    return arb_mat([list(row) for row in rows]).det()


def real_eigenvalues(rows: Sequence[Sequence[arb]]) -> list[arb]:
    """Enclosures of the eigenvalues of a matrix of which it is known that they are real and different, smallest first.

    Parameters
    ----------
    rows : sequence of sequences of arb
        The square matrix.

    Returns
    -------
    list of arb
        As many as rows.

    Raises
    ------
    UnsupportedError
        If the eigenvalues cannot be told apart at the working precision.

    Examples
    --------
    >>> [round(float(v.mid()), 12) for v in real_eigenvalues([[ball(2), ball(1)], [ball(1), ball(2)]])]
    [1.0, 3.0]
    """
    from flint import acb_mat

    if len(rows) == 1:
        return [rows[0][0]]
    try:
        found = [value.real for value in acb_mat([list(row) for row in rows]).eig()]
    except ValueError as error:
        raise UnsupportedError(f"the eigenvalues of a matrix are not enclosed: {error} (real_eigenvalues)") from error
    return sort_descending(found)[::-1]
