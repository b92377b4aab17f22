"""What OpenCV and scikit-image themselves make of every code, and the logarithm to its last bit."""
import math
from decimal import Decimal, getcontext

import cv2
import numpy as np
from skimage import exposure

import packing

EXPONENTS = [0.2, 0.4, 0.45, 0.5, 0.8, 1, 1.5, 2, 2.2, 2.5, 5]


def opencv_log(m):
    """opencv_contrib's logTransform of a picture that holds the codes 0 … m."""
    picture = np.arange(m + 1, dtype=np.uint8).reshape(1, -1)
    out = np.zeros_like(picture)
    cv2.intensity_transform.logTransform(picture, out)
    return out[0]


def opencv_gamma(exponent):
    picture = np.arange(256, dtype=np.uint8).reshape(1, -1)
    out = np.zeros_like(picture)
    cv2.intensity_transform.gammaCorrection(picture, out, exponent)
    return out[0]


def ramp(bits):
    return np.arange(2**bits, dtype=np.uint8 if bits == 8 else np.uint16).reshape(1, -1)


def nearest_double(x: float) -> float:
    """ln x, rounded once: the decimal module works it out to 50 digits."""
    return float(Decimal(x).ln())


def logarithms():
    getcontext().prec = 50
    codes = [nearest_double(float(x)) for x in range(2, 65537)]
    # products only, which every language rounds alike
    fractions = [1 + 65535 * math.prod([(i * 0.6180339887498949) % 1] * (1 + i % 4)) for i in range(1, 20001)]
    as_bytes = lambda values: np.array(values).astype("<f8").tobytes()
    return {
        "codes": packing.hashlib.sha256(as_bytes(codes)).hexdigest(),
        "fractions": packing.hashlib.sha256(as_bytes([nearest_double(x) for x in fractions])).hexdigest(),
        "arguments": packing.hashlib.sha256(as_bytes(fractions)).hexdigest(),
    }


def make():
    packing.save(
        "peers",
        {
            "opencvLog": packing.whole(np.concatenate([opencv_log(m) for m in range(1, 256)])),
            "opencvGamma": [{"gamma": g, "table": packing.whole(opencv_gamma(g))} for g in EXPONENTS],
            "opencvNot8": packing.whole(cv2.bitwise_not(ramp(8))[0]),
            "opencvNot16": packing.checked(cv2.bitwise_not(ramp(16))[0]),
            "skimageGamma16": [{"gamma": g, "table": packing.checked(exposure.adjust_gamma(ramp(16), g)[0])} for g in EXPONENTS],
            "skimageLog8": packing.whole(exposure.adjust_log(ramp(8))[0]),
            "logarithm": logarithms(),
        },
    )
