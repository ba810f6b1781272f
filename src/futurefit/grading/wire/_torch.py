"""Rules for PyTorch: tensors as raw memory on the CPU; dtypes, sizes and devices. Modules have none."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch

from ._common import BadEncoding, Plain
from ._refill import refusal
from ._tree import LATE, VALUE, Decoder, Encoder, Node, decoder

_DTYPES = {str(item): item for item in vars(torch).values() if isinstance(item, torch.dtype)}
# Those whose memory is one number after the other; quantised ones need a scale beside it.
_PLAIN = {
    name
    for name in _DTYPES
    if name.removeprefix("torch.").rstrip("0123456789") in ("float", "bfloat", "complex", "int", "uint", "bool")
    and _DTYPES[name].itemsize * 8 >= int("".join(filter(str.isdigit, name)) or 8)
}


def _tensor_node(coder: Encoder, tensor: Any) -> Plain:
    if tensor.layout != torch.strided or tensor.device.type == "meta" or str(tensor.dtype) not in _PLAIN:
        raise coder.refusal(tensor, "Return an ordinary tensor: tensor.to_dense().", "of an unusual layout or dtype")
    data = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous()
    coder.spend(data.numel() * data.element_size())
    raw = data.reshape(-1).view(torch.uint8).numpy().tobytes() if data.numel() else b""
    return [str(tensor.dtype), list(tensor.shape), raw]


def _tensor_of(reader: Decoder, tree: Plain) -> Any:
    match tree:
        case [str(name), list(shape), bytes(raw)] if name in _PLAIN and all(type(n) is int and n >= 0 for n in shape):
            dtype = _DTYPES[name]
        case _:
            raise BadEncoding("a tensor that is none")
    filled = math.prod(size for size in shape if size)
    if math.prod(shape) * dtype.itemsize != len(raw) or len(shape) > 64 or filled > reader.limits.size:
        raise BadEncoding("a tensor whose shape and data do not match")
    if dtype is torch.bool and raw.strip(b"\0\1"):
        raise BadEncoding("a truth value that is neither")
    return torch.frombuffer(bytearray(raw), dtype=dtype).reshape(shape) if raw else torch.empty(shape, dtype=dtype)


def _enc_tensor(coder: Encoder, value: Any) -> Node:
    grad = value.grad if value.is_leaf else None
    return [
        "torch.tensor",
        _tensor_node(coder, value),
        bool(value.requires_grad),
        None if grad is None else _tensor_node(coder, grad),
    ]


@decoder("torch.tensor", LATE)
def _dec_tensor(reader: Decoder, node: list) -> Any:
    _, tree, requires_grad, grad = node
    tensor = _tensor_of(reader, tree)
    if requires_grad:
        tensor.requires_grad_(True)
    if grad is not None:
        tensor.grad = _tensor_of(reader, grad)
    return tensor


def _enc_dtype(coder: Encoder, value: Any) -> Node:
    return ["torch.dtype", str(value)]


@decoder("torch.dtype")
def _dec_dtype(reader: Decoder, node: list) -> Any:
    return _DTYPES[node[1]]


def _enc_size(coder: Encoder, value: Any) -> Node:
    return ["torch.size", *map(int, value)]


@decoder("torch.size")
def _dec_size(reader: Decoder, node: list) -> Any:
    return torch.Size(node[1:])


def _enc_device(coder: Encoder, value: Any) -> Node:
    return ["torch.device", str(value)]


@decoder("torch.device")
def _dec_device(reader: Decoder, node: list) -> Any:
    return torch.device(reader.expect(node[1], str, "a device"))


def rule_for(value: Any) -> tuple[int, Callable[[Encoder, Any], Node]] | None:
    """The rule for a value of PyTorch; None for what has none (a module, an optimiser)."""
    match value:
        case torch.Tensor():
            return LATE, _enc_tensor
        case torch.dtype():
            return VALUE, _enc_dtype
        case torch.Size():
            return VALUE, _enc_size
        case torch.device():
            return VALUE, _enc_device
    return None


def put(original: Any, new: Any) -> bool:
    """Copy the data (and the gradient) of a new tensor into an old one. False: not a tensor.

    Raises:
        CannotCross: they differ in shape or dtype.
    """
    if not isinstance(original, torch.Tensor):
        return False
    if not isinstance(new, torch.Tensor):
        raise BadEncoding("a tensor that became something else")
    if original.shape != new.shape or original.dtype != new.dtype:
        was, now = (f"{tensor.dtype}{list(tensor.shape)}" for tensor in (original, new))
        raise refusal(original, f"which the function resized from {was} to {now}", "Return a new tensor instead.")
    with torch.no_grad():
        original.copy_(new)
    if original.is_leaf:
        original.grad = new.grad
        original.requires_grad_(new.requires_grad)
    return True
