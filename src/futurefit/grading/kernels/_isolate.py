"""The inner wall: a process just forked from a warm parent shuts itself in, for good, before it runs anything.

Runs inside bubblewrap's sandbox (see `sandbox`), with ctypes for what Python 3.11 has no function for. The order of
steps matters; each says why it is there.

Facts are from the man pages user_namespaces(7), pid_namespaces(7), mount_namespaces(7), capabilities(7), seccomp(2),
getrlimit(2) and proc(5).
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import re
import resource
import signal
import socket
import struct
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from futurefit.grading.kernels._family import end, kernel_of, memory_of, own_memory, status_of, usage_of

__all__ = [
    "FOLDER",
    "end",
    "fork",
    "isolate",
    "kernel_of",
    "limit",
    "memory_of",
    "own_memory",
    "prepare",
    "usage_of",
]

FOLDER = "/notebook"  # a kernel's own folder, and its home
USER = 1000  # who a kernel is, as it sees itself

_NEW_USER, _NEW_MOUNTS, _NEW_PIDS, _NEW_NET = 0x10000000, 0x00020000, 0x20000000, 0x40000000  # sched.h
_NEW_IPC, _NEW_UTS = 0x08000000, 0x04000000
_NOSUID, _NODEV, _NOEXEC, _BIND, _REC, _PRIVATE = 2, 4, 8, 4096, 16384, 1 << 18  # mount.h
_DEATH_SIGNAL, _DUMPABLE, _SECCOMP, _DROP_BOUND, _NO_NEW_PRIVILEGES, _AMBIENT = 1, 4, 22, 24, 38, 47  # prctl.h
_CLEAR_ALL = 4  # of the ambient set
_FIRST_ACCOUNT = 1_900_000_000  # far above what systems give out, below 2^31
_libc = ctypes.CDLL(None, use_errno=True)
_libc.prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
_libc.mount.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p)

# Calls that no lab needs: memory that no limit counts (memfd_create, memfd_secret, shmget, msgget), and doors of the
# system that have been forced before (io_uring_setup, userfaultfd, bpf, perf_event_open, the keyring's three).
_REFUSED = {
    "x86_64": (0xC000003E, (319, 447, 29, 68, 425, 323, 321, 298, 248, 249, 250)),
    "aarch64": (0xC00000B7, (279, 447, 194, 186, 425, 282, 280, 241, 217, 218, 219)),
}


_own_pids: int | None = None  # the parent's own process namespace, as an open file


def prepare() -> None:
    """Make the parent ready to fork kernels; once, before anything else, while it has one thread.

    Raises:
        OSError: this is not bubblewrap's sandbox, as `sandbox.command` makes it.
    """
    global _own_pids
    _own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    # Where root grades, bubblewrap covers parts of /proc, and under a cover no kernel may mount a /proc of its own.
    # What a kernel could do there, its account may not.
    for place in reversed(_mounts_below("/proc")):
        _check(_libc.umount2(os.fsencode(place), 0), f"cannot uncover {place}")


def fork() -> int:
    """As `os.fork`, for a process that will call `isolate`; without this, `isolate` forks once more.

    Raises:
        OSError: there can be no more processes.
    """
    if _own_pids is None:  # nothing was prepared, since there are no walls
        return os.fork()
    _unshare(_NEW_PIDS, "a process namespace")  # for children from now on
    pid = -1
    try:
        pid = os.fork()
        return pid
    finally:
        if pid != 0:
            _check(_libc.setns(_own_pids, _NEW_PIDS), "cannot go back to its own process namespace")


def isolate(policy: Mapping[str, Any], folder: str = FOLDER, keep: Collection[int] = ()) -> None:
    """Shut this process in. To be called in a fork of the parent, which had one thread.

    The caller goes on as process 1 of a process namespace of its own, so that all that it starts ends with it; and it
    ends with the parent. (A process 1 gets no signal that it has no handler for: `os.kill(os.getpid(), 9)` does
    nothing there.) After a plain `os.fork`, the process that was forked stays outside and waits: it ends as the caller
    ends, and when it is ended, so is the caller.

    Args:
        policy: `Policy.as_dict`.
        folder: the only folder, with /tmp and /dev/shm, in which it can write.
        keep: file descriptors to leave open. Of the others 0, 1 and 2 lead nowhere, the rest are closed.

    Raises:
        OSError: a wall could not be made; the message says which. The caller must then end.
    """
    _close_all_but(keep)
    data_before = status_of("self")["VmData"]
    if os.getpid() != 1:
        _unshare(_NEW_PIDS, "a process namespace")
        _prctl(_DEATH_SIGNAL, signal.SIGKILL)
        if child := os.fork():
            _wait_and_end_as(child)
    os.setsid()
    _unshare(_NEW_MOUNTS | _NEW_NET | _NEW_IPC | _NEW_UTS, "namespaces")
    _raise_loopback()
    root = _is_real_root()
    account = _FIRST_ACCOUNT + int.from_bytes(os.urandom(3), "big") if root else os.getuid()
    _mount_all(folder, int(policy["disk"]), account)
    if root:
        _become(account)
    # From here on it is powerless over all of the above, which belongs to the namespace that it leaves. Its own is the
    # last: it can make no further one, and so never be a root of any kind.
    _unshare(_NEW_USER, "a user namespace")
    _map_ids(account)
    Path("/proc/sys/user/max_user_namespaces").write_text("0", encoding="ascii")
    _prctl(_DEATH_SIGNAL, signal.SIGKILL)
    os.chdir(folder)
    os.environ["HOME"] = folder
    os.umask(0o022)
    # Should memory run out all the same, kernels go first.
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    # Since Linux 5.14, processes are counted by user namespace; before, all that an account has.
    _set_limits(policy, data_before, count_processes=root or _kernel_version() >= (5, 14))
    _give_up_all_capabilities()
    _prctl(_NO_NEW_PRIVILEGES, 1)
    _refuse_calls()
    _prctl(_DUMPABLE, 1)  # its own /proc/self; nobody else's processes are in its namespace


def limit(policy: Mapping[str, Any], folder: str, keep: Collection[int] = ()) -> None:
    """In place of `isolate` where there is no sandbox: the limits that a process can have by itself.

    Processes are not counted, for without a namespace the limit would count all of this user's. To be called in a
    fork of the parent, which ends the whole session by `end`.

    Args:
        policy: `Policy.as_dict`.
        folder: to work in, and for temporary files.
        keep: as of `isolate`.
    """
    _close_all_but(keep)
    os.setsid()
    os.chdir(folder)
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    _set_limits(policy, status_of("self").get("VmData", 0), count_processes=False)


# ── Namespaces and mounts ────────────────────────────────────────────────────────────────────────────────────────


def _is_real_root() -> bool:
    """Whether this is the machine's root, and not just called so in bubblewrap's user namespace."""
    return Path("/proc/self/uid_map").read_text(encoding="ascii").split() == ["0", "0", str(2**32 - 1)]


def _become(account: int) -> None:
    """From root to an account that nobody has, and no other kernel either."""
    os.setgroups([])
    os.setresgid(account, account, account)
    os.setresuid(account, account, account)
    _prctl(_DUMPABLE, 1)  # else /proc/self would still be root's, and no ids could be mapped


def _unshare(what: int, name: str) -> None:
    _check(_libc.unshare(what), f"cannot have {name}")


def _map_ids(account: int) -> None:
    for file, text in (
        ("setgroups", "deny"),  # which an ordinary user must, before mapping groups
        ("uid_map", f"{USER} {account} 1"),
        ("gid_map", f"{USER} {account} 1"),
    ):
        Path("/proc/self", file).write_text(text, encoding="ascii")


def _wait_and_end_as(child: int) -> None:
    """Stand outside, holding nothing; end as the child ends."""
    try:
        _close_all_but(())
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the kernel
        status = os.waitpid(child, 0)[1]
        if os.WIFSIGNALED(status):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.signal(os.WTERMSIG(status), signal.SIG_DFL)
            os.kill(os.getpid(), os.WTERMSIG(status))
        os._exit(os.waitstatus_to_exitcode(status))
    except OSError:  # a signal without a default, as SIGKILL; it is sent below
        os.kill(os.getpid(), signal.SIGKILL)
    finally:
        os._exit(1)


def _mount_all(folder: str, disk: int, account: int) -> None:
    _mount("", "/", "", _REC | _PRIVATE)
    _mount("proc", "/proc", "proc", _NOSUID | _NODEV | _NOEXEC)
    _mount("devpts", "/dev/pts", "devpts", _NOSUID | _NOEXEC, "newinstance,ptmxmode=0666,mode=620")
    below = {place: _opened(place) for parent in ("/tmp", folder) for place in _mounts_below(parent)}
    # One small file system for all that it may write. Files without content take memory too, so they are counted.
    _mount("tmpfs", folder, "tmpfs", _NOSUID | _NODEV, f"size={disk},nr_inodes={max(1024, disk // 8192)},mode=755")
    for name, mode in (("tmp", 0o1777), ("shm", 0o1777), ("folder", 0o755)):
        os.mkdir(f"{folder}/{name}")
        os.chmod(f"{folder}/{name}", mode)
        os.chown(f"{folder}/{name}", account, account)
    for name, place in (("tmp", "/tmp"), ("shm", "/dev/shm"), ("folder", folder)):
        _mount(f"{folder}/{name}", place, "", _BIND)
    for place, file in below.items():
        _bind_again(file, place)


def _bind_again(file: int, place: str) -> None:
    """Show what was mounted at `place` before it was covered: an environment or a course that is kept below /tmp."""
    source = f"/proc/self/fd/{file}"
    if os.path.isdir(source):
        os.makedirs(place, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        Path(place).touch()
    _mount(source, place, "", _BIND)
    os.close(file)


def _opened(place: str) -> int:
    return os.open(place, os.O_PATH | os.O_CLOEXEC)


def _mounts_below(parent: str) -> list[str]:
    """The places below a folder at which something is mounted and can be seen, the outer ones first."""
    places = [line.split(b" ")[4] for line in Path("/proc/self/mountinfo").read_bytes().splitlines()]
    plain = [os.fsdecode(re.sub(rb"\\(\d{3})", lambda octal: bytes([int(octal[1], 8)]), one)) for one in places]
    return [place for place in dict.fromkeys(plain) if place.startswith(f"{parent}/") and os.path.exists(place)]


def _raise_loopback() -> None:
    """Let the kernel talk to itself at 127.0.0.1, as a test with a server of its own does; nobody else is there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        request = struct.pack("16sh22x", b"lo", 0x1 | 0x40)  # IFF_UP | IFF_RUNNING
        fcntl.ioctl(sock, 0x8914, request)  # SIOCSIFFLAGS


# ── Rights and limits ────────────────────────────────────────────────────────────────────────────────────────────


def _set_limits(policy: Mapping[str, Any], data_before: int, *, count_processes: bool) -> None:
    # Each thread reserves a stack, of which it mostly uses little. The parent's watch counts what is used.
    stacks = int(policy["processes"]) * 8 * 2**20
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: int(policy["file_size"]),
        resource.RLIMIT_NOFILE: int(policy["open_files"]),
        resource.RLIMIT_CPU: int(policy["cpu_seconds"]),
        resource.RLIMIT_DATA: data_before + int(policy["memory"]) + stacks,
    }
    if count_processes:
        limits[resource.RLIMIT_NPROC] = int(policy["processes"])
    for kind, wanted in limits.items():
        _, most = resource.getrlimit(kind)
        value = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(kind, (value, value))


def _give_up_all_capabilities() -> None:
    """For good: those that this process has, and those that it could ever get."""
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text(encoding="ascii"))
    for number in range(last + 1):
        _prctl(_DROP_BOUND, number)
    _prctl(_AMBIENT, _CLEAR_ALL)
    header = struct.pack("Ii", 0x20080522, 0)  # version 3: two words of each set
    _check(_libc.capset(header, struct.pack("6I", 0, 0, 0, 0, 0, 0)), "cannot give up capabilities")


def _refuse_calls() -> None:
    """A filter by which the calls in `_REFUSED` do not exist, nor does any of another architecture."""
    if platform.machine() not in _REFUSED:
        return  # a second line of defence; on a machine whose numbers are not known, the first must do
    machine, numbers = _REFUSED[platform.machine()]
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_JMP|JGE|K, BPF_RET|K
    allow, no_such_call = 0x7FFF0000, 0x00050000 | 38  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO | ENOSYS
    refuse = len(numbers) + 5  # the last row; each jump says how many rows it skips
    rows = [(load, 0, 0, 4), (equal, 0, refuse - 2, machine), (load, 0, 0, 0)]
    rows.append((at_least, refuse - 4, 0, 0x40000000))  # x86's third numbering
    rows += [(equal, refuse - 1 - row, 0, number) for row, number in enumerate(numbers, 4)]
    rows += [(give, 0, 0, allow), (give, 0, 0, no_such_call)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *row) for row in rows))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(rows), ctypes.addressof(code)))
    _check(_libc.prctl(_SECCOMP, 2, ctypes.addressof(program), 0, 0), "cannot filter calls to the system")


def _close_all_but(keep: Collection[int]) -> None:
    nowhere = os.open("/dev/null", os.O_RDWR)
    for file in {0, 1, 2} - set(keep):
        os.dup2(nowhere, file)
    last = 2
    for file in sorted(one for one in keep if one > 2):
        os.closerange(last + 1, file)
        last = file
    os.closerange(last + 1, os.sysconf("SC_OPEN_MAX"))


# ── Calls ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _mount(source: str, place: str, kind: str, flags: int, options: str = "") -> None:
    words = (os.fsencode(source), os.fsencode(place), os.fsencode(kind), flags, os.fsencode(options))
    _check(_libc.mount(*words), f"cannot mount {kind or source} on {place}")


def _prctl(what: int, value: int) -> None:
    _check(_libc.prctl(what, value, 0, 0, 0), f"prctl {what} failed")


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _kernel_version() -> tuple[int, ...]:
    return tuple(int(part) for part in platform.release().split("-")[0].split(".")[:2] if part.isdigit())
