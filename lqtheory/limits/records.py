"""What a predictor of the largest pruning ratio says, and with what error."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Interval", "Prediction"]


@dataclass(frozen=True)
class Interval:
    """A number with an interval.

    Parameters
    ----------
    value, low, high : float
        Best guess and ends, low <= value <= high.
    kind : {"exact", "enclosed", "sampled", "estimated"}
        What the interval is, see :class:`lqtheory.curvature.ErrorBar`.
    round_off : float
        How much of the interval, at either end, is due to rounding.
    """

    value: float
    low: float
    high: float
    kind: str = "exact"
    round_off: float = 0.0


@dataclass(frozen=True)
class Prediction:
    """The largest number of weights that a predictor lets be pruned.

    Parameters
    ----------
    name : str
        Of the predictor.
    count, low, high : int
        Number of pruned weights, and its values at the ends of the interval of the curvature estimate.
    prunable : int
        How many weights may be pruned.
    kind : {"exact", "enclosed", "sampled", "estimated", "no curvature"}
        What the interval is.
    status : str
        Empty, or what is special: ``infeasible``, ``everything``, ``not monotone``, ...
    note : str
        What the predictor assumes, in a few words.

    Examples
    --------
    >>> made = Prediction("jensen", 60, 58, 61, 100, "sampled")
    >>> made.ratio, made.kept_ratio(50)
    (0.6, 0.8)
    """

    name: str
    count: int
    low: int
    high: int
    prunable: int
    kind: str
    status: str = ""
    note: str = ""

    @property
    def ratio(self) -> float:
        """Pruned share of the prunable weights."""
        return self.count / self.prunable

    @property
    def interval(self) -> tuple[float, float]:
        """Ends of the interval for the ratio."""
        return self.low / self.prunable, self.high / self.prunable

    def kept_ratio(self, count: int) -> float:
        """Kept weights of the prediction over those of a measured count; near 1 where both prune much, ratios are not.

        Parameters
        ----------
        count : int
            Measured number of pruned weights, below ``prunable``.

        Returns
        -------
        float
        """
        return (self.prunable - self.count) / max(self.prunable - count, 1)
