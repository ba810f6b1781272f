"""Pumps and lights: the data are made again, and the text's figures are those of the model answers."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from futurefit.authoring import read_lab
from futurefit.kit.range import Host, TownReplay
from futurefit.kit.range._town_rules import lets_through

ROOT = Path(__file__).parent.parent.parent
LAB = ROOT / "labs" / "net-4-smart-city-ot"


@pytest.fixture(scope="module")
def lab():
    return read_lab(LAB)


@pytest.fixture(scope="module")
def own(solved):
    """The set-up's names and the model answers, run in the lab's folder."""
    return solved("net-4-smart-city-ot")


def test_the_data_are_made_again_byte_for_byte(tmp_path):
    """In a folder of its own: other tests read the lab's meanwhile."""
    copy = tmp_path / "labs" / LAB.name
    shutil.copytree(LAB, copy)
    names = ("field.pcap", "recorded.json")
    for name in names:  # one line more, which only writing them anew takes away; the script reads the second one
        with (copy / "data" / name).open("ab") as file:
            file.write(b"\n")
    subprocess.run([sys.executable, copy / "make_data.py"], check=True, capture_output=True)
    for name in names:
        assert (copy / "data" / name).read_bytes() == (LAB / "data" / name).read_bytes(), name


def test_the_figures_in_the_text_are_those_of_the_model_answers(own):
    name, clock = own["name_of"], own["clock"]
    asked = [own["modbus"](p) for p in own["packets"] if own["addresses"](p)[1] == own["PUMP"]]
    assert sum(message["function"] == 3 for message in asked) == 72
    writes = own["modbus_writes"](own["packets"])
    assert len(writes) == 18
    bad = own["unauthorised"](writes, own["policy"])
    told = [(name[row["src"]], clock(row["time"]), row["target"], row["value"]) for row in bad]
    assert told == [
        ("vendor", "02:13", "register 4", 0),
        ("vendor", "02:14", "register 9", 60000),
        ("helpdesk", "02:16", "register 4", 0),
        ("helpdesk", "02:16", "register 5", 0),
        ("vendor", "02:18", "register 200", 1),
        ("scheduler", "12:05", "coil 3", 1),
        ("operator", "17:05", "register 4", 3000),
    ]
    speed = [clock(row["time"]) for row in writes if row["target"] == "register 4"]
    assert "05:30" in speed and not any("02:16" < at < "05:30" for at in speed)
    steps, radius = [], []
    for rules in own["RULE_SETS"].values():
        graph = own["graph_of"](own["allowed"], rules)
        path = own["attack_path"](graph, "helpdesk", "pump")
        steps.append(len(path) - 1 if path else None)
        radius.append(len(own["blast_radius"](graph, "helpdesk")))
    assert (steps, radius) == ([1, 3, None], [5, 5, 1])


def test_the_ranges_firewall_and_the_model_answer_ask_alike(own):
    rules = [rule for rules in own["RULE_SETS"].values() for rule in rules][1:]
    rules.insert(1, {"action": "deny", "src": "192.0.2.0/28", "dst": "any", "port": "any"})
    places = [host.addresses[0] for host in own["hosts"]]
    for src in places:
        for dst in places:
            for port in (80, 502):
                assert own["allowed"](rules, src, dst, port) == lets_through(rules, src, dst, port)


def test_the_recorded_town_obeys_without_rules_and_not_with_them(own):
    replay = {}
    for cell in read_lab(LAB).notebook.cells:
        if "def replay_the_night" in cell.source:
            exec(cell.source.partition("with explore")[0], replay := dict(own))
    town = TownReplay(own["hosts"], LAB / "data" / "town.json")
    assert "4 orders were sent, 4 were answered" in (said := replay["replay_the_night"](town)) and "speed 0" in said
    assert "speed 1200" in replay["set_speed"](town)
    town.set_rules(own["RULE_SETS"]["zones"])
    assert "4 orders were sent, 0 were answered" in (said := replay["replay_the_night"](town)) and "speed 1200" in said


def test_the_town_uses_only_addresses_that_belong_to_nobody(own):
    for host in own["hosts"]:
        assert isinstance(host, Host)
        assert all(a.startswith(("192.0.2.", "198.51.100.", "203.0.113.")) for a in host.addresses)


def test_what_is_recorded_for_skipped_tasks_is_what_the_model_answers_give(own):
    recorded = json.loads((LAB / "data" / "recorded.json").read_text(encoding="utf-8"))
    writes = own["modbus_writes"](own["packets"])
    assert recorded["writes"] == writes
    assert recorded["bad"] == own["unauthorised"](writes, own["policy"])
