"""Make data/lookups.csv again: one day of DNS lookups, real ones as background and a crafted tunnel in them.

    python make_data.py FOLDER

FOLDER is the folder `data` of the source package of zat 0.4.9 (MIT licence, kept as data/LICENSE-zat.txt): its Zeek logs
`dns.log` (2013) and `json/dns.log` (2019) hold lookups of real machines. They are defanged: every registered name becomes
a reserved one (`site-07.example`, RFC 2606), and what stands before it stays unless it repeats the name. Times, clients
and everything else are made with a fixed seed. Kota Seri and its servers are fictional.
"""

import json
import re
import sys
from pathlib import Path

from futurefit.kit.lookups import Tunnel, office_day

DATA = Path(__file__).resolve().parent / "data"


def real_queries(folder: Path) -> list[str]:
    rows = [line.split("\t") for line in (folder / "dns.log").read_text().splitlines() if not line.startswith("#")]
    found = [row[8] for row in rows]
    found += [json.loads(line)["query"] for line in (folder / "json" / "dns.log").read_text().splitlines()]
    return [name.lower().strip(".") for name in found if "." in name]


def defanged(names: list[str]) -> list[str]:
    sites: dict[str, str] = {"cloudfront.net": "cdn-a.example"}
    made = []
    for name in names:
        labels = name.split(".")
        safe = sites.setdefault(".".join(labels[-2:]), f"site-{len(sites):02}.example")
        hosts = [x for x in labels[:-2] if labels[-2][:6] not in x and re.fullmatch(r"[a-z0-9_-]{1,16}", x)]
        made.append(".".join([*hosts, safe]))
    return made


if __name__ == "__main__":
    background = defanged(real_queries(Path(sys.argv[1])))
    office_day(background, [Tunnel("status-page.example")], seed=2026).to_csv(DATA / "lookups.csv", index=False)
    (DATA / "background.json").write_text(json.dumps(sorted(set(background)), indent=0) + "\n", encoding="utf-8")
