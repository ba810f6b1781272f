"""Warm kernels behind Jupyter's own clients: what they answer, how they stop, and what they cannot reach."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest
import zmq
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager, KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError

from futurefit.grading.kernels import provisioner
from futurefit.grading.kernels._channel import Channel, pair
from futurefit.grading.kernels.sandbox import SandboxError

PRELOADED = "colorsys"  # nothing of Jupyter imports it


@pytest.fixture(scope="module")
def specs(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., KernelSpecManager]:
    """Makes a kernelspec called "warm" with this configuration of the provisioner."""

    def make(**config: Any) -> KernelSpecManager:
        folder = tmp_path_factory.mktemp("specs")
        (folder / "warm").mkdir()
        stanza = {"provisioner_name": "futurefit-warm", "config": {"preload": [PRELOADED], **config}}
        spec = {
            "argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            "display_name": "Warm",
            "language": "python",
            "env": {"COLOUR": "blue"},
            "metadata": {"kernel_provisioner": stanza},
        }
        (folder / "warm" / "kernel.json").write_text(json.dumps(spec))
        return KernelSpecManager(kernel_dirs=[str(folder)])

    return make


@pytest.fixture(scope="module")
def warm(specs: Callable[..., KernelSpecManager]) -> KernelSpecManager:
    return specs()


@contextmanager
def running(specs: KernelSpecManager, **launch: Any) -> Iterator[tuple[KernelManager, BlockingKernelClient]]:
    manager = KernelManager(kernel_name="warm", kernel_spec_manager=specs)
    manager.start_kernel(**launch)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=20)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def printed(client: BlockingKernelClient, code: str) -> str:
    """Run code; what it printed, and the name of the error that it ended in."""
    said: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        if message["msg_type"] == "stream":
            said.append(message["content"]["text"])

    reply = client.execute_interactive(code, output_hook=hear, timeout=20)["content"]
    return "".join(said) + reply.get("ename", "")


def interrupted(manager: KernelManager, client: BlockingKernelClient, code: str) -> None:
    """Begin to run code, and stop it."""
    asked = client.execute(code, stop_on_error=False)  # else what comes next might be left out
    time.sleep(0.4)
    manager.interrupt_kernel()
    while client.get_shell_msg(timeout=20)["parent_header"].get("msg_id") != asked:
        pass


def notebook(specs: KernelSpecManager, *cells: str, folder: Path | None = None) -> list[str]:
    """Run a notebook as nbclient does; what each cell printed."""
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    manager = AsyncKernelManager(kernel_name="warm", kernel_spec_manager=specs)
    resources = {"metadata": {"path": str(folder)}} if folder else {}
    NotebookClient(nb, km=manager, timeout=20, resources=resources).execute()
    return ["".join(output.get("text", "") for output in cell.outputs) for cell in nb.cells]


def ends_within(seconds: float, done: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


# ── Working ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_notebook_runs(warm: KernelSpecManager, tmp_path: Path) -> None:
    said = notebook(
        warm,
        "total = sum(range(5)); print(total)",
        "import os; print(total + 1, os.environ['COLOUR'])",
        "!echo from a program",
        folder=tmp_path,
    )
    assert said == ["10\n", "11 blue\n", "from a program\r\n"]


def test_what_is_preloaded_is_there_at_once(warm: KernelSpecManager, specs: Callable[..., KernelSpecManager]) -> None:
    look = f"import sys; print({PRELOADED!r} in sys.modules)"
    assert notebook(warm, look) == ["True\n"]
    assert notebook(specs(preload=[]), look) == ["False\n"]


def test_what_cannot_be_preloaded_is_left_to_the_notebook(specs: Callable[..., KernelSpecManager]) -> None:
    assert notebook(specs(preload=["no_such_module"]), "print(1)") == ["1\n"]


def test_a_kernel_of_a_warm_parent_is_ready_in_a_moment(warm: KernelSpecManager) -> None:
    notebook(warm, "pass")  # now the parent is warm
    manager = KernelManager(kernel_name="warm", kernel_spec_manager=warm)
    begun = time.perf_counter()
    manager.start_kernel()
    assert time.perf_counter() - begun < 1  # 0.07 s; a cold one takes a second and more
    manager.shutdown_kernel(now=True)


def test_only_the_files_that_the_kernelspec_names_come_along(
    specs: Callable[..., KernelSpecManager], tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "table.csv").write_text("1,2")
    (tmp_path / "answers.ipynb").write_text("{}")
    (tmp_path / "data" / "link.csv").symlink_to("/etc/passwd")
    look = "import os; print(sorted(os.listdir()), os.listdir('data'), open('data/table.csv').read())"
    assert notebook(specs(files=["data/*.csv"]), look, folder=tmp_path) == ["['data'] ['table.csv'] 1,2\n"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["answers.ipynb", "data", "link.csv", "table.csv"]


def test_an_asynchronous_client_works(warm: KernelSpecManager) -> None:
    async def run() -> tuple[str, bool, bool]:
        manager = AsyncKernelManager(kernel_name="warm", kernel_spec_manager=warm)
        await manager.start_kernel()
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=20)
        reply = await client.execute_interactive("1 / 0", timeout=20, output_hook=lambda _: None)
        alive = await manager.is_alive()
        client.stop_channels()
        await manager.shutdown_kernel()
        return reply["content"]["ename"], alive, await manager.is_alive()

    assert asyncio.run(run()) == ("ZeroDivisionError", True, False)


def test_two_kernels_at_once_do_not_mix(warm: KernelSpecManager) -> None:
    with running(warm) as (_, one), running(warm) as (_, other):
        printed(one, "x = 1")
        assert printed(other, "x") == "NameError"
        assert printed(one, "print(x)") == "1\n"


@pytest.mark.parametrize("mode", ["none", "outer"])
def test_without_walls_it_works_as_well(mode: str, specs: Callable[..., KernelSpecManager]) -> None:
    with running(specs(sandbox=mode)) as (manager, client):
        assert printed(client, "print(6 * 7)") == "42\n"
        interrupted(manager, client, "import time; time.sleep(60)")
        assert printed(client, "print('still here')") == "still here\n"
        manager.shutdown_kernel()
        assert not manager.is_alive()


# ── Stopping ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "endless",
    ["while True: pass", "import time; time.sleep(60)", "import os; os.system('sleep 60')", "!sleep 60"],
)
def test_an_interrupt_stops_the_cell_and_not_the_kernel(endless: str, warm: KernelSpecManager) -> None:
    with running(warm) as (manager, client):
        printed(client, "kept = 5")
        begun = time.monotonic()
        interrupted(manager, client, endless)
        assert printed(client, "print(kept)") == "5\n"
        assert time.monotonic() - begun < 15


def test_an_interrupt_while_nothing_runs_does_no_harm(warm: KernelSpecManager) -> None:
    with running(warm) as (manager, client):
        for _ in range(20):  # nor to what is asked right after it
            manager.interrupt_kernel()
            assert printed(client, "print(1)") == "1\n"


@pytest.mark.parametrize("now", [True, False])
def test_a_restarted_kernel_answers_the_same_client_and_has_forgotten(now: bool, warm: KernelSpecManager) -> None:
    with running(warm) as (manager, client):
        printed(client, "x = 1; open('file', 'w').close()")
        manager.restart_kernel(now=now)
        client.wait_for_ready(timeout=20)
        assert printed(client, "x") == "NameError"
        assert printed(client, "import os; print(os.listdir())") == "[]\n"


def test_a_shut_down_kernel_leaves_nothing(warm: KernelSpecManager) -> None:
    with running(warm) as (manager, _):
        folder = Path(manager.ip).parent
        assert folder.stat().st_mode & 0o077 == 0  # nobody else's program can connect
        assert len(list(folder.glob("kernel-*"))) == 5
        assert asyncio.run(manager.provisioner.poll()) is None
        connection = Path(manager.connection_file)
        manager.shutdown_kernel()
        assert not manager.is_alive() and not manager.has_kernel
        assert not folder.exists()
        assert not connection.exists()


def test_a_manager_whose_kernel_was_shut_down_can_start_another(warm: KernelSpecManager) -> None:
    manager = KernelManager(kernel_name="warm", kernel_spec_manager=warm, context=zmq.Context.instance())
    for _ in range(2):
        manager.start_kernel()
        assert manager.is_alive()
        manager.shutdown_kernel(now=True)


def test_a_killed_kernel_is_dead_and_can_be_started_again(warm: KernelSpecManager) -> None:
    with running(warm) as (manager, client):
        manager.signal_kernel(signal.SIGKILL)
        assert ends_within(5, lambda: not manager.is_alive())
        assert asyncio.run(manager.provisioner.wait()) == -signal.SIGKILL
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=20)
        assert printed(client, "print(1)") == "1\n"


@pytest.mark.parametrize("fatal", ["import os; os._exit(3)", "import ctypes; ctypes.string_at(0)"])
def test_a_cell_that_ends_its_kernel_is_told_as_that(fatal: str, warm: KernelSpecManager) -> None:
    with pytest.raises(DeadKernelError):
        notebook(warm, "print(1)", fatal, "print(2)")
    assert notebook(warm, "print(3)") == ["3\n"]


def test_a_kernel_over_its_memory_is_ended(specs: Callable[..., KernelSpecManager]) -> None:
    """Each of the processes stays below the limit, and together they do not."""
    share = "if os.fork() == 0:\n        kept = b'x' * (60 << 20); time.sleep(60); os._exit(0)"
    with running(specs(memory=100 << 20)) as (manager, client):
        client.execute(f"import os, time\nfor _ in range(4):\n    {share}\ntime.sleep(60)")
        assert ends_within(10, lambda: not manager.is_alive())


def test_when_the_parent_dies_the_next_kernel_has_a_new_one(warm: KernelSpecManager) -> None:
    with running(warm) as (manager, client):
        parent = manager.provisioner._parent
        parent._process.kill()
        assert ends_within(5, lambda: not manager.is_alive())
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=20)
        assert printed(client, f"import sys; print({PRELOADED!r} in sys.modules)") == "True\n"
        assert manager.provisioner._parent is not parent


def test_a_parent_that_does_not_answer_is_replaced(warm: KernelSpecManager) -> None:
    """It is alive, so that this is seen only when it gives no kernel."""
    notebook(warm, "pass")
    (parent,) = [parent for key, parent in provisioner._parents.items() if key == (provisioner.Policy(), (PRELOADED,))]
    line = parent._control
    ours, theirs = pair()
    theirs.close()
    parent._control = Channel(ours)
    assert parent.alive
    assert notebook(warm, "print(1)") == ["1\n"]
    line.close()


# ── Walls ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_inside_there_is_no_network_and_nobody_elses_files(warm: KernelSpecManager, tmp_path: Path) -> None:
    with running(warm, cwd=str(tmp_path)) as (other, _), running(warm) as (own, client):
        hidden = [other.ip, own.ip, other.connection_file, own.connection_file, str(tmp_path), str(Path(__file__))]
        hidden += [str(Path(own.ip).parent), f"{other.ip}-1"]
        assert (
            printed(
                client,
                "import os, socket\n"
                "try: socket.create_connection(('192.0.2.1', 80), 2)\n"
                "except OSError as error: print(error.strerror)\n"
                f"print([path for path in {hidden} if os.path.exists(path)])\n"
                "print([name for name in os.listdir('/proc') if name.isdigit()], os.getcwd(), os.listdir())",
            )
            == "Network is unreachable\n[]\n['1'] /notebook []\n"
        )


def test_a_kernel_cannot_speak_as_another(warm: KernelSpecManager) -> None:
    """What it holds open are its own five sockets; none leads to another kernel's."""
    look = (
        "import socket\n"
        "lines = [line.split() for line in open('/proc/net/unix')][1:]\n"
        "print(sorted({words[7].rsplit('/', 1)[0] for words in lines if len(words) > 7}))"
    )
    with running(warm) as (other, _), running(warm) as (own, client):
        seen = printed(client, look)
        assert str(Path(other.ip).parent) not in seen
        assert str(Path(own.ip).parent) not in seen  # its outer sockets are of the driver's network


def test_the_driver_s_environment_stays_outside(warm: KernelSpecManager, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    look = "import os; print('SECRET_TOKEN' in os.environ, os.environ['COLOUR'])"
    assert notebook(warm, look) == ["False blue\n"]


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ({"ram": 5}, "no setting called 'ram'. Choose from: preload, files, sandbox, memory"),
        ({"sandbox": "off"}, "There is no sandbox mode 'off'"),
        ({"processes": 0}, "limit processes is 0"),
    ],
)
def test_a_configuration_that_means_nothing_is_refused(
    config: dict[str, Any], told: str, specs: Callable[..., KernelSpecManager]
) -> None:
    with pytest.raises(SandboxError) as refused:
        KernelManager(kernel_name="warm", kernel_spec_manager=specs(**config)).start_kernel()
    assert told in str(refused.value)


def test_all_parents_end_with_this_process(warm: KernelSpecManager) -> None:
    """As at exit."""
    notebook(warm, "pass")
    pids = [parent._process.pid for parent in provisioner._parents.values()]
    provisioner._end_all()
    assert pids and not any(os.path.exists(f"/proc/{pid}") for pid in pids)
    assert notebook(warm, "print(1)") == ["1\n"]
