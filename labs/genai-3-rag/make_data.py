"""Make the data of this lab again: the passages, the questions, and what the real models said (some minutes).

    python labs/genai-3-rag/make_data.py

The texts stand here, written by hand; nothing is drawn at random. Meanings are compared by all-MiniLM-L6-v2, and
answers are those of SmolLM2-135M-Instruct, always the likeliest next piece.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from futurefit.authoring import read_lab
from futurefit.kit.models import language_model, record, sentence_model

LAB = Path(__file__).parent
DATA = LAB / "data"
#: The longest answer, in tokens.
MOST = 40
#: Topic, last day of validity or None, English, Malay or None where the council has issued it in English alone.
PASSAGES: list[tuple[str, str | None, str, str | None]] = [
    (
        "night market",
        None,
        "Circular 4/2026, night market. A stall pays RM20 a week, due each Monday. A permit is valid for 6 months. Apply at Counter 3.",
        "Pekeliling 4/2026, pasar malam. Sebuah gerai membayar RM20 seminggu, setiap hari Isnin. Permit sah selama 6 bulan. Mohon di Kaunter 3.",
    ),
    (
        "hall",
        None,
        "Circular 7/2026, community hall. The hall can be booked for RM150 a day. A deposit of RM50 is returned within 14 days.",
        "Pekeliling 7/2026, dewan komuniti. Dewan boleh ditempah dengan bayaran RM150 sehari. Cagaran RM50 dipulangkan dalam masa 14 hari.",
    ),
    (
        "parking",
        None,
        "Circular 9/2026, parking. A season pass for the town centre costs RM80 a month. Residents of the centre pay RM40.",
        "Pekeliling 9/2026, tempat letak kereta. Pas bulanan untuk pusat bandar berharga RM80 sebulan. Penduduk pusat bandar membayar RM40.",
    ),
    (
        "dogs",
        None,
        "Circular 11/2026, dogs. A dog must be licensed each year. The licence costs RM10, and a household may keep 2 dogs.",
        "Pekeliling 11/2026, anjing. Anjing mesti dilesenkan setiap tahun. Lesen berharga RM10, dan sebuah rumah boleh memelihara 2 ekor anjing.",
    ),
    (
        "bins",
        None,
        "Circular 12/2026, household waste. Bins are emptied on Mondays and Thursdays. Put the bin out by 7 am. A second bin costs RM60.",
        "Pekeliling 12/2026, sisa rumah. Tong sampah dikosongkan pada hari Isnin dan Khamis. Keluarkan tong sebelum pukul 7 pagi. Tong kedua berharga RM60.",
    ),
    (
        "signboards",
        None,
        "Circular 14/2026, signboards. A signboard needs a permit of RM90 a year. The name of the shop must be in the national language.",
        "Pekeliling 14/2026, papan tanda. Papan tanda memerlukan permit RM90 setahun. Nama kedai mesti dalam bahasa kebangsaan.",
    ),
    (
        "assessment tax",
        None,
        "Circular 15/2026, assessment tax. The tax is due on 28 February and 31 August. Whoever cannot pay may ask for 4 instalments.",
        "Pekeliling 15/2026, cukai taksiran. Cukai perlu dibayar pada 28 Februari dan 31 Ogos. Sesiapa yang tidak mampu boleh memohon 4 ansuran.",
    ),
    (
        "trees",
        None,
        "Circular 18/2026, trees. To cut a tree with a trunk of more than 80 cm, ask for permission 21 days before. There is no fee.",
        "Pekeliling 18/2026, pokok. Untuk menebang pokok yang berukur lilit batang melebihi 80 cm, mohon kebenaran 21 hari lebih awal. Tiada bayaran.",
    ),
    (
        "food handlers",
        None,
        "Circular 20/2026, food handlers. Everybody who handles food in a stall takes a course of 3 hours. It costs RM50 and is valid for 2 years.",
        "Pekeliling 20/2026, pengendali makanan. Setiap orang yang mengendalikan makanan di gerai menghadiri kursus 3 jam. Bayarannya RM50 dan sah selama 2 tahun.",
    ),
    (
        "library",
        None,
        "Circular 21/2026, town library. A card is free for residents. You may borrow 5 books for 14 days; a late book costs RM0.20 a day.",
        "Pekeliling 21/2026, perpustakaan bandar. Kad percuma untuk penduduk. Anda boleh meminjam 5 buku selama 14 hari; buku lewat didenda RM0.20 sehari.",
    ),
    (
        "pool",
        None,
        "Circular 23/2026, swimming pool. Adults pay RM4, children RM2. The pool is closed on Fridays for cleaning.",
        "Pekeliling 23/2026, kolam renang. Dewasa membayar RM4, kanak-kanak RM2. Kolam ditutup pada hari Jumaat untuk pembersihan.",
    ),
    (
        "street closing",
        None,
        "Circular 25/2026, closing a street. For a wedding a street can be closed for 1 day. Apply 30 days before, with the consent of all neighbours.",
        "Pekeliling 25/2026, penutupan jalan. Untuk majlis kahwin jalan boleh ditutup selama 1 hari. Mohon 30 hari lebih awal, dengan persetujuan semua jiran.",
    ),
    (
        "bulky waste",
        None,
        "Circular 27/2026, bulky waste. Old furniture is fetched on the first Saturday of the month. Register 5 days before. Up to 3 pieces are free.",
        "Pekeliling 27/2026, sisa pukal. Perabot lama diambil pada hari Sabtu pertama setiap bulan. Daftar 5 hari lebih awal. Sehingga 3 barang adalah percuma.",
    ),
    (
        "playgrounds",
        None,
        "Circular 28/2026, playgrounds. Report damage by the form on the website. Dangerous damage is closed off within 24 hours, and repaired within 10 days.",
        "Pekeliling 28/2026, taman permainan. Laporkan kerosakan melalui borang di laman web. Kerosakan berbahaya ditutup dalam masa 24 jam dan dibaiki dalam 10 hari.",
    ),
    (
        "drones",
        None,
        "Circular 30/2026, drones. A drone may be flown in the lake park until 6 pm. It stays below 30 metres, and 50 metres away from people.",
        None,
    ),
    (
        "filming",
        None,
        "Circular 31/2026, filming. To film in a council building, apply 10 days before. The fee is RM300 a day; students pay RM30.",
        None,
    ),
    (
        "rain tanks",
        None,
        "Circular 32/2026, rainwater. Who installs a tank for rainwater of 1,000 litres or more gets RM250 back. Send the bill within 60 days.",
        None,
    ),
    (
        "home kitchens",
        None,
        "Circular 33/2026, food from home. Cakes and biscuits may be sold from a home kitchen after an inspection. It costs RM35 and is valid for 1 year.",
        None,
    ),
    (
        "e-scooters",
        None,
        "Circular 34/2026, electric scooters. They are allowed on cycle lanes at up to 25 km/h. Riders are at least 16 years old.",
        None,
    ),
    (
        "solar panels",
        None,
        "Circular 35/2026, solar panels. Panels on a roof need a plan, checked within 15 days. The check costs RM70.",
        None,
    ),
    (
        "night market",
        "2025-12-31",
        "Circular 2/2024, night market. A stall pays RM15 a week, due each Monday. A permit is valid for 12 months. Apply at Counter 3.",
        "Pekeliling 2/2024, pasar malam. Sebuah gerai membayar RM15 seminggu, setiap hari Isnin. Permit sah selama 12 bulan. Mohon di Kaunter 3.",
    ),
    (
        "hall",
        "2025-12-31",
        "Circular 5/2023, community hall. The hall can be booked for RM120 a day. A deposit of RM100 is returned within 30 days.",
        "Pekeliling 5/2023, dewan komuniti. Dewan boleh ditempah dengan bayaran RM120 sehari. Cagaran RM100 dipulangkan dalam masa 30 hari.",
    ),
    (
        "parking",
        "2026-06-30",
        "Circular 3/2025, parking. A season pass for the town centre costs RM70 a month. Residents of the centre pay RM35.",
        "Pekeliling 3/2025, tempat letak kereta. Pas bulanan untuk pusat bandar berharga RM70 sebulan. Penduduk pusat bandar membayar RM35.",
    ),
]
#: Topic, and the same question in English and in Malay. The first eight have circulars in both languages.
QUESTIONS = [
    ("night market", "What does a stall at the night market pay?", "Berapakah bayaran gerai di pasar malam?"),
    ("hall", "How much is the community hall for a day?", "Berapakah sewa dewan komuniti untuk sehari?"),
    ("dogs", "How many dogs may we keep at home?", "Berapa ekor anjing boleh kami pelihara di rumah?"),
    ("bins", "On which days are the bins emptied?", "Pada hari apakah tong sampah dikosongkan?"),
    ("assessment tax", "Can I pay my assessment tax in parts?", "Bolehkah saya bayar cukai taksiran secara ansuran?"),
    ("library", "How many books can I borrow?", "Berapa banyak buku boleh saya pinjam?"),
    ("pool", "When is the swimming pool closed?", "Bilakah kolam renang ditutup?"),
    ("bulky waste", "Who takes away my old sofa?", "Siapa yang mengambil sofa lama saya?"),
    ("drones", "Where may I fly my drone?", "Di manakah boleh saya terbangkan dron?"),
    ("rain tanks", "Do I get money for a rainwater tank?", "Adakah saya dapat wang untuk tangki air hujan?"),
    ("home kitchens", "May I sell cakes that I bake at home?", "Bolehkah saya jual kek yang saya buat di rumah?"),
    ("e-scooters", "How fast may an electric scooter go?", "Berapa lajukah skuter elektrik dibenarkan?"),
]
#: Questions that no circular answers.
ELSEWHERE = [
    ("How do I renew my passport?", "Bagaimanakah saya memperbaharui pasport?"),
    ("What will the weather be tomorrow?", "Bagaimanakah cuaca esok?"),
    ("Who won the football match?", "Siapa yang menang perlawanan bola sepak?"),
    ("Where can I have my teeth checked?", "Di manakah saya boleh periksa gigi?"),
]
#: Further questions, for the answers: the circulars do not say what the last three ask.
FURTHER = [
    "What does a season pass for parking cost?",
    "How much is the fee for filming?",
    "What is the telephone number of the community hall?",
    "What is the fine for a dog without a licence?",
    "When does the town library open?",
]


#: What the first cell asks: a question, and the passage in front of it.
TRIED = [
    ("What does a stall at the night market pay?", "P01"),
    ("How much is the community hall for a day?", "P03"),
    ("What is the telephone number of the community hall?", "P03"),
]


def passages() -> list[dict[str, Any]]:
    rows = []
    for topic, expires, english, malay in PASSAGES:
        for language, text in (("en", english), ("ms", malay)):
            if text is not None:
                rows.append({"topic": topic, "language": language, "expires": expires, "text": text})
    return [{"id": f"P{n:02}", **row} for n, row in enumerate(rows, 1)]


def questions() -> list[dict[str, Any]]:
    rows = [{"text": text, "language": lang, "topic": topic} for topic, *pair in QUESTIONS for lang, text in zip(("en", "ms"), pair, strict=True)]
    rows += [{"text": text, "language": lang, "topic": None} for pair in ELSEWHERE for lang, text in zip(("en", "ms"), pair, strict=True)]
    return rows


def prompts() -> list[str]:
    """What the lab itself asks the model to write: a few questions without a text, and the prompts of its helpdesk."""
    names: dict[str, Any] = {}
    lab = read_lab(LAB)
    with contextlib.chdir(LAB):
        for cell in lab.notebook.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if cell.cell_type == "code" and (grade_id == "setup" or grade_id in lab.solutions):
                exec(cell.source, names)
    asked: list[str] = []

    class Listener:
        def write(self, prompt: str, tokens: int) -> str:
            asked.append(prompt)
            return ""

    names["writer"] = Listener()
    for question, name in TRIED:
        names["writer"].write(question, MOST)
        names["writer"].write(names["make_prompt"](question, [names["text_of"](name)]), MOST)
    for question in [QUESTIONS[0][1], QUESTIONS[1][1], *FURTHER, *(row["text"] for row in questions())]:
        names["helpdesk"](question)
    return asked


def dump(value: object, name: str) -> None:
    (DATA / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    dump(passages(), "passages.json")
    dump(questions(), "questions.json")
    texts = [row["text"] for row in passages()] + [row["text"] for row in questions()] + FURTHER
    record(sentence_model(), [("embed", texts)], DATA / "meanings.json")
    model = language_model("smollm2")
    record(model, [], DATA / "answers.json")  # the lab's own set-up reads it
    record(model, [("write", prompt, MOST) for prompt in prompts()], DATA / "answers.json")


if __name__ == "__main__":
    main()
