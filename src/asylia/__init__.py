"""asylia: every way to protection open to a person, at a date, from facts that are partly unknown."""

__version__ = "0.1.0"
