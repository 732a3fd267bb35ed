r"""Sparse linear approximation in a general, possibly correlated dictionary (dossier ``lq_balls.md``, section 3).

Letters of this family: n number of atoms in the dictionary F (its columns f_j), theta coefficients of f = sum theta_j
f_j, v_j = |theta_j| ||f_j|| masses and V their sum, m number of atoms used, L number of largest terms kept, q exponent
of the class in (0, 1], sigma_m(f) best error with m atoms and arbitrary coefficients. Nothing is assumed about
correlations.
"""
