"""Sampling of edges: points that layers see, sensitivities, allocation of a budget, draws, and new weights from them.

A *class* is what one neuron reads with weights of one sign (dossier coreset.sign_split); it is sparsified as a vector
of non-negative weights on non-negative points. Everything is in float64, whatever the network computes in, so that
neither the device nor the size of the batches decides a draw.
"""
