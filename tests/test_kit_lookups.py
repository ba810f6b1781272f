"""A made day of DNS lookups has what it was ordered with, and the same order gives the same day."""

import pytest

from futurefit.kit.lookups import Services, Tunnel, office_day

NAMES = ["www.site-01.example", "mail.site-02.example"]


@pytest.fixture(scope="module")
def day():
    tunnels = [
        Tunnel("leak.example"),
        Tunnel("slow.example", client="10.20.1.12", lookups=60, every=90, signs=(33, 35)),
    ]
    return office_day(NAMES, tunnels, seed=7, services=Services(content=("edge.example",), updates=()))


def test_the_same_order_gives_the_same_day(day):
    again = office_day(NAMES, [Tunnel("leak.example")], seed=8)
    assert again.equals(office_day(NAMES, [Tunnel("leak.example")], seed=8))
    assert not again.equals(office_day(NAMES, [Tunnel("leak.example")], seed=9))


def test_rows_stand_in_the_order_of_time_within_the_office_s_day(day):
    assert day["time"].is_monotonic_increasing
    assert day["time"].between(8 * 3600 - 5, 17.5 * 3600).all()


def test_each_tunnel_is_as_it_was_ordered_and_is_marked(day):
    leak, slow = (day[day["parent"] == name] for name in ("leak.example", "slow.example"))
    assert (len(leak), len(slow)) == (180, 60)
    assert set(leak["label"]) == set(slow["label"]) == {"tunnel"}
    assert set(slow["client"]) == {"10.20.1.12"}
    assert slow["length"].between(35, 37).all(), "33 to 35 signs, a dot and the t"
    assert (day.loc[~day["parent"].isin(["leak.example", "slow.example"]), "label"] == "").all()


def test_what_a_sensor_adds_is_right(day):
    own = day[day["query"] == "hr.kota-seri.gov.my"].iloc[0]
    assert (own["parent"], own["length"], own["entropy"]) == ("kota-seri.gov.my", 2, 1.0)
    assert day.loc[day["parent"] == "edge.example", "length"].eq(14).all()


def test_services_that_were_not_ordered_are_not_there(day):
    assert not day["parent"].eq("softworks.example").any()
