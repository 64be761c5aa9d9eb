"""What the form of the directory asks for: read from a POST body, never from an address, and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

from asylia.directory.match_wish import NO_PERMIT, Wish
from asylia.directory.words import audience_name
from asylia.languages.texts import Texts
from asylia.site.directory.show import now_at
from asylia.site.directory_data import directory

_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, in words."""

    field: str
    text: str


@dataclass(frozen=True)
class Asked:
    """The fields as sent, to fill the form again."""

    place: str = ""
    needs: tuple[str, ...] = ()
    speaks: str = ""
    near: str = ""
    """A place and an area, as JP/tokyo."""
    who: tuple[str, ...] = ()
    deadline: str = ""
    threat: bool = False
    no_permit: bool = False
    faults: tuple[Fault, ...] = field(default=())

    def wish(self) -> Wish:
        """The same for matching; only of fields without faults."""
        moment = now_at(self.place)
        return Wish(
            place=self.place,
            day=moment.date(),
            needs=self.needs,
            audience=(*self.who, *([NO_PERMIT] if self.no_permit else [])),
            languages=(self.speaks,) if self.speaks else (),
            near=self.near.partition("/")[2],
            moment=moment,
            deadline=date.fromisoformat(self.deadline) if self.deadline else None,
            own_state=self.threat,
        )


def asked_in(sent: QueryDict, said: Texts) -> Asked:
    """The form as sent, with its faults in words. What no form of ours can send is refused as a whole."""
    held = directory()
    place, near = sent.get("place", ""), sent.get("near", "")
    needs, who = tuple(dict.fromkeys(sent.getlist("need"))), tuple(dict.fromkeys(sent.getlist("who")))
    speaks, deadline = sent.get("speaks", ""), sent.get("deadline", "").strip()[:40]
    _refuse_unless(place in ("", *held.timezones))
    _refuse_unless(set(needs) <= set(held.taxonomy.needs))
    _refuse_unless(set(who) <= set(held.taxonomy.audiences))
    _refuse_unless(speaks in ("", *held.matching.languages))
    of, _, area = near.partition("/")
    _refuse_unless(not near or (of in held.timezones and area in held.areas.at(of).areas))
    no_permit = "no_permit" in sent
    faults = []
    if not place:
        faults.append(Fault("place", said.word("help_choose_place")))
    elif near and of != place:
        faults.append(Fault("near", said.word("help_area_of_another_place")))
    if deadline and not _is_day(deadline):
        faults.append(Fault("deadline", said.word("law_day_mistyped")))
    if two := held.matching.contradiction((*who, *([NO_PERMIT] if no_permit else []))):
        first, second = (audience_name(code, held.taxonomy, said) for code in two)
        faults.append(Fault("who", said.word("help_not_both", first=first, second=second)))
    return Asked(place, needs, speaks, near, who, deadline, "threat" in sent, no_permit, tuple(faults))


def _refuse_unless(known: bool) -> None:  # reads as a sentence where it is called
    if not known:
        raise SuspiciousOperation


def _is_day(text: str) -> bool:
    try:
        return _FIRST <= date.fromisoformat(text) <= _LAST
    except ValueError:
        return False
