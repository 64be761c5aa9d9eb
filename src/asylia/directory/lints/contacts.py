"""Lints of phones, mail addresses, web addresses, postal addresses and languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import langcodes
import phonenumbers
from phonenumbers import PhoneNumberType, shortnumberinfo

from asylia.directory.lints.checked import Checked, remark
from asylia.directory.model import Detail, Organization, in_one_line
from asylia.directory.parts import is_language, is_web_address
from asylia.lawbook.lints.remark import ERROR, INFORMATION, WARNING, Remark

_SPECIAL = {PhoneNumberType.TOLL_FREE: "toll_free", PhoneNumberType.UAN: "navi_dial"}
"""Numbers that a place gives out for its own callers."""
_PAIRS = re.compile(r"[0-9]{2}([ .-][0-9]{2}){3,}\Z")
_SHOWN = re.compile(r"\+?[0-9(][0-9 ().-]*\Z")
"""How a number is written: what else stands there is read out, copied or dialled by somebody."""
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}\Z")
_SCRIPTS = {
    "Latn": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "Jpan": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"),
    "Kore": re.compile(r"[\uac00-\ud7af]"),
    "Hans": re.compile(r"[\u3400-\u9fff]"),
    "Hant": re.compile(r"[\u3400-\u9fff]"),
}
_CONTACTS = ("website", "email", "phone", "address")
_MANY_SCRIPTS = ("zh",)
"""Languages whose tag says nothing about how a name is written."""


# --- phones ----------------------------------------------------------------------------------------------------------


def _parsed(e164: str) -> phonenumbers.PhoneNumber | None:
    try:
        found = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return None
    return found if phonenumbers.is_valid_number(found) and _e164(found) == e164 else None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_short_number(code: str, place: str) -> bool:
    try:
        return bool(shortnumberinfo.is_valid_short_number_for_region(phonenumbers.parse(code, place), place))
    except phonenumbers.NumberParseException:
        return False


def _is_as_long_as_one(code: str, place: str) -> bool:
    try:
        return bool(shortnumberinfo.is_possible_short_number_for_region(phonenumbers.parse(code, place), place))
    except phonenumbers.NumberParseException:
        return False


def malformed_phone(checked: Checked) -> Iterator[Remark]:
    """A number that cannot be dialled: not valid by the numbering plan of its country, or not in E.164.

    The plan at hand can lag behind a new short number, or leave out an old one: where two sources bear it out and it is
    as long as one, this is told and is no error.
    """
    for organization, phone in checked.phones():
        if phone.e164 and _parsed(phone.e164) is None:
            says = f"{phone.e164} is no valid number in E.164"
            mend = "write plus, country code and number without the trunk zero"
            yield remark(organization, phone.line, "malformed-phone", ERROR, says, mend)
        short, places = phone.short_code, organization.jurisdictions
        if short and not any(_is_short_number(short, place) for place in places):
            is_borne_out = len(phone.support.sources) > 1 and any(_is_as_long_as_one(short, place) for place in places)
            severity = INFORMATION if is_borne_out else ERROR
            says = f"{short} is no short number at {', '.join(places)} that the numbering plan knows"
            yield remark(organization, phone.line, "malformed-phone", severity, says, "check it with the source")


def shown_differs_from_dialled(checked: Checked) -> Iterator[Remark]:
    """A number whose shown digits are not those to dial there or from abroad, or stand in pairs as in French."""
    for organization, phone in checked.phones():
        number = _parsed(phone.e164)
        shown = re.sub(r"[^0-9+]", "", phone.display)
        if number is not None and shown not in (phone.e164, _national(number)):
            says = f"the shown {phone.display!r} does not dial {phone.e164}"
            mend = f"write it as it is dialled there, such as {_written(number)}"
            yield remark(organization, phone.line, "shown-differs", ERROR, says, mend)
        elif number is not None and _PAIRS.match(phone.display):
            says = f"the shown {phone.display!r} stands in pairs, which hide its prefix"
            yield remark(organization, phone.line, "shown-differs", ERROR, says, f"write {_written(number)}")
        elif not _SHOWN.match(phone.display):
            says = f"the shown {phone.display!r} has more in it than a number"
            mend = "write the digits alone; what else is to be known goes to purpose or note"
            yield remark(organization, phone.line, "shown-differs", ERROR, says, mend)
        elif phone.short_code and shown != phone.short_code:
            says = f"the shown {phone.display!r} is not the short code {phone.short_code}"
            yield remark(organization, phone.line, "shown-differs", ERROR, says, "write the same digits")


def _written(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _national(number: phonenumbers.PhoneNumber) -> str:
    return re.sub(r"[^0-9]", "", _written(number))


def phone_of_another_country(checked: Checked) -> Iterator[Remark]:
    """A number of a country where the organisation does not work."""
    for organization, phone in checked.phones():
        number = _parsed(phone.e164)
        region = number and phonenumbers.region_code_for_number(number)
        if region and region not in organization.jurisdictions:
            works_at = ", ".join(organization.jurisdictions)
            says = f"{phone.e164} is a number of {region}, the organisation works at {works_at}"
            yield remark(organization, phone.line, "phone-elsewhere", ERROR, says, "check the country code")


def wrong_from_abroad(checked: Checked) -> Iterator[Remark]:
    """What is to be dialled from abroad, without the country code of a place where the organisation works."""
    for organization, phone in checked.phones():
        codes = [f"+{phonenumbers.country_code_for_region(place)}" for place in organization.jurisdictions]
        shown = phone.from_abroad
        if shown and not (_SHOWN.match(shown) and shown.startswith(tuple(codes))):
            says = f"from abroad one cannot dial {shown!r}"
            mend = f"begin with {' or '.join(codes)}, as the source writes it"
            yield remark(organization, phone.line, "from-abroad", ERROR, says, mend)


def wrong_type_of_phone(checked: Checked) -> Iterator[Remark]:
    """A free or navi-dial number that does not say so, or is said to be reachable from abroad."""
    for organization, phone in checked.phones():
        number = _parsed(phone.e164)
        if number is None:
            continue
        kind = _SPECIAL.get(phonenumbers.number_type(number))
        if (kind or phone.type) != phone.type or (kind is None and phone.type in _SPECIAL.values()):
            says = f"{phone.display} is {kind or 'an ordinary number'}, the type says {phone.type}"
            yield remark(organization, phone.line, "type-of-phone", ERROR, says, "write the type that the number has")
        if kind and phone.reachable_from_abroad:
            says = f"{phone.display} cannot be dialled from abroad"
            mend = "add reachable_from_abroad: false"
            yield remark(organization, phone.line, "type-of-phone", ERROR, says, mend)


def navi_dial_alone(checked: Checked) -> Iterator[Remark]:
    """A navi-dial number, which costs money and fails on many prepaid phones, with no other voice number beside it."""
    for organization in checked.organizations:
        kinds = {phone.type: phone.line for phone in organization.phones}
        if "navi_dial" in kinds and not {"voice", "voice_and_fax", "toll_free"} & set(kinds):
            says = "its only number costs extra and fails on many prepaid phones"
            mend = "look for an ordinary number to show beside it"
            yield remark(organization, kinds["navi_dial"], "navi-dial-alone", WARNING, says, mend)


def short_code_from_abroad(checked: Checked) -> Iterator[Remark]:
    """A short code that is said to be reachable from abroad: no numbering plan confirms it."""
    for organization, phone in checked.phones():
        if phone.short_code and phone.reachable_from_abroad:
            says = f"{phone.short_code} is said to be reachable from abroad, which no numbering plan confirms"
            mend = "have somebody call it from abroad, or add reachable_from_abroad: false"
            yield remark(organization, phone.line, "short-code-from-abroad", WARNING, says, mend)


# --- addresses -------------------------------------------------------------------------------------------------------


def malformed_web_or_mail(checked: Checked) -> Iterator[Remark]:
    """A web or mail address that cannot be one."""
    for page in checked.directory.sources.values():
        if page.url and not is_web_address(page.url):
            says, mend = f"{page.tag}: {page.url!r} is no web address", "begin with https:// or http://"
            yield Remark("malformed-address", ERROR, f"{checked.name}/sources.yaml", page.line, says, mend)
    for organization in checked.organizations:
        for site in organization.websites:
            if not is_web_address(site.url):
                says = f"{site.url!r} is no web address"
                yield remark(
                    organization, site.line, "malformed-address", ERROR, says, "begin with https:// or http://"
                )
        for email in organization.emails:
            if not _MAIL.match(email.address):
                says = f"{email.address!r} is no mail address"
                yield remark(organization, email.line, "malformed-address", ERROR, says, "check it with the source")


def repeated_contact(checked: Checked) -> Iterator[Remark]:
    """A number, mail, web or postal address that an organisation lists twice: one of the two was meant otherwise."""
    for organization in checked.organizations:
        met: dict[tuple[str, ...], Detail] = {}
        for detail in organization.details():
            if detail.kind not in _CONTACTS:
                continue
            what = contact_key(detail, organization)
            if earlier := met.get(what):
                says = f"{detail.id} is {earlier.id} once more: {detail.value}"
                mend = "check it with the source; a number for voice and fax is one, of the type voice_and_fax"
                yield remark(organization, detail.line, "repeated-contact", ERROR, says, mend)
            met.setdefault(what, detail)


def contact_key(detail: Detail, organization: Organization) -> tuple[str, ...]:
    """What makes two contacts the same, however they are written: chat may share its number with a phone."""
    if detail.kind != "phone":
        return (detail.kind, detail.value.casefold())
    phone = organization.phones[detail.place[1]]
    return (detail.kind, phone.e164 or phone.short_code, "chat" if phone.type == "chat" else "")


def unstructured_address(checked: Checked) -> Iterator[Remark]:
    """A postal address with parts in the wrong field, or a postcode that its country does not write so."""
    for organization in checked.organizations:
        for address in organization.addresses:
            pattern = checked.directory.postal_codes.get(address.country)
            says = ""
            if address.country not in organization.jurisdictions:
                says = f"{in_one_line(address)!r} lies in {address.country!r}, where the organisation does not work"
            elif address.postal_code and not (pattern and re.fullmatch(pattern, address.postal_code)):
                says = f"{address.postal_code!r} is no postcode of {address.country}"
            elif not address.address_1.strip() or not address.city.strip():
                says = f"the address {address.id} lacks its street or city"
            elif pattern and re.search(rf"(?<![0-9]){pattern}(?![0-9-])", f"{address.address_1} {address.city}"):
                says = f"the postcode of {in_one_line(address)!r} stands in the street or city"
            if says:
                mend = "put each part into its own field; leave postal_code empty where there is none"
                yield remark(organization, address.line, "unstructured-address", ERROR, says, mend)


# --- languages -------------------------------------------------------------------------------------------------------


def invalid_language_tag(checked: Checked) -> Iterator[Remark]:
    """A tag that is no language or has no name in the rules of matching, or a name in another script than its tag."""
    named = checked.directory.matching.languages
    for organization in checked.organizations:
        tags = [(language.code, language.line) for language in organization.languages]
        names = [*organization.names.items(), *organization.names_unverified.items()]
        for tag, line in [*tags, *((tag, organization.line) for tag, _ in names)]:
            if not is_language(tag):
                yield remark(
                    organization, line, "language-tag", ERROR, f"{tag!r} is no language", "use a BCP 47 tag such as my"
                )
        for language in organization.languages:
            if named and language.code not in named and is_language(language.code):
                says = f"{language.code!r} has no name in matching.yaml, so nobody finds it"
                mend = "check the tag, or name the language there"
                yield remark(organization, language.line, "language-tag", ERROR, says, mend)
        for tag, name in names:
            if tag in _MANY_SCRIPTS:
                says = f"the name {name!r} is tagged {tag!r}, which leaves its script open"
                yield remark(organization, organization.line, "language-tag", ERROR, says, "write zh-Hans or zh-Hant")
            elif is_language(tag) and not _is_written_in(tag, name):
                says = f"the name {name!r} is tagged {tag!r} and has no letter of its script"
                yield remark(organization, organization.line, "language-tag", INFORMATION, says, "check the tag")


def _is_written_in(tag: str, name: str) -> bool:
    script = langcodes.get(tag).maximize().script
    letters = _SCRIPTS.get(script or "")
    return letters is None or bool(letters.search(name))
