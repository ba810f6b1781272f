"""The values of numpy, pandas, PyTorch, scapy, networkx and matplotlib as bytes; scikit-learn has no rule."""

from __future__ import annotations

import subprocess
import sys
import time

import hypothesis.extra.numpy as hnp
import matplotlib
import msgpack
import networkx as nx
import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from scapy.all import ARP, DNS, DNSQR, ICMP, IP, TCP, UDP, Ether, PacketList, Raw, SndRcvList
from scapy.config import conf
from scapy.plist import QueryAnswer
from sklearn.tree import DecisionTreeClassifier

from futurefit.grading.wire import BadEncoding, CannotCross, contents, decode, encode, refill

# The same examples in each run: what fails here fails everywhere.
SMALL = settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def cross(value):
    """A value, sent and received; both sides must have met the same objects."""
    sent = encode(value)
    received = decode(sent.data)
    assert [type(item) for item in received.objects] == [type(item) for item in sent.objects]
    assert type(received.value) is type(value)
    return received.value


def raw(*node) -> bytes:
    """A message as a hostile sender may write it."""
    return msgpack.packb([1, list(node)])


def call(function, *arguments):
    """What a call of a function in another process does to the arguments here; its result."""
    sent = encode(arguments)
    there = decode(sent.data)
    before = contents(there.objects)
    result = function(*there.value)
    for original, old, new in zip(sent.objects, before, contents(there.objects), strict=True):
        if old != new:
            refill(original, new, known=sent.objects)
    return decode(encode(result, known=there.objects).data, known=sent.objects).value


# numpy


def same_array(one, two):
    assert one.dtype == two.dtype and one.shape == two.shape
    np.testing.assert_array_equal(one, two)


PLAIN_DTYPES = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="?"),
    hnp.floating_dtypes(endianness="?"),
    hnp.complex_number_dtypes(),
    hnp.datetime64_dtypes(),
    hnp.timedelta64_dtypes(),
    hnp.unicode_string_dtypes(),
    hnp.byte_string_dtypes(),
)


@SMALL
@given(hnp.arrays(PLAIN_DTYPES | hnp.array_dtypes(PLAIN_DTYPES, max_size=3), hnp.array_shapes(min_dims=0, min_side=0)))
def test_arrays_of_any_plain_dtype_and_shape(array):
    there = cross(array)
    assert there.dtype == array.dtype and there.shape == array.shape
    assert there.tobytes() == array.tobytes()
    if array.ndim and array.size:
        scalar = array.reshape(-1)[0]
        assert cross(scalar).tobytes() == scalar.tobytes()


def test_arrays_that_are_views_are_sent_as_what_they_show():
    array = np.arange(12).reshape(3, 4)
    same_array(cross(array.T[::2]), array.T[::2])
    same_array(cross(np.asfortranarray(array)), array)
    assert cross(array).flags.writeable
    array.flags.writeable = False
    assert not cross(array).flags.writeable


def test_arrays_of_objects_item_by_item_with_loops():
    array = np.array([1, "a", None, [2]], dtype=object)
    array[2] = array
    there = cross(array)
    assert there[2] is there and there[3] == [2] and there[1] == "a"
    nested = np.empty((2, 1), dtype=object)
    nested[0, 0], nested[1, 0] = [1, 2], np.arange(2)
    assert cross(nested)[0, 0] == [1, 2] and cross(nested).shape == (2, 1)


def test_masked_arrays_keep_their_masks():
    array = np.ma.array([1.0, 2.0, 3.0], mask=[0, 1, 0], fill_value=-1)
    there = cross(array)
    assert there.mask.tolist() == [False, True, False] and there.fill_value == -1 and there.sum() == 4
    assert cross([np.ma.masked])[0] is np.ma.masked


@pytest.mark.parametrize(
    "value",
    [
        np.float64(1.5),
        np.int8(3),
        np.bool_(True),
        np.str_("x"),
        np.str_(""),
        np.bytes_(b"x"),
        np.datetime64("2020-01-01"),
        np.datetime64("NaT"),
        np.timedelta64(3, "s"),
        np.complex64(1j),
        np.longdouble("1.1"),
        np.dtype("f8"),
        np.dtype([("a", "i4"), ("b", "U3", (2,))]),
        np.dtype({"names": ["a"], "formats": ["u1"], "offsets": [3], "itemsize": 8}),
    ],
    ids=repr,
)
def test_scalars_and_dtypes_of_numpy(value):
    assert repr(cross(value)) == repr(value)


class Louder(np.ndarray):
    def tobytes(self, *_):
        raise AssertionError("read by its own method")


def test_subclasses_of_arrays_cross_as_plain_arrays():
    there = decode(encode(np.arange(3).view(Louder)).data).value
    assert type(there) is np.ndarray and there.tolist() == [0, 1, 2]


def test_arrays_change_in_place_and_say_when_they_cannot():
    array, view_of_it, items = np.zeros(3), None, np.array([None, "a"], dtype=object)
    view_of_it = array[1:]

    def change(array, items):
        array[1] = 5
        items[0] = [array]

    call(change, array, items)
    assert array.tolist() == [0, 5, 0] and view_of_it[0] == 5 and items[0][0] is array
    with pytest.raises(CannotCross, match=r"resized from float64\[3\] to float64\[2\]"):
        refill(array, encode(np.zeros(2)).data)
    array.flags.writeable = False
    with pytest.raises(CannotCross, match="read-only"):
        refill(array, encode(np.zeros(3)).data)


# pandas


def table() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "whole": [1, 2],
            "text": ["x", None],
            "real": [1.5, np.nan],
            "any": pd.Series([[1], "a"], dtype=object),
            "words": pd.Series(["p", "q"], dtype=object),
            "kind": pd.Categorical(["u", "v"], categories=["v", "u", "w"], ordered=True),
            "when": pd.date_range("2020", "2021", periods=2, tz="Asia/Kuala_Lumpur"),
            "naive": pd.to_datetime(["2020-01-01", None]).as_unit("s"),
            "Int64": pd.array([1, None], dtype="Int64"),
            "UInt8": pd.array([1, None], dtype="UInt8"),
            "Float32": pd.array([1, None], dtype="Float32"),
            "boolean": pd.array([True, None], dtype="boolean"),
            "string": pd.array(["q", None], dtype="string"),
            "period": pd.period_range("2020", periods=2, freq="Q"),
            "interval": pd.interval_range(0, 2, closed="left"),
            "delta": pd.to_timedelta([1, None], unit="s"),
            "complex": [1j, 2],
        }
    )
    frame.attrs["source"] = ["registry"]
    return frame


@pytest.mark.parametrize(
    "frame",
    [
        table(),
        table().set_index(["whole", "text", "kind"]),
        table()[["whole", "text", "whole"]],
        table().T,
        pd.DataFrame(),
        pd.DataFrame(index=[5, 6]),
        pd.DataFrame(columns=["a", "b"]),
        pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", 1), ("a", 2)], names=["x", "y"])),
        pd.DataFrame({"a": [1, 2, 3]}, index=["dup", "dup", "other"]).rename_axis("name"),
        pd.DataFrame({"a": [1.0] * 5}, index=pd.date_range("2020", periods=5, freq="D")),
    ],
    ids=["all kinds", "levels", "twice", "turned", "empty", "rows", "columns", "two heads", "same rows", "days"],
)
def test_frames_and_their_columns(frame):
    there = cross(frame)
    pd.testing.assert_frame_equal(there, frame, check_freq=True)
    assert there.attrs == frame.attrs and there.columns.equals(frame.columns)
    for place in range(frame.shape[1]):
        column = frame.iloc[:, place]
        pd.testing.assert_series_equal(cross(column), column, check_freq=True)
        assert type(cross(column.array)) is type(column.array)
        assert cross(column.dtype) == column.dtype


@SMALL
@given(
    st.lists(st.tuples(st.integers(-5, 5), st.text(max_size=3), st.floats()), max_size=5),
    st.sampled_from(["i8", "u1", "f4", object]),
    st.sampled_from([None, "name", 3, ("a", 1)]),
)
def test_tables_of_any_rows(rows, dtype, name):
    frame = pd.DataFrame(rows, columns=["n", "text", "x"])
    frame["other"] = (frame["n"] + 5).astype(dtype)
    pd.testing.assert_frame_equal(cross(frame), frame)
    series = pd.Series(frame["x"].to_numpy(), index=frame["text"], name=name)
    pd.testing.assert_series_equal(cross(series), series)


@pytest.mark.parametrize(
    "index",
    [
        pd.RangeIndex(3, 9, 2, name="q"),
        pd.Index([1, 2], name=("a", 1)),
        pd.Index(["a", None]),
        pd.Index(["a", 1, None]),
        pd.Index(["a", "b"], dtype=object),
        pd.MultiIndex.from_tuples([(1, "a"), (2, "b"), (1, "b")], names=["x", None]),
        pd.MultiIndex.from_product([pd.date_range("2020", periods=2), pd.Categorical(["k"])]),
        pd.date_range("2020", periods=3, freq="D", tz="UTC"),
        pd.date_range("2020", periods=3, freq="ME"),
        pd.date_range("2020", periods=3, freq="15min", tz="Europe/London"),
        pd.CategoricalIndex(["a", "b"]),
        pd.interval_range(0, 3),
        pd.period_range("2020", periods=3, freq="M"),
        pd.timedelta_range("1s", periods=2, freq="s"),
        pd.Index([True, False]),
    ],
    ids=lambda index: f"{type(index).__name__} {index.dtype}",
)
def test_indexes_of_every_kind(index):
    there = cross(index)
    pd.testing.assert_index_equal(there, index, exact=True)
    assert getattr(there, "freq", None) == getattr(index, "freq", None)


@pytest.mark.parametrize(
    "value",
    [
        pd.Timestamp("2020-01-01 00:00:00.000000001"),
        pd.Timestamp("2026-11-01 06:30", tz="UTC").tz_convert("America/New_York"),  # the second 01:30 of that night
        pd.Timestamp("2020-01-01").as_unit("s"),
        pd.Timedelta("1s"),
        pd.Period("2020-01", "M"),
        pd.Period("2020Q1", "Q-DEC"),
        pd.Interval(0, 1.5, closed="both"),
        pd.Interval(pd.Timestamp("2020"), pd.Timestamp("2021")),
        pd.NaT,
        pd.NA,
        pd.CategoricalDtype(["a"]),
    ],
    ids=repr,
)
def test_scalars_of_pandas(value):
    there = cross(value)
    assert repr(there) == repr(value)
    assert getattr(there, "unit", None) == getattr(value, "unit", None)


def test_attributes_of_a_table_that_cannot_cross_are_left_behind():
    frame = pd.DataFrame({"a": [1]})
    shared = [1]
    frame.attrs["rule"] = [shared, print]
    there, same = cross([frame, shared])
    assert there.attrs == {} and same == [1]


def test_tables_change_in_place():
    frame = pd.DataFrame({"a": [3, 1], "b": ["x", "y"]})
    series = frame["a"].copy()
    series.attrs["unit"] = "m"
    shown = repr(frame), frame["a"].sum()  # whatever pandas caches, it has now

    def change(frame, series):
        frame["c"] = [0.5, 1.5]
        frame.loc[7] = [9, "z", 2.5]
        del frame["b"]
        frame.attrs["sorted"] = True
        series.loc[9] = 7
        series.name = "renamed"
        return frame

    assert call(change, frame, series) is frame
    expected = pd.DataFrame({"a": [3, 1, 9], "c": [0.5, 1.5, 2.5]}, index=[0, 1, 7])
    pd.testing.assert_frame_equal(frame, expected)
    assert frame.attrs == {"sorted": True} and shown[1] == 4 and frame["a"].sum() == 13
    pd.testing.assert_series_equal(series, pd.Series([3, 1, 7], index=[0, 1, 9], name="renamed"))
    assert series.attrs == {"unit": "m"}


def test_a_sparse_column_is_refused_with_advice():
    frame = pd.DataFrame({"a": pd.arrays.SparseArray([0, 1])})
    with pytest.raises(CannotCross, match="astype"):
        encode(frame)


# PyTorch


@pytest.mark.parametrize(
    "tensor",
    [
        torch.tensor([1, 2]),
        torch.tensor(1.5),
        torch.tensor([[1.0, float("nan")]], requires_grad=True),
        torch.tensor([1.0, 2.0], dtype=torch.bfloat16),
        torch.tensor([1j, 2], dtype=torch.complex64).conj(),
        torch.empty(0, 3),
        torch.tensor([True, False]),
        torch.arange(6, dtype=torch.uint8).reshape(2, 3).T,
        torch.nn.Parameter(torch.ones(2)),
    ],
    ids=lambda tensor: f"{tensor.dtype} {tuple(tensor.shape)}",
)
def test_tensors(tensor):
    there = decode(encode(tensor).data).value
    assert type(there) is torch.Tensor and there.requires_grad == tensor.requires_grad
    torch.testing.assert_close(there, tensor.detach().clone().requires_grad_(tensor.requires_grad), equal_nan=True)


def test_gradients_sizes_dtypes_and_devices():
    tensor = torch.ones(2, requires_grad=True)
    (tensor * 3).sum().backward()
    assert cross(tensor).grad.tolist() == [3, 3]
    for value in (torch.float32, torch.Size([1, 2]), torch.device("cpu")):
        assert cross(value) == value


def test_a_tensor_with_a_history_crosses_as_its_values():
    there = cross(torch.ones(2, requires_grad=True) * 2)
    assert there.tolist() == [2, 2] and there.is_leaf


def test_tensors_change_in_place():
    tensor = torch.zeros(2, requires_grad=True)

    def change(tensor):
        with torch.no_grad():
            tensor += 1
        tensor.grad = torch.full((2,), 4.0)

    call(change, tensor)
    assert tensor.tolist() == [1, 1] and tensor.grad.tolist() == [4, 4] and tensor.requires_grad
    with pytest.raises(CannotCross, match="resized"):
        refill(tensor, encode(torch.zeros(3)).data)


def test_modules_and_estimators_have_no_rule_and_go_outward():
    for value in (torch.nn.Linear(1, 1), DecisionTreeClassifier()):
        with pytest.raises(CannotCross):
            encode(value)
        sent = encode([value, value], outward=lambda value, path: type(value).__name__)
        there = decode(sent.data, inward=lambda tree: [tree])
        assert there.value[0] == [type(value).__name__] and there.value[0] is there.value[1]


# scapy


@pytest.mark.parametrize(
    "packet",
    [
        IP() / TCP(),
        Ether() / IP(dst="192.0.2.1") / UDP(dport=53) / DNS(qd=DNSQR(qname="example.org")),
        Ether(bytes(Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / IP() / ICMP() / b"ping")),
        Raw(b"x"),
        ARP(pdst="192.0.2.7"),
        IP(len=9, chksum=1) / b"malformed",
    ],
    ids=lambda packet: packet.summary(),
)
def test_packets_are_the_same_in_bytes_fields_and_time(packet):
    there = cross(packet)
    assert bytes(there) == bytes(packet) and there.time == packet.time
    assert there.summary() == packet.summary()
    assert there == packet  # also where scapy is to work a field out: a checksum, a length


def test_a_packet_without_a_hardware_address_crosses_without_a_question_to_the_network(monkeypatch):
    asked = []
    for pair in list(conf.neighbor.resolvers):
        monkeypatch.setitem(conf.neighbor.resolvers, pair, lambda link, network: asked.append(network))
    packet = Ether() / IP(src="192.0.2.11", dst="192.0.2.80") / TCP(dport=80) / b"hello"
    there = cross(packet)
    assert asked == []
    assert there == packet and "dst" not in there.fields
    bytes(packet)
    assert len(asked) == 1  # scapy itself asks, as before: an officer's own range works so


def test_lists_of_packets():
    one, two = IP(dst="192.0.2.1") / TCP(), IP() / UDP()
    there = cross(PacketList([one, two, one], "Capture"))
    assert list(there) == [one, two, one] and there.listname == "Capture" and there[0] is there[2]
    answered = cross(SndRcvList([QueryAnswer(one, two)]))
    assert answered[0].query == one and answered[0].answer == two


def test_packets_change_in_place():
    packet = IP() / TCP(dport=80)
    capture = PacketList([packet])

    def change(packet, capture):
        packet[TCP].dport = 443
        packet[IP].ttl = 3
        capture.append(packet)

    call(change, packet, capture)
    assert packet[TCP].dport == 443 and packet.ttl == 3 and list(capture) == [packet, packet]
    assert capture[1] is packet


# networkx


def same_graph(one, two):
    assert type(one) is type(two) and one.graph == two.graph
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True)) == list(two.edges(data=True))
    assert [list(one.adj[node]) for node in one] == [list(two.adj[node]) for node in two]
    if one.is_directed():
        assert [list(one.pred[node]) for node in one] == [list(two.pred[node]) for node in two]


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph])
@SMALL
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15), st.randoms())
def test_graphs_keep_every_attribute_and_order(kind, edges, random):
    graph = kind(name="g")
    graph.add_node("alone", weight=[1])
    for source, target in edges:
        graph.add_edge(source, target, weight=random.random())
    graph.remove_nodes_from([3])
    same_graph(cross(graph), graph)


def test_graphs_with_keys_loops_and_tuples_for_nodes():
    graph = nx.MultiDiGraph()
    graph.add_edge((1, "a"), (1, "a"), key="k", since=2020)
    graph.add_edge((1, "a"), "b")
    graph.graph["self"] = graph
    there = cross(graph)
    assert there.graph.pop("self") is there
    assert list(there.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    there.add_edge("b", "new")  # an ordinary graph, not a view
    same_graph(cross(nx.karate_club_graph()), nx.karate_club_graph())


def test_graphs_change_in_place():
    graph = nx.path_graph(3)
    shown = graph.adj[0], dict(graph.degree)  # whatever networkx caches, it has now

    def change(graph):
        graph.add_edge(2, "new", weight=2)
        graph.remove_node(0)
        graph.graph["done"] = True

    call(change, graph)
    assert list(graph.edges(data=True)) == [(1, 2, {}), (2, "new", {"weight": 2})]
    assert graph.graph == {"done": True} and dict(graph.degree) == {1: 1, 2: 2, "new": 1} != shown[1]


# matplotlib


def figure() -> Figure:
    drawn = Figure(figsize=(6, 5))
    (one, two), (three, four) = drawn.subplots(2, 2)
    one.plot([1, 2, 3], [4, 5, 6], "r--o", label="Cases")
    one.axhline(4.5, color="k")
    one.set(title="By month", xlabel="Month", ylabel="Number", xlim=(0, 4))
    one.legend(title="Series")
    bars = two.bar(["north", "south"], [3, 4], color="g", label="States")
    two.bar_label(bars)
    two.text(0, 1, "note", color="b")
    three.scatter([1, 2], [3, 40], s=[10, 20], c=["r", "b"], label="Points")
    three.fill_between([1, 2], [1, 2], label="Area")
    three.set_yscale("log")
    four.imshow(np.eye(3), cmap="gray")
    four.annotate("here", (1, 1), xytext=(5, 5), textcoords="offset points", arrowprops={})
    drawn.suptitle("All")
    return drawn


def summary(axes) -> dict:
    legend = axes.get_legend()
    return {
        "words": [axes.get_title(), axes.get_xlabel(), axes.get_ylabel()],
        "limits": [*axes.get_xlim(), *axes.get_ylim(), axes.get_xscale(), axes.get_yscale()],
        "ticks": [[tick.get_text() for tick in side] for side in (axes.get_xticklabels(), axes.get_yticklabels())],
        "legend": legend and [legend.get_title().get_text(), *(text.get_text() for text in legend.get_texts())],
        "handles": axes.get_legend_handles_labels()[1],
        "lines": [
            [
                np.asarray(line.get_xdata(), float).tolist(),
                np.asarray(line.get_ydata(), float).tolist(),
                line.get_label(),
                matplotlib.colors.to_rgba(line.get_color()),
                line.get_linestyle(),
                line.get_marker(),
                line.get_linewidth(),
            ]
            for line in axes.lines
        ],
        "shapes": [
            [type(shape).__name__, shape.get_label(), shape.get_facecolor(), shape.get_path().vertices.tolist()]
            + ([shape.get_x(), shape.get_height(), shape.get_width()] if hasattr(shape, "get_height") else [])
            for shape in axes.patches
        ],
        "bars": [[len(bars), bars.get_label()] for bars in axes.containers],
        "collections": [
            [
                type(item).__name__.removeprefix("FillBetween"),
                item.get_label(),
                item.get_offsets().tolist(),
                item.get_facecolor().tolist(),
            ]
            for item in axes.collections
        ],
        "texts": [
            [text.get_text(), list(text.get_position()), matplotlib.colors.to_rgba(text.get_color())]
            for text in axes.texts
        ],
        "images": [[item.get_array().tolist(), item.get_extent(), item.get_cmap().name] for item in axes.images],
    }


def test_figures_are_drawn_anew_from_what_they_show():
    drawn = figure()
    there = cross(drawn)
    assert [summary(axes) for axes in there.axes] == [summary(axes) for axes in drawn.axes]
    assert there.get_suptitle() == "All" and there.get_size_inches().tolist() == [6, 5]
    there.canvas.draw()
    assert np.asarray(there.canvas.buffer_rgba()).std() > 0  # something is to be seen


def test_pies_histograms_and_turned_axes():
    drawn = Figure()
    one, two = drawn.subplots(1, 2)
    one.pie([1, 2], labels=["a", "b"])
    two.hist([1, 2, 2, 3])
    two.axvspan(1, 2)
    two.pcolormesh(np.eye(3))
    two.errorbar([1], [2], yerr=[0.1])
    two.invert_yaxis()
    there = cross(drawn)
    for before, after in zip(map(summary, drawn.axes), map(summary, there.axes), strict=True):
        before.pop("bars"), after.pop("bars")  # error bars are no longer grouped
        assert after == before


def test_axes_belong_to_their_figure():
    drawn = figure()
    second, whole, everything = cross([drawn.axes[1], drawn, np.array(drawn.axes)])
    assert second is whole.axes[1] is everything[1]


def test_a_function_draws_in_the_axes_that_it_is_given():
    drawn = Figure()
    axes = drawn.subplots()

    def change(axes):
        axes.plot([1, 2], [3, 4], label="Officer's")
        axes.set_title("Done")
        axes.figure.add_axes([0.8, 0.8, 0.1, 0.1]).set_title("Small")
        return axes

    assert call(change, axes) is axes
    assert axes.get_title() == "Done" and axes.lines[0].get_label() == "Officer's"
    assert [part.get_title() for part in drawn.axes] == ["Done", "Small"]


def test_parts_of_a_figure_are_refused_with_advice():
    drawn = Figure()
    axes = drawn.subplots()
    for part in (axes.plot([1])[0], axes.bar([1], [2]), axes.set_title("x")):
        with pytest.raises(CannotCross, match="Return the axes or the figure instead"):
            encode(part)
    with pytest.raises(CannotCross, match="of the kind 3d"):
        three = Figure()
        three.add_subplot(projection="3d")
        encode(three)


# Hostile bytes

I8 = b"\0" * 8
HOSTILE = {
    "a shape of more than its data": raw("numpy.array", "<f8", [10**12], I8, True),
    "a shape without items, yet huge": raw("numpy.array", "<f8", [0, 10**15], b"", True),
    "items without width": raw("numpy.array", "|S0", [10**6], b"", True),
    "a structure without width": raw("numpy.array", ["fields", 0, False, ["a", "|V0", 0, None]], [10**9], b"", True),
    "a part without width": raw("numpy.array", ["fields", 8, False, ["a", ["array", "<f8", [0, 10**5]], 0, None]],
                                [1], I8, True),
    "objects by address": raw("numpy.array", "|O", [1], I8, True),
    "objects by their letter": raw("numpy.array", "O", [1], I8, True),
    "objects within a structure": raw("numpy.array", ["fields", 8, False, ["a", "O", 0, None]], [1], I8, True),
    "a field beyond its structure": raw("numpy.array", ["fields", 8, False, ["a", "<f8", 4, None]], [1], I8, True),
    "a dtype in words": raw("numpy.array", "i4,(1000000000,)i4", [1], I8, True),
    "a dtype that is none": raw("numpy.dtype", "<q9"),
    "a negative shape": raw("numpy.array", "<f8", [-1], I8, True),
    "too many dimensions": raw("numpy.array", "<f8", [1] * 100, I8, True),
    "a truth value of 7": raw("numpy.array", "|b1", [1], b"\7", True),
    "a letter beyond Unicode": raw("numpy.array", "<U1", [1], b"\xff" * 4, True),
    "objects of another count": raw("numpy.objects", [10**9]),
    "a mask of another shape": raw("numpy.masked", ["array", "<f8", [1], I8, True], ["|b1", [5], b"\0" * 5, True], 1,
                                   False),
    "a scalar of two": raw("numpy.scalar", "<i4", I8),
    "rows beyond counting": raw("pandas.index", ["range", None, 0, 10**15, 1]),
    "codes beyond the categories": raw("pandas.array", ["categorical", ["plain", None, None, ["string", "python", False,
                                       "a"]], ["|i1", [1], b"\5", True], False]),
    "codes beyond the levels": raw("pandas.index", ["multi", [None], [["range", None, 0, 1, 1]], [["|i1", [1], b"\5",
                                   True]]]),
    "columns of other lengths": raw("pandas.frame", ["range", None, 0, 5, 1], ["range", None, 0, 1, 1],
                                    [["numpy", ["array", "<f8", [1], I8, True]]], None),
    "a column of two dimensions": raw("pandas.series", ["range", None, 0, 1, 1], None,
                                      ["numpy", ["array", "<f8", [1, 1], I8, True]], None),
    "columns without names": raw("pandas.frame", ["range", None, 0, 1, 1], ["range", None, 0, 9, 1], [], None),
    "a frequency of code": raw("pandas.period", 1, "D'); import os; ('"),
    "a unit that is none": raw("pandas.timestamp", 1, "generic", None),
    "a storage that is none": raw("pandas.array", ["string", "os", False, "a"]),
    "many small tables": raw("list", *[["pandas.index", ["range", None, 0, 1, 1]]] * 30_000),
    "a tensor of more than its data": raw("torch.tensor", ["torch.float32", [10**12], I8], False, None),
    "a tensor without items, yet huge": raw("torch.tensor", ["torch.float32", [0, 10**15], b""], False, None),
    "a tensor of an unknown dtype": raw("torch.tensor", ["torch.load", [1], I8], False, None),
    "a quantised tensor": raw("torch.tensor", ["torch.qint8", [8], I8], False, None),
    "a gradient of whole numbers": raw("torch.tensor", ["torch.int64", [1], I8], True, None),
    "a device that is none": raw("torch.device", "import os"),
    "a packet of an unknown layer": raw("scapy.packet", "os", "system", b"ls", 0.0, []),
    "a packet too long": raw("scapy.packet", "scapy.layers.inet", "IP", b"\0" * 200_000, 0.0, []),
    "a packet of text": raw("scapy.packet", "scapy.layers.inet", "IP", "text", 0.0, []),
    "a packet list of numbers": raw("scapy.list", False, "x", 1),
    "an edge to nowhere": raw("networkx.graph", False, False, [1, []], [[0, 5, None, []]], [], [[[]]]),
    "an edge twice": raw("networkx.graph", False, False, [1, []], [[0, 0, None, []]] * 2, [], [[[0]]]),
    "neighbours that are none": raw("networkx.graph", False, False, [1, [], 2, []], [], [], [[[1], [0]]]),
    "a node that cannot be one": raw("networkx.graph", False, False, [["list"], []], [], [], [[[]]]),
    "a node of a great many parts": raw("networkx.graph", False, False, [["tuple", ["tuple", *range(999)]], []], [],
                                        [], [[[]]]),
    "a graph of no kind": raw("networkx.graph", 7, 7, [], [], [], []),
    "a figure that is none": raw("matplotlib.figure", ["dict", "axes", 3]),
    "axes of no figure": raw("matplotlib.axes", 0, ["list"]),
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_bytes_are_refused_at_once(data):
    started = time.perf_counter()
    with pytest.raises(BadEncoding):
        decode(data)
    assert time.perf_counter() - started < 2


HONEST = [
    np.arange(6).reshape(2, 3), np.array(["a"], dtype=object), np.zeros(2, [("a", "i4"), ("b", "U2")]),
    np.ma.array([1, 2], mask=[0, 1]), table(), table().set_index(["whole", "kind"]), table()["when"],
    torch.ones(2, requires_grad=True), IP() / TCP(), nx.MultiDiGraph([(1, 2), (2, 1)]),
]  # fmt: skip
MESSAGES = [encode(value).data for value in HONEST]


@settings(SMALL, max_examples=400)
@given(st.sampled_from(MESSAGES), st.data())
def test_a_valid_message_with_bytes_changed_gives_a_value_or_is_bad(message, data):
    changed = bytearray(message)
    for _ in range(data.draw(st.integers(1, 3))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        decode(bytes(changed))
    except BadEncoding:
        pass


PARTS = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**12) | st.floats() | st.text(max_size=4) | st.binary(max_size=9),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.parametrize("message", MESSAGES, ids=[type(value).__name__ for value in HONEST])
@settings(SMALL, max_examples=40)
@given(st.data())
def test_a_valid_message_with_a_part_replaced_gives_a_value_or_is_bad(message, data):
    tree = place = msgpack.unpackb(message)[1]
    while True:
        step = data.draw(st.integers(0, len(place) - 1))
        if not isinstance(place[step], list) or not place[step] or data.draw(st.integers(0, 3)) == 0:
            break
        place = place[step]
    place[step] = data.draw(PARTS)
    try:
        decode(msgpack.packb([1, tree]))
    except BadEncoding:
        pass


def test_a_hostile_figure_draws_no_more_than_it_may():
    message = encode(figure()).data
    node = msgpack.unpackb(message)[1]
    parts = dict(zip(node[1][1::2], range(2, len(node[1]), 2), strict=True))
    node[1][parts["size"]] = ["list", 1e9, 1e9]
    node[1][parts["dpi"]] = 1e9
    huge = decode(msgpack.packb([1, node])).value
    assert huge.bbox.width * huge.bbox.height <= 26_000_000
    node[1][parts["axes"]] = ["list", *[node[1][parts["axes"]][1]] * 200]
    with pytest.raises(BadEncoding, match="axes"):
        decode(msgpack.packb([1, node]))


def test_a_receiver_without_the_library_says_so():
    message = encode(nx.path_graph(2)).data
    code = (
        "import sys; sys.modules['networkx'] = None\n"
        "from futurefit.grading.wire import BadEncoding, decode\n"
        f"try: decode({message!r})\n"
        "except BadEncoding as error: print(error)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "networkx cannot be imported here" in out.stdout
