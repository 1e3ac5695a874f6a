"""Passwords and tokens: kept as what cannot be turned back, and compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from functools import cache
from threading import Lock

from ofsted_qa.values import BadInputError

#: Characters. The shortest is above what guessing over a network can try; the longest keeps hashing cheap.
SHORTEST, LONGEST = 12, 1_000

# scrypt with 32 MiB of memory: one of the equivalent settings of OWASP's password storage cheat sheet (2024).
_COST, _BLOCK, _PARALLEL = 2**15, 8, 3
_MEMORY = 64 * 1024 * 1024  # bytes that the library may use: what is needed, and room
_LENGTH = 32  # bytes of a salt and of a hash
_NAME = "scrypt"
#: One at a time: each takes a processor for a moment, and answers must not wait for a crowd at the door.
_ONE = Lock()


def hashed(password: str) -> str:
    """A password as it is kept: the method, its costs, the salt and the hash.

    Raises:
        BadInputError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInputError(f"a password has {SHORTEST} to {LONGEST:,} characters")
    salt = secrets.token_bytes(_LENGTH)
    derived = _derived(password, salt, _COST, _BLOCK, _PARALLEL)
    parts = (b64encode(part).decode("ascii") for part in (salt, derived))
    return "$".join([_NAME, str(_COST), str(_BLOCK), str(_PARALLEL), *parts])


@cache
def _nobody() -> str:
    """What a password is held against where there is no such user, so that the time taken does not tell."""
    return hashed(secrets.token_urlsafe())


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that is kept; never where none is kept, and no sooner."""
    name, cost, block, parallel, salt, derived = (kept or _nobody()).split("$")
    if len(password) > LONGEST or name != _NAME:
        return False
    found = _derived(password, b64decode(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(found, b64decode(derived)) and kept is not None


def new_secret() -> str:
    """A token or session id that cannot be guessed: 256 random bits."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """A random secret as it is kept. It has 256 random bits, so that one round of SHA-256 hides it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _derived(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    with _ONE:
        given = password.encode("utf-8", "surrogatepass")
        return hashlib.scrypt(given, salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY, dklen=_LENGTH)
