"""Lints of sources, corrections, what is held back, and what must never be written down."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from asylia.directory.lints.checked import Checked, remark
from asylia.directory.lints.contacts import contact_key
from asylia.directory.model import DETAILS, Detail, Organization
from asylia.lawbook.lints.remark import ERROR, INFORMATION, WARNING, Remark

_FIRST_PAGE = date(1990, 1, 1)
"""No page of the web is older."""
_CORRECTED = (*(field.name for field in fields(Organization)), *DETAILS)
"""What a correction may name: a key of the record, or one of its details."""
_NO_CONTACT = ("website", "language")
"""Kinds of detail whose missing source misleads nobody into calling a stranger: a warning, not an error."""
_KOREAN = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방"
_CHINESE = (
    "王李張张劉刘陳陈楊杨黃黄趙赵吳吴周徐孫孙馬马朱胡郭何高林羅罗鄭郑梁謝谢宋唐許许鄧邓馮冯韓韩曹曾彭蕭萧蔡潘田董袁余葉叶蔣蒋"
    "杜蘇苏魏程呂吕丁沈任姚盧卢傅鍾钟姜崔譚谭廖范汪陸陆金石戴賈贾韋韦夏邱方侯鄒邹熊孟秦白江薛尹段雷黎史龍龙陶賀贺顧顾毛"
)
"""Common family names: without them, every title of an office would look like one of a person."""
_JAPANESE = (
    "佐藤|鈴木|高橋|田中|伊藤|渡辺|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|林|斎藤|斉藤|清水|山崎|森|池田|橋本|阿部|石川|山下"
    "|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|岡本|藤原|中野|三浦|原田|中川|松田|竹内|小野|田村"
)
_KOREAN_WORDS = (
    "전화|전국|전문|이민|이주|이메|이후|정보|정부|안내|주소|주민|주말|신청|고용|문의|지역|민원|조사|심사|임시|우편|우리"
    "|성인|구금|남부|서울"
)
"""Words that begin like a family name."""
_OFFICES = "Office|Cent|Desk|Team|Section|Division|Line|Group|Bureau|Service|Department|Counter"
_ROLES = "[Dd]irector|[Ll]awyer|[Aa]ttorney|[Cc]aseworker|[Ss]ecretary|[Pp]riest"
_NAMES = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Fr)\b\.? [A-Z]\w"  # a form of address before a name
    r"|\b(?:[Aa]ttn|c/o)\b[.:]? "
    rf"|\b(?:[Aa]sk for|[Cc]ontact person|{_ROLES})[:,]? [A-Z][a-z]+ (?!{_OFFICES})[A-Z][a-z]+"
    rf"|\b[A-Z][a-z]+ [A-Z][a-z]+ ?[,(] ?(?:the )?(?i:{_ROLES})\b"
    r"|\b(?:Father|Sister|Pastor) [A-Z][a-z]+"
    rf"|\b[Cc]ontact: [A-Z][a-z]+ (?!{_OFFICES})[A-Z][a-z]+"
    r"|(?:担当者?|弁護士|代表|理事長|事務局長|所長|神父|牧師|相談員)[:：・ \u3000]*"
    rf"(?:{_JAPANESE})(?![都道府県市区町村会駅])"
    r"|(?:担当者?|代表|相談員)[:：][ \u3000]*[\u3041-\u3096]{2,5}[ \u3000][\u3041-\u3096]{2,5}"
    rf"|(?:담당자?|변호사|대표|간사|활동가|소장|신부|목사)[: ]+(?!{_KOREAN_WORDS})"
    rf"[{_KOREAN}][\uac00-\ud7af]{{2}}(?![\uac00-\ud7af])"
    rf"|(?:联系人|聯絡人|负责人|負責人)[:： ]*[{_CHINESE}][\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff])"
    r"|[\u4e00-\u9fff]{2,5}(?<![者子客皆方員]) ?(?:さん|様)"
    r"|[\u4e00-\u9fff]{2,4} ?(?:弁護士(?!会|連)|氏(?!名))"
    rf"|(?<![\uac00-\ud7af])[{_KOREAN}][\uac00-\ud7af]{{2}} ?(?:씨|변호사|간사|신부|목사|활동가)"
    r"(?:님|에게|께|은|는|이|가|을|를|의|와|과)?(?![\uac00-\ud7af])"
    rf"|[{_CHINESE}][\u4e00-\u9fff]{{0,2}}(?:先生|女士|小姐|律師|律师)(?![\u4e00-\u9fff]*(?:會|会|事))"
)
_PERSONAL_MAIL = re.compile(r"[a-z]+[._][a-z]+@|[a-z]\.[a-z]+@", re.I)
_NUMBER = re.compile(
    r"(?<![0-9-])(?!(?:19|20)[0-9]{2}[- ](?:19|20)[0-9]{2}(?![0-9]))"  # from one year to another
    r"(?:[0-9]{2,4}[- ][0-9]{2,4}[- ][0-9]{3,4}|\+[0-9]{8,}|[0-9]{4}[- ][0-9]{4}|0[0-9]{8,10})(?![0-9-])"
    r"|[^\s@]+@[^\s@]+\.[A-Za-z]{2,}"
)
_MAP = re.compile(
    r"maps?\.(?:google|apple|app|naver|kakao|baidu|yahoo|qq)|(?:google|bing|yandex)\.[a-z.]+/maps|goo\.gl/maps"
    r"|\b(?:amap\.com|mapfan\.com|kko\.to|naver\.me|openstreetmap\.org|osm\.org)"
    r"|\b-?\d{1,3}\.\d{4,}, ?-?\d{1,3}\.\d{4,}"
)


def detail_without_source(checked: Checked) -> Iterator[Remark]:
    """A detail that no source supports: it has no age. That a body has closed needs one, too."""
    for organization in checked.organizations:
        if organization.closed and not organization.closed.support.sources:
            says, mend = f"closed since {organization.closed.since}: no source", "name the page that says so"
            yield remark(organization, organization.line, "detail-without-source", ERROR, says, mend)
        bare = [detail for detail in organization.details() if not detail.support.sources]
        for kind in dict.fromkeys(detail.kind for detail in bare):
            found = [detail for detail in bare if detail.kind == kind]
            severity = WARNING if kind in _NO_CONTACT else ERROR
            says = f"{', '.join(_named(detail) for detail in found)}: no source"
            mend = "name the page it was seen in, or take it out"
            yield remark(organization, found[0].line, "detail-without-source", severity, says, mend)


def _named(detail: Detail) -> str:
    return detail.id if detail.kind == "language" else f"{detail.id} ({detail.value})"


def person_named_in(text: str) -> re.Match[str] | None:
    """Where a text seems to name a single person."""
    return _NAMES.search(text)


def impossible_date(checked: Checked) -> Iterator[Remark]:
    """A page seen in the future, dated after it was seen, or older than all pages; another day that has yet to come."""
    file = f"{checked.name}/sources.yaml"
    if checked.directory.compiled > checked.today:
        says = f"the directory was compiled on {checked.directory.compiled}, after {checked.today}"
        yield Remark("impossible-date", ERROR, f"{checked.name}/directory.yaml", 1, says, "check the day")
    for listed in checked.directory.taxonomy.mapping_sources:
        if listed.seen > checked.today:
            says = f"{listed.id} was seen on {listed.seen}, after {checked.today}"
            yield Remark("impossible-date", ERROR, f"{checked.name}/taxonomy.yaml", 1, says, "check the day")
    for organization in checked.organizations:
        for what, day, line in _days_of(organization):
            if day > checked.today:
                says = f"{what} is {day}, after {checked.today}"
                yield remark(organization, line, "impossible-date", ERROR, says, "check the day")
    for page in checked.directory.sources.values():
        if min(page.seen, page.dated.first if page.dated else page.seen) < _FIRST_PAGE:
            says = f"{page.tag} is from before {_FIRST_PAGE.year}"
            yield Remark("impossible-date", ERROR, file, page.line, says, "check the year")
        if page.seen > checked.today:
            says = f"{page.tag} was seen on {page.seen}, after {checked.today}"
            yield Remark("impossible-date", ERROR, file, page.line, says, "check the day")
        if page.dated and page.dated.first > page.seen:
            says = f"{page.tag} is dated {page.dated.text}, after the day on which it was seen"
            yield Remark("impossible-date", ERROR, file, page.line, says, "check both days")


def _days_of(organization: Organization) -> Iterator[tuple[str, date, int]]:
    """The days that a record states besides those of its sources, with what they are and the line."""
    if organization.last_verified:
        yield "last_verified", organization.last_verified.first, organization.line
    if organization.closed:
        yield "the end of its work", organization.closed.since, organization.line
    for correction in organization.corrections:
        if correction.on:
            yield f"the correction of {correction.field}", correction.on, correction.line


def unlisted_source(checked: Checked) -> Iterator[Remark]:
    """A source of a detail or a correction that the organisation does not list, and a listed one that nobody names."""
    used: set[str] = set()
    for organization in checked.organizations:
        supports = [detail.support for detail in organization.details()]
        supports += [correction.support for correction in organization.corrections]
        supports += [organization.closed.support] if organization.closed else []
        inner = {tag for support in supports for tag in support.sources}
        used |= inner | set(organization.sources)
        for tag in sorted(inner - set(organization.sources)):
            yield remark(
                organization,
                organization.line,
                "unlisted-source",
                ERROR,
                f"it does not list {tag}",
                "add it to sources",
            )
    for tag, page in checked.directory.sources.items():
        if tag not in used:
            file = f"{checked.name}/sources.yaml"
            yield Remark("unused-source", WARNING, file, page.line, f"nothing rests on {tag}", "take it out")


def idle_correction(checked: Checked) -> Iterator[Remark]:
    """A correction that changes nothing, of nothing, that has no source, or whose old value still stands."""
    for organization in checked.organizations:
        standing = {detail.value for detail in organization.details() if detail.kind != "service"}
        standing |= {phone.e164 for phone in organization.phones}
        for at, correction in enumerate(organization.corrections):
            # What came back later says so in a correction of its own.
            standing_wrongly = standing - {later.now for later in organization.corrections[at:]}
            says = (
                f"the correction of {correction.field} changes nothing"
                if correction.was == correction.now
                else f"there is no {correction.field!r} to correct"
                if correction.field.partition(".")[0] not in _CORRECTED
                else f"the correction of {correction.field} has no source"
                if not correction.support.sources
                else f"what was corrected still stands: {correction.was}"
                if correction.was in standing_wrongly
                else ""
            )
            if says:
                mend = "change the detail, or take the correction out"
                yield remark(organization, correction.line, "idle-correction", ERROR, says, mend)


def _texts(organization: Organization) -> Iterator[tuple[str, int]]:
    yield from _texts_shown(organization)
    for text in (*organization.names_unverified.values(), organization.contacts_note, *organization.upkeep_notes):
        yield text, organization.line
    for correction in organization.corrections:
        yield f"{correction.was} {correction.now} {correction.why}", correction.line


def _texts_shown(organization: Organization) -> Iterator[tuple[str, int]]:
    """What readers see of it in words, with the lines."""
    for text in (*organization.names.values(), *organization.other_names, organization.description):
        yield text, organization.line
    yield from ((note, organization.line) for note in (organization.languages_note, *organization.notes))
    for phone in organization.phones:
        yield f"{phone.purpose} {phone.note}", phone.line
    for email in organization.emails:
        yield email.purpose, email.line
    for address in organization.addresses:
        yield f"{address.address_1} {address.city} {address.note}", address.line
    for schedule in organization.schedules:
        yield f"{schedule.applies_to} {schedule.description} {schedule.note}", schedule.line
    for service in organization.services:
        yield f"{service.name} {service.cost} {service.area} {service.note}", service.line
    for language in organization.languages:
        yield language.note, language.line


def name_of_staff(checked: Checked) -> Iterator[Remark]:
    """What looks like the name or the mail address of one person: they leave, and they can be harmed."""
    mend = "leave single people out; write the role or the desk"
    for page in checked.directory.sources.values():
        if found := person_named_in(f"{page.title} | {page.publisher} | {page.note}"):
            says = f"{page.tag}: {found.group().strip()!r} looks like the name of a person"
            yield Remark("name-of-staff", ERROR, f"{checked.name}/sources.yaml", page.line, says, mend)
    for organization in checked.organizations:
        for text, line in _texts(organization):
            if found := person_named_in(text):
                says = f"{found.group().strip()!r} looks like the name of a person"
                yield remark(organization, line, "name-of-staff", ERROR, says, mend)
        for email in organization.emails:
            if _PERSONAL_MAIL.match(email.address):
                says = f"{email.address} looks like the mail address of a person"
                yield remark(organization, email.line, "name-of-staff", ERROR, says, mend)


def map_of_a_place(checked: Checked) -> Iterator[Remark]:
    """A map link or coordinates: they would lead to the door of a shelter."""
    for organization in checked.organizations:
        for text, line in (*_texts(organization), *((site.url, site.line) for site in organization.websites)):
            if _MAP.search(text):
                says, mend = "a map link or coordinates", "leave them out; an address and a phone are enough"
                yield remark(organization, line, "map", ERROR, says, mend)


def held_detail_shown(checked: Checked) -> Iterator[Remark]:
    """A phone, mail or postal address of a body that is held back, standing also in one that is shown."""
    kinds = ("phone", "email", "address")
    held = {
        contact_key(detail, organization): organization.id
        for organization in checked.organizations
        if organization.is_held
        for detail in organization.details()
        if detail.kind in kinds
    }
    for organization in checked.directory.shown():
        for detail in organization.details():
            if detail.kind in kinds and (key := contact_key(detail, organization)) in held:
                says = f"{detail.value} is held back at {held[key]} and shown here"
                yield remark(organization, detail.line, "held-detail-shown", ERROR, says, "hold both back, or neither")


def number_in_a_note(checked: Checked) -> Iterator[Remark]:
    """A phone number or mail address in a text that readers see: it has no source, no age and no form to dial."""
    for organization in checked.directory.shown():
        listed = {phone.display for phone in organization.phones}  # such a number is the name of some lines
        for text, line in _texts_shown(organization):
            found = _NUMBER.search(unicodedata.normalize("NFKC", text))
            if found and found.group() not in listed:
                says = f"{found.group()!r} in a text looks like a phone number or a mail address"
                mend = "list it under phones or emails with its source, or write it in upkeep_notes"
                yield remark(organization, line, "number-in-note", ERROR, says, mend)


def warned_without_note(checked: Checked) -> Iterator[Remark]:
    """An organisation to be shown with its note that has none."""
    for organization in checked.organizations:
        if organization.publish == "warn" and not organization.notes:
            says = "it is to be shown with a note, and has none"
            mend = "say in notes what a reader must know"
            yield remark(organization, organization.line, "warned-without-note", INFORMATION, says, mend)


def record_date_without_page(checked: Checked) -> Iterator[Remark]:
    """A date of the whole record that no dated page of the organisation bears out."""
    for organization in checked.organizations:
        stated = organization.last_verified
        pages = [checked.directory.sources[tag] for tag in organization.sources]
        dated = [page.dated for page in pages if page.dated]
        if stated and not any(date.first <= stated.last and stated.first <= date.last for date in dated):
            says = f"last_verified is {stated.text}, which no dated page of its sources bears out"
            mend = "confirm a detail, or take the date out"
            yield remark(organization, organization.line, "record-date", INFORMATION, says, mend)


def nothing_given(checked: Checked) -> Iterator[Remark]:
    """An organisation that is shown and gives nothing now: nobody is sent there, and nothing says why."""
    for organization in checked.directory.shown():
        if organization.closed is None and not any(service.is_given for service in organization.services):
            says, mend = "it is shown and gives no service now", "list what it gives; if it has ended, say so in closed"
            yield remark(organization, organization.line, "nothing-given", WARNING, says, mend)


def need_without_help(checked: Checked) -> Iterator[Remark]:
    """A need that nobody serves at a place, as far as readers may see."""
    taxonomy = checked.directory.taxonomy
    parents = {need.parent for need in taxonomy.needs.values()}
    for place in checked.directory.timezones:
        served = {need for organization in checked.directory.shown(place) for need in organization.needs}
        for need in taxonomy.needs.values():
            if need.code not in parents and need.code not in served and need.parent not in served:
                says = f"nobody is listed for {need.code} at {place}"
                file = f"{checked.name}/taxonomy.yaml"
                yield Remark(
                    "need-without-help", INFORMATION, file, need.line, says, "find an organisation that does it"
                )
