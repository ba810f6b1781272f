"""The report as one HTML file: English and Bahasa Melayu, for the screen and for A4, without script or network."""

from __future__ import annotations

from html import escape
from pathlib import Path

from futurefit.records import Lab, State, number
from futurefit.reports import charts
from futurefit.reports.charts import Part, bar, share_bar
from futurefit.reports.figures import BANDS, Band, count_in
from futurefit.reports.html import as_of, both, legend, name, percent, section, table, withheld
from futurefit.reports.overview import HANDED_IN, Change, LabLine, Overview, Skill
from futurefit.reports.paper import day
from futurefit.reports.skills import FRAMEWORKS, Track

# Each bar's parts: the states in it, its words, and its colour.
_PROGRESS = (
    ((State.GRADED,), "graded", "selesai dinilai", "#0072b2"),
    ((State.WAITING,), "waiting for marking by a person", "menunggu pemarkahan", "#8ecae6"),
    ((State.SUBMITTED,), "handed in, not graded yet", "dihantar, belum dinilai", "#f0e442"),
    ((State.NOT_GRADED, State.STALE), "could not be graded", "tidak dapat dinilai", "#d55e00"),
    ((State.NOT_SUBMITTED,), "not handed in", "belum dihantar", "#dfe4ea"),
)
_STYLE = Path(__file__).with_name("report.css")
_DAYS = ("three days early or more", "in the two days before", "on the last day", "late")
_DAYS_MS = ("tiga hari awal atau lebih", "dalam dua hari sebelumnya", "pada hari terakhir", "lewat")
_DAY_COLOURS = ("#0b4f8a", "#4b8fc4", "#a6c8e4", "#d55e00")


def render(seen: Overview) -> str:
    """The page."""
    cohort, style = escape(seen.cohort), _STYLE.read_text(encoding="utf-8")
    title = both("Progress report", "Laporan kemajuan")
    of = both(
        f"{seen.officers} officers{f' of cohort {cohort}' if cohort else ''} · {day(seen.made)}",
        f"{seen.officers} pegawai{f' kohort {cohort}' if cohort else ''} · {day(seen.made, 'ms')}",
    )
    sections = [
        _in_short(seen),
        _progress(seen),
        _results(seen),
        _skills(seen),
        _hard(seen),
        _times(seen),
        _ministries(seen),
        _changes(seen),
        _how(seen),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Future-Fit Labs: progress report / laporan kemajuan</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<input type="radio" name="language" id="en" checked><input type="radio" name="language" id="ms">\n'
        '<nav aria-label="Language / Bahasa"><label for="en" lang="en">English</label>'
        '<label for="ms" lang="ms">Bahasa Melayu</label></nav>\n'
        f'<main>\n<header><p class="house">FUTURE-FIT LABS</p><h1>{title}</h1><p class="of">{of}</p></header>\n'
        + "\n".join(filter(None, sections))
        + "\n</main>\n</body>\n</html>\n"
    )


def _malay(lab: Lab) -> str:
    """The Malay title; the English one where there is none."""
    return escape(lab.title_ms or lab.title)


def _in_short(seen: Overview) -> str:
    """A few sentences that are worked out from the figures below."""
    told = []
    known = [line for line in seen.labs if line.handed_in is not None and line.figures.states]
    asked = sum(line.figures.states.officers for line in known if line.figures.states)
    handed_in = sum(line.handed_in or 0 for line in known)
    if asked:
        share = handed_in / asked
        told.append(
            both(
                f"<b>{share:.0%}</b> of all labs are handed in ({handed_in} of {asked}: {len(known)} labs for each "
                "officer).",
                f"<b>{share:.0%}</b> daripada semua makmal telah dihantar ({handed_in} daripada {asked}).",
            )
        )
    marked = sorted((line for line in seen.labs if line.share is not None), key=lambda line: line.share or 0.0)
    if len(marked) > 1:
        least, best = marked[0], marked[-1]
        told.append(
            both(
                f"Best results: <b>{escape(best.lab.title)}</b> ({percent(best.share)} of the points on average); "
                f"weakest: <b>{escape(least.lab.title)}</b> ({percent(least.share)}).",
                f"Keputusan terbaik: <b>{_malay(best.lab)}</b> (purata "
                f"{percent(best.share)} markah); terlemah: <b>{_malay(least.lab)}</b> "
                f"({percent(least.share)}).",
            )
        )
    if waiting := sum(count_in(line.figures.states, State.WAITING) or 0 for line in known):
        told.append(
            both(
                f"<b>{waiting}</b> submissions wait for a person to mark their written answer.",
                f"<b>{waiting}</b> hantaran menunggu jawapan bertulisnya dimarkahkan.",
            )
        )
    if stuck := sum(count_in(line.figures.states, State.NOT_GRADED, State.STALE) or 0 for line in known):
        told.append(
            both(
                f"<b>{stuck}</b> could not be graded. That says nothing about the officers; instructors see the "
                "reasons.",
                f"<b>{stuck}</b> tidak dapat dinilai. Ini bukan tentang pegawai; pengajar melihat sebabnya.",
            )
        )
    if not told:
        told.append(both("There are no figures yet that may be shown.", "Belum ada angka yang boleh ditunjukkan."))
    items = "".join(f"<li>{words}</li>" for words in told)
    return f'<section class="short"><h2>{both("In short", "Ringkasan")}</h2><ul>{items}</ul></section>'


def _progress(seen: Overview) -> str:
    phases: dict[str, list[LabLine]] = {}
    for line in seen.labs:
        phases.setdefault(line.phase, []).append(line)
    body = legend((colour, english, malay) for _, english, malay, colour in _PROGRESS)
    for phase, lines in sorted(phases.items(), key=lambda item: item[0] or "Z"):
        number_ = phase.removeprefix("P")
        heading = both(f"Phase {number_}", f"Fasa {number_}") if phase else ""
        if phase:
            body += f"<h3>{heading}</h3>"
        heads = [
            both("Lab", "Makmal"),
            both("Officers in each state", "Pegawai mengikut keadaan"),
            both("Handed in", "Dihantar"),
        ]
        body += table(heads, (_progress_row(line, seen) for line in lines), "bars")
    lead = both(
        "One bar for each lab, as long as there are officers. The darkest part is finished.",
        "Satu bar bagi setiap makmal, sepanjang bilangan pegawai. Bahagian biru tua telah selesai.",
    )
    return section("How far the programme has come", "Kemajuan program", lead, body)


def _progress_row(line: LabLine, seen: Overview) -> list[str]:
    states = line.figures.states
    if states is None:
        return [name(line.lab), withheld(), ""]
    parts = [
        Part(count_in(states, *which) or 0, colour, f"{english} / {malay}")
        for which, english, malay, colour in _PROGRESS
    ]
    done = count_in(states, *HANDED_IN) or 0
    words = both(f"{done} of {states.officers}", f"{done} daripada {states.officers}")
    return [name(line.lab), bar(parts, states.officers), words + as_of(states, seen)]


def _results(seen: Overview) -> str:
    rows = []
    for line in seen.labs:
        totals = line.figures.totals
        if totals is None:
            rows.append([name(line.lab), withheld(), ""])
            continue
        parts = [
            Part(band.count, charts.of_bands(band.first, band.last), _range(band), f"{band.count}: {_range(band)}")
            for band in line.bands(seen.limit)
        ]
        mean = totals.values["sum"] / totals.officers
        told = both(
            f"{number(mean, 1)} of {number(line.lab.total_max)}<br><small>{totals.officers} officers</small>",
            f"{number(mean, 1)} daripada {number(line.lab.total_max)}<br><small>{totals.officers} pegawai</small>",
        )
        rows.append([name(line.lab), bar(parts, totals.officers), told + as_of(totals, seen)])
    heads = [
        both("Lab", "Makmal"),
        both("Officers in each band of points", "Pegawai mengikut julat markah"),
        both("Mean", "Purata"),
    ]
    lead = both(
        "Only results that are final count here: tests and the written answer are both marked. The darker, the "
        "better. Bands of few officers are put together.",
        "Hanya keputusan muktamad dikira: ujian dan jawapan bertulis telah dimarkahkan. Lebih gelap, lebih baik. "
        "Julat dengan pegawai yang sedikit digabungkan.",
    )
    return section("Results of each lab", "Keputusan setiap makmal", lead, table(heads, rows, "bars"))


def _range(band: Band) -> str:
    """A band in words: "60–79 %"."""
    ends = [round(end * 100) for end in BANDS]
    return f"{ends[band.first]}–{ends[band.last + 1] - 1 if band.last + 1 < len(ends) else 100} %"


def _skills(seen: Overview) -> str:
    tracks = [skill.track for skill in seen.tracks]
    if not tracks:
        return ""
    cells = {(skill.framework, skill.track.key): skill for skill in (*seen.tracks, *seen.skills)}
    rows = [[both("All labs", "Semua makmal"), *(_cell(cells.get(("", track.key))) for track in tracks)]]
    for framework, _ in FRAMEWORKS:
        if any(skill.framework == framework for skill in seen.skills):
            rows.append([escape(framework), *(_cell(cells.get((framework, track.key))) for track in tracks)])
    heads = ["", *(_track(track) for track in tracks)]
    lead = both(
        "The share of points earned in the automatic tests of the labs that work with these clauses and "
        "techniques. An empty cell: no lab of that track cites the framework.",
        "Bahagian markah ujian automatik bagi makmal yang menggunakan fasal dan teknik ini. Sel kosong: tiada "
        "makmal dalam bidang itu yang merujuk rangka kerja tersebut.",
    )
    return section("Map of skills", "Peta kemahiran", lead, table(heads, rows, "map"))


def _track(track: Track) -> str:
    return both(escape(track.name), escape(track.name_ms))


def _cell(skill: Skill | None) -> str:
    if skill is None:
        return ""
    names = " · ".join(
        f'<abbr title="{escape(f"{clause.of}: {clause.says}")}">{escape(clause.name)}</abbr>'
        for clause in skill.clauses
        if clause.name not in skill.framework  # the row says it already
    )
    few = f"<small>{names}</small>" if names else ""
    if skill.share is None:
        return f'<div class="cell none">{both("no figure", "tiada angka")}{few}</div>'
    colour = charts.shade(skill.share)
    look = f"background:{colour};color:{charts.letters(colour)}"
    return f'<div class="cell" style="{look}"><b>{skill.share:.0%}</b>{few}</div>'


def _hard(seen: Overview) -> str:
    lead = both(
        "Tests that earned less than 70 % of their points, the hardest first, and what their authors know to go "
        "wrong there. These lines say what an answer can lack: do not show them to officers before the lab is due.",
        "Ujian yang memperoleh kurang daripada 70 % markahnya, yang paling sukar dahulu, dengan salah faham yang "
        "diketahui penulis makmal. Jangan tunjukkan kepada pegawai sebelum tarikh akhir.",
    )
    if not seen.hard:
        lead = both(
            "No test earned less than 70 % of its points.", "Tiada ujian memperoleh kurang daripada 70 % markahnya."
        )
        return section("Tasks that were hard", "Tugasan yang sukar", lead, "")
    rows = []
    for task in seen.hard:
        behind = "".join(f"<li>{escape(words)}</li>" for words in task.behind)
        asked = f"{escape(task.asked)}<br><small>{name(task.lab)}</small>"
        rows.append(
            [asked, share_bar(task.share), f"{task.share:.0%}", f'<ul lang="en">{behind}</ul>' if behind else ""]
        )
    heads = [both("What was asked", "Apa yang diminta"), both("Share of its points", "Bahagian markah"), "",
             both("What may be behind it", "Salah faham yang mungkin")]  # fmt: skip
    return section("Tasks that were hard", "Tugasan yang sukar", lead, table(heads, rows, "hard"))


def _times(seen: Overview) -> str:
    rows = []
    for line in seen.labs:
        times, states = line.figures.times, line.figures.states
        overdue = line.lab.due is not None and line.lab.due < seen.made
        missing = count_in(states, State.NOT_SUBMITTED) if overdue else None
        due = "–"
        if line.lab.due:
            due = both(day(line.lab.due, short=True), day(line.lab.due, "ms", short=True))
        if times is None:
            rows.append([name(line.lab), due, withheld(), "", "", "" if missing is None else str(missing)])
            continue
        mean = f"{times.values['days'] / times.officers:.1f}" if "days" in times.values else "–"
        parts = [
            Part(count, colour, f"{english} / {malay}")
            for count, colour, english, malay in zip(
                times.values.get("bands", ()), _DAY_COLOURS, _DAYS, _DAYS_MS, strict=False
            )
        ]
        late = str(times.values["late"]) if "late" in times.values else "–"
        rows.append([name(line.lab), due, bar(parts, times.officers) + as_of(times, seen), mean, late,
                     "–" if missing is None else str(missing)])  # fmt: skip
    heads = [both("Lab", "Makmal"), both("Due", "Tarikh akhir"), both("When it was handed in", "Bila dihantar"),
             both("Days taken", "Tempoh (hari)"), both("Late", "Lewat"), both("Missing", "Tiada")]  # fmt: skip
    colours = legend(zip(_DAY_COLOURS, _DAYS, _DAYS_MS, strict=True))
    lead = both(
        "Days taken: from the lab's release to hand-in, on average. Missing: not handed in, and the due date has "
        "passed.",
        "Tempoh: purata hari dari makmal dikeluarkan hingga dihantar. Tiada: belum dihantar dan tarikh akhir telah "
        "lepas.",
    )
    return section("Time", "Masa", lead, colours + table(heads, rows, "times"))


def _ministries(seen: Overview) -> str:
    english, malay = "By ministry", "Mengikut kementerian"
    if not seen.ministries:
        words = both(
            f"No ministry has {seen.limit} officers here, so none is shown apart: a figure over one or two people "
            "would be their grades.",
            f"Tiada kementerian yang mempunyai {seen.limit} pegawai di sini, maka tiada yang ditunjukkan "
            "berasingan: angka bagi seorang dua ialah markah mereka.",
        )
        return section(english, malay, words, "")
    rows = []
    for line in seen.ministries:
        rows.append(
            [
                escape(line.group.name) or both("All others together", "Semua yang lain bersama"),
                str(len(line.group.officers)),
                withheld() if line.handed_in is None else share_bar(line.handed_in),
                percent(line.handed_in),
                percent(line.share) or "–",
            ]
        )
    heads = [both("Ministry", "Kementerian"), both("Officers", "Pegawai"), both("Labs handed in", "Makmal dihantar"),
             "", both("Mean of points", "Purata markah")]  # fmt: skip
    lead = both(
        f"Ministries with fewer than {seen.limit} officers are put together.",
        f"Kementerian yang mempunyai kurang daripada {seen.limit} pegawai digabungkan.",
    )
    return section(english, malay, lead, table(heads, rows, "ministries"))


def _changes(seen: Overview) -> str:
    english, malay = "What has changed", "Apa yang berubah"
    if seen.since is None:
        lead = both("This is the first report of these officers.", "Ini laporan pertama bagi pegawai ini.")
        return section(english, malay, lead, "")
    if not seen.changes:
        lead = both(f"Nothing since {day(seen.since)}.", f"Tiada perubahan sejak {day(seen.since, 'ms')}.")
        return section(english, malay, lead, "")
    heads = [both("Lab", "Makmal"), both("Figure", "Angka"), both("Before", "Sebelum"), both("Now", "Sekarang")]
    names = {"handed in": both("handed in", "dihantar"), "share": both("mean of points", "purata markah")}
    rows = [[name(c.lab), names[c.what], _figure(c, c.before), _figure(c, c.now)] for c in seen.changes]
    lead = both(f"Since the last report, of {day(seen.since)}.", f"Sejak laporan terakhir, {day(seen.since, 'ms')}.")
    return section(english, malay, lead, table(heads, rows, "plain"))


def _figure(change: Change, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0%}" if change.what == "share" else number(value)


def _how(seen: Overview) -> str:
    lead = both(
        f"Every figure is a sum or a count over at least {seen.limit} officers, and so is every difference between "
        "two figures, two tables, two cohorts or two reports. A figure that would break this is withheld; where an "
        f"older one was published, that one stays, with its day, until at least {seen.limit} officers have changed. "
        "Averages are over final results only: work that is not graded is never a zero.",
        f"Setiap angka ialah jumlah atau bilangan bagi sekurang-kurangnya {seen.limit} pegawai, begitu juga setiap "
        "beza antara dua angka, dua jadual, dua kohort atau dua laporan. Angka yang melanggarnya ditahan; angka "
        f"lama yang telah diterbitkan kekal, dengan tarikhnya, sehingga sekurang-kurangnya {seen.limit} pegawai "
        "berubah. Purata hanya bagi keputusan muktamad: kerja yang belum dinilai bukan sifar.",
    )
    return section("How these figures are made", "Bagaimana angka ini dibuat", lead, "")
