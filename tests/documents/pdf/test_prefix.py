import zlib

from documents.pdf.prefix import CHUNK, HEADER, MANY, Draft, Entry, Lines

LONG = b"x" * CHUNK


def inflated(squeezed: bytes) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(squeezed)


def test_draft_keeps_what_is_long_as_it_is():
    draft = Draft()
    draft.add(1, b"<<>>")
    draft.add(2, b"stream", LONG)

    prefix = draft.prefix()

    shared = [chunk for chunk in prefix.chunks if chunk is LONG]
    assert len(shared) == 1
    assert (
        prefix.content == HEADER + b"1 0 obj\n<<>>\nendobj\n2 0 obj\nstream" + LONG + b"\nendobj\n"
    )


def test_draft_says_where_each_object_is():
    draft = Draft()
    draft.add(2, b"<<>>")
    draft.add(1, LONG)

    prefix = draft.prefix()

    places = [prefix.content.index(b"%d 0 obj" % number) for number in (1, 2)]
    expected = [Entry(0, 0, 0xFFFF), *(Entry(1, place) for place in places)]
    assert b"".join(lines.packed for lines in prefix.lines) == b"".join(
        entry.packed() for entry in expected
    )
    assert (prefix.size, prefix.seal) == (len(prefix.content), 3)


def test_prefix_deflates_the_lines_as_one():
    draft = Draft()
    many = Lines(b"".join(Entry(2, 9, rank).packed() for rank in range(MANY)))
    draft.lines |= {1: many, 1 + MANY: Lines(Entry(2, 10).packed())}
    draft.add(2 + MANY, b"<<>>")

    prefix = draft.prefix()

    packed = b"".join(lines.packed for lines in prefix.lines)
    assert [len(lines) for lines in prefix.lines] == [1, MANY, 2]
    assert inflated(prefix.squeezed[2:]) == packed
    assert prefix.check == zlib.adler32(packed)
