"""How reference numbers are stored: small tables whole, large ones as check sums of blocks that find the first mismatch."""
import base64
import hashlib
import json
import zlib
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "numbers"
BLOCKS = 64


def whole(codes) -> str:
    """Codes as differences of neighbours modulo 65536, little-endian, deflated, base64."""
    codes = np.asarray(codes, dtype=np.int64).ravel()
    steps = np.diff(codes, prepend=0) % 65536
    return base64.b64encode(zlib.compress(steps.astype("<u2").tobytes(), 9)).decode()


def checked(codes) -> dict:
    """SHA-256 of little-endian 16-bit codes and the CRC-32 of each of 64 equal blocks."""
    data = np.asarray(codes).astype("<u2").tobytes()
    size = len(data) // BLOCKS
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "crc": [zlib.crc32(data[i * size : (i + 1) * size]) for i in range(BLOCKS)],
    }


def table(codes):
    return whole(codes) if len(codes) <= 4096 else checked(codes)


def save(name: str, numbers) -> None:
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.json"
    rows = ",\n".join(f"{json.dumps(key)}: {rows_of(value)}" for key, value in numbers.items())
    path.write_text("{\n" + rows + "\n}\n")
    print(f"{path.name}: {path.stat().st_size:,} bytes")


def rows_of(value) -> str:
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return json.dumps(value)
    return "[\n" + ",\n".join(json.dumps(row) for row in value) + "\n]"
