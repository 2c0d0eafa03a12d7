"""Figures go out: results and charts."""
