# Scapy packets and lists of them, networkx graphs: made, read, filtered and changed in place.
