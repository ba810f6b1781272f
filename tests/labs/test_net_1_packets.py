"""What the lab on packets says of its recording is in the recording."""

import pytest


@pytest.fixture(scope="module")
def lab(solved):
    return solved("net-1-packets")


def flags(lab, numbers):
    return [str(lab["packets"][n][lab["TCP"]].flags) for n in numbers]


def test_the_packets_that_the_text_sends_officers_to(lab):
    packets, of = lab["packets"], lab["addresses"]
    assert lab["ARP"] in packets[0]
    assert lab["DNS"] in packets[2]
    assert flags(lab, [7])[0] in ("S", "SA", "A", "SEC", "SAE")
    assert b"user=" in lab["payload"](packets[13])
    assert of(packets[13])[0] == "192.0.2.11" and of(packets[13])[1] == "192.0.2.80"
    assert lab["is_tls"](packets[33])
    later = b"".join(lab["payload"](p) for p in packets[56:76])
    assert b"user=" in later, "another officer logs in"


def test_most_packets_are_parts_of_tcp_connections(lab):
    counts = lab["count_protocols"](lab["packets"])
    assert counts["TCP"] > len(lab["packets"]) / 2


def test_four_logins_of_three_people_at_two_systems(lab):
    found = lab["exposed_logins"](lab["packets"])
    assert (len(found), len({f["user"] for f in found}), len({f["dst"] for f in found})) == (4, 3, 2)
    whole = b"".join(lab["payload"](p) for p in lab["packets"])
    assert b"tan.wei.ming%40" in whole
    ports = {p[lab["TCP"]].dport for p in lab["packets"] if lab["TCP"] in p and lab["exposed_logins"]([p])}
    assert ports == {8080, 8000}, "a filter on port 80 would have missed them"


def test_the_handshakes_of_the_picture(lab):
    packets, portal = lab["packets"], "192.0.2.80"
    assert lab["handshake_ok"](packets, "192.0.2.12", portal) is True
    assert lab["handshake_ok"](packets, "192.0.2.14", portal) is False


def test_a_small_share_of_the_bytes_can_be_read_and_tls_runs_on_8443_too(lab):
    assert f"{1 - lab['encrypted_share'](lab['packets']):.0%}" == "22%"
    ports = {p[lab["TCP"]].dport for p in lab["packets"] if lab["TCP"] in p and lab["is_tls"](p)}
    assert 8443 in ports
