"""What the lab on DNS says of its day, and of other days, is so."""

from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
SLUG = "net-3-dns-exfil"


@pytest.fixture(scope="module")
def lab(solved):
    names = solved(SLUG)
    cells = [cell.source for cell in nbformat.read(ROOT / "source" / SLUG / f"{SLUG}.ipynb", 4).cells]
    (days,) = [source for source in cells if "def other_days" in source]
    exec(days.partition("with explore(")[0], names)
    return names


def test_the_day(lab):
    day = lab["lookups"]
    assert (len(day), day["parent"].nunique()) == (826, 55)
    tunnel = day[day["label"] == "tunnel"]
    assert (len(tunnel), tunnel["query"].nunique(), set(tunnel["client"])) == (180, 180, {"10.20.0.9"})
    assert (lab["clock"](tunnel["time"].min()), lab["clock"](tunnel["time"].max())) == ("15:53", "16:29")
    assert round(tunnel["length"].mean()) == 48
    assert tunnel["length"].sum() * 5 // 8 == pytest.approx(5400, abs=50)


def test_what_the_table_of_innocents_says(lab):
    day = (
        lab["lookups"]
        .groupby("parent")
        .agg(names=("query", "nunique"), length=("length", "mean"), entropy=("entropy", "mean"))
    )
    names = ("cdn-a", "mail-guard", "av-check", "softworks")
    content, blocklist, antivirus, updates = (day.loc[f"{name}.example"] for name in names)
    assert round(content["length"]) == 14 and content["names"] > 40
    assert round(blocklist["length"]) == 16 and blocklist["names"] == 160
    assert antivirus["length"] == 32 and antivirus["names"] == 16
    assert updates["names"] == 1
    assert content["entropy"] > blocklist["entropy"]


def test_regular_is_not_guilty(lab):
    day = lab["lookups"]
    scores = {
        name: lab["beacon_score"](group["time"])
        for (client, name), group in day.groupby(["client", "parent"])
        if len(group) >= 20
    }
    assert max(scores, key=scores.get) == "softworks.example"
    assert scores["status-page.example"] > 0.9
    assert min(scores, key=scores.get) == "mail-guard.example"


def test_no_name_leads_anywhere(lab):
    ends = {name.rsplit(".", 1)[-1] for name in lab["lookups"]["query"]} | {
        n.rsplit(".", 1)[-1] for n in lab["BACKGROUND"]
    }
    assert ends == {"example", "my"}
    assert {p for p in lab["lookups"]["parent"] if p.endswith(".my")} == {"kota-seri.gov.my"}


def test_the_sliders_at_thirty_names_and_twenty_four_signs(lab):
    """Fast and usual tunnels on each of six days; the slow ones and those with short labels never; no false alarm."""
    for day in lab["OTHER_DAYS"]:
        assert sorted(lab["detect"](day)) == ["fast.test", "usual.test"]
        table = day.groupby("parent").agg(names=("query", "nunique"), length=("length", "mean"))
        called = table[(table["names"] >= 30) & (table["length"] >= 24)]
        assert set(called.index) == {"fast.test", "usual.test"}
        low = table[(table["names"] >= 20) & (table["length"] >= 12)]
        assert {"slow.test", "short.test", "cdn-a.example", "mail-guard.example"} <= set(low.index), "lower limits"


def test_two_labels_would_put_all_of_a_government_into_one_pot(lab):
    names = lab["lookups"]["query"]
    assert sum(".".join(name.split(".")[-2:]) == "gov.my" for name in names) == 84
    assert not sum(lab["parent"](name) == "gov.my" for name in names)
