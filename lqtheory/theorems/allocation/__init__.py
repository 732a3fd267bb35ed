r"""One budget of kept weights, shared by the neurons of a network (dossier ``lq_balls.md``, section 5).

Letters of this family: x, y the weights of two neurons (rows) with n and m entries, k and j their keep counts, a, b >
0 the weights of the rows in the objective, p the exponent of the error, q that of the class, t a number of kept
entries moved from one row to another; vectors a, t, k hold one number for each row. The rules and their
optimality are stated for any number of rows; exchange arguments speak of two, of which one gets more and the other less
in a competing allocation of the same budget.
"""
