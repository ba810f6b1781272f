"""A signature under a file of ours: Ed25519, in one last line of the file, checked without network.

The line is a comment to a PDF reader. It signs every byte before it, so a page that was changed, and one that was
opened and saved again by another program, is no longer the page that was signed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from futurefit.errors import FutureFitError

KEYS = Path("keys")  # of the course folder; never committed
PRIVATE, PUBLIC = KEYS / "certificates.key", KEYS / "certificates.pub"
_MARK = b"\n%futurefit-signed "
# To the letter, and nothing behind it: a PDF's pages can be replaced by what is put after its end.
_LINE = re.compile(rb"([A-Za-z0-9_=-]+) ([A-Za-z0-9_=-]+)\n")


class SignatureError(FutureFitError):
    """A key that cannot be used, or a file that is not what somebody signed with it; ends with what to do."""


def course_key(course: Path) -> Ed25519PrivateKey:
    """The course's key, made at its first use; only its owner can read it.

    Raises:
        SignatureError: the file is there and is no such key.
        OSError: it cannot be written or read.
    """
    path = course / PRIVATE
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        key = Ed25519PrivateKey.generate()
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
        (course / PUBLIC).write_bytes(public_pem(key))
        return key
    try:
        found = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SignatureError(f"{path} is not a key ({error}). Put it back from a backup.") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise SignatureError(f"{path} is a key of another kind. Put the course's own key back from a backup.")
    return found


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """What others check with, as text."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """Sixteen hexadecimal digits by which people tell keys apart."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return hashlib.sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def sign(content: bytes, says: Mapping[str, Any], key: Ed25519PrivateKey) -> bytes:
    """`content` with its signature: `says` are the facts that it vouches for, as JSON can hold them."""
    told = {**says, "sha256": hashlib.sha256(content).hexdigest(), "key": fingerprint(key)}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    return content + _MARK + b" ".join(map(base64.urlsafe_b64encode, (text, key.sign(text)))) + b"\n"


def check(content: bytes, key_pem: bytes) -> dict[str, Any]:
    """What a signed file says, if it is signed with this key and nothing in it was changed.

    Raises:
        SignatureError: it is not; the message says in which respect.
    """
    try:
        key = load_pem_public_key(key_pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise SignatureError("This is not a public key. Ask the course for its certificates.pub.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise SignatureError("This is a key of another kind. Ask the course for its certificates.pub.")
    before, mark, line = content.rpartition(_MARK)
    if not mark:
        raise SignatureError(
            "It bears no signature. A copy that was printed, or saved anew by another program, has lost it: ask for "
            "the file itself."
        )
    damaged = SignatureError("Its signature is damaged, or something was put after it. Ask for the file itself.")
    parts = _LINE.fullmatch(line)
    if not parts:
        raise damaged
    try:
        text, signature = map(base64.urlsafe_b64decode, parts.groups())
        said: dict[str, Any] = json.loads(text)
        signed_with = said["key"]
    except (ValueError, TypeError, KeyError):
        raise damaged from None
    try:
        key.verify(signature, text)
    except InvalidSignature:
        if signed_with != fingerprint(key):
            raise SignatureError(
                f"It claims the key {signed_with}, and this key is {fingerprint(key)}. Ask the course which is its own."
            ) from None
        raise SignatureError("What it says was changed after it was signed. Do not rely on it.") from None
    if said.get("sha256") != hashlib.sha256(before).hexdigest():
        raise SignatureError("Its page was changed after it was signed. Do not rely on it; ask for the file itself.")
    return said
