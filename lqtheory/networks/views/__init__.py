"""A network seen as vectors, matrices and chains of linear maps.

Views share memory with the network: they are detached tensors on its device, in its dtype.
"""

from lqtheory.networks.views.chains import Chain, chain_views
from lqtheory.networks.views.checkpoints import Checkpoint
from lqtheory.networks.views.folding import check_folding, fold_batch_norm, folded_parts
from lqtheory.networks.views.layers import LayerView, NetworkView, Skipped
from lqtheory.networks.views.listing import is_transposed_linear, iter_views, no_layers, tensor_views
from lqtheory.networks.views.residual import Residual
from lqtheory.networks.views.sequence import affine_parts, network_parts
from lqtheory.networks.views.weights import read_state_dict

__all__ = [
    "Chain",
    "Checkpoint",
    "LayerView",
    "NetworkView",
    "Residual",
    "Skipped",
    "affine_parts",
    "chain_views",
    "check_folding",
    "fold_batch_norm",
    "folded_parts",
    "is_transposed_linear",
    "iter_views",
    "network_parts",
    "no_layers",
    "read_state_dict",
    "tensor_views",
]
