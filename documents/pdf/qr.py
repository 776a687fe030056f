"""The QR code of a certificate, drawn in some twenty microseconds.

Version 8-M with one mask, alphanumeric: 49 × 49 modules, up to 221 characters. With that fixed,
each module shows one bit of one codeword, turned over or not. A codeword is a byte, there are fewer
than 256 of them, and `bytes.translate` looks all modules up at once.

Sections are those of ISO/IEC 18004:2015. The margin of four modules (§ 9.1) is left to the page.
"""

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache, lru_cache, reduce
from itertools import accumulate
from operator import getitem, xor

import segno

VERSION, ERROR, MASK = 8, "m", 2
# modules of a row, and the bytes that they take
SIZE, STRIDE = 49, 7
CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
LONGEST = 221
# what each character counts for; what is none is no ASCII either
VALUES = bytes(max(CHARACTERS.find(chr(code)), -1) % 256 for code in range(256))
# of the mode (0010) and of the length, before those of the text (§ 7.4.1)
MODE, HEAD = 0b0010 << 9, 13

# bytes of data in each block, and bytes of correction (table 9)
BLOCKS, CORRECTION = (38, 38, 39, 39), 22
DATA = sum(BLOCKS)
# bytes after the text, by turns (§ 7.4.10)
PADDING = bytes.fromhex("ec11") * DATA
# bytes are polynomials modulo x⁸ + x⁴ + x³ + x² + 1 (§ 7.5.2)
FIELD = 0b1_0001_1101
# centres of the small squares (annex E); the other three corners hold the large ones
SQUARES = ((6, 24), (24, 6), (24, 24), (24, 42), (42, 24), (42, 42))

# where the first byte of each pair stands, once it is moved onto the second, for 128 pairs; then
# every other group of 1, 2, 4… pairs, and how far it is from the one below
FIRSTS = int("00ff" * 128, 16)
GAPS = [
    (int(("0" * 5 * pairs + "1" * 11 * pairs + "0" * 16 * pairs) * (64 // pairs), 2), 5 * pairs)
    for pairs in (1, 2, 4, 8, 16, 32, 64)
]

ADDRESS = "data:image/png;base64,"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY = struct.pack(">2I5B", SIZE, SIZE, 1, 0, 0, 0, 0)


# what a figure of base sixteen counts for
HALVES = bytes(int(chr(code), 16) if chr(code) in "0123456789abcdef" else 0 for code in range(256))
# whether a byte is set, as a figure of base two
FIGURES = b"0".ljust(256, b"1")


class Unwritable(ValueError):
    """A text that the code cannot hold."""


# a certificate is in a file of its own and in that of its document
@lru_cache(1 << 10)
def bits(text: str) -> bytes:
    """Rows of seven bytes, a bit for each module: 1 is light, as in a picture in grey."""
    return (_placed(_codewords(text)) ^ _frame()).to_bytes(SIZE * STRIDE, "big")


def matrix(text: str) -> tuple[bytes, ...]:
    """Rows of modules: 1 is dark."""
    rows = (f"{int.from_bytes(row, 'big'):056b}"[:SIZE] for row in _rows(text))
    return tuple(bytes(module == "0" for module in row) for row in rows)


def png(text: str) -> bytes:
    """A picture of one pixel a module."""
    pixels = zlib.compress(b"".join(b"\0" + row for row in _rows(text)), 9)
    return SIGNATURE + _chunk(b"IHDR", GREY) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def address(text: str) -> str:
    """The picture itself as an address, for a page of HTML."""
    return f"{ADDRESS}{b64encode(png(text)).decode()}"


def _rows(text: str) -> list[bytes]:
    content = bits(text)
    return [content[start : start + STRIDE] for start in range(0, len(content), STRIDE)]


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return b"%s%s%s%s" % (struct.pack(">I", len(content)), kind, content, struct.pack(">I", check))


# ---- from a text to codewords (§ 7.4.4)


def _codewords(text: str) -> bytes:
    """The bytes of the data, block after block, then those of their corrections."""
    data = _data(text)
    halves = data.hex().encode().translate(HALVES)
    table, corrections, start = _table(), list[bytes](), 0
    for size in BLOCKS:
        turned = map(getitem, table[-2 * size :], halves[start : start + 2 * size])
        corrections.append(reduce(xor, turned).to_bytes(CORRECTION, "big"))
        start += 2 * size
    return data + b"".join(corrections)


def _data(text: str) -> bytes:
    """Two characters in eleven bits, a last one in six, between a head and a padding."""
    if len(text) > LONGEST:
        raise Unwritable(f"Un code QR porte au plus {LONGEST} caractères, et non {len(text)}.")
    values = text.encode("ascii", "replace").translate(VALUES)
    if not values.isascii():
        raise Unwritable(
            f"Un code QR ne porte que des chiffres et les caractères « {CHARACTERS[10:]} »."
        )
    odd = len(values) % 2
    number = _paired(int.from_bytes(values[: len(values) - odd], "big"))
    if odd:
        number = number << 6 | values[-1]
    size = len(values) // 2 * 11 + 6 * odd
    number |= (MODE | len(values)) << size
    # four zeros at most, then up to the next byte (a whole one in segno, if nothing fills it)
    end = min(HEAD + size + 4, 8 * DATA)
    end, spare = end // 8 + 1, 8 - end % 8 + end - HEAD - size
    content = (number << spare).to_bytes(end, "big")
    return (content + PADDING)[:DATA]


def _paired(number: int) -> int:
    """Pairs of bytes a and b as 45 × a + b in eleven bits, all of them at a time."""
    number -= (256 - len(CHARACTERS)) * (number >> 8 & FIRSTS)
    for above, gap in GAPS:
        moved = number & above
        number ^= moved ^ moved >> gap
    return number


# ---- from codewords to modules


def _placed(codewords: bytes) -> int:
    """The modules that codewords turn over."""
    which, one = _modules()
    # the byte that each module shows a bit of, that bit, then a figure for it
    bytes_shown = int.from_bytes(which.translate(codewords.ljust(256, b"\0")), "big")
    return int((bytes_shown & one).to_bytes(len(which), "big").translate(FIGURES), 2)


@cache
def _modules() -> tuple[bytes, int]:
    """For each module in the order of the picture, its codeword, and its bit there."""
    starts = list(accumulate(BLOCKS, initial=0))
    # written a byte of each block at a time, then their corrections likewise (§ 7.6)
    order = [
        starts[block] + rank
        for rank in range(max(BLOCKS))
        for block, size in enumerate(BLOCKS)
        if rank < size
    ]
    order += [
        DATA + block * CORRECTION + rank
        for rank in range(CORRECTION)
        for block in range(len(BLOCKS))
    ]
    which, one = bytearray(8 * STRIDE * SIZE), bytearray(8 * STRIDE * SIZE)
    for rank, place in enumerate(_places()):
        which[place], one[place] = order[rank // 8], 128 >> rank % 8
    return bytes(which), int.from_bytes(one, "big")


@cache
def _frame() -> int:
    """What no text changes: squares, clock, format, mask."""
    code = segno.make_qr("0", ERROR, VERSION, mode="alphanumeric", mask=MASK, boost_error=False)
    rows = ("".join("10"[module] for module in row) for row in code.matrix)
    drawn = int("".join(row.ljust(8 * STRIDE, "0") for row in rows), 2)
    return drawn ^ _placed(_codewords("0"))


# ---- corrections (§ 7.5.2)


@cache
def _table() -> list[list[int]]:
    """What each value of each half of a byte adds to the correction of the longest block.

    One of whole bytes takes half as many steps, but is too large to stay near the processor.
    """
    return [
        _sums([_column(remainder, bit) for bit in bits])
        for remainder in reversed(list(_remainders()))
        for bits in ((128, 64, 32, 16), (8, 4, 2, 1))
    ]


def _column(remainder: list[int], bit: int) -> int:
    return int.from_bytes([_times(byte, bit) for byte in remainder], "big")


def _sums(columns: list[int]) -> list[int]:
    """For each value, the sum of what each of its bits adds, the highest first."""
    found = [0]
    for column in reversed(columns):
        found += [column ^ known for known in found]
    return found


def _remainders() -> Iterator[list[int]]:
    """The correction of a byte 1 that is the last of its block, the last but one…"""
    generator, root = [1], 1
    for _ in range(CORRECTION):
        shifted = zip([*generator, 0], [0, *generator], strict=True)
        generator = [high ^ _times(low, root) for high, low in shifted]
        root = _times(root, 2)
    remainder = generator[1:]
    for _ in range(max(BLOCKS)):
        yield remainder
        shifted = zip([*remainder[1:], 0], generator[1:], strict=True)
        remainder = [low ^ _times(own, remainder[0]) for low, own in shifted]


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        product ^= one * (other & 1)
        one = one << 1 ^ FIELD * (one >> 7)
        other >>= 1
    return product


def _places() -> Iterator[int]:
    """Where each bit stands in the picture: by columns of two from the right, up, then down…

    (§ 7.7.3)
    """
    # the column of the clock is passed over
    for turn, right in enumerate((*range(SIZE - 1, 6, -2), 5, 3, 1)):
        for step in range(SIZE):
            row = step if turn % 2 else SIZE - 1 - step
            for column in (right, right - 1):
                if _is_free(row, column):
                    yield 8 * STRIDE * row + column


def _is_free(row: int, column: int) -> bool:
    """Neither in a square, nor on the clock, nor where format and version are told."""
    far = SIZE - 8
    corner = (row < 9 or row >= far) and (column < 9 or column >= far) and min(row, column) < 9
    version = min(row, column) < 6 and max(row, column) >= SIZE - 11
    square = any(abs(row - y) < 3 and abs(column - x) < 3 for y, x in SQUARES)
    return not (corner or version or square or 6 in (row, column))
