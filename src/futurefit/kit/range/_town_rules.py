"""The firewall's question, asked inside a town and in its replay alike."""

import ipaddress
from typing import Any


def lets_through(rules: list[dict[str, Any]], src: str, dst: str, port: int | None) -> bool:
    """The firewall's question: the first rule that fits decides; where none fits, the packet is dropped."""

    def fits(place: str, address: str) -> bool:
        return place == "any" or ipaddress.ip_address(address) in ipaddress.ip_network(place, strict=False)

    for rule in rules:
        if fits(rule["src"], src) and fits(rule["dst"], dst) and str(rule["port"]) in ("any", str(port)):
            return bool(rule["action"] == "allow")
    return False


def check_rules(rules: list[dict[str, Any]]) -> None:
    """Refuse rules that could not be asked."""
    for rule in rules:
        if rule["action"] not in ("allow", "deny"):
            raise ValueError(f"a rule says “allow” or “deny”, not “{rule['action']}”")
        for place in (rule["src"], rule["dst"]):
            if place != "any":
                ipaddress.ip_network(place, strict=False)
        if str(rule["port"]) != "any" and not 0 < int(rule["port"]) < 65536:
            raise ValueError(f"{rule['port']} is no port")
