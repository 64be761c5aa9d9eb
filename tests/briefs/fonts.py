"""PDF needs the Noto fonts of the system: where they are missing its tests say so; in CI they must be there."""

from __future__ import annotations

import os

import pytest

from asylia.briefs.printing import FAMILIES, OF_NAMES, fonts

_MISSING = sorted({*FAMILIES.values(), *OF_NAMES.values()} - set(fonts()))

needs_fonts = pytest.mark.skipif(
    bool(_MISSING) and os.environ.get("ASYLIA_REQUIRE_FONTS") != "1",
    reason=f"no PDF without the fonts {', '.join(_MISSING)}: install fonts-noto-core and fonts-noto-cjk",
)
