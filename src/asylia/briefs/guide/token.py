"""The sealed token in which answers travel (SEC-50): encrypted, bound to the law, an hour long, of a fixed size.

The key changes every day by a step that cannot be undone, and lives in memory only. All workers walk the same steps
from the key that was made before they were forked. A restart of the service forgets everybody.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from asylia.briefs.guide.packed import Packer, Unreadable
from asylia.briefs.guide.talk import Talk

LIFETIME_MINUTES = 60
SIZES = (128, 512, 2048, 8192)
"""A packed run is filled up to the next of these, so that the size of a token does not tell the answers."""
_NONCE, _DAY_BYTES, _MINUTES, _LENGTH = 12, 2, 5, 2
_MINUTES_A_DAY = 24 * 60


class Ended(Exception):
    """The token is too old, was changed, or comes from another law or another start of the service."""


class Keys:
    """The key of each day, from one made at the start. Only the keys of today and of the last hour are kept."""

    def __init__(self, today: int, first: bytes | None = None) -> None:
        self._key, self._day = first or secrets.token_bytes(32), today
        self._before: bytes = b""
        self._lock = Lock()

    def of(self, day: int) -> bytes | None:
        """The key of a day, counted from 1970; None if it is forgotten. Asking for a later day moves on to it."""
        with self._lock:
            while self._day < day:
                self._before, self._key = self._key, hmac.digest(self._key, b"next day", hashlib.sha256)
                self._day += 1
            if day == self._day:
                return self._key
            return self._before or None if day == self._day - 1 else None

    def forget_yesterday(self) -> None:
        """Drop the key of the day before."""
        with self._lock:
            self._before = b""


@dataclass(frozen=True)
class Sealer:
    """Seals runs for one law, and opens what it sealed."""

    packer: Packer
    keys: Keys

    @property
    def _law(self) -> bytes:
        return f"asylia guide 1 {self.packer.data.version}".encode()

    def seal(self, talk: Talk, minute: int) -> str:
        """The token of a run at a minute, counted from 1970."""
        packed = self.packer.pack(talk)
        plain = minute.to_bytes(_MINUTES, "big") + len(packed).to_bytes(_LENGTH, "big") + packed
        size = next(size for size in SIZES if size >= len(plain))
        day, nonce = minute // _MINUTES_A_DAY, secrets.token_bytes(_NONCE)
        key = self.keys.of(day)
        assert key is not None, "the clock went back by a day"
        sealed = AESGCM(key).encrypt(nonce, plain.ljust(size, b"\0"), self._law)
        return urlsafe_b64encode(day.to_bytes(_DAY_BYTES, "big") + nonce + sealed).decode()

    def open(self, token: str, minute: int) -> Talk:
        """The run in a token. Raises Ended."""
        try:
            raw = b64decode(token.encode("ascii"), altchars=b"-_", validate=True)
        except (NotBase64, ValueError):
            raise Ended from None
        day = int.from_bytes(raw[:_DAY_BYTES], "big")
        today = minute // _MINUTES_A_DAY
        if len(raw) < _DAY_BYTES + _NONCE or not today - 1 <= day <= today:
            raise Ended
        self.keys.of(today)
        if minute % _MINUTES_A_DAY > LIFETIME_MINUTES:
            self.keys.forget_yesterday()
        key = self.keys.of(day)
        if key is None:
            raise Ended
        try:
            plain = AESGCM(key).decrypt(raw[_DAY_BYTES : _DAY_BYTES + _NONCE], raw[_DAY_BYTES + _NONCE :], self._law)
        except InvalidTag:
            raise Ended from None
        issued = int.from_bytes(plain[:_MINUTES], "big")
        if not 0 <= minute - issued <= LIFETIME_MINUTES:
            raise Ended
        length = int.from_bytes(plain[_MINUTES : _MINUTES + _LENGTH], "big")
        try:
            return self.packer.unpack(plain[_MINUTES + _LENGTH : _MINUTES + _LENGTH + length])
        except Unreadable:
            raise Ended from None


def minute_of(moment: datetime) -> int:
    """A moment as a number of whole minutes from 1970."""
    return int(moment.astimezone(UTC).timestamp()) // 60
