"""A run through the guide as few bytes, and back. Facts stand by their number, so the bytes hold for one law only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from struct import Struct
from struct import error as StructError

from asylia.briefs.guide.plan import Plan
from asylia.briefs.guide.talk import PLACE, Chosen, Reply, Talk
from asylia.lawbook.model import LawData
from asylia.logic.values import Bounds, WhyUnknown

VERSION = 1
_HEAD, _NUMBER, _CHOSEN = Struct(">BBBHHH"), Struct(">H"), Struct(">HB")
_SHARED, _FINER = 1, 2
_SILENT = (WhyUnknown.PERSON_DOES_NOT_KNOW, WhyUnknown.RATHER_NOT_SAY, WhyUnknown.NOT_YET_HAPPENED)
_NO, _YES, _CHOICE, _COUNT, _DAY, _DAYS, _SEVERAL = range(len(_SILENT), len(_SILENT) + 7)
_NOWHERE = 0xFFFF


class Unreadable(ValueError):
    """Bytes that no run through the guide makes."""


@dataclass(frozen=True)
class Packer:
    """Packs runs for one law and one plan."""

    plan: Plan
    data: LawData

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return (PLACE, *sorted(self.plan.sets), *sorted(self.data.facts))

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self._names)}

    def _choices(self, question: str) -> tuple[str, ...]:
        if question == PLACE:
            return tuple(sorted(self.data.places))
        if question in self.plan.sets:
            return tuple(choice.id for choice in self.plan.sets[question].choices)
        return self.data.facts[question].choices

    def pack(self, talk: Talk) -> bytes:
        """The bytes of a run."""
        flags = _SHARED * talk.shared | _FINER * talk.finer
        at = self._numbers[talk.at] if talk.at else _NOWHERE
        head = _HEAD.pack(VERSION, flags, talk.reached, talk.about, at, len(talk.replies))
        return head + b"".join(self._packed(name, reply) for name, reply in talk.replies.items())

    def _packed(self, name: str, reply: Reply) -> bytes:
        number = _NUMBER.pack(self._numbers[name])
        if isinstance(reply, WhyUnknown):
            return number + bytes([_SILENT.index(reply)])
        if isinstance(reply, Chosen):
            bits = sum(1 << at for at, choice in enumerate(self._choices(name)) if choice in reply.ids)
            return number + bytes([_SEVERAL]) + _CHOSEN.pack(bits, reply.not_sure)
        if isinstance(reply, bool):
            return number + bytes([_YES if reply else _NO])
        if isinstance(reply, str):
            return number + bytes([_CHOICE]) + _NUMBER.pack(self._choices(name).index(reply))
        if isinstance(reply, int):
            return number + bytes([_COUNT]) + _NUMBER.pack(reply)
        if isinstance(reply, date):
            return number + bytes([_DAY]) + _day(reply)
        assert isinstance(reply.earliest, date)
        assert isinstance(reply.latest, date)
        return number + bytes([_DAYS]) + _day(reply.earliest) + _day(reply.latest)

    def unpack(self, raw: bytes) -> Talk:
        """The run that bytes stand for. Raises Unreadable."""
        try:
            return self._unpacked(raw)
        except (StructError, IndexError, ValueError, OverflowError) as error:
            raise Unreadable(str(error)) from None

    def _unpacked(self, raw: bytes) -> Talk:
        version, flags, reached, about, at, count = _HEAD.unpack_from(raw)
        if version != VERSION or reached >= len(self.plan.phases):
            raise Unreadable("another version")
        replies: dict[str, Reply] = {}
        place = _HEAD.size
        for _ in range(count):
            name = self._names[_NUMBER.unpack_from(raw, place)[0]]
            replies[name], place = self._reply(name, raw, place + 2)
        first = replies.get(PLACE)
        return Talk(
            first if isinstance(first, str) else "",
            replies,
            "" if at == _NOWHERE else self._names[at],
            reached,
            about,
            bool(flags & _FINER),
            bool(flags & _SHARED),
        )

    def _reply(self, name: str, raw: bytes, at: int) -> tuple[Reply, int]:
        kind, at = raw[at], at + 1
        if kind < len(_SILENT):
            return _SILENT[kind], at
        if kind in (_NO, _YES):
            return kind == _YES, at
        if kind == _CHOICE:
            return self._choices(name)[_NUMBER.unpack_from(raw, at)[0]], at + 2
        if kind == _COUNT:
            return _NUMBER.unpack_from(raw, at)[0], at + 2
        if kind == _DAY:
            return _read_day(raw, at), at + 3
        if kind == _DAYS:
            return Bounds(_read_day(raw, at), _read_day(raw, at + 3)), at + 6
        if kind == _SEVERAL:
            bits, not_sure = _CHOSEN.unpack_from(raw, at)
            chosen = (choice for number, choice in enumerate(self._choices(name)) if bits >> number & 1)
            return Chosen(frozenset(chosen), bool(not_sure)), at + 3
        raise Unreadable("no such kind of answer")


def _day(day: date) -> bytes:
    return day.toordinal().to_bytes(3, "big")


def _read_day(raw: bytes, at: int) -> date:
    if len(raw) < at + 3:
        raise Unreadable("too short")
    return date.fromordinal(int.from_bytes(raw[at : at + 3], "big"))
