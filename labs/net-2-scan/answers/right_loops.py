# Plain loops, dictionaries and lists; no groupby.

# %% to_frame
def to_frame(packets):
    columns = {"time": [], "src": [], "dst": [], "port": [], "knock": []}
    chosen = [p for p in packets if TCP in p]
    chosen.sort(key=lambda p: float(p.time))
    for p in chosen:
        source, target = addresses(p)
        columns["time"].append(float(p.time))
        columns["src"].append(source)
        columns["dst"].append(target)
        columns["port"].append(int(p[TCP].dport))
        columns["knock"].append(is_knock(p))
    return pd.DataFrame(columns)


# %% scanners
def scanners(df, window=60, min_ports=15):
    by_pair = {}
    for row in df.itertuples():
        if row.knock:
            by_pair.setdefault((row.src, row.dst), []).append((row.time, row.port))
    found = set()
    for pair, knocks in by_pair.items():
        for start, _ in knocks:
            doors = set()
            for time, port in knocks:
                if 0 <= time - start <= window:
                    doors.add(port)
            if len(doors) >= min_ports:
                found.add(pair)
    return found


# %% brute_force
def brute_force(log, limit=5, window=300):
    events = sorted(zip(log["time"], log["src"], log["user"], log["ok"]), key=lambda event: event[0])
    failed, alarms, opened = {}, {}, {}
    for time, src, user, ok in events:
        if ok and src in alarms and time > alarms[src] and src not in opened:
            opened[src] = user
        if not ok and src not in alarms:
            failed.setdefault(src, []).append(time)
            recent = [earlier for earlier in failed[src] if time - earlier <= window]
            if len(recent) >= limit:
                alarms[src] = time
    return [{"src": src, "alarm": time, "opened": opened.get(src)} for src, time in alarms.items()]


# %% block_list
def block_list(found, allow):
    networks = [ip_network(entry) for entry in allow]
    result, seen = [], set()
    for address in found:
        if address in seen:
            continue
        seen.add(address)
        for network in networks:
            if ip_address(address) in network:
                break
        else:
            result.append(address)
    return result


# %% precision_recall
def precision_recall(found, truth):
    hits = misses = wrong = 0
    for address in set(found):
        if address in truth:
            hits += 1
        else:
            wrong += 1
    for address in set(truth):
        if address not in found:
            misses += 1
    precision = 1.0 if hits + wrong == 0 else hits / (hits + wrong)
    recall = 1.0 if hits + misses == 0 else hits / (hits + misses)
    return [precision, recall]
