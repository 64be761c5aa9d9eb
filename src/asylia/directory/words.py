"""The directory's words for a reader: needs, audiences, kinds and phrases in a language; days and hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from asylia.directory.model import WEEKDAYS, Directory, Schedule
from asylia.directory.taxonomy import Need, Taxonomy
from asylia.languages.texts import Texts, hash_of_wording

PHRASE = "phrase."
DASH = "–"
WHOLE_DAY = f"00:00{DASH}24:00"


def wordings_followed(taxonomy: Taxonomy) -> Mapping[str, tuple[str, ...]]:
    """The English wordings that each entry of `languages/<code>/directory.yaml` follows, by the name of the entry."""
    return {
        **{f"need.{need.code}": (need.en, need.plain) for need in taxonomy.needs.values()},
        **{f"audience.{audience.code}": (audience.en,) for audience in taxonomy.audiences.values()},
        **{f"kind.{kind.code}": (kind.en,) for kind in taxonomy.kinds.values()},
    }


def stamps_of(taxonomy: Taxonomy) -> Mapping[str, str]:
    """What `of` of each entry must be to follow the wording of today."""
    return {name: hash_of_wording(*wordings) for name, wordings in wordings_followed(taxonomy).items()}


def need_name(need: Need, said: Texts) -> str:
    """The short name of a need, as in lists."""
    return said.filed(f"need.{need.code}", need.en)


def need_plain(need: Need, said: Texts) -> str:
    """The need as a person would say it."""
    return said.filed(f"need.{need.code}", need.plain, "plain")


def audience_name(code: str, taxonomy: Taxonomy, said: Texts) -> str:
    """For whom a service is."""
    return said.filed(f"audience.{code}", taxonomy.audiences[code].en)


def kind_name(code: str, taxonomy: Taxonomy, said: Texts) -> str:
    """What sort of body an organisation is."""
    return said.filed(f"kind.{code}", taxonomy.kinds[code].en)


def phrase(text: str, said: Texts) -> str:
    """A cost, an area, what is open or the status of a service; what no language has stays English and marked."""
    return said.filed(f"{PHRASE}{text}", text) if text else ""


def phrases_shown(directory: Directory) -> Iterator[tuple[str, str, int]]:
    """Every cost, area, status and name of what is open that readers see, with the file and line of its first place."""
    met: set[str] = set()
    for organization in directory.shown():
        for service in organization.services:
            status = "" if service.is_given else service.status
            for text in (service.cost, service.area, status):
                if text and text not in met:
                    met.add(text)
                    yield text, organization.file, service.line
        named = {service.id for service in organization.services}
        for schedule in organization.schedules:
            text = schedule.applies_to
            if text not in met | named:
                met.add(text)
                yield text, organization.file, schedule.line


def hours_in_words(schedule: Schedule, day_names: Sequence[str]) -> str:
    """Days and hours, such as "Mon–Fri 09:00–18:00"; empty where the file has neither. Names run from Monday."""
    return " ".join(filter(None, (days_in_words(schedule, day_names), hours_of_day(schedule))))


def hours_of_day(schedule: Schedule) -> str:
    """From when to when, such as "09:00–18:00", in the time of the place; a whole day is "00:00–24:00"."""
    if schedule.is_whole_day:
        return WHOLE_DAY
    return DASH.join(f"{at:%H:%M}" for at in (schedule.opens_at, schedule.closes_at) if at)


def day_names_in(said: Texts) -> tuple[str, ...]:
    """The short names of the days from Monday."""
    return tuple(said.word(f"directory_day_{code.lower()}") for code in WEEKDAYS)


def days_in_words(schedule: Schedule, names: Sequence[str]) -> str:
    """The days, such as "Mon–Fri": three in a row, or more, are said as first and last.

    A weekday of a month stands with its number before it.
    """
    codes = schedule.byday
    if not set(codes) <= set(WEEKDAYS):
        return ", ".join(code[:-2] + (" " if code[:-2] else "") + names[WEEKDAYS.index(code[-2:])] for code in codes)
    runs: list[list[int]] = []
    for at in sorted(WEEKDAYS.index(code) for code in codes):
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    said = (
        DASH.join((names[run[0]], names[run[-1]])) if len(run) > 2 else ", ".join(names[at] for at in run)
        for run in runs
    )
    return ", ".join(said)
