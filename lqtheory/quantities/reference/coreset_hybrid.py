"""Ball version of the error at a number of stored edges, from its definition."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.coreset_errors import ball_bernstein_error
from lqtheory.quantities.reference.coreset_unique import ball_draws_for_unique

__all__ = ["ball_stored_sampling_error"]


def ball_stored_sampling_error(q: Any, u: Any, A: Any) -> Any:
    """Definition."""
    u, A = balls.ball(u), balls.ball(A)
    if not u > 0 or A < 0:
        raise DomainError(f"u={u}, A={A} are out of range (stored_sampling_error)")
    draws = ball_draws_for_unique(q, u)
    return ball_bernstein_error(draws, A) if draws.is_finite() else balls.ball(0)
