"""The faults of test_lints.py, each beside what comes just short of it, as changes to the small directory."""

from __future__ import annotations

from tests.directory.small_directory import JAPAN, KOREA, SOURCES, Change

DOOR = '      - {e164: "+81363830688", display: "03-6383-0688", type: voice, sources: [PAGE], confidence: high}'
NUMBER = 'e164: "+81363830688", display: "03-6383-0688", type: voice'
FREE = 'display: "0120-477-472", type: toll_free, reachable_from_abroad: false'
SHORT = "type: short_code, reachable_from_abroad: false"
ADDRESS = (
    'address_1: "1-1 Door", city: Nakano-ku, state_province: Tokyo,\n         postal_code: "165-0034", country: JP'
)
HOURS = 'freq: WEEKLY, byday: [MO, TU], opens_at: "09:00", closes_at: "17:00"'
LISTED = f"      - {{applies_to: office, {HOURS}, sources: [PAGE]}}\n"
NIGHT = LISTED.replace("[MO, TU]", "[SU]").replace("09:00", "22:00").replace("17:00", "09:00")
SUMMER = LISTED.replace("freq", "valid_to: 2026-08-31, freq")
ABOUT = "description: A house with a door."
COUNTER = "description: Takes applications."
CORRECTED = 'was: "03 63 83 06 88", now: "03-6383-0688", why: grouping, sources: [PAGE]'
CALL = "{title: A call, publisher: Desk, how: phone, seen: 2026-11-21}"
OLD_PAGE = 'seen: 2026-11-20, dated: "2024-06"'

TRIPS: dict[str, tuple[str, str, Change, Change]] = {
    # what: the lint, the file, what trips it, and what just does not
    "a number too short": ("malformed-phone", JAPAN, (NUMBER, NUMBER.replace("0688", "068")), (NUMBER, NUMBER)),
    "a trunk zero": (
        "malformed-phone",
        JAPAN,
        ("+81363830688", "+810363830688"),
        ('03-6383-0688", type', '(03) 6383 0688", type'),
    ),
    "a short number of nobody": (
        "malformed-phone",
        KOREA,
        ('short_code: "1345", display: "1345"', 'short_code: "9", display: "9"'),
        ('short_code: "1345", display: "1345"', 'short_code: "112", display: "112"'),
    ),
    "digits in pairs": (
        "shown-differs",
        JAPAN,
        ('display: "03-6383-0688"', 'display: "36 38 30 688"'),
        ('display: "03-6383-0688"', 'display: "03 6383 0688"'),
    ),
    "a zero in brackets": (
        "shown-differs",
        JAPAN,
        ('display: "03-6383-0688"', 'display: "+81 (0)3 6383 0688"'),
        ('display: "03-6383-0688"', 'display: "+81 3 6383 0688"'),
    ),
    "digits in pairs that hide the prefix": (
        "shown-differs",
        JAPAN,
        ("0120-477-472", "01 20 47 74 72"),
        ("0120-477-472", "0120 47 74 72"),
    ),
    "a short code shown otherwise": (
        "shown-differs",
        KOREA,
        ('display: "1345"', 'display: "1346"'),
        ('display: "1345"', 'display: "13 45"'),
    ),
    "a number of another country": (
        "phone-elsewhere",
        JAPAN,
        (NUMBER, 'e164: "+85231097359", display: "3109 7359", type: voice'),
        (NUMBER, 'e164: "+81467555422", display: "0467-55-5422", type: voice'),
    ),
    "a free call that does not say so": (
        "type-of-phone",
        JAPAN,
        (FREE, FREE.replace("toll_free", "voice")),
        (FREE, FREE),
    ),
    "an ordinary number said to be free": (
        "type-of-phone",
        JAPAN,
        ('"03-6383-0688", type: voice', '"03-6383-0688", type: toll_free'),
        ('"03-6383-0688", type: voice', '"03-6383-0688", type: fax'),
    ),
    "a free call from abroad": (
        "type-of-phone",
        JAPAN,
        ("toll_free, reachable_from_abroad: false", "toll_free"),
        (FREE, FREE),
    ),
    "navi-dial alone": (
        "navi-dial-alone",
        JAPAN,
        (
            '{e164: "+81353796001", display: "03-5379-6001", type: voice,',
            '{e164: "+81570011000", display: "0570-011000", type: navi_dial, reachable_from_abroad: false,',
        ),
        (
            DOOR,
            DOOR + '\n      - {e164: "+81570011000", display: "0570-011000", type: navi_dial, '
            "reachable_from_abroad: false, sources: [PAGE]}",
        ),
    ),
    "a short code from abroad": ("short-code-from-abroad", KOREA, (SHORT, "type: short_code"), (SHORT, SHORT)),
    "a web address without a scheme": (
        "malformed-address",
        JAPAN,
        ("https://door.example.org", "door.example.org"),
        ("https://door.example.org", "http://door.example.org/a?b=c"),
    ),
    "a web address that no parser takes": (
        "malformed-address",
        JAPAN,
        ("https://door.example.org", "https://[door.example.org"),
        ("https://door.example.org", "https://ドア.example.org"),
    ),
    "a source that is no web address": (
        "malformed-address",
        SOURCES,
        ("https://page.example.org", "ftp://page.example.org"),
        ("https://page.example.org", "http://page.example.org"),
    ),
    "a mail address cut off": (
        "malformed-address",
        JAPAN,
        ("info@door.example.org", "info@door"),
        ("info@door.example.org", "a-b@door.jp"),
    ),
    "a postcode of another form": ("unstructured-address", JAPAN, ('"165-0034"', '"1650034"'), ('"165-0034"', '""')),
    "a postcode where there is none": (
        "unstructured-address",
        JAPAN,
        (ADDRESS, ADDRESS.replace("country: JP", "country: HK")),
        (ADDRESS, ADDRESS),
    ),
    "a postcode in the street": (
        "unstructured-address",
        JAPAN,
        ('"1-1 Door"', '"165-0034 1-1 Door"'),
        ('"1-1 Door"', '"1650-0034 Door"'),
    ),
    "an address without a street": ("unstructured-address", JAPAN, ('"1-1 Door"', '" "'), ('"1-1 Door"', '"Door"')),
    "an end before the beginning": (
        "hours",
        JAPAN,
        ('closes_at: "17:00"', 'closes_at: "09:00"'),
        ('closes_at: "17:00"', 'closes_at: "09:01"'),
    ),
    "midnight to midnight": (
        "hours",
        JAPAN,
        ('opens_at: "09:00", closes_at: "17:00"', 'opens_at: "00:01", closes_at: "00:01"'),
        ('opens_at: "09:00", closes_at: "17:00"', 'opens_at: "00:00", closes_at: "00:00"'),
    ),
    "no end": ("hours", JAPAN, (', closes_at: "17:00"', ""), (HOURS, HOURS)),
    "a day twice": ("hours", JAPAN, ("[MO, TU]", "[MO, MO]"), ("[MO, TU]", "[TU, MO]")),
    "days without how often": ("hours", JAPAN, ("freq: WEEKLY, ", ""), (HOURS, "description: on Mondays")),
    "no days and no words": (
        "hours",
        JAPAN,
        (HOURS, "freq: WEEKLY, byday: [MO]"),
        (HOURS, "freq: WEEKLY, byday: [MO], description: mornings"),
    ),
    "a season that ends first": (
        "hours",
        JAPAN,
        (HOURS, "description: summer, valid_from: 2026-07-01, valid_to: 2026-06-30"),
        (HOURS, "description: summer, valid_from: 2026-07-01, valid_to: 2026-07-01"),
    ),
    "a tag of no language": ("language-tag", JAPAN, ("{code: my,", "{code: zz,"), ("{code: my,", "{code: rhg,")),
    "a name with an open script": (
        "language-tag",
        JAPAN,
        ('ja: "しずか"', 'zh: "安靜"'),
        ('ja: "しずか"', 'zh-Hant: "安靜"'),
    ),
    "a name in another script": (
        "language-tag",
        KOREA,
        ('ko: "창구"', 'ko: "窓口"'),
        ('ko: "창구"', 'ko: "KR 창구 (窓口)"'),
    ),
    "a phone without source": (
        "detail-without-source",
        JAPAN,
        ("type: voice, sources: [PAGE], confidence", "type: voice, confidence"),
        (NUMBER, NUMBER),
    ),
    "a language without source": (
        "detail-without-source",
        JAPAN,
        ("{code: my, sources: [PAGE]}", "{code: my}"),
        (NUMBER, NUMBER),
    ),
    "a page seen tomorrow": (
        "impossible-date",
        SOURCES,
        (CALL, CALL.replace("-21}", "-23}")),
        (CALL, CALL.replace("-21}", "-22}")),
    ),
    "a page dated after it was seen": (
        "impossible-date",
        SOURCES,
        (OLD_PAGE, "seen: 2026-11-20, dated: 2026-11-21"),
        (OLD_PAGE, "seen: 2026-11-20, dated: 2026-11-20"),
    ),
    "a source that is not listed": (
        "unlisted-source",
        JAPAN,
        ("    sources: [PAGE, OLD]", "    sources: [PAGE]"),
        (NUMBER, NUMBER),
    ),
    "a source of nothing": (
        "unused-source",
        SOURCES,
        (f"  CALL: {CALL}", f"  CALL: {CALL}\n  SPARE: {CALL}"),
        (CALL, CALL),
    ),
    "a correction of nothing": (
        "idle-correction",
        JAPAN,
        (CORRECTED, CORRECTED.replace("03 63 83 06 88", "03-6383-0688")),
        (CORRECTED, CORRECTED),
    ),
    "a correction without source": (
        "idle-correction",
        JAPAN,
        (", why: grouping, sources: [PAGE]", ", why: grouping"),
        (CORRECTED, CORRECTED),
    ),
    "a corrected value that still stands": (
        "idle-correction",
        JAPAN,
        (CORRECTED, CORRECTED.replace("03 63 83 06 88", "0120-477-472")),
        (
            CORRECTED,
            CORRECTED.replace("03 63 83 06 88", "0120-477-472") + "}\n      - {field: phones, "
            'was: "03-0000-0000", now: "0120-477-472", why: back, sources: [PAGE]',
        ),
    ),
    "a name after a form of address": (
        "name-of-staff",
        JAPAN,
        (ABOUT, "description: Ask Ms. Door."),
        (ABOUT, "description: Doors for MS patients."),
    ),
    "a named lawyer": (
        "name-of-staff",
        JAPAN,
        (ABOUT, 'description: "The lawyer: Jane Door"'),
        (ABOUT, 'description: "The lawyer helps. Jane Austen wrote of doors."'),
    ),
    "a Japanese name": (
        "name-of-staff",
        JAPAN,
        (ABOUT, "description: 戸口弁護士が担当"),
        (ABOUT, "description: 戸口弁護士会・日本弁護士連合会・氏名・患者さん"),
    ),
    "a Japanese name with an honorific": (
        "name-of-staff",
        JAPAN,
        (ABOUT, "description: 戸口さんに電話"),
        (ABOUT, "description: みなさんの戸口"),
    ),
    "a Korean name": (
        "name-of-staff",
        KOREA,
        (COUNTER, "description: 문지기 간사에게"),
        (COUNTER, "description: 변호사회와 난민인권센터"),
    ),
    "a Japanese name behind a role": (
        "name-of-staff",
        JAPAN,
        (ABOUT, "description: 担当 山田"),
        (ABOUT, "description: 担当 相談員、代表 山口県弁護士会"),
    ),
    "a Korean name behind a role": (
        "name-of-staff",
        KOREA,
        (COUNTER, "description: 담당자 김철수"),
        (COUNTER, "description: 담당자 전화로 문의"),
    ),
    "a name behind the word contact": (
        "name-of-staff",
        JAPAN,
        (ABOUT, 'description: "Contact: Jane Door"'),
        (ABOUT, 'description: "Contact: Tokyo Office"'),
    ),
    "a Chinese name behind a role": (
        "name-of-staff",
        KOREA,
        (COUNTER, "description: 聯絡人：陳大文"),
        (COUNTER, "description: 聯絡人：辦事處"),
    ),
    "a Chinese name": (
        "name-of-staff",
        KOREA,
        (COUNTER, "description: 找王先生"),
        (COUNTER, "description: 先生女士請進門"),
    ),
    "a mail address of a person": (
        "name-of-staff",
        JAPAN,
        ("info@door.example.org", "jane.door@door.example.org"),
        ("info@door.example.org", "help-desk@door.example.org"),
    ),
    "a map": (
        "map",
        JAPAN,
        ("https://door.example.org", "https://maps.google.com/door"),
        ("https://door.example.org", "https://door.example.org/map"),
    ),
    "coordinates": ("map", JAPAN, (ABOUT, 'description: "35.70512, 139.66513"'), (ABOUT, 'description: "35.7, 139.6"')),
    "a held phone in the open": (
        "held-detail-shown",
        JAPAN,
        (NUMBER, 'e164: "+81353796001", display: "03-5379-6001", type: voice'),
        (NUMBER, 'e164: "+81353796002", display: "03-5379-6002", type: voice'),
    ),
    "a number in a note": (
        "number-in-note",
        KOREA,
        ("- A public authority.", '- "Call 02-123-4567."'),
        ("- A public authority.", '- "Open since 2012-2013, form 35-6."'),
    ),
    "a warning without its note": (
        "warned-without-note",
        KOREA,
        ("    notes:\n      - A public authority.\n", ""),
        ("- A public authority.", "- Mind the door."),
    ),
    "a record date without a page": (
        "record-date",
        JAPAN,
        (ABOUT, ABOUT + '\n    last_verified: "2023"'),
        (ABOUT, ABOUT + '\n    last_verified: "2024"'),
    ),
    "words in a number": (
        "shown-differs",
        JAPAN,
        ('display: "03-6383-0688"', 'display: "03-6383-0688 (desk)"'),
        ('display: "03-6383-0688"', 'display: "(03) 6383.0688"'),
    ),
    "a sign in a number": (
        "shown-differs",
        JAPAN,
        ('display: "03-6383-0688"', 'display: "03-6383-06/88"'),
        (NUMBER, NUMBER),
    ),
    "another country code from abroad": (
        "from-abroad",
        KOREA,
        ('display: "1345"', 'display: "1345", from_abroad: "+81-1345"'),
        ('display: "1345"', 'display: "1345", from_abroad: "+82-1345"'),
    ),
    "no number from abroad": (
        "from-abroad",
        KOREA,
        ('display: "1345"', 'display: "1345", from_abroad: "+82 ask"'),
        ('display: "1345"', 'display: "1345", from_abroad: "+82 2 6908 1345"'),
    ),
    "a number twice": (
        "repeated-contact",
        JAPAN,
        (DOOR, f"{DOOR}\n" + DOOR.replace("voice", "fax").replace("03-6383-0688", "03 6383 0688")),
        (DOOR, f"{DOOR}\n" + DOOR.replace("voice", "chat")),
    ),
    "a mail address twice": (
        "repeated-contact",
        JAPAN,
        (
            '    phones:\n      - {e164: "+81363830688"',
            '      - {address: "INFO@door.example.org", sources: [PAGE]}\n    phones:\n      - {e164: "+81363830688"',
        ),
        (
            '    phones:\n      - {e164: "+81363830688"',
            '      - {address: "desk@door.example.org", sources: [PAGE]}\n    phones:\n      - {e164: "+81363830688"',
        ),
    ),
    "a web address with somebody else's host": (
        "malformed-address",
        JAPAN,
        ("https://door.example.org", "https://door.example.org@evil.example"),
        ("https://door.example.org", "https://door.example.org:8080/@door"),
    ),
    "a web address with a hole": (
        "malformed-address",
        JAPAN,
        ("https://door.example.org", "https://door..example.org"),
        ("https://door.example.org", "https://door-1.example.org"),
    ),
    "a web address with a quote": (
        "malformed-address",
        JAPAN,
        ('"https://door.example.org"', "'https://door.example.org/\"x'"),
        ("https://door.example.org", "https://door.example.org/%22x"),
    ),
    "two mail addresses in one": (
        "malformed-address",
        JAPAN,
        ("info@door.example.org", "info@door.org,desk.example.org"),
        ("info@door.example.org", "info+desk@door.example.org"),
    ),
    "a mail address with a letter that looks like another": (
        "malformed-address",
        JAPAN,
        ("info@door.example.org", "inf\u043e@door.example.org"),
        ("info@door.example.org", "info@xn--eckwd4c7c.example.org"),
    ),
    "hours that overlap": (
        "hours",
        JAPAN,
        (
            LISTED,
            LISTED + '      - {applies_to: office, freq: WEEKLY, byday: [TU], opens_at: "16:59", '
            'closes_at: "18:00", sources: [PAGE]}\n',
        ),
        (
            LISTED,
            LISTED + '      - {applies_to: office, freq: WEEKLY, byday: [TU], opens_at: "17:00", '
            'closes_at: "18:00", sources: [PAGE]}\n',
        ),
    ),
    "hours that overlap after midnight, from one week to the next": (
        "hours",
        JAPAN,
        (LISTED, NIGHT + LISTED.replace("09:00", "08:59")),
        (LISTED, NIGHT + LISTED),
    ),
    "hours of two seasons that share a day": (
        "hours",
        JAPAN,
        (LISTED, SUMMER + LISTED.replace("freq", "valid_from: 2026-08-31, freq")),
        (LISTED, SUMMER + LISTED.replace("freq", "valid_from: 2026-09-01, freq")),
    ),
    "a language that nobody can ask for": (
        "language-tag",
        JAPAN,
        ("{code: my,", "{code: MY,"),
        ("{code: my,", "{code: zh-Hant,"),
    ),
    "a name in English without its letters": (
        "language-tag",
        KOREA,
        ("en: The Counter", "en: 창구"),
        ("en: The Counter", "en: Counter 창구"),
    ),
    "an end without source": (
        "detail-without-source",
        JAPAN,
        (ABOUT, f"{ABOUT}\n    closed: {{since: 2026-11-22}}"),
        (ABOUT, f"{ABOUT}\n    closed: {{since: 2026-11-22, sources: [PAGE]}}"),
    ),
    "an end that has not come": (
        "impossible-date",
        JAPAN,
        (ABOUT, f"{ABOUT}\n    closed: {{since: 2026-11-23, sources: [PAGE]}}"),
        (ABOUT, f"{ABOUT}\n    closed: {{since: 2026-11-22, sources: [PAGE]}}"),
    ),
    "a record verified in a month to come": (
        "impossible-date",
        JAPAN,
        (ABOUT, f'{ABOUT}\n    last_verified: "2026-12"'),
        (ABOUT, f'{ABOUT}\n    last_verified: "2026-11"'),
    ),
    "a correction of tomorrow": (
        "impossible-date",
        JAPAN,
        (", why: grouping", ", why: grouping, on: 2026-11-23"),
        (", why: grouping", ", why: grouping, on: 2026-11-22"),
    ),
    "a page older than the web": (
        "impossible-date",
        SOURCES,
        (OLD_PAGE, 'seen: 2026-11-20, dated: "1989-12"'),
        (OLD_PAGE, 'seen: 2026-11-20, dated: "1990"'),
    ),
    "a correction of what there is not": (
        "idle-correction",
        JAPAN,
        ("{field: phones,", "{field: fones,"),
        ("{field: phones,", "{field: phone.1.display,"),
    ),
    "whom to ask for": (
        "name-of-staff",
        JAPAN,
        (ABOUT, "description: Ask for Jane Door."),
        (ABOUT, "description: Ask for Refugee Desk."),
    ),
    "a name before its role": (
        "name-of-staff",
        JAPAN,
        (ABOUT, "description: Jane Door (director) answers."),
        (ABOUT, "description: Open Door (directory of doors) answers."),
    ),
    "a name in faith": (
        "name-of-staff",
        JAPAN,
        (ABOUT, "description: Father John opens."),
        (ABOUT, "description: Fathers and sisters of the church open."),
    ),
    "a Japanese name in kana": (
        "name-of-staff",
        JAPAN,
        (ABOUT, "description: 担当：やまだ たろう"),
        (ABOUT, "description: 担当：おもに月曜"),
    ),
    "a name in a note on a language": (
        "name-of-staff",
        JAPAN,
        ("{code: my, ", "{code: my, note: by Ms. Door, "),
        ("{code: my, ", "{code: my, note: by interpreter, "),
    ),
    "a name in a source": (
        "name-of-staff",
        SOURCES,
        ("title: A call,", "title: A call with Ms. Door,"),
        ("title: A call,", "title: A call with the desk,"),
    ),
    "a map of this region": (
        "map",
        JAPAN,
        ("https://door.example.org", "https://map.naver.com/door"),
        ("https://door.example.org", "https://naver.com/door"),
    ),
    "a held phone written otherwise": (
        "held-detail-shown",
        JAPAN,
        (NUMBER, 'e164: "+81353796001", display: "03 5379 6001", type: voice'),
        (NUMBER, 'e164: "+81353796002", display: "03 5379 6002", type: voice'),
    ),
    "a number beside a number": (
        "number-in-note",
        JAPAN,
        (NUMBER, f"{NUMBER}, note: else 03-6383-0689"),
        (NUMBER, f"{NUMBER}, note: same as 03-6383-0688"),
    ),
    "a number without signs": (
        "number-in-note",
        KOREA,
        ("- A public authority.", '- "Call 021234567."'),
        ("- A public authority.", '- "Form 20231234567."'),
    ),
    "a number in wide digits": (
        "number-in-note",
        KOREA,
        ("- A public authority.", "- 電話 ０２-１２３-４５６７"),
        ("- A public authority.", "- ２０２６年１１月２２日"),
    ),
    "a mail address in a note": (
        "number-in-note",
        KOREA,
        ("- A public authority.", "- Write to desk@counter.example.org."),
        ("- A public authority.", "- Write @counter on the chat."),
    ),
    "nothing that is given": (
        "nothing-given",
        KOREA,
        ("audience: [anyone], sources: [COPY]", "audience: [anyone], status: defunct, sources: [COPY]"),
        ("audience: [anyone], sources: [COPY]", "audience: [anyone], status: active, sources: [COPY]"),
    ),
}
