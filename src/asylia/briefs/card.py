"""A card of one organisation in two languages: the reader's, and that of the place, to show at a counter.

What the directory has in English only stays English and says so. An address is never translated: a wrong one is worse
than one in other letters; where a shelter is, or may be, none is printed. Nothing held back has a card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from asylia.briefs.card_parts import SAME_EVERYWHERE, Card, Entry, Part, Section, is_marked
from asylia.briefs.contact_lines import TALKS, dialled
from asylia.briefs.reader import Reader, direction_of, own_name, reader_at
from asylia.directory.ages import Age, State, age_in_words, oldest
from asylia.directory.dialling import from_abroad, number_at
from asylia.directory.model import Address, Detail, Directory, Organization, Phone, Schedule, in_one_line
from asylia.directory.readers import ages_shown, instead_of, shown_addresses
from asylia.directory.words import days_in_words, hours_of_day
from asylia.languages.directions import apart
from asylia.languages.texts import ORIGINAL, Texts


def cards_of(
    directory: Directory, organization: Organization, reader: Reader, today: date, place: str | None = None
) -> tuple[Card, ...]:
    """The cards of an organisation: at one place, or one for each language of its places.

    The caller has made sure that readers may see it: `organization_shown`, or `Directory.shown`.
    """
    by_language: dict[str, Reader] = {}
    for code in [place] if place else organization.jurisdictions:
        local = reader_at(code)
        by_language.setdefault(local.said.language, local)
    return tuple(_Making(directory, organization, reader, local, today, place).card() for local in by_language.values())


@dataclass(frozen=True)
class _Making:
    """A card while it is made."""

    directory: Directory
    organization: Organization
    reader: Reader
    local: Reader
    today: date
    place: str | None
    """The one it is for; None for all at which the language is read."""

    def card(self) -> Card:
        closed = self.organization.closed
        sections = self._closed() if closed else (*self._sections(), *self._shown_there(), *self._pages())
        sections = (Section("words", (), tuple(self._without_words())), *sections)
        kept = tuple(section for section in sections if section.entries)
        kind = self._filed_both(f"kind.{self.organization.kind}", self._kind())
        found = Card(
            self.organization.id,
            self.reader.tag,
            direction_of(_lang(self.reader)),
            self.local.tag,
            self._name(self.organization),
            kind,
            kept,
            (),
        )
        parts = (part for section in kept for entry in section.entries for part in entry.parts)
        in_english = any(is_marked(part, found) for part in parts)
        return replace(found, foot=tuple(self._foot(in_english=in_english and self.reader.has_words)))

    # --- words -------------------------------------------------------------------------------------------------------

    def _word(self, key: str, **values: object) -> Part:
        said = self.reader.said
        return Part(said.word(key, **values), _lang(self.reader))

    def _there(self, key: str, **values: object) -> Part:
        return Part(self.local.said.word(key, **values), self.local.tag)

    def _both(self, key: str) -> tuple[Part, ...]:
        """A heading for the reader and for whoever helps; once, if they read the same."""
        return self._once(self._word(key), self._there(key))

    def _once(self, mine: Part, there: Part) -> tuple[Part, ...]:
        return (mine,) if mine.text == there.text else (mine, there)

    def _filed(self, name: str, original: str, key: str = "name") -> Part:
        return _filed_in(self.reader.said, name, original, key, _lang(self.reader))

    def _filed_both(self, name: str, original: str, key: str = "name") -> tuple[Part, ...]:
        there = _filed_in(self.local.said, name, original, "name", self.local.tag)
        return self._once(self._filed(name, original, key), there)

    def _phrase(self, text: str) -> Part:
        return self._filed(f"phrase.{text}", text)

    def _kind(self) -> str:
        return self.directory.taxonomy.kinds[self.organization.kind].en

    def _name(self, organization: Organization) -> tuple[Part, ...]:
        """The name as the reader knows it, and as it stands on the door."""
        names, mine, there = organization.names, self.reader.said.language, self.local.said.language
        first = Part(names.get(mine) or names[ORIGINAL], self.reader.tag if mine in names else ORIGINAL, True)
        return self._once(first, Part(names[there], self.local.tag, True)) if there in names else (first,)

    # --- sections ----------------------------------------------------------------------------------------------------

    def _sections(self) -> Iterator[Section]:
        yield Section("warnings", (), tuple(self._warnings()))
        yield Section("needs", self._both("card_helps_with"), tuple(self._needs()))
        yield Section("audience", self._both("card_for_whom"), tuple(self._audience()))
        phones = tuple(self._of_kind("phone")) or (Entry((self._word("card_no_phone"),)),)
        calls = (Entry((self._word("card_calls_stay"),), "note"),) if self._number() else ()
        yield Section("phone", self._both("card_phone"), (*phones, *calls))
        yield Section("mail", self._both("card_mail"), tuple(self._of_kind("email")))
        yield Section("web", self._both("card_web"), tuple(self._of_kind("website")))
        yield Section("address", self._both("card_address"), tuple(self._of_kind("address")))
        yield Section("hours", self._both("directory_hours"), tuple(self._of_kind("schedule")))
        yield Section("languages", self._both("directory_languages"), tuple(self._languages()))
        yield Section("cost", self._both("card_cost"), tuple(self._cost()))

    def _warnings(self) -> Iterator[Entry]:
        taxonomy, needs = self.directory.taxonomy, self.organization.needs
        beside = taxonomy.warnings_beside(self.organization.kind, needs)
        said_with_needs = (warning for need in sorted(needs) for warning in taxonomy.warnings_for(need))
        for warning in dict.fromkeys((*beside, *said_with_needs)):
            yield Entry((self._word(f"directory_warns_{warning}"),), "warning")
        if self.organization.publish == "warn":
            notes = self.organization.notes
            yield Entry((self._word("directory_warned" if notes else "directory_warned_only"),), "warning")
            yield from (Entry((Part(note, ORIGINAL),), "note") for note in notes)

    def _needs(self) -> Iterator[Entry]:
        given = [service for service in self.organization.services if service.is_given]
        for code in dict.fromkeys(need for service in given for need in service.needs):
            need = self.directory.taxonomy.needs[code]
            mine = self._filed(f"need.{code}", need.plain, "plain")
            there = _filed_in(self.local.said, f"need.{code}", need.en, "name", self.local.tag)
            yield Entry((mine,) if self._reads_the_same() else (mine, there))
        found = self._ages("service", {service.id for service in given})
        yield from self._age(found, self._numbers(tag for detail, _ in found for tag in detail.support.sources))

    def _reads_the_same(self) -> bool:
        return self.reader.has_words and self.reader.said.language == self.local.said.language

    def _audience(self) -> Iterator[Entry]:
        """Not said where any service is for all: the circles of the others would only frighten people off."""
        given = [service for service in self.organization.services if service.is_given]
        if any("anyone" in service.audience for service in given):
            return
        taxonomy = self.directory.taxonomy
        for code in dict.fromkeys(who for service in given for who in service.audience):
            yield Entry((self._filed(f"audience.{code}", taxonomy.audiences[code].en),))

    def _of_kind(self, kind: str) -> Iterator[Entry]:
        """Every detail of a kind; one age stands behind those that it is said of."""
        found = self._ages(kind)
        if kind == "phone":
            found.sort(key=lambda pair: self.organization.phones[pair[0].place[1]].type not in TALKS)
        for at, (detail, age) in enumerate(found):
            yield from self._detail(detail)
            if at + 1 == len(found) or self._age_text(found[at + 1][1]) != self._age_text(age):
                yield from self._age([(detail, age)])

    def _detail(self, detail: Detail) -> Iterator[Entry]:
        item = getattr(self.organization, detail.place[0])[detail.place[1]]
        pages = self._numbers(detail.support.sources)
        if isinstance(item, Phone):
            yield self._phone(item, pages)
        elif isinstance(item, Address):
            yield from self._address(item, pages)
        elif isinstance(item, Schedule):
            yield from self._hours(item, pages)
        else:
            href = f"mailto:{detail.value}" if detail.kind == "email" else detail.value
            purpose = [Part(item.purpose, ORIGINAL)] if getattr(item, "purpose", "") else []
            yield Entry((Part(detail.value, SAME_EVERYWHERE), *purpose), "", href, pages)

    def _phone(self, phone: Phone, pages: tuple[int, ...]) -> Entry:
        written = number_at(phone, self.organization, self.place)
        parts = [Part(written, SAME_EVERYWHERE), self._word(f"directory_phone_{phone.type}")]
        if not phone.reachable_from_abroad:
            parts.append(self._word("directory_not_from_abroad"))
        elif written == phone.display and (phone.e164 or phone.from_abroad):
            parts.append(self._word("directory_from_abroad", number=apart(from_abroad(phone))))
        parts += [Part(text, ORIGINAL) for text in (phone.purpose, phone.note) if text]
        return Entry(tuple(parts), "", dialled(phone), pages)

    def _address(self, address: Address, pages: tuple[int, ...]) -> Iterator[Entry]:
        written = in_one_line(address)
        is_local = not written.isascii()
        lang = self.local.tag if is_local else ORIGINAL
        yield Entry((Part(written, lang, True),), "", "", pages)
        if address.type == "postal":
            yield Entry((self._word("card_address_postal"),), "note")
        if address.note:
            yield Entry((Part(address.note, ORIGINAL),), "note")
        if not is_local and address.type != "postal":
            yield Entry((self._word("card_letters" if self._number() else "card_letters_no_phone"),), "note")

    def _hours(self, schedule: Schedule, pages: tuple[int, ...]) -> Iterator[Entry]:
        names = {service.id: service.name for service in self.organization.services}
        applies_to = schedule.applies_to
        what = Part(names[applies_to], ORIGINAL) if applies_to in names else self._phrase(applies_to)
        days, hours = days_in_words(schedule, self.reader.day_names()), hours_of_day(schedule)
        parts = [what, Part(days, self.reader.names_lang), Part(hours, SAME_EVERYWHERE)]
        yield Entry(tuple(part for part in parts if part.text), "", "", pages)
        for note in filter(None, (schedule.description, schedule.note)):
            yield Entry((Part(note, ORIGINAL),), "note")
        if hours and self._zone():
            yield Entry((self._word("card_time_there", zone=self._zone_name()),), "note")

    def _zone(self) -> str:
        """The time zone, if it is one for all that the organisation says."""
        places = dict.fromkeys(address.country for address in self.organization.addresses)
        codes = list(places) or list(self.organization.jurisdictions)
        zones = {self.directory.timezones[code] for code in codes}
        return zones.pop() if len(zones) == 1 else ""

    def _zone_name(self) -> str:
        return f"{self.reader.zone(self._zone())} ({self._zone()})"

    def _languages(self) -> Iterator[Entry]:
        spoken = self.organization.languages
        names = " · ".join(self.reader.name_of(language.code) for language in spoken)
        lang = self.reader.names_lang
        if names:
            pages = self._numbers(tag for language in spoken for tag in language.support.sources)
            yield Entry((Part(names, lang),), "", "", pages)
        elif not self.organization.languages_note:
            yield Entry((self._word("card_not_recorded"),))
        for language in spoken:
            if language.note:
                yield Entry((Part(self.reader.name_of(language.code), lang), Part(language.note, ORIGINAL)), "note")
        if self.organization.languages_note:
            yield Entry((Part(self.organization.languages_note, ORIGINAL),), "note")
        yield from self._age(self._ages("language"))

    def _cost(self) -> Iterator[Entry]:
        costs = dict.fromkeys(service.cost for service in self.organization.services if service.is_given)
        for cost in costs:
            if cost:
                yield Entry((self._phrase(cost),))
        if not any(costs):
            yield Entry((self._word("card_not_recorded"),))

    # --- ages and pages ----------------------------------------------------------------------------------------------

    def _ages(self, kind: str, services: Iterable[str] | None = None) -> list[tuple[Detail, Age]]:
        found = ages_shown(self.organization, self.directory, self.today)
        chosen = [pair for pair in found if pair[0].kind == kind]
        if services is None:
            return chosen
        given = set(services)
        return [pair for pair in chosen if self.organization.services[pair[0].place[1]].id in given]

    def _age(self, found: list[tuple[Detail, Age]], pages: tuple[int, ...] = ()) -> Iterator[Entry]:
        """The age of the oldest, which says so if the others are younger."""
        least_known = oldest(age for _, age in found)
        if least_known:
            text = self._age_text(least_known)
            if len({self._age_text(age) for _, age in found}) > 1:
                text = f"{self.reader.said.word('directory_oldest')} {text}"
            yield Entry((Part(text, _lang(self.reader)),), "age", "", pages)

    def _age_text(self, age: Age) -> str:
        said = self.reader.said
        caution = "" if age.state is State.FRESH else said.word(f"directory_{age.state.value}")
        if age.page is None or age.since is None:
            return caution
        when = self.reader.day(age.since) if len(age.as_of) == len("2026-11-22") else age.as_of
        key = "directory_checked_copy" if age.is_least else "directory_checked"
        return f"{said.word(key, date=when, age=age_in_words(age, said.word))} {caution}".strip()

    @cached_property
    def _tags(self) -> list[str]:
        """The sources of all that the card says, in the order in which it says it."""
        given = {service.id for service in self.organization.services if service.is_given}
        order = ("service", "phone", "email", "website", "address", "schedule", "language")
        details = [
            detail
            for kind in order
            for detail, _ in self._ages(kind, given if kind == "service" else None)
        ]  # fmt: skip
        return list(dict.fromkeys(tag for detail in details for tag in detail.support.sources))

    def _numbers(self, tags: Iterable[str]) -> tuple[int, ...]:
        known = self._tags
        return tuple(sorted({known.index(tag) + 1 for tag in tags}))

    def _pages(self) -> Iterator[Section]:
        pages = [self.directory.sources[tag] for tag in self._tags]
        entries = tuple(
            Entry(
                (
                    Part(", ".join(filter(None, (page.title, page.publisher))), ORIGINAL, True),
                    self._word(f"directory_how_{page.how}", date=self.reader.day(page.seen)),
                ),
                "",
                page.url,
                (number,),
            )
            for number, page in enumerate(pages, 1)
        )
        yield Section("pages", (self._word("card_seen_in"),), entries)

    # --- to show there -----------------------------------------------------------------------------------------------

    def _number(self) -> Phone | None:
        """The number for somebody there to call: one that a person answers."""
        return min(_voices(self.organization), key=lambda phone: phone.type == "navi_dial", default=None)

    def _shown_there(self) -> Iterator[Section]:
        """What a person shows at a counter, in the words of the place, with what it says in their own."""
        if self._reads_the_same():
            return
        keys: list[tuple[str, dict[str, str], dict[str, str]]] = [
            ("card_i_speak", {"language": self._spoken(self.local)}, {"language": self._spoken(self.reader)}),
            ("card_need_interpreter", {}, {}),
        ]
        number = self._number()
        if number:
            shown = {"number": apart(number_at(number, self.organization, self.place))}
            keys.append(("card_please_call", shown, shown))
            if any(address.type != "postal" for address in shown_addresses(self.organization, self.directory)):
                keys.append(("card_ask_the_way", {}, {}))
        entries = [Entry((self._there(key, **there), self._word(key, **mine)), "sentence") for key, there, mine in keys]
        yield Section("show", self._both("card_show_this"), tuple(entries))

    def _spoken(self, listener: Reader) -> str:
        """The reader's language as the listener knows it, with its own name: for a clerk who must look it up."""
        theirs, own = listener.name_of(self.reader.tag), own_name(self.reader.tag)
        return f"{theirs} ({apart(own)})" if own and own != theirs else theirs

    # --- closed, and the end -----------------------------------------------------------------------------------------

    def _closed(self) -> Iterator[Section]:
        closed = self.organization.closed
        assert closed is not None
        gone = self._word("directory_closed", date=self.reader.day(closed.since))
        yield Section("closed", (), (Entry((gone,), "warning"),))
        others = [
            Entry((*self._name(other), *(Part(number_at(one, other), SAME_EVERYWHERE) for one in _voices(other)[:1])))
            for other in instead_of(self.directory, self.organization)
        ]
        yield Section("instead", self._both("directory_instead"), tuple(others))

    def _without_words(self) -> Iterator[Entry]:
        if not self.reader.has_words:
            yield Entry((self._word("card_no_words", language=self._spoken(self.reader)),), "note")

    def _foot(self, *, in_english: bool) -> Iterator[Entry]:
        if in_english:
            yield Entry((self._word("card_english_parts"),), "note")
        yield Entry((self._word("card_made", date=self.reader.day(self.today)),), "note")
        yield Entry((Part(self.reader.said.caution("directory_nobody_called"), _lang(self.reader)),), "note")


def _voices(organization: Organization) -> list[Phone]:
    return [phone for phone in organization.phones if phone.type in TALKS]


def _lang(reader: Reader) -> str:
    """The language in which the guide speaks to a reader."""
    return reader.tag if reader.has_words else ORIGINAL


def _filed_in(said: Texts, name: str, original: str, key: str, lang: str) -> Part:
    found = said.directory.get(name, {}).get(key, "")
    return Part(found, lang) if found else Part(original, ORIGINAL)
