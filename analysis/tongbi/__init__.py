"""tongbi (同比): year-over-year comparison of what official annual reports state."""

__version__ = "0.1.0"
