"""Rigorous arithmetic: the only room that talks to python-flint.

A *ball* is an ``arb``: a midpoint with a radius that is guaranteed to contain the true real number. Ball
vectors are plain lists of balls. Precision is an argument, set by :func:`precision` and restored on leaving.
"""

from lqtheory.balls.numbers import (
    Truth,
    ball,
    ball_vector,
    compare,
    decimal,
    enclosure,
    hull,
    hypergeometric,
    infinity,
    is_infinite,
    log,
    maximum,
    minimum,
    power,
    precision,
    sort_descending,
    total,
)

__all__ = [
    "Truth",
    "ball",
    "ball_vector",
    "compare",
    "decimal",
    "enclosure",
    "hull",
    "hypergeometric",
    "infinity",
    "is_infinite",
    "log",
    "maximum",
    "minimum",
    "power",
    "precision",
    "sort_descending",
    "total",
]
