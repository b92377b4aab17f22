"""A plain PNG writer for what Pillow and OpenCV do not write: every filter in turn, Adam7, all depths, chunks of one's own."""
import struct
import zlib

import numpy as np

PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def row_bytes(row, depth):
    """Samples of one row, packed high bit first, 16 bits big-endian."""
    flat = row.reshape(-1)
    if depth == 16:
        return flat.astype(">u2").tobytes()
    if depth == 8:
        return flat.astype("u1").tobytes()
    shown = "".join(format(int(value), f"0{depth}b") for value in flat)
    shown += "0" * (-len(shown) % 8)
    return bytes(int(shown[i:i + 8], 2) for i in range(0, len(shown), 8))


def filtered(row, above, step, kind):
    """Section 9 of the standard, byte by byte."""
    out = bytearray([kind])
    for i, value in enumerate(row):
        a = row[i - step] if i >= step else 0
        b = above[i]
        c = above[i - step] if i >= step else 0
        p = a + b - c
        near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
        out.append((value - (0, a, b, (a + b) // 2, near)[kind]) & 255)
    return bytes(out)


def write(path, array, depth, kind, interlaced=False, palette=None, transparency=None, chunks=(), pieces=1):
    array = array if array.ndim == 3 else array[:, :, None]
    height, width, samples = array.shape
    step = max(1, samples * depth // 8)
    data, number = b"", 0
    for x, y, dx, dy in PASSES if interlaced else [(0, 0, 1, 1)]:
        part = array[y::dy, x::dx]
        if part.size == 0:
            continue
        above = bytes(len(row_bytes(part[0], depth)))
        for row in part:
            raw = row_bytes(row, depth)
            data += filtered(raw, above, step, number % 5)
            above, number = raw, number + 1
    packed = zlib.compress(data, 9)
    size = -(-len(packed) // pieces)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced))))
        for name, body in chunks:
            file.write(chunk(name, body))
        if palette is not None:
            file.write(chunk(b"PLTE", np.asarray(palette, "u1").tobytes()))
        if transparency is not None:
            file.write(chunk(b"tRNS", transparency))
        for i in range(pieces):
            file.write(chunk(b"IDAT", packed[i * size:(i + 1) * size]))
        file.write(chunk(b"IEND", b""))
