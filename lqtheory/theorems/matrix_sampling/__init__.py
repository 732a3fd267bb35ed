r"""Matrices whose entries are sampled without regard to data, and other baselines (dossier ``coresets.md``, section 8).

Letters of this family: x entries of the matrix that are not 0, w numbers to which their probabilities are proportional,
n number of entries or d_1 + d_2, s number of draws, L = ln(n/delta), v variance and R range of matrix Bernstein, a norm
of a row, zeta level of the distribution of rows.
"""
