"""The site and the command line as their own tests have them."""

from __future__ import annotations

from tests.cli.conftest import run
from tests.site.conftest import _shipped_figures_alone, _test_environment, client

__all__ = ["_shipped_figures_alone", "_test_environment", "client", "run"]
