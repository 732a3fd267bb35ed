"""The manual: pages written by hand beside pages made from the registry, and what turns them into a site.

``python -m lqtheory.manual`` builds it into ``build/site``; it needs a checkout and the extra ``docs``.
"""
