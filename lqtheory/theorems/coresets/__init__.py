r"""Coresets of trained networks: accurate classes of edges, layers, networks, budgets and filters (dossier `coresets`).

Letters of this family: a class is one sign of one neuron; a >= 0 its inputs, w its weights, z = sum w_j a_j; epsilon
the relative accuracy of a class, e a relative error of inputs or outputs; m, k samples of classes, c their costs,
A = (B-1) ln(2/delta) the Bernstein coefficient; P, c the products of cancellation ratios and the costs of layers.
Optimality of an allocation is stated through its falling rates s: a competitor that costs no more at these rates,
sum s k <= sum s m, has no smaller error. Equal rates of all classes, floors and caps included, imply that for every
competitor within the budget (the Karush-Kuhn-Tucker conditions).

In theorems on one class (moments, tails, counts): n number of its edges, v_j = w_j a_j(x) their products at a point x
and z = sum v_j, s positive scores and q = s/sum s the distribution edges are drawn from, m number of draws, c their
counts, the estimate z^ = (1/m) sum c_j v_j/q_j; g_j = v_j/z relative importance, B = max g_j/q_j range of a term, S
total sensitivity (for s_j = max_x g_j(x) and x in the sample B <= S), delta probability of failure.
"""
