"""Lints of the directory: what can be read and is yet wrong, missing, or not to be written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from asylia.directory.lints import contacts, hours, matching, records
from asylia.directory.lints.checked import Checked
from asylia.directory.lints.words import check_words
from asylia.lawbook.lints.remark import Remark

__all__ = ["LINTS", "Checked", "check_directory", "check_words"]

LINTS: tuple[Callable[[Checked], Iterator[Remark]], ...] = (
    contacts.malformed_phone,
    contacts.shown_differs_from_dialled,
    contacts.phone_of_another_country,
    contacts.wrong_from_abroad,
    contacts.wrong_type_of_phone,
    contacts.navi_dial_alone,
    contacts.short_code_from_abroad,
    contacts.malformed_web_or_mail,
    contacts.repeated_contact,
    contacts.unstructured_address,
    hours.hours_that_do_not_parse,
    hours.overlapping_hours,
    contacts.invalid_language_tag,
    records.detail_without_source,
    records.impossible_date,
    records.unlisted_source,
    records.idle_correction,
    records.name_of_staff,
    records.map_of_a_place,
    records.held_detail_shown,
    records.number_in_a_note,
    records.warned_without_note,
    records.record_date_without_page,
    records.nothing_given,
    records.need_without_help,
    matching.absent_file,
    matching.unfit_first_contact,
    matching.one_sided_border,
    matching.unreachable_area,
    matching.unknown_area,
)


def check_directory(checked: Checked) -> list[Remark]:
    """The remarks of all lints on a directory."""
    return [remark for lint in LINTS for remark in lint(checked)]
