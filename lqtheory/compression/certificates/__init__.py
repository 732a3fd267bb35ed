"""Certificates: how much a pruned network can differ from the original one, with rounding accounted for.

Certificates of a sample (:func:`network_bounds` and what rests on it) and statements about unseen inputs
(:func:`unseen_accuracy`, :func:`conformal_radius`, :func:`tolerance_radius`, :func:`certify_unseen`) are different
things and never mixed.
"""

from lqtheory.compression.certificates.attribution import LayerAttribution, attribute_error
from lqtheory.compression.certificates.bounds import BOUNDS, network_bounds
from lqtheory.compression.certificates.held_out import UnseenCertificates, certify_unseen
from lqtheory.compression.certificates.margins import (
    certified_accuracy,
    certified_correct,
    certified_unchanged,
    cross_entropy_degradation,
    squared_risk_bound,
)
from lqtheory.compression.certificates.norms import (
    conv_norm_bounds,
    frobenius_norm_bound,
    row_norm_bound,
    spectral_norm_bound,
)
from lqtheory.compression.certificates.record import NetworkBounds
from lqtheory.compression.certificates.unseen import conformal_radius, tolerance_radius, unseen_accuracy

__all__ = [
    "BOUNDS",
    "LayerAttribution",
    "NetworkBounds",
    "UnseenCertificates",
    "attribute_error",
    "certified_accuracy",
    "certified_correct",
    "certified_unchanged",
    "certify_unseen",
    "conformal_radius",
    "conv_norm_bounds",
    "cross_entropy_degradation",
    "frobenius_norm_bound",
    "network_bounds",
    "row_norm_bound",
    "spectral_norm_bound",
    "squared_risk_bound",
    "tolerance_radius",
    "unseen_accuracy",
]
