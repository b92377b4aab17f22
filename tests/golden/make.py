"""Makes every reference number under tests/golden/numbers, and runs the programs that the lab exports.

Run: npm run goldens. It needs Python 3 with numpy, scipy, opencv (with contrib), scikit-image, tifffile and pillow, and
the lab's own packages installed; the tests themselves need no Python.
"""
import sys
import warnings

sys.dont_write_bytecode = True

import codec_files
import peers
import programs
import spectrum
import statistics_of
import tables

warnings.simplefilter("ignore")
PARTS = {"tables": tables, "peers": peers, "statistics": statistics_of, "programs": programs, "spectrum": spectrum, "codecs": codec_files}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name].make()
