"""How pruning errors propagate through a network: bounds of the output error, of accuracy and of loss.

Letters: L layers, counted by l; net a network z^l = W^l x^(l-1) + b^l, x^l = φ_l(z^l) with a pruned copy (tildes) and
an input; E^l = W̃^l - W^l; Λ_l the Lipschitz constant of what comes after layer l; F_l the hybrid whose first l layers
are pruned; q the exponent of a class of rows; j an output.
"""
