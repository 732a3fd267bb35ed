r"""Comparing compressibility, and risk (dossier ``lq_balls.md``, section 6).

Letters of this family: n dimension or number of samples, k number of entries kept, q and p exponents of class and
error, a orders or squared sensitivities, Q compressibility score, P weights of an architecture, b bits of a weight,
delta probability of failure, sigma standard deviation of the noise.
"""
