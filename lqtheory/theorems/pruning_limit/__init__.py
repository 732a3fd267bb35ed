r"""Limits of pruning in the quadratic model (dossier ``convex_geometry.md``, sections 6 and 7).

Letters of this family: p share of pruned weights, lam an eigenvalue of the Hessian, mu the mean eigenvalue, s a level,
x = s/(s + lam), a = R^2/(2 epsilon) with R the norm of the pruned weights and epsilon the tolerated loss, F the
published share, z the share of zero eigenvalues.
"""
