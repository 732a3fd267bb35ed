r"""Conic kinematics, intrinsic volumes, ellipsoids (dossier ``convex_geometry.md``, sections 3 to 5).

Letters of this family: delta statistical dimension, b = d - delta that of the polar, h deviation lambda from it, eta
probability or exponent, m codimension of a random subspace, K a cone or a sublevel set, omega squared semi-axes.
"""
