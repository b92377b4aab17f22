"""A plain TIFF writer for what Pillow, OpenCV and tifffile cannot be made to write: any byte order, odd depths, tiles,
planes, predictors, Big TIFF. Follows TIFF 6.0; what other programs can read of it is read back by codecs.py."""
import struct
import zlib

import numpy as np

NAMES = {"width": 256, "height": 257, "bits": 258, "compression": 259, "photometric": 262, "fill": 266, "strips": 273,
         "orientation": 274, "samples": 277, "rows": 278, "counts": 279, "most": 281, "planar": 284, "predictor": 317,
         "map": 320, "tile_width": 322, "tile_height": 323, "tiles": 324, "tile_counts": 325, "extra": 338,
         "format": 339, "icc": 34675}


def lzw(data):
    """High bit first, widths changed one code early, as section 13 has it."""
    out, buffer, held = bytearray(), 0, 0

    def put(code, width):
        nonlocal buffer, held
        buffer = (buffer << width) | code
        held += width
        while held >= 8:
            held -= 8
            out.append((buffer >> held) & 255)
        buffer &= (1 << held) - 1

    fresh = {bytes([i]): i for i in range(256)}
    table, following, width, text = dict(fresh), 258, 9, b""
    put(256, width)
    for value in data:
        longer = text + bytes([value])
        if longer in table:
            text = longer
            continue
        put(table[text], width)
        table[longer] = following
        following += 1
        text = bytes([value])
        if following == 4095:
            put(256, width)
            table, following, width = dict(fresh), 258, 9
        elif following == 1 << width:
            width += 1
    put(table[text], width)
    # the reader adds an entry for that code as well, and may widen before it meets the end
    put(257, width + 1 if following + 1 == 1 << width and width < 12 else width)
    put(0, 7)
    return bytes(out)


def packbits(data):
    out = bytearray()
    at = 0
    while at < len(data):
        run = 1
        while at + run < len(data) and run < 128 and data[at + run] == data[at]:
            run += 1
        if run > 1:
            out += bytes([257 - run, data[at]])
            at += run
            continue
        end = at + 1
        while end < len(data) and end - at < 128 and data[end] != data[end - 1]:
            end += 1
        out += bytes([end - at - 1]) + data[at:end]
        at = end
    return bytes(out)


def pack(block, bits, order):
    """Rows of samples as bytes: whole ones in the file's order, odd depths packed high bit first."""
    if bits in (8, 16, 32, 64):
        return block.astype(block.dtype.newbyteorder(order)).tobytes()
    rows = []
    for row in block.reshape(block.shape[0], -1):
        shown = "".join(format(int(value), f"0{bits}b") for value in row)
        shown += "0" * (-len(shown) % 8)
        rows.append(bytes(int(shown[i:i + 8], 2) for i in range(0, len(shown), 8)))
    return b"".join(rows)


def predict(block, predictor, order):
    """Differences along the rows (2), or Adobe's byte planes (3)."""
    if predictor == 2:
        ints = block.view(f"u{block.dtype.itemsize}") if block.dtype.kind != "u" else block
        out = ints.copy()
        out[:, 1:] -= ints[:, :-1]
        return pack(out, out.dtype.itemsize * 8, order)
    size = block.dtype.itemsize
    raw = block.astype(block.dtype.newbyteorder(">")).reshape(block.shape[0], -1)
    planes = np.concatenate([raw.view("u1").reshape(raw.shape[0], raw.shape[1], size)[:, :, b] for b in range(size)], 1)
    out = planes.copy()
    step = block.shape[2] if block.ndim == 3 else 1
    out[:, step:] -= planes[:, :-step]
    return out.tobytes()


def compress(data, compression, fill):
    packed = {1: lambda d: d, 5: lzw, 8: zlib.compress, 32946: zlib.compress, 32773: packbits}[compression](data)
    if fill == 2:
        packed = bytes(int(format(value, "08b")[::-1], 2) for value in packed)
    return packed


def write(path, array, bits=None, order="<", big=False, photometric=None, compression=1, predictor=1, rows=None, tile=None,
          planar=False, extra=None, colour_map=None, orientation=None, icc=None, fill=1, most=None, loop=False, pages=1):
    array = array if array.ndim == 3 else array[:, :, None]
    height, width, samples = array.shape
    bits = bits or array.dtype.itemsize * 8
    planes = [array[:, :, s:s + 1] for s in range(samples)] if planar else [array]
    blocks = []
    for plane in planes:
        if tile:
            down, across = -(-height // tile[1]), -(-width // tile[0])
            padded = np.pad(plane, ((0, down * tile[1] - height), (0, across * tile[0] - width), (0, 0)), mode="edge")
            blocks += [padded[y * tile[1]:(y + 1) * tile[1], x * tile[0]:(x + 1) * tile[0]] for y in range(down) for x in range(across)]
        else:
            step = rows or height
            blocks += [plane[y:y + step] for y in range(0, height, step)]
    data = [compress(pack(b, bits, order) if predictor == 1 else predict(np.ascontiguousarray(b), predictor, order), compression, fill) for b in blocks]
    kind = {"u": 1, "i": 2, "f": 3}[array.dtype.kind]
    photometric = photometric if photometric is not None else (2 if samples >= 3 else 1)

    offset = 16 if big else 8
    body, places = b"", []
    for part in data:
        places.append(offset + len(body))
        body += part + b"\0" * (len(part) & 1)
    tags = [("width", 4, [width]), ("height", 4, [height]), ("bits", 3, [bits] * samples), ("compression", 3, [compression]),
            ("photometric", 3, [photometric]), ("samples", 3, [samples]), ("planar", 3, [2 if planar else 1]), ("format", 3, [kind] * samples)]
    if tile:
        tags += [("tile_width", 3, [tile[0]]), ("tile_height", 3, [tile[1]]), ("tiles", 4, places), ("tile_counts", 4, [len(d) for d in data])]
    else:
        tags += [("strips", 4, places), ("counts", 4, [len(d) for d in data]), ("rows", 4, [rows or height])]
    for name, code, value in (("predictor", 3, None if predictor == 1 else [predictor]), ("extra", 3, extra), ("map", 3, colour_map),
                              ("orientation", 3, orientation and [orientation]), ("icc", 7, icc and list(icc)), ("fill", 3, None if fill == 1 else [fill]),
                              ("most", 3, most and [most] * samples)):
        if value is not None:
            tags.append((name, code, list(value)))
    tags.sort(key=lambda entry: NAMES[entry[0]])

    letter = {3: "H", 4: "I", 7: "B"}
    wide = 8 if big else 4
    start = offset + len(body)
    directories = b""
    for page in range(pages):
        at = start + len(directories)
        free = at + (8 if big else 2) + len(tags) * (20 if big else 12) + wide
        slots, outside = b"", b""
        for name, code, value in tags:
            raw = struct.pack(f"{order}{len(value)}{letter[code]}", *value)
            slots += struct.pack(f"{order}HH" + ("Q" if big else "I"), NAMES[name], code, len(value))
            if len(raw) <= wide:
                slots += raw.ljust(wide, b"\0")
            else:
                slots += struct.pack(order + ("Q" if big else "I"), free + len(outside))
                outside += raw + b"\0" * (len(raw) & 1)
        following = start if loop else (free + len(outside) if page + 1 < pages else 0)
        directories += struct.pack(order + ("Q" if big else "H"), len(tags)) + slots + struct.pack(order + ("Q" if big else "I"), following) + outside
    mark = b"II" if order == "<" else b"MM"
    head = mark + (struct.pack(order + "HHHQ", 43, 8, 0, start) if big else struct.pack(order + "HI", 42, start))
    with open(path, "wb") as file:
        file.write(head + body + directories)
