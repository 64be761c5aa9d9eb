"""Figures to read: charts with their tables, measures with their definitions, a number taken apart, seeds checked."""
