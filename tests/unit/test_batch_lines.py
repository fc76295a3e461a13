"""From a stream to numbered lines: line ends, blank lines, byte order mark, lines that are too long."""

from __future__ import annotations

import io
import tracemalloc
from typing import BinaryIO, cast

import pytest

from cd38rules.batch.lines import MOST_LINES, Chunk, chunks_of
from cd38rules.profile import MAX_BYTES


def lines_in(content: bytes) -> list[tuple[int, bytes | None]]:
    return [line for chunk in chunks_of(io.BytesIO(content)) for line in chunk.lines]


def end_of(content: bytes) -> Chunk:
    return list(chunks_of(io.BytesIO(content)))[-1]


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
    assert (last.lines_read, last.blank_lines, last.bytes_read) == (5, 3, len(content))


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_line_of_just_the_limit_is_kept(mark: bytes, end: bytes) -> None:
    assert lines_in(mark + b"x" * MAX_BYTES + end) == [(1, b"x" * MAX_BYTES)]


@pytest.mark.parametrize("beyond", [1, 2, 3, 4, 5, 6, 65536, 1_000_000])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_longer_line_is_dropped_and_the_next_one_is_read(beyond: int, end: bytes) -> None:
    content = b"a" + end + b"x" * (MAX_BYTES + beyond) + end + b"b" + end
    assert lines_in(content) == [(1, b"a"), (2, None), (3, b"b")]
    assert end_of(content).bytes_read == len(content)


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
        assert [line for chunk in chunks_of(cast("BinaryIO", stream)) for line in chunk.lines] == [(1, None)]
        assert tracemalloc.get_traced_memory()[1] < 4 * MAX_BYTES
    finally:
        tracemalloc.stop()


def test_a_chunk_holds_few_lines_and_few_bytes() -> None:
    short = list(chunks_of(io.BytesIO(b"a\n" * 1000)))
    long = list(chunks_of(io.BytesIO((b"x" * 1_500_000 + b"\n") * 6)))
    assert max(len(chunk.lines) for chunk in short) == MOST_LINES
    assert max(len(chunk.lines) for chunk in long) == 3


def test_a_text_stream_is_refused() -> None:
    with pytest.raises(TypeError, match="binary"):
        list(chunks_of(cast("BinaryIO", io.StringIO("a\n"))))
