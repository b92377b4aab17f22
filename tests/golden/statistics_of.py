"""Statistics of three pictures by NumPy and scikit-image."""
import base64
import zlib

import numpy as np
from scipy.stats import entropy
from skimage.measure import shannon_entropy

import packing

BINS = 4096


def pack(picture) -> str:
    return base64.b64encode(zlib.compress(picture.tobytes(), 9)).decode()


def percentile(values, q) -> float:
    return float(np.percentile(values, q, method="inverted_cdf"))


def of_codes(picture, white) -> dict:
    low, high = percentile(picture, 1), percentile(picture, 99.9)
    return {
        "count": picture.size,
        "mean": float(picture.mean(dtype=np.float64)),
        "deviation": float(picture.std(dtype=np.float64)),
        "entropy": float(shannon_entropy(picture)),
        "levels": int(np.unique(picture).size),
        "clippedLow": float(np.mean(picture == 0)),
        "clippedHigh": float(np.mean(picture >= white)),
        "low": low,
        "high": high,
        "stops": float(np.log2(max(high, 1) / max(low, 1))),
    }


def of_floats(picture, white) -> dict:
    inside = picture[(picture >= 0) & (picture <= white)].astype(np.float64)
    counts, _ = np.histogram(inside, bins=BINS, range=(0, white))
    counted = np.count_nonzero(~np.isnan(picture))
    return {
        "count": int(counted),
        "mean": float(inside.mean()),
        "deviation": float(inside.std()),
        "entropy": float(entropy(counts, base=2)),
        "levels": int(np.count_nonzero(counts)),
        "clippedLow": float(np.sum(picture < 0) / counted),
        "clippedHigh": float(np.sum(picture > white) / counted),
        "low": percentile(inside, 1),
        "high": percentile(inside, 99.9),
    }


def make():
    draw = np.random.default_rng(20)
    night = np.clip(draw.exponential(18, 6007), 0, 255).astype("<u1")
    night[:40] = 255
    scan = np.clip(draw.normal(1700, 420, 5003), 0, 4095).astype("<u2")
    light = (draw.gamma(2.0, 0.21, 4001)).astype("<f4")
    light[:7] = np.nan
    light[7:19] = -0.25
    packing.save(
        "statistics",
        {
            "night": {"depth": "u8", "white": 255, "data": pack(night), "want": of_codes(night, 255)},
            "scan": {"depth": "u16", "white": 4095, "data": pack(scan), "want": of_codes(scan, 4095)},
            "flat": {"depth": "u8", "white": 255, "data": pack(np.full(50, 9, "<u1")), "want": of_codes(np.full(50, 9, np.uint8), 255)},
            "light": {"depth": "f32", "white": 1, "data": pack(light), "want": of_floats(light, 1)},
        },
    )
