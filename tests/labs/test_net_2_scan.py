"""Who is knocking: the data are made again, and the text's figures are those of the model answers."""

import ipaddress
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from futurefit.authoring import read_lab
from futurefit.kit.range import Town, TownReplay

ROOT = Path(__file__).parent.parent.parent
LAB = ROOT / "labs" / "net-2-scan"
QUIET, SLOW, SWEEP, BANK, TELCO, KIOSK = (f"203.0.113.{n}" for n in (77, 130, 140, 40, 20, 52))
EXAMPLES = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"]


@pytest.fixture(scope="module")
def own(solved):
    """The set-up's names and the model answers, run in the lab's folder."""
    return solved("net-2-scan")


@pytest.fixture(scope="module")
def knocks(own):
    table = own["to_frame"](own["packets"])
    return table[table["knock"]]


@pytest.fixture(scope="module")
def blocked(own, knocks):
    found = [src for src, _ in own["scanners"](knocks)] + [row["src"] for row in own["brute_force"](own["log"])]
    return own["block_list"](found, own["ALLOW"])


@pytest.fixture(scope="module")
def range_cell(own):
    """What the buttons of the range do, without the buttons."""
    names = dict(own)
    for cell in read_lab(LAB).notebook.cells:
        if "def what_arrives" in cell.source:
            exec(cell.source.partition("with explore")[0], names)
    return names


def test_the_data_are_made_again_byte_for_byte(tmp_path):
    """In a folder of its own: other tests read the lab's meanwhile."""
    copy = tmp_path / "labs" / LAB.name
    shutil.copytree(LAB, copy)
    names = ("portal.pcap", "logins.csv", "knocks.csv", "recorded.json")
    for name in names:  # one line more, which only writing them anew takes away
        with (copy / "data" / name).open("ab") as file:
            file.write(b"\n")
    subprocess.run([sys.executable, copy / "make_data.py"], check=True, capture_output=True)
    for name in names:
        assert (copy / "data" / name).read_bytes() == (LAB / "data" / name).read_bytes(), name


def test_only_addresses_that_belong_to_nobody(own):
    networks = [ipaddress.ip_network(text) for text in EXAMPLES]
    table = own["to_frame"](own["packets"])
    used = {*table["src"], *table["dst"], *own["log"]["src"], *own["known"], *own["truth"]}
    used |= {address for host in own["hosts"] for address in host.addresses}
    assert all(any(ipaddress.ip_address(address) in network for network in networks) for address in used)


def test_the_packets_that_the_text_sends_officers_to(own):
    packets, tcp, ends = own["packets"], own["TCP"], own["addresses"]
    assert len(packets) == 3000
    assert [str(packets[n][tcp].flags) for n in (0, 1, 225, 226, 1030, 1031)] == ["S", "SA", "S", "RA", "S", "RA"]
    assert ends(packets[225])[0] == "203.0.113.66" and ends(packets[1030])[0] == QUIET
    knock = packets[1128]  # nothing comes back
    assert own["is_knock"](knock) and ends(knock)[0] == SLOW
    assert ends(knock)[::-1] not in [ends(packet) for packet in packets if tcp in packet]


def test_busy_is_not_suspicious(own, knocks):
    most = knocks.groupby("src").size().sort_values(ascending=False, kind="stable")
    assert list(most.index[1:3]) == [BANK, "192.0.2.1"] and most.index[3:6].isin([TELCO, SLOW, "192.0.2.8"]).all()
    assert most[QUIET] == 16
    doors = knocks.groupby(["dst", "port"]).size().sort_values(ascending=False)
    assert {port for _, port in doors.index[:2]} == {443} and doors.iloc[2] < 10


def test_four_pairs_scan_and_full_minutes_would_not_see_the_quiet_one(own, knocks):
    pairs = own["scanners"](knocks)
    assert [src for src, _ in pairs] == ["192.0.2.8", "2001:db8:66::5", "203.0.113.66", QUIET]
    quiet = knocks[knocks["src"] == QUIET]
    assert (own["clock"](quiet["time"].min()), own["clock"](quiet["time"].max())) == ("21:17:30", "21:18:22")
    assert list((quiet["time"] // 60).value_counts().sort_index()) == [9, 7]
    assert round(quiet["time"].max() - quiet["time"].min()) == 52
    assert quiet["port"].nunique() == 16


def test_a_server_that_answers_looks_like_a_scanner_to_whoever_counts_answers(own):
    table = own["to_frame"](own["packets"])
    assert ("198.51.100.10", "192.0.2.1") in own["scanners"](table.assign(knock=True))


def test_four_addresses_guess_and_one_gets_in(own):
    log, clock = own["log"], own["clock"]
    rows = own["brute_force"](log)
    told = [(row["src"], clock(row["alarm"]), row["opened"]) for row in rows]
    assert [src for src, _, _ in told] == ["203.0.113.90", TELCO, "192.0.2.1", QUIET]
    assert told[3] == (QUIET, "21:36:30", "finance.clerk") and told[0][2] is None
    assert told[1][2].startswith("citizen") and told[2][2].startswith("counter")
    failed = log[~log["ok"]]
    assert (failed["src"] == "203.0.113.90").sum() == 48
    quiet = failed[failed["src"] == QUIET]
    assert (len(quiet), quiet["user"].nunique()) == (6, 3)
    assert list((quiet["time"] // 300).value_counts()) == [3, 3]
    success = log[log["ok"] & (log["src"] == QUIET)]
    assert [clock(time) for time in success["time"]] == ["21:38:05"]


def test_five_are_blocked_and_one_block_shuts_61_citizens_out(own, blocked):
    assert set(blocked) == {"2001:db8:66::5", "203.0.113.66", QUIET, "203.0.113.90", TELCO}
    good = own["log"][own["log"]["ok"]]
    assert good[good["src"] == TELCO]["user"].nunique() == 61
    honest = set(good["src"]) & set(blocked) - {TELCO}
    assert honest == {QUIET}, "the other blocks hurt nobody who pays"


def test_precision_and_recall_of_the_picture(own, blocked):
    precision, recall = own["precision_recall"](blocked, own["truth"])
    assert (f"{precision:.0%}", f"{recall:.0%}") == ("80%", "67%")
    assert set(own["truth"]) - set(blocked) == {SLOW, SWEEP}


@pytest.mark.parametrize(
    ("window", "ports", "found"), [(60, 3, True), (60, 4, False), (600, 25, True), (600, 26, False)]
)
def test_the_slow_scan_is_caught_only_with_the_bank(own, knocks, window, ports, found):
    sources = {src for src, _ in own["scanners"](knocks, window=window, min_ports=ports)}
    assert (SLOW in sources) == found
    assert BANK in sources
    assert (KIOSK in sources) == (ports <= 6)
    assert SWEEP not in sources


def test_no_setting_of_the_slider_catches_the_sweep_or_the_slow_scan_alone(own):
    for most in own["recorded"]["most ports"].values():
        assert SWEEP not in most
        assert most.get(SLOW, 0) < most[BANK]
    of_ten_minutes = own["recorded"]["most ports"]["600"]
    assert (of_ten_minutes[SLOW], of_ten_minutes[BANK]) == (25, 30)


def test_the_slider_says_the_same_with_own_answers_and_with_recorded_ones(own, knocks):
    for window, most in own["recorded"]["most ports"].items():
        for ports in (4, 14):
            sources = {src for src, _ in own["scanners"](knocks, window=int(window), min_ports=ports)}
            assert sources == {src for src, number in most.items() if number >= ports}


def test_what_is_recorded_for_skipped_tasks_is_what_the_model_answers_give(own, knocks, blocked):
    recorded = json.loads((LAB / "data" / "recorded.json").read_text(encoding="utf-8"))
    assert [tuple(pair) for pair in recorded["scanners"]] == own["scanners"](knocks)
    assert recorded["alarms"] == own["brute_force"](own["log"])
    assert recorded["blocked"] == blocked
    assert recorded["score"] == list(own["precision_recall"](blocked, own["truth"]))
    kept = pd.read_csv(LAB / "data" / "knocks.csv")
    pd.testing.assert_frame_equal(kept, knocks.reset_index(drop=True), check_dtype=False)


def accused(own, seen):
    """Whom the model answers find in a capture of the range."""
    return own["scanners"](own["to_frame"](seen))


def play(own, cell, town):
    """The steps of the text; what each capture shows."""
    shown = {}
    town.start_capture("services")
    assert "30 ports" not in (said := cell["scan_many"](town)) and "2 open (80, 8080)" in said and "28 closed" in said
    shown["many"] = accused(own, town.seen())
    assert cell["citizen_visits"](town) == "20 of 20 visits were answered"
    shown["citizen"] = accused(own, town.stop_capture())
    town.start_capture("services")
    assert "2 open (80, 8080), 8 closed" in cell["scan_few"](town)
    shown["few"] = accused(own, town.stop_capture())
    town.set_rules([{"action": "deny", "src": "203.0.113.66", "dst": "any", "port": "any"}, *town_open()])
    town.start_capture("services")
    assert "30 silent" in cell["scan_many"](town)
    arrived = [p for p in town.seen() if own["TCP"] in p and own["is_knock"](p)]
    assert arrived == [], "what the firewall drops does not arrive"
    assert cell["citizen_visits"](town) == "20 of 20 visits were answered"
    town.stop_capture()
    return shown


def town_open():
    return [{"action": "allow", "src": "any", "dst": "any", "port": "any"}]


LAPTOP_IS_FOUND = {
    "many": [("203.0.113.66", "198.51.100.10")],
    "citizen": [("203.0.113.66", "198.51.100.10")],
    "few": [],
}


def test_an_officer_finds_the_scan_of_a_server_of_their_own(own, range_cell):
    with Town(own["hosts"], lifetime=171) as town:
        assert play(own, range_cell, town) == LAPTOP_IS_FOUND


def test_the_replay_shows_the_same(own, range_cell):
    town = TownReplay(own["hosts"], LAB / "data" / "town.json")
    town.start()
    assert play(own, range_cell, town) == LAPTOP_IS_FOUND
    figure = range_cell["what_arrives"](
        [own["make_tcp"]("203.0.113.66", "198.51.100.10", flags="S", dport=port) for port in range(20)]
    )
    assert "your rule finds: laptop → portal" in figure.axes[0].get_title(loc="left")


def test_in_the_replay_one_open_door_lets_only_its_own_knocks_through(own):
    town = TownReplay(own["hosts"], LAB / "data" / "town.json")
    town.start()
    town.set_rules([{"action": "allow", "src": "any", "dst": "any", "port": 80}])
    town.start_capture("services")
    doors = town.scan("laptop", "portal", own["FEW_PORTS"])
    assert [port for port, said in doors.items() if said != "silent"] == [80]
    table = own["to_frame"](town.stop_capture())
    assert set(table[table["knock"]]["port"]) == {80}
