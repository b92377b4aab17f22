"""Runs the NumPy and OpenCV programs that the lab writes, each on a picture, and keeps what pixels came out."""
import base64
import hashlib
import json
import struct
import subprocess
import sys
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import tifffile

import packing

HERE = Path(__file__).parent
TYPES = {"u8": "<u1", "u16": "<u2", "f32": "<f4"}
PNG_KINDS = {1: 0, 2: 4, 3: 2, 4: 6}


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def write_png(path, samples):
    """Unfiltered rows; written here because Pillow has no 16-bit colour and OpenCV no grey with alpha."""
    height, width, channels = samples.shape
    size = samples.dtype.itemsize
    rows = b"".join(b"\0" + row.astype(f">u{size}").tobytes() for row in samples)
    header = struct.pack(">IIBBBBB", width, height, 8 * size, PNG_KINDS[channels], 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def write_tiff(path, samples):
    channels = samples.shape[2]
    alpha = {"extrasamples": ["unassalpha"]} if channels % 2 == 0 else {}
    plain = samples[..., 0] if channels == 1 else samples
    layout = {"planarconfig": "contig"} if channels > 1 else {}
    tifffile.imwrite(path, plain, photometric="rgb" if channels > 2 else "minisblack", **layout, **alpha)


def samples_of(picture):
    flat = np.frombuffer(base64.b64decode(picture["data"]), TYPES[picture["depth"]])
    return flat.reshape(picture["height"], picture["width"], picture["channels"])


def read_png(path, channels):
    """The pixels in the order grey or red, green, blue, then alpha, as 8- or 16-bit little-endian bytes."""
    read = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if channels == 1:
        ordered = read
    elif channels == 2:
        assert np.array_equal(read[..., 0], read[..., 1]) and np.array_equal(read[..., 0], read[..., 2])
        ordered = read[..., [0, 3]]
    else:
        ordered = read[..., [2, 1, 0, 3][:channels]]
    return np.ascontiguousarray(ordered).astype(f"<u{read.dtype.itemsize}")


def run(case):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / case["file"]
        picture = case["picture"]
        (write_png if source.suffix == ".png" else write_tiff)(source, samples_of(picture))
        (Path(folder) / "program.py").write_text(case["program"], encoding="utf-8")
        done = subprocess.run([sys.executable, "-W", "error::RuntimeWarning", "program.py"], cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{case['name']}\n{case['program']}\n{done.stderr}")
        (result,) = [path for path in Path(folder).glob("*.png") if path != source]
        pixels = read_png(result, case["channels"])
        assert list(pixels.shape[:2]) == case["size"]
    record = {"name": case["name"], "program": hashlib.sha256(case["program"].encode()).hexdigest()}
    # what is compared to a tolerance has to be kept whole
    return {**record, "pixels": hashlib.sha256(pixels.tobytes()).hexdigest()} if case["exact"] else {**record, "codes": packing.whole(pixels)}


def make():
    printed = subprocess.run(
        ["node", "--import", "tsx", str(HERE / "print-programs.ts")], capture_output=True, text=True, check=True, cwd=HERE.parent.parent
    )
    cases = json.loads(printed.stdout)
    with ThreadPoolExecutor(2) as pool:
        packing.save("programs", {"programs": list(pool.map(run, cases))})
