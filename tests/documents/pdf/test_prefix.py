from documents.pdf.prefix import CHUNK, FREE, HEADER, Draft, Entry

LONG = b"x" * CHUNK


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
    expected = [Entry(0, 0, FREE), *(Entry(1, place) for place in places)]
    assert prefix.lines == b"".join(entry.packed() for entry in expected)
    assert (prefix.size, prefix.seal) == (len(prefix.content), 3)


def test_draft_puts_lines_given_together_in_their_order():
    several = [Entry(2, 9, rank) for rank in range(3)]
    draft = Draft()
    draft.lines |= {2: b"".join(entry.packed() for entry in several), 5: Entry(2, 10).packed()}
    draft.add(1, b"<<>>")

    prefix = draft.prefix()

    expected = [Entry(0, 0, FREE), Entry(1, len(HEADER)), *several, Entry(2, 10)]
    assert prefix.lines == b"".join(entry.packed() for entry in expected)
    assert prefix.seal == len(expected)
