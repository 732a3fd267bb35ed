r"""Risk of compressed networks, and limits for unseen inputs (dossier ``coresets.md``, sections 4, 7 and 10).

Letters of this family: n size of a sample, k number of events on it or of candidates, r probability of the event in
tenths, d with probability of failure delta = 1/d, a with alpha = 1/a, g number of values that a score takes, Lambda
length of a code in bits, p empirical risk, c divergence or factor, R dynamic range, b bits of a value.
"""
