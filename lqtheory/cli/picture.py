"""The picture of a theorem: how tight it is on random and on worst instances, against each of its parameters."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lqtheory.errors import DomainError, LqTheoryError

if TYPE_CHECKING:
    from lqtheory.tables import Table
    from lqtheory.theorem import Theorem

__all__ = ["draw_theorem", "tightness_table"]

INSTANCES = 400
#: Attempts for each instance that has to satisfy the assumptions.
ATTEMPTS = 10
ENDINGS = (".png", ".pdf", ".svg")


def tightness_table(theorem: Theorem, instances: int = INSTANCES, seed: int = 0) -> Table:
    """Ratios of the sides on sampled instances that satisfy the assumptions, and on the theorem's own worst ones.

    Parameters
    ----------
    theorem : Theorem
        A deterministic theorem with a scalar parameter.
    instances : int
        How many to sample.
    seed : int
        Root seed.

    Returns
    -------
    Table
        The scalar parameters, ``kind`` ("sampled" or "extremal") and ``ratio``; rows whose ratio is not a number are
        left out.

    Raises
    ------
    DomainError
        If the theorem has no ratio (a claim about a probability, an existence) or no scalar parameter, or if no
        instance satisfies its assumptions.
    """
    from lqtheory.checks.sampling import extremal_values, sample_instance, satisfies
    from lqtheory.claim import Claim
    from lqtheory.rng import generator_for
    from lqtheory.tables import Table

    scalars = list(theorem.domain.scalars())
    if not isinstance(theorem.claim, Claim) or theorem.claim.witness or not scalars:
        raise DomainError(f"{theorem.name} has no ratio of two sides to draw against a parameter; try another theorem")
    conditions = (*theorem.domain.where, *theorem.claim.given)
    rng = generator_for(seed, theorem.name, "picture")
    rows: list[tuple[Any, ...]] = []

    def add(kind: str, values: dict[str, Any]) -> None:
        try:
            checked = theorem.domain.validate(values, where=theorem.name)
            if satisfies(conditions, checked):
                ratio = float(theorem.ratio(**checked))
                if math.isfinite(ratio):
                    rows.append((len(rows), *(float(checked[s]) for s in scalars), kind, ratio))
        except LqTheoryError:
            return  # not computable there

    for _ in range(instances * ATTEMPTS):
        if len(rows) >= instances:
            break
        drawn = sample_instance(theorem.domain, rng)
        if theorem.extremal is not None:
            add("extremal", drawn | extremal_values(theorem.domain, theorem.extremal, {s: drawn[s] for s in scalars}))
        add("sampled", drawn)
    if not rows:
        raise DomainError(f"no sampled instance of {theorem.name} satisfies its assumptions, so there is no picture")
    return Table(("instance", *scalars, "kind", "ratio"), tuple(rows), keys=("instance",))


def draw_theorem(theorem: Theorem, path: Path) -> int:
    """Draw the tightness of a theorem and write it to a file.

    Parameters
    ----------
    theorem : Theorem
        A theorem.
    path : pathlib.Path
        PNG, PDF or SVG file to write.

    Returns
    -------
    int
        Number of instances drawn.

    Raises
    ------
    DomainError
        If the ending is another one, or the theorem has nothing to draw.
    """
    if path.suffix.lower() not in ENDINGS:
        raise DomainError(f"--figure {path} ends in {path.suffix or 'nothing'!r}; use .png, .pdf or .svg")
    from lqtheory.figures import save_as, tightness_panels

    table = tightness_table(theorem)
    save_as(tightness_panels(table, list(theorem.domain.scalars()), theorem.title), path)
    return len(table.rows)
