r"""**A filter is a neuron whose points are patches**: a convolution is one row of weights at every patch.

K is a filter with c channels and k kernel entries, X an image with c channels and k+r-1 pixels. The output of the
convolution at pixel p, computed channel by channel from shifted products, is the row of the filter, unfolded, times
the patch that starts at p. So everything about classes of neurons holds of filters, with the patches of all images as
points.
"""

from typing import Any

import numpy as np

from lqtheory import Domain, Equal, Integer, Matrix, Source, Theorem, balls
from lqtheory.quantities.quantity import Quantity


def _convolved(K: Any, X: Any, p: int) -> float:
    K, X = np.asarray(K, dtype=np.float64), np.asarray(X, dtype=np.float64)
    channels = [np.convolve(x, k[::-1], mode="valid")[p - 1] for k, x in zip(K, X, strict=True)]
    return float(np.sum(channels))


def _ball_convolved(K: Any, X: Any, p: int) -> Any:
    """Polynomials: the coefficient of degree p - 1 + k - 1 of the product of X with the reversed filter."""
    total = balls.ball(0)
    for row, image in zip(K, X, strict=True):
        degree = p + len(row) - 2
        turned = row[::-1]
        terms = (image[i] * turned[degree - i] for i in range(len(image)) if 0 <= degree - i < len(turned))
        total = total + balls.total(terms)
    return total


def _neuron(K: Any, X: Any, p: int) -> float:
    K, X = np.asarray(K, dtype=np.float64), np.asarray(X, dtype=np.float64)
    return float(K.ravel() @ X[:, p - 1 : p - 1 + K.shape[1]].ravel())


def _ball_neuron(K: Any, X: Any, p: int) -> Any:
    weights = [v for row in K for v in row]
    patch = [v for row, image in zip(K, X, strict=True) for v in image[p - 1 : p - 1 + len(row)]]
    return balls.total(a * b for a, b in zip(weights, patch, strict=True))


CONVOLVED = Quantity(
    "convolved", ("K", "X", "p"), _convolved, _ball_convolved, r"(K*X)_{{{p}}}({K},{X})", integer_arguments=("p",)
)
NEURON = Quantity("patch_neuron", ("K", "X", "p"), _neuron, _ball_neuron, r"z({K},{X};{p})", integer_arguments=("p",))

D = Domain(
    c=Integer(1, typical=(1, 3)),
    k=Integer(1, typical=(1, 4)),
    r=Integer(1, typical=(1, 4)),
    p=Integer(1, "r"),
    K=Matrix("c", "k"),
    X=Matrix("c", "k+r-1"),
)
c, k, r, p, K, X = D.symbols

THEOREM = Theorem(
    name="filters_are_neurons_of_patches",
    title="Filters are neurons of patches",
    id="coreset.conv",
    statement="For a filter K of c channels and k kernel entries and an image X of k+r-1 pixels, the convolution at "
    "pixel p <= r is the unfolded filter times the patch that starts there.",
    domain=D,
    claim=Equal(CONVOLVED.symbol(K, X, p), NEURON.symbol(K, X, p)),
    source=Source("baykal_2022", "released code: unfolding of convolutions"),
    provenance="read",
    notes="One spatial direction; the patches of two are unfolded in the same way.",
)
