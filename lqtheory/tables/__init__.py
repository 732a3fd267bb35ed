"""Tidy tables: key columns first, one value per cell, exact round trip through CSV, damage noticed and named.

A table is a value. On disk it is a CSV file that any program reads, and beside it a JSON file with the names of the
key columns, a digest, and whatever metadata its maker adds. Both are replaced atomically. What cannot
be read raises :class:`DataError`.
"""

from lqtheory.errors import DataError
from lqtheory.tables.cells import Cell
from lqtheory.tables.files import read, replacing, sidecar_path, write
from lqtheory.tables.table import Table

__all__ = ["Cell", "DataError", "Table", "read", "replacing", "sidecar_path", "write"]
