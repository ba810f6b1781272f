"""The real models of the labs: a small language model that writes, and one that compares meanings.

    from futurefit.kit.models import language_model, sentence_model

    model = language_model(recorded="data/recorded.json")
    model.next_tokens("The capital city of Malaysia is", k=2)  # [(' K', 0.32), (' Mal', 0.04)]

What goes in and comes out is plain data: texts, numbers, lists, and one NumPy array. Importing this module costs
nothing: PyTorch and transformers are imported when a model is first needed, which is never for a call whose answer
is on record. The weights are mapped from their file, not read into memory, so that the notebooks of everyone on one
machine share one copy.

Facts: SmolLM2-135M-Instruct and all-MiniLM-L6-v2, as `futurefit.kit.model_store` installs them. A prompt is given to
the model as it stands; only `write` and `chat` put it into the model's chat template.
"""

from __future__ import annotations

import functools
import logging
import os
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from futurefit.kit import model_store
from futurefit.kit._model_record import Record, Recordable, record, recordable
from futurefit.kit.model_store import ModelError, ModelMissing

if TYPE_CHECKING:
    import numpy as np

__all__ = ["LanguageModel", "ModelError", "ModelMissing", "SentenceModel", "language_model", "record", "sentence_model"]

#: A site that has a larger model names it here: a folder, or a name on the Hugging Face hub.
OVERRIDE = "FUTUREFIT_LANGUAGE_MODEL"
#: Up to this many parameters a model runs on one thread. SmolLM2 writes no faster on two, while three notebooks with
#: two threads each on a machine with two processors wrote over ten times slower than with one: the threads wait busily.
ONE_THREAD = 500_000_000
#: The longest text that MiniLM was made to compare, in tokens (its own model card); what comes after is not read.
SENTENCE_TOKENS = 256


def language_model(
    name: str | None = None, recorded: str | Path | None = None, device: str | None = None
) -> LanguageModel:
    """The language model of the labs. Opens at once; the model itself is loaded by the first call that needs it.

    Args:
        name: an installed model ("smollm2", the default), a folder with another causal language model for
            transformers, or its name on the Hugging Face hub. FUTUREFIT_LANGUAGE_MODEL changes the default.
        recorded: a file made by `record`. What it holds is answered from it, and needs no model on this machine. It
            speaks only for the model that it was made with, and is left unused when `name` is another one.
        device: where to run, in PyTorch's words ("cpu", "cuda:1"); by default the GPU when PyTorch sees one.

    Raises:
        ModelMissing: the model is not on this machine and there are no recorded answers to go on with.
        ModelError: the file of recorded answers is missing or cannot be read.
    """
    return LanguageModel(name or os.environ.get(OVERRIDE) or "smollm2", recorded, device)


def sentence_model(
    name: str = "minilm", recorded: str | Path | None = None, device: str | None = None
) -> SentenceModel:
    """The model that places texts by their meaning. Arguments and errors as for `language_model`."""
    return SentenceModel(name, recorded, device)


class _Model(Recordable):
    """What both models share: a name, a record, and the live model behind them, loaded when first asked."""

    _head: str  # the transformers class that reads the weights

    def __init__(self, name: str, recorded: str | Path | None = None, device: str | None = None):
        self.name = name
        self.device = device
        self.recorded = None if recorded is None else Record(recorded, name)
        if self.recorded is None:
            self._folder()  # say at once that a model is missing, not in the middle of a lab

    def load(self) -> None:
        """Load the model now rather than at the first call: 0.4 s, after some seconds of imports once a process.

        Raises:
            ModelMissing: the model is not on this machine.
            ModelError: PyTorch is missing, or transformers cannot load it.
        """
        _ = self._live

    def prepare(self) -> None:
        """Begin to load the model in the background, so that an officer's first own prompt need not wait for it.

        Only in a notebook's own kernel: a grader's processes fork, and a fork copies one thread alone. A model that is
        missing or cannot be loaded is told of by the call that needs it, not here.
        """
        ipython = sys.modules.get("IPython")
        if ipython is not None and hasattr(ipython.get_ipython(), "kernel"):
            threading.Thread(target=self._load_unseen, name="futurefit-model", daemon=True).start()

    def _load_unseen(self) -> None:
        with suppress(ModelError):
            self.load()

    @functools.cached_property
    def _live(self) -> tuple[Any, Any]:
        return _load(self._head, self._folder(), self.device)

    def _folder(self) -> str:
        """What to give to transformers: a folder, or a name for the Hugging Face hub to know."""
        if self.name not in model_store.names():
            return self.name
        if folder := model_store.find(self.name):
            return str(folder)
        more = ", and so do the prompts that came with the lab; your own prompts need it" if self.recorded else ""
        raise ModelMissing(
            f"The model {self.name} is not on this machine. (Looked in "
            f"{' and in '.join(map(str, model_store.folders()))}.) The tasks and their checks work without it{more}. "
            "To install it, run in a terminal: futurefit models install"
        )


class LanguageModel(_Model):
    """A language model that can be asked what comes next. Made by `language_model`.

    Every method gives the same answer each time. All raise ModelError (ModelMissing when the model is not on this
    machine), and ValueError for a text that the model cannot read: an empty one, or one longer than its memory.
    """

    _head = "AutoModelForCausalLM"

    @recordable
    def tokens(self, text: str) -> list[str]:
        """The pieces in which the model reads the text, spaces kept: "Perkhidmatan" → ["Per", "kh", "id", "mat", "an"].

        A character that is cut into several pieces, such as an emoji, shows as "<part of 😀>" for each.
        """
        tokenizer, _ = self._live
        coded = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
        return [
            f"<part of {text[start:end].strip()}>" if _BROKEN in piece else piece
            for piece, (start, end) in zip(map(self._piece, coded["input_ids"]), coded["offset_mapping"], strict=True)
        ]

    @recordable
    def next_tokens(self, prompt: str, k: int = 10) -> list[tuple[str, float]]:
        """The k likeliest next pieces and the probability of each (0 to 1, of all pieces), the likeliest first."""
        tokens, logs = self._ranked(self._logits(self._ids(prompt), 1)[0].double().log_softmax(-1), k)
        return [(token, float(p)) for token, p in zip(tokens, logs.exp().tolist(), strict=True)]

    @recordable
    def scores(self, prompt: str, n: int | None = None) -> tuple[list[str], list[float]]:
        """The scores (logits) that softmax makes into the probabilities of the next piece, the highest first.

        Args:
            n: how many; None for the model's whole vocabulary (SmolLM2: 49,152 pieces).

        Returns:
            the pieces, and their scores in the same order.
        """
        tokens, logits = self._ranked(self._logits(self._ids(prompt), 1)[0], n)
        return tokens, logits.tolist()

    @recordable
    def logprob(self, prompt: str, continuation: str) -> float:
        """The natural logarithm of the probability that exactly this continuation follows the prompt.

        The continuation brings its own space: `logprob("The nurse said that", " she")`.
        """
        if not continuation:
            return 0.0
        head, both = self._ids(prompt), self._ids(prompt + continuation)
        # Where the border falls inside a token of the joined text, the continuation is cut into tokens by itself.
        tail = both[len(head) :] if both[: len(head)] == head else self._ids(continuation, special=False)
        # The score of a token stands where the one before it was read.
        logs = self._logits(head + tail, len(tail) + 1)[:-1].double().log_softmax(-1)
        return float(sum(row[token].item() for row, token in zip(logs, tail, strict=True)))

    @recordable
    def write(self, prompt: str, max_tokens: int = 60, system: str | None = None) -> str:
        """The model's answer to one message, always taking the likeliest next piece.

        Args:
            prompt: what the person says.
            max_tokens: where to stop at the latest, in tokens.
            system: standing instructions that come before it; the model's own when None.
        """
        before = [] if system is None else [{"role": "system", "content": system}]
        return self.chat([*before, {"role": "user", "content": prompt}], max_tokens)

    @recordable
    def chat(self, messages: list[dict[str, str]], max_tokens: int = 60) -> str:
        """The model's next turn in a conversation of `{"role": "system" | "user" | "assistant", "content": …}`."""
        if max_tokens < 1:
            raise ValueError(f"max_tokens is {max_tokens}: ask for at least 1.")
        tokenizer, net = self._live
        if tokenizer.chat_template:
            text = tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
        else:  # a model that was not taught to chat goes on with the text
            text = "\n\n".join(message["content"] for message in messages)
        ids = self._ids(text, special=not tokenizer.chat_template)
        with _quietly() as torch:
            inputs = torch.tensor([ids], device=net.device)
            output = net.generate(
                inputs,
                attention_mask=torch.ones_like(inputs),
                max_new_tokens=max_tokens,
                do_sample=False,
                pad_token_id=tokenizer.pad_token_id or tokenizer.eos_token_id,
            )
        return str(tokenizer.decode(output[0, len(ids) :], skip_special_tokens=True)).strip()

    def _ids(self, text: str, special: bool = True) -> list[int]:
        """The text in token numbers; `special`: with the mark that some models want at the start of a text."""
        tokenizer, net = self._live
        ids: list[int] = tokenizer(text, add_special_tokens=special)["input_ids"]
        most = getattr(net.config, "max_position_embeddings", sys.maxsize)
        if not ids:
            raise ValueError("The text is empty, and the model has nothing to go on from. Give it at least one word.")
        if len(ids) > most:
            raise ValueError(f"The text has {len(ids):,} tokens, and {self.name} reads {most:,} at most. Shorten it.")
        return ids

    def _logits(self, ids: list[int], last: int) -> Any:
        """The scores after each of the last tokens: a tensor (last, vocabulary) of float32."""
        tokenizer, net = self._live
        with _quietly() as torch:
            logits = net(torch.tensor([ids], device=net.device), logits_to_keep=last).logits[0]
        # Some models keep more scores than they have tokens; those at the end belong to none.
        return logits[:, : len(tokenizer)].float().cpu()

    def _ranked(self, values: Any, amount: int | None) -> tuple[list[str], Any]:
        """The highest values and their tokens; of equal values, the earlier token first."""
        if amount is not None and amount < 1:
            raise ValueError(f"Asked for {amount} tokens: ask for at least 1.")
        order = values.sort(descending=True, stable=True)
        return [self._piece(token) for token in order.indices[:amount].tolist()], order.values[:amount]

    def _piece(self, token: int) -> str:
        tokenizer, _ = self._live
        text = str(tokenizer.decode([token], skip_special_tokens=False, clean_up_tokenization_spaces=False))
        # Sentencepiece writes the space before a word as "▁", and decoding a word by itself loses it.
        spaced = str(tokenizer.convert_ids_to_tokens(token)).startswith("▁") and not text.startswith(" ")
        return f" {text}" if spaced else text


class SentenceModel(_Model):
    """A model that gives each text a place, near to texts of like meaning. Made by `sentence_model`."""

    _head = "AutoModel"

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """The place of each text: an array (n, 384) of float32, the mean of its tokens, not scaled to length 1.

        What comes after the first 256 tokens of a text is not read. No texts give an array (0, 384).

        Raises:
            TypeError: a single text was given where a list is asked for.
            ModelError, ModelMissing: as for `LanguageModel`.
        """
        import numpy as np

        if isinstance(texts, str):
            raise TypeError("embed takes a list of texts. For a single one, write: embed([text])")
        rows = [self.recorded and self.recorded.find("embed", {"text": text}) for text in texts]
        unknown = [number for number, row in enumerate(rows) if row is None]
        for start in range(0, len(unknown), 32):
            batch = unknown[start : start + 32]
            for number, row in zip(batch, self._means([texts[number] for number in batch]), strict=True):
                rows[number] = row
        return np.array(rows, dtype=np.float32).reshape(len(rows), -1 if rows else 384)

    def _means(self, texts: list[str]) -> list[list[float]]:
        tokenizer, net = self._live
        coded = tokenizer(texts, padding=True, truncation=True, max_length=SENTENCE_TOKENS, return_tensors="pt")
        coded = coded.to(net.device)
        with _quietly():
            states = net(**coded).last_hidden_state
        # Short texts are filled up to the length of the longest; the filling has no part in the mean.
        mask = coded["attention_mask"].unsqueeze(-1).to(states.dtype)
        means: list[list[float]] = ((states * mask).sum(1) / mask.sum(1)).float().tolist()
        return means

    def entries(self, method: str, args: Sequence[Any]) -> Iterator[dict[str, Any]]:
        for text, row in zip(args[0], self.embed(args[0]).tolist(), strict=True):
            yield {"call": method, "arguments": {"text": text}, "answer": row}


_BROKEN = "\N{REPLACEMENT CHARACTER}"


@contextmanager
def _quietly() -> Iterator[Any]:
    """PyTorch without gradients and without warnings: words on stderr would fail a notebook's test cell."""
    import torch

    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        yield torch


_LOADING = threading.Lock()  # whoever asks while the model is being loaded waits for that, and does not load another


def _load(head: str, source: str, device: str | None) -> tuple[Any, Any]:
    """The tokenizer and the model, once a process: every notebook cell that asks again gets the same ones."""
    with _LOADING:
        return _loaded(head, source, device)


@functools.cache
def _loaded(head: str, source: str, device: str | None) -> tuple[Any, Any]:
    # Before transformers is imported. The tokenizer's own threads would warn when a notebook forks.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import torch
            import transformers
        except ImportError as error:
            raise ModelError(
                f"{error.name} is not installed, and the live models need it. Build the environment again: make setup"
            ) from error
        chatter: Any = transformers.logging
        chatter.set_verbosity_error()
        chatter.disable_progress_bar()
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
        try:
            tokenizer, net = _read(transformers, head, source)
        except (OSError, ValueError, ImportError, RuntimeError) as error:
            raise ModelError(
                f"transformers cannot load the model {source}: {_first_line(error)} Check the name or the folder (and "
                f"{OVERRIDE}, if it is set), or use the labs' own model: smollm2"
            ) from error
    device = device or ("cuda" if torch.cuda.is_available() else "cpu")
    try:
        net = net.to(device).eval()
    except (RuntimeError, AssertionError) as error:
        raise ModelError(
            f"PyTorch cannot run a model on {device!r} here: {_first_line(error)} Leave `device` out, and PyTorch "
            "takes what this machine has."
        ) from error
    if net.num_parameters() <= ONE_THREAD:
        torch.set_num_threads(1)
    return tokenizer, net


def _read(transformers: Any, head: str, source: str) -> tuple[Any, Any]:
    def read(offline: bool) -> tuple[Any, Any]:
        tokenizer = transformers.AutoTokenizer.from_pretrained(source, local_files_only=offline)
        # dtype "auto" keeps the numbers as they are in the file, which is what lets them be mapped from it.
        return tokenizer, getattr(transformers, head).from_pretrained(source, dtype="auto", local_files_only=offline)

    try:
        return read(offline=True)  # a hub's model that was fetched before: no waiting for a network that is not there
    except OSError:
        if Path(source).is_dir():
            raise
        return read(offline=False)


def _first_line(error: BaseException) -> str:
    return f"{str(error).strip().splitlines()[0].rstrip('. ')}." if str(error).strip() else f"{type(error).__name__}."
