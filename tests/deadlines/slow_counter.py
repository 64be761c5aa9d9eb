"""A slow counter of limits, written without the product's counting: it walks day by day, leaf by leaf."""

from __future__ import annotations

from datetime import date, timedelta

import holidays

from asylia.lawbook.procedure import CalendarOfPlace, Closure, CountingVersion

DAY = timedelta(days=1)


class Wall:
    """A calendar on the wall of a place: which days are struck out as rest days under a rule."""

    def __init__(self, place: CalendarOfPlace, closures: dict[str, Closure]) -> None:
        self.country = holidays.country_holidays(
            place.country, years=range(2023, 2031), categories=place.categories, language="en_US"
        )
        self.halves = place.half_days
        self.closures = closures

    def struck_out(self, day: date, rule: CountingVersion) -> bool:
        """Whether nobody works on this day under the rule."""
        worked = day in self.country.weekend_workdays
        for kind in rule.rest_days:
            match kind:
                case "saturday":
                    hit = day.isoweekday() == 6 and not worked
                case "sunday":
                    hit = day.isoweekday() == 7 and not worked
                case "public holiday":
                    name = self.country.get(day)
                    hit = name is not None and not any(half in name for half in self.halves)
                case _:
                    hit = self._closed(self.closures[kind], day)
            if hit:
                return True
        return False

    @staticmethod
    def _closed(closure: Closure, day: date) -> bool:
        if closure.start is not None and day < closure.start:
            return False
        if closure.end is not None and day > closure.end:
            return False
        if closure.every_year is None:
            return day in closure.days
        first, last = closure.every_year
        walked = date(day.year if first <= f"{day:%m-%d}" else day.year - 1, int(first[:2]), int(first[3:]))
        while f"{walked:%m-%d}" != last:
            if walked == day:
                return True
            walked += DAY
        return walked == day


def slow_end(event: date, period: str, rule: CountingVersion, wall: Wall) -> date:
    """The last day, found by walking: day by day, or month by month on the leaves of the calendar."""
    number, unit = int(period[1:-1]), period[-1]
    if unit in "DW":
        days = number * (7 if unit == "W" else 1)
        end = _walk(event, days, rule, wall, skip_rest=days <= rule.leave_out_up_to)
    else:
        end = _by_leaves(event, number * (12 if unit == "Y" else 1), rule)
    if rule.at_rest == "stays":
        return end
    while wall.struck_out(end, rule):
        end = end + DAY if rule.at_rest == "next working day" else end - DAY
    return end


def _walk(event: date, days: int, rule: CountingVersion, wall: Wall, *, skip_rest: bool) -> date:
    counted, day = 0, event if rule.first_day == "same" else event + DAY
    while True:
        if not (skip_rest and wall.struck_out(day, rule)):
            counted += 1
            if counted == days:
                return day
        day += DAY


def _by_leaves(event: date, months: int, rule: CountingVersion) -> date:
    """Tear off month after month, then look for the day in the last one."""
    start = event
    if rule.months_end == "eve" and rule.first_day == "next":
        start = event + DAY
    if rule.months_end == "same day" and rule.first_day == "same":
        start = event - DAY
    year, month = start.year, start.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    leaves = [date(year, month, 1)]
    while (leaves[-1] + DAY).month == month:
        leaves.append(leaves[-1] + DAY)
    matching = [leaf for leaf in leaves if leaf.day == start.day]
    if not matching:
        return leaves[-1]
    return matching[0] - DAY if rule.months_end == "eve" else matching[0]
