"""Benchmarks: times as ratios to a reference of the same run. `python -m bench` runs them all."""

import os

# The bench of the case form asks for pages in its own process; settings are read when the first page is imported.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asylia.site.settings")
