"""Values as bytes, between an officer's process, which may send anything, and the examiner's, which decides marks.

`encode` and `decode` know a fixed set of types and nothing else: no class, function or module is ever looked up by a
name that the sender chose. `contents` and `refill` carry back what a function changed in its arguments.
"""

from . import _builtins as _builtins  # registers its rules
from ._common import BadEncoding, CannotCross, Limits, Plain
from ._errors import decode_error, encode_error
from ._message import Decoded, Encoded, decode, encode, lend
from ._records import EnumRecord, Record
from ._refill import contents, refill

__all__ = [
    "BadEncoding",
    "CannotCross",
    "Decoded",
    "Encoded",
    "EnumRecord",
    "Limits",
    "Plain",
    "Record",
    "contents",
    "decode",
    "decode_error",
    "encode",
    "encode_error",
    "lend",
    "refill",
]
