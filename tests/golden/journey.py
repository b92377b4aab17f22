"""Writes the picture of the main journey: a 16-bit TIFF made by tifffile, whose every pixel follows one formula.

The test computes the same formula by itself, so it needs no stored result. Run: python3 tests/golden/journey.py
"""
from pathlib import Path

import numpy as np
import tifffile

FILES = Path(__file__).parent / "files"


def main() -> None:
    FILES.mkdir(exist_ok=True)
    y, x, c = np.meshgrid(np.arange(64), np.arange(96), np.arange(3), indexing="ij")
    codes = (x * 677 + y * 1031 + c * 20011) % 65536
    tifffile.imwrite(FILES / "journey-16bit.tif", codes.astype(np.uint16), compression="zlib", predictor=True, photometric="rgb")


if __name__ == "__main__":
    main()
