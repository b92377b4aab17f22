"""Magnitudes of 2-D Fourier transforms by NumPy, of pictures that both sides make by one formula."""
import base64
import zlib

import numpy as np

import packing

# width, height, channels, codes
PICTURES = [(8, 8, 1, 256), (12, 10, 3, 256), (17, 13, 1, 65536), (64, 48, 3, 256), (97, 31, 1, 256), (1, 7, 1, 256), (26, 34, 3, 65536)]


def picture(width, height, channels, codes):
    i = np.arange(width * height * channels, dtype=np.int64)
    return ((i * i * 31 + i * 17 + i // 8) % codes).reshape(height, width, channels)


def light(pixels):
    pixels = pixels.astype(np.float64)
    return pixels[..., 0] if pixels.shape[2] == 1 else pixels @ [0.2126, 0.7152, 0.0722]


def pack(magnitudes):
    return base64.b64encode(zlib.compress(magnitudes.astype("<f4").tobytes(), 9)).decode()


def facts(magnitudes):
    ordered = np.sort(magnitudes, axis=None)
    low, top = float(ordered[ordered.size // 1000]), float(ordered[-1])
    return {
        "low": low,
        "max": top,
        "decades": float(np.log10(top / low)),
        "stops": float(np.log2(top / low)),
        "blackShare": float(np.mean(np.floor(magnitudes * 255 / top + 0.5) == 0)),
    }


def make():
    rows = []
    for width, height, channels, codes in PICTURES:
        corner = np.abs(np.fft.fft2(light(picture(width, height, channels, codes))))
        rows.append({
            "width": width, "height": height, "channels": channels, "codes": codes,
            "corner": pack(corner), "centred": pack(np.fft.fftshift(corner)), "facts": facts(corner),
        })
    packing.save("spectrum", {"spectra": rows})
