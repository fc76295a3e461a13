"""From a stream to numbered lines: line ends, blank lines, byte order mark, lines that are too long."""

from __future__ import annotations

import io
import json
import tracemalloc
from datetime import date
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cd38rules.batch.chunks import MOST_BYTES, Chunk, Reached, chunks_of
from cd38rules.mapping.passing import ProfileLines, with_as_of
from cd38rules.profile import MAX_BYTES

AT_ONCE = 32


def chunks_in(stream: BinaryIO, begun: Reached | None = None) -> list[Chunk]:
    return list(chunks_of(ProfileLines(stream), AT_ONCE, begun or Reached()))


def lines_in(content: bytes) -> list[tuple[int, bytes | None]]:
    return [(item.number, item.text) for chunk in chunks_in(io.BytesIO(content)) for item in chunk.items]


def end_of(content: bytes) -> Reached:
    return chunks_in(io.BytesIO(content))[-1].reached


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n", []),
        (b"a\nb\n", [(1, b"a"), (2, b"b")]),
        (b"a\nb", [(1, b"a"), (2, b"b")]),
        (b"a\r\nb\r\n", [(1, b"a"), (2, b"b")]),
        (b"a\n\n \t\r\nb\n\n", [(1, b"a"), (4, b"b")]),
        (b"\xef\xbb\xbfa\nb\n", [(1, b"a"), (2, b"b")]),
        (b"\xef\xbb\xbf\nb\n", [(2, b"b")]),
        (b"a\n\xef\xbb\xbfb\n", [(1, b"a"), (2, b"\xef\xbb\xbfb")]),
    ],
)
def test_lines_are_numbered_and_blank_ones_are_left_out(content: bytes, lines: list[tuple[int, bytes]]) -> None:
    assert lines_in(content) == lines


def test_blank_lines_and_bytes_are_counted_to_the_end() -> None:
    content = b"\xef\xbb\xbfa\r\n\n\nb\n\n"
    last = end_of(content)
    assert last == Reached(rows=2, lines=5, blank=3, position=len(content))


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_line_of_just_the_limit_is_kept(mark: bytes, end: bytes) -> None:
    assert lines_in(mark + b"x" * MAX_BYTES + end) == [(1, b"x" * MAX_BYTES)]


@pytest.mark.parametrize("beyond", [1, 2, 3, 4, 5, 6, 65536, 1_000_000])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_longer_line_is_dropped_and_the_next_one_is_read(beyond: int, end: bytes) -> None:
    content = b"a" + end + b"x" * (MAX_BYTES + beyond) + end + b"b" + end
    assert lines_in(content) == [(1, b"a"), (2, None), (3, b"b")]
    assert end_of(content).position == len(content)


def test_a_too_long_line_at_the_end_of_the_stream_is_dropped() -> None:
    assert lines_in(b"x" * (MAX_BYTES + 100)) == [(1, None)]


class _Endless(io.RawIOBase):
    """A line of so many bytes, made as it is read."""

    def __init__(self, length: int) -> None:
        self.left = length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # a Buffer is one to io's stubs
        size = min(len(buffer), self.left)
        buffer[:size] = b"x" * size
        self.left -= size
        return size


def test_a_huge_line_is_never_held_in_memory() -> None:
    stream = io.BufferedReader(_Endless(60_000_000))
    tracemalloc.start()
    try:
        assert [item.text for chunk in chunks_in(cast("BinaryIO", stream)) for item in chunk.items] == [None]
        assert tracemalloc.get_traced_memory()[1] < 4 * MAX_BYTES
    finally:
        tracemalloc.stop()


def test_a_chunk_holds_so_many_lines_and_no_more_bytes_than_may_be() -> None:
    short = chunks_in(io.BytesIO(b"a\n" * 1000))
    long = chunks_in(io.BytesIO((b"x" * 3_000_000 + b"\n" + b"x" * 1_900_000 + b"\n") * 70))
    assert max(len(chunk.items) for chunk in short) == AT_ONCE
    held = max(sum(len(item.text or b"") for item in chunk.items) for chunk in long)
    assert held < MOST_BYTES + MAX_BYTES


def test_a_list_taken_up_between_two_chunks_gives_the_chunks_that_were_left() -> None:
    content = b"\n".join(b"%d" % number for number in range(100)) + b"\n\n"
    whole = chunks_in(io.BytesIO(content))
    rest = chunks_in(io.BytesIO(content), whole[0].reached)
    assert [chunk.items for chunk in rest] == [chunk.items for chunk in whole[1:]]
    assert [chunk.reached.lines for chunk in rest] == [chunk.reached.lines for chunk in whole[1:]]


def test_a_text_stream_is_refused() -> None:
    with pytest.raises(TypeError, match="binary"):
        chunks_in(cast("BinaryIO", io.StringIO("a\n")))


OBJECTS = st.recursive(
    st.one_of(st.none(), st.booleans(), st.sampled_from(["1", "-0.0", "1e400", "12345678901234567890", '"x"', "[]"])),
    lambda inner: st.lists(st.tuples(st.sampled_from(["as_of", "patient_id", "lungs", "a"]), inner), max_size=4),
    max_leaves=8,
)


def as_text(value: object) -> str:
    """JSON with the keys as they are given, twice or not."""
    if isinstance(value, list):
        return "{" + ",".join(f'"{key}":{as_text(part)}' for key, part in value) + "}"
    return value if isinstance(value, str) else json.dumps(value)


@given(OBJECTS)
def test_a_day_that_is_filled_in_changes_nothing_else_of_a_line(value: object) -> None:
    line = as_text(value).encode()
    filled = with_as_of(line, date(2024, 3, 15))

    def pairs(text: bytes) -> object:
        return json.loads(text, object_pairs_hook=lambda found: ("object", *found), parse_float=str, parse_int=str)

    before, after = pairs(line), pairs(filled)
    if not isinstance(before, tuple) or any(key == "as_of" and day is not None for key, day in before[1:]):
        assert filled == line
        return
    assert isinstance(after, tuple)
    assert [pair for pair in after[1:] if pair[0] != "as_of"] == [pair for pair in before[1:] if pair[0] != "as_of"]
    count = sum(key == "as_of" for key, _ in before[1:])
    assert [day for key, day in after[1:] if key == "as_of"] == ["2024-03-15"] * max(1, count)
