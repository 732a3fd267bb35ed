r"""Coresets of trained networks: accurate classes of edges, layers, networks, budgets and filters (dossier `coresets`).

Letters of this family: a class is one sign of one neuron; a >= 0 its inputs, w its weights, z = sum w_j a_j; epsilon
the relative accuracy of a class, e a relative error of inputs or outputs; m, k samples of classes, c their costs,
A = (B-1) ln(2/delta) the Bernstein coefficient; P, c the products of cancellation ratios and the costs of layers.
Optimality of an allocation is stated through its falling rates s: a competitor that costs no more at these rates,
sum s k <= sum s m, has no smaller error. Equal rates of all classes, floors and caps included, imply that for every
competitor within the budget (the Karush-Kuhn-Tucker conditions).
"""
