"""How quick tongbi is, beside what else there is: ``python -m benchmarks``.

:mod:`~benchmarks.contest` lets contenders take turns, each in a fresh process; a module for each
subject says who they are; :mod:`~benchmarks.results` makes one table of what was measured.
"""
