"""The shape of UNHCR's tables: columns, types, keys and codes, as UNHCR names them.

Null is "not reported or not applicable"; 0 is reported as nought, or rounded to it. The two are never merged.
"""

from __future__ import annotations

from dataclasses import dataclass

IDENTITY = ("coo_name", "coo", "coo_iso", "coa_name", "coa", "coa_iso")
"""Origin and place of asylum: name, UNHCR's code, ISO 3166 alpha-3. UNHCR's AUS is Austria: join on ISO only."""

NOT_IN_ISO = ("UNK", "XXA", "TIB", "XXX", "UKN", "STA", "XKX", "CUR", "CRB")
"""Codes of origins that ISO 3166 does not have: unknown, stateless, Tibetan and the like."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: what it must hold to be read."""

    name: str
    key: tuple[str, ...]
    """The columns that together are unique, besides `year`, `coo_iso` and `coa_iso` (and the codes behind them)."""
    counts: tuple[str, ...]
    """Whole numbers, or null."""
    first_year: int
    endpoint: str | None
    """Its path in UNHCR's public API; None where the API does not have it."""
    needed: bool = True
    """Whether a measure reads it."""
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The codes that each coded column may hold."""
    may_lack: tuple[str, ...] = ()
    """Columns that no measure reads; where a file lacks them they are null."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in the order in which they are stored."""
        return ("year", *IDENTITY, *self.key, *self.counts)


_PROCEDURES = ("G", "U", "J")
_UNITS = ("P", "C")
_LEVELS = ("FI", "AR", "FA", "RA", "JR", "EO", "IN", "NA", "TA", "SP", "CA", "BL", "TP", "TR")
_APPLICATIONS = ("N", "V", "A", "R", "NR", "J", "NA", "RA", "FA", "SP")
_AGES = ("0_4", "5_11", "12_17", "18_59", "60", "other", "total")

SHAPES = {
    shape.name: shape
    for shape in (
        Shape(
            "asylum_applications",
            ("procedure_type", "app_type", "dec_level", "app_pc"),
            ("applied",),
            2000,
            "asylum-applications",
            codes=(
                ("procedure_type", _PROCEDURES),
                ("app_type", _APPLICATIONS),
                ("dec_level", _LEVELS),
                ("app_pc", _UNITS),
            ),
        ),
        Shape(
            "asylum_decisions",
            ("procedure_type", "dec_level", "dec_pc"),
            ("dec_recognized", "dec_other", "dec_rejected", "dec_closed", "dec_total"),
            2000,
            "asylum-decisions",
            may_lack=("dec_total",),
            codes=(("procedure_type", _PROCEDURES), ("dec_level", _LEVELS), ("dec_pc", _UNITS)),
        ),
        Shape(
            "population",
            (),
            (
                "refugees",
                "asylum_seekers",
                "returned_refugees",
                "idps",
                "returned_idps",
                "stateless",
                "ooc",
                "oip",
                "hst",
            ),
            1951,
            "population",
            may_lack=("returned_refugees", "idps", "returned_idps", "stateless", "ooc", "oip", "hst"),
        ),
        Shape(
            "solutions",
            (),
            ("returned_refugees", "resettlement", "naturalisation", "returned_idps"),
            1959,
            "solutions",
            may_lack=("returned_refugees", "naturalisation", "returned_idps"),
        ),
        Shape(
            "demographics",
            ("pop_type", "location", "loc_type", "acc_type"),
            (*(f"f_{age}" for age in _AGES), *(f"m_{age}" for age in _AGES), "total"),
            2001,
            "demographics",
            needed=False,
        ),
        Shape("flows", (), ("refugees", "asylum_seekers", "refugee_like", "oip"), 1962, None, needed=False),
        Shape("idmc", (), ("total",), 1990, "idmc", needed=False),
        Shape("unrwa", (), ("total",), 1952, "unrwa", needed=False),
    )
}
"""The tables by year, origin and place of asylum."""

COUNTRIES = "countries"
COUNTRY_COLUMNS = (
    "iso_code",
    "unhcr_code",
    "name",
    "unhcr_region",
    "unsd_region",
    "unsd_subregion",
    "unsd_imregion",
)
NEEDED = (*(shape.name for shape in SHAPES.values() if shape.needed), COUNTRIES)
"""The tables that the measures read."""
TABLES = (*SHAPES, COUNTRIES)
