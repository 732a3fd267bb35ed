"""Settings of Sphinx for the manual."""

from importlib.metadata import version as version_of

project = "lqtheory"
author = "The lqtheory maintainers"
copyright = "The lqtheory maintainers, MIT licence"
version = release = version_of("lqtheory")

extensions = ["sphinx.ext.autodoc", "numpydoc", "myst_parser", "lqtheory.manual.extension"]
nitpicky = False  # types in docstrings are words for readers ("array (..., n)"), no names to look up
exclude_patterns = ["totals.txt"]
html_math_renderer = "mathml"
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
numpydoc_show_class_members = False
numpydoc_xref_param_type = False
autodoc_typehints = "none"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = "lqtheory"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_sourcelink = False
