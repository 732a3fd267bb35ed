r"""Statistical dimensions of convex cones (dossier ``convex_geometry.md``, sections 1 and 2).

Letters of this family: d dimension, s number of nonzero entries, rho = s/d, t threshold, alpha angle of a circular
cone, b size of a block, psi the dimension of the l_1 descent cone per coordinate, phi, Phi the normal density and
distribution function, Q = 1 - Phi, u = phi(t) - t Q(t).
"""
