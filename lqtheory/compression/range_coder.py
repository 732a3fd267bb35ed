"""An exact range coder: integers with known totals, and sequences whose counts are known, to bytes and back.

Uniform integers cost log2(total) bits. A sequence with given counts of its symbols is coded by drawing without
replacement: each symbol with the share of its kind among those that are left, so that all sequences of one type cost
the same, the logarithm of their number (enumerative coding). Symbols are decided bit by bit in a tree of counts. All
arithmetic is on integers; what the divisions of the range lose is below 2^-24 bits for each decision, and the last
bytes cost at most 16 bits.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lqtheory.errors import DataError, DomainError

__all__ = ["MOST", "Decoder", "Encoder"]

_WIDTH = 64
_LEAST = 1 << (_WIDTH - 8)
_MASK = (1 << _WIDTH) - 1
#: Largest total of one decision.
MOST = 1 << 32


class Encoder:
    """Writes integers into bytes.

    Examples
    --------
    >>> encoder = Encoder()
    >>> encoder.integer(5, 10); encoder.sequence([0, 1, 1, 0], [2, 2])
    >>> decoder = Decoder(encoder.finish())
    >>> decoder.integer(10), decoder.sequence([2, 2]).tolist()
    (5, [0, 1, 1, 0])
    """

    def __init__(self) -> None:
        self._low, self._range = 0, 1 << _WIDTH
        self._bytes = bytearray()

    def integer(self, value: int, total: int) -> None:
        """Write one of the integers 0, ..., total - 1, all of them equally likely.

        Parameters
        ----------
        value, total : int
            The integer, and how many there are, at most 2^32.

        Raises
        ------
        DomainError
            If the value is not one of them, or there are too many.
        """
        if not 0 <= value < total <= MOST:
            raise DomainError(f"value={value} is outside 0..{total - 1}, or total={total} above {MOST} (Encoder)")
        self._write(value, 1, total)

    def sequence(self, symbols: Iterable[int], counts: Iterable[int]) -> None:
        """Write a sequence of symbols whose counts the decoder knows.

        Parameters
        ----------
        symbols : iterable of int
            Symbols 0, 1, ..., as many of each as ``counts`` says.
        counts : iterable of int
            Number of times each symbol occurs.

        Raises
        ------
        DomainError
            If the symbols do not have these counts, or there are more than 2^32.
        """
        values, numbers = np.asarray(list(symbols), dtype=np.int64), [int(count) for count in counts]
        found = np.bincount(values, minlength=len(numbers)).tolist() if values.size else [0] * len(numbers)
        if found != numbers or values.size > MOST:
            raise DomainError(f"the counts of the symbols are {found}, not {numbers} (Encoder)")
        tree, leaves = _tree(numbers)
        for symbol in values.tolist():
            node, stop = 1, leaves + symbol
            for shift in range(stop.bit_length() - 2, -1, -1):
                left, total, right = tree[2 * node], tree[node], stop >> shift & 1
                if 0 < left < total:
                    self._write(left if right else 0, total - left if right else left, total)
                tree[node] = total - 1
                node = 2 * node + right
            tree[node] -= 1

    def _write(self, start: int, size: int, total: int) -> None:
        step = self._range // total
        self._low += step * start
        self._range = self._range - step * start if start + size == total else step * size
        if self._low > _MASK:
            self._carry()
        while self._range < _LEAST:
            self._bytes.append(self._low >> (_WIDTH - 8))
            self._low = self._low << 8 & _MASK
            self._range <<= 8

    def _carry(self) -> None:
        self._low &= _MASK
        place = len(self._bytes) - 1
        while self._bytes[place] == 255:
            self._bytes[place] = 0
            place -= 1
        self._bytes[place] += 1

    def finish(self) -> bytes:
        """The bytes: as few as name a point of the range that is left, without zeros at the end.

        Returns
        -------
        bytes
            May be empty.
        """
        for kept in range(_WIDTH // 8 + 1):
            unit = 1 << (_WIDTH - 8 * kept)
            point = -(-self._low // unit) * unit
            if point < self._low + self._range:
                break
        self._low = point
        if self._low > _MASK:
            self._carry()
        tail = self._low.to_bytes(_WIDTH // 8, "big")[:kept]
        return bytes(self._bytes + tail).rstrip(b"\0")


class Decoder:
    """Reads what an :class:`Encoder` wrote, in the same order and with the same totals and counts.

    Parameters
    ----------
    data : bytes
        What it wrote; beyond the end there are zeros.
    """

    def __init__(self, data: bytes) -> None:
        self._data, self._at, self._range = data, _WIDTH // 8, 1 << _WIDTH
        self._code = int.from_bytes(data[: _WIDTH // 8].ljust(_WIDTH // 8, b"\0"), "big")

    def integer(self, total: int) -> int:
        """One of the integers 0, ..., total - 1.

        Parameters
        ----------
        total : int
            How many there are.

        Returns
        -------
        int

        Raises
        ------
        DomainError
            If there are more than 2^32.
        """
        if not 0 < total <= MOST:
            raise DomainError(f"total={total} is outside 1..{MOST} (Decoder)")
        value = self._place(total)
        self._remove(value, 1, total)
        return value

    def sequence(self, counts: Iterable[int]) -> np.ndarray:
        """A sequence with known counts of its symbols.

        Parameters
        ----------
        counts : iterable of int
            Number of times each symbol occurs.

        Returns
        -------
        array of int64
        """
        numbers = [int(count) for count in counts]
        tree, leaves = _tree(numbers)
        symbols = np.empty(sum(numbers), dtype=np.int64)
        for i in range(len(symbols)):
            node = 1
            while node < leaves:
                left, total = tree[2 * node], tree[node]
                right = left == 0
                if 0 < left < total:
                    right = self._place(total) >= left
                    self._remove(left if right else 0, total - left if right else left, total)
                tree[node] = total - 1
                node = 2 * node + right
            tree[node] -= 1
            symbols[i] = node - leaves
        return symbols

    def finish(self) -> None:
        """Check that nothing is left to read.

        Raises
        ------
        DataError
            If there are more bytes than were needed: the data were not written for this network.
        """
        if len(self._data) > self._at:
            raise DataError(f"{len(self._data) - self._at} bytes are left over (Decoder); the data belong elsewhere")

    def _place(self, total: int) -> int:
        return min(self._code // (self._range // total), total - 1)

    def _remove(self, start: int, size: int, total: int) -> None:
        step = self._range // total
        self._code -= step * start
        self._range = self._range - step * start if start + size == total else step * size
        while self._range < _LEAST:
            following = self._data[self._at] if self._at < len(self._data) else 0
            self._code = self._code << 8 | following
            self._at += 1
            self._range <<= 8


def _tree(counts: list[int]) -> tuple[list[int], int]:
    """Sums of counts in a binary tree, node i over nodes 2i and 2i + 1, and where the leaves begin."""
    leaves = 1 << max(0, len(counts) - 1).bit_length()
    tree = [0] * leaves + counts + [0] * (leaves - len(counts))
    for node in range(leaves - 1, 0, -1):
        tree[node] = tree[2 * node] + tree[2 * node + 1]
    return tree, leaves
