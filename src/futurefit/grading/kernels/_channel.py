"""Messages over a Unix stream socket: a length, then a MessagePack map; open files may ride along.

Whoever receives gives the largest message that it takes, since the other end may be an officer's code.
"""

from __future__ import annotations

import array
import os
import select
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any

import msgpack

Message = dict[str, Any]
LARGEST = 256 * 2**20  # bytes of one message
_HEAD = struct.Struct("!IB")  # bytes of the message, and how many open files come with it
_BLOCK = 256 * 1024
_MOST_FILES = 4


class Closed(Exception):
    """The other end is gone."""


class BadMessage(Exception):
    """The other end sent something that is no message, or too large a one."""


class Channel:
    """One end of a conversation. Not for use by two threads at once.

    Args:
        sock: a connected Unix stream socket; the channel closes it.
        largest: bytes of the largest message that is taken.
        take_files: whether open files are accepted; else the kernel drops them.
        parts: most lists, maps and their items in one message: a small message can hold very many, each of which takes
            far more memory than it took to send.
    """

    def __init__(
        self, sock: socket.socket, *, largest: int = LARGEST, take_files: bool = False, parts: int = 10_000_000
    ) -> None:
        self._socket = sock
        self._largest = largest
        self._parts = parts
        self._take_files = take_files
        self._kept = bytearray()
        self._files: list[int] = []
        self.taken = 0  # bytes, so that a flood can be seen

    def fileno(self) -> int:
        return self._socket.fileno()

    def close(self) -> None:
        for file in self._files:
            os.close(file)
        self._files.clear()
        self._socket.close()

    def send(self, message: Message, files: Sequence[int] = (), *, within: float | None = None) -> None:
        """Send a message, and open files with it.

        Args:
            within: seconds; a receiver that does not read in this time is treated as gone.

        Raises:
            Closed: the other end is gone, or does not read.
        """
        body = msgpack.packb(message, use_bin_type=True, unicode_errors="surrogatepass", default=str)
        data = memoryview(_HEAD.pack(len(body), len(files)) + body)
        self._socket.settimeout(within)
        try:
            if files:
                data = data[socket.send_fds(self._socket, [data[:_BLOCK]], list(files)) :]
            self._socket.sendall(data)
        except OSError as error:
            raise Closed(str(error)) from None

    def receive(self, within: float | None = None) -> tuple[Message, list[int]]:
        """The next message, and the files that came with it.

        Args:
            within: seconds; None waits for ever.

        Raises:
            TimeoutError: no whole message came in time; what came of it is kept.
            Closed: the other end is gone.
            BadMessage: what came is no message.
        """
        until = None if within is None else time.monotonic() + within
        while not self.waiting():
            left = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self._socket], [], [], left)[0]:
                raise TimeoutError
            self._read()
        return self._whole()

    def waiting(self) -> bool:
        """Whether a whole message has been read already."""
        return len(self._kept) >= _HEAD.size and len(self._kept) >= _HEAD.size + self._head()[0]

    def _head(self) -> tuple[int, int]:
        length, files = _HEAD.unpack_from(self._kept)
        if length > self._largest:
            raise BadMessage(f"a message of {length:,} bytes")
        return length, files

    def _whole(self) -> tuple[Message, list[int]]:
        length, count = self._head()
        end = _HEAD.size + length
        files, self._files = self._files[:count], self._files[count:]
        body = bytes(memoryview(self._kept)[_HEAD.size : end])
        del self._kept[:end]
        left = self._parts

        def counted(items: Any) -> Any:
            nonlocal left
            left -= 1 + len(items)
            if left < 0:
                raise BadMessage("a message of too many parts")
            return items

        try:
            message = msgpack.unpackb(
                body,
                raw=False,
                strict_map_key=True,
                unicode_errors="surrogatepass",
                max_array_len=self._parts,
                max_map_len=self._parts,
                max_ext_len=0,
                list_hook=counted,
                object_hook=counted,
            )
        except Exception as error:  # msgpack raises many kinds at what is not its own
            raise BadMessage(f"{type(error).__name__}: {error}") from None
        if not isinstance(message, dict):
            raise BadMessage(f"a {type(message).__name__} in place of a map")
        return message, files

    def _read(self) -> None:
        try:
            if self._take_files:
                block, ancillary, _, _ = self._socket.recvmsg(_BLOCK, socket.CMSG_SPACE(_MOST_FILES * 4))
                for level, kind, data in ancillary:
                    if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                        numbers = array.array("i")
                        numbers.frombytes(data[: len(data) - len(data) % numbers.itemsize])
                        self._files += numbers
            else:
                block = self._socket.recv(_BLOCK)
        except OSError as error:
            raise Closed(str(error)) from None
        if not block:
            raise Closed("the other end is gone")
        self.taken += len(block)
        self._kept += block


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of a new connection; neither outlives an exec of another program unless it is handed over."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
