"""Tables of every code under a recipe, worked out by NumPy from the textbook formulas.

Rounding to the nearest, halves to the even one, is np.rint over float64 arrays. Truncation cannot be made so: at the
picture's maximum the log curve is white exactly, c times ln(1 + m) comes out as white or as the number just below it,
and which one depends on the last bit of the logarithm. np.log takes another last bit on different processors (its loops
are chosen by the instructions that the processor has), so tables that are truncated use Python's `math`, one number at
a time: the C library's logarithm and power. For the tables that are rounded both ways are computed, and a case where
they differ, a tie in mathematics, stops the script.
"""
import math

import numpy as np

import packing

each_log = np.vectorize(math.log, otypes=[float])
each_power = np.vectorize(lambda x, y: math.sqrt(x) if y == 0.5 else x * x if y == 2 else x**y, otypes=[float])


class World:
    """What a step knows of its picture, and which library does the arithmetic."""

    def __init__(self, bits, maximum, scalar):
        self.bits, self.maximum = bits, maximum
        self.container = 8 if bits == 8 else 16
        self.white = 2**bits - 1
        self.log = each_log if scalar else np.log
        self.power = each_power if scalar else np.power


def negative(x, m, world):
    return world.white - x


def log(scale="image", c=None):
    def step(x, m, world):
        if scale == "number":
            factor = c
        else:
            top = m if scale == "image" else world.white
            factor = world.white / world.log(np.float64(1 + top)) if top > 0 else 0.0
        return factor * world.log(1 + x)

    return step


def gamma(exponent, c=1):
    return lambda x, m, world: c * world.white * world.power(x / world.white, exponent)


def bitwise_not(width):
    def step(x, m, world):
        word = 2 ** (world.container if width == "container" else world.bits) - 1
        world.white = max(word, world.white)
        if not np.array_equal(x, np.trunc(x)):
            return word - x
        if width == "container":
            return np.invert(x.astype(np.uint8 if world.container == 8 else np.uint16)).astype(float)
        return (x.astype(np.uint16) ^ word).astype(float)

    return step


def real(steps, world):
    x = np.arange(2**world.bits, dtype=float)
    for step in steps:
        m = max(x[0], x[world.maximum])
        x = np.clip(step(x, m, world), 0, world.white)
    return x


def codes(steps, bits, maximum, rounding):
    scalar = real(steps, World(bits, maximum, True))
    if rounding == "truncate":
        return np.trunc(scalar)
    array = np.rint(real(steps, World(bits, maximum, False)))
    if not np.array_equal(array, np.rint(scalar)):
        r = int(np.nonzero(array != np.rint(scalar))[0][0])
        raise SystemExit(f"np.log and math.log round a tie differently: {bits} bits, m = {maximum}, r = {r}; choose another m")
    return array


EXPONENTS = [0.05, 0.1, 0.2, 0.25, 0.3333, 0.4, 0.45, 0.5, 0.8, 1, 1.2, 1.5, 1.8, 2, 2.2, 2.4, 3, 5, 10]
MAXIMA = {
    10: [0, 1, 2, 4, 8, 26, 37, 63, 195, 242, 255, 342, 512, 1000, 1023],
    12: [0, 1, 2, 8, 37, 63, 195, 242, 660, 893, 1023, 2047, 4000, 4095],
    16: [0, 1, 2, 8, 63, 195, 333, 656, 1079, 4095, 9169, 32767, 51234, 65534, 65535],
}
NUMBERS = [0.01, 1, 10.5, 31.875, 45.99, 100, 5909.27, 100000]

STACKS = [
    ("negative;gamma(gamma=0.45)", [negative, gamma(0.45)]),
    ("log;gamma(gamma=0.8)", [log(), gamma(0.8)]),
    ("gamma(gamma=0.5);log", [gamma(0.5), log()]),
    ("gamma(gamma=2);log;negative", [gamma(2), log(), negative]),
    ("negative;log;negative", [negative, log(), negative]),
    ("log;log", [log(), log()]),
    ("log(scale=number,c=20);gamma(gamma=1.8,c=2)", [log("number", 20), gamma(1.8, 2)]),
    ("bitwise-not;log", [bitwise_not("container"), log()]),
    ("bitwise-not(width=significant);gamma(gamma=2.2)", [bitwise_not("significant"), gamma(2.2)]),
    ("gamma(gamma=0.8);bitwise-not;negative", [gamma(0.8), bitwise_not("container"), negative]),
    ("negative;negative", [negative, negative]),
    ("bitwise-not;bitwise-not", [bitwise_not("container")] * 2),
]


def single_steps(bits):
    """Recipe, steps and maximum of each table of one step."""
    white = 2**bits - 1
    yield "negative", [negative], white
    yield "bitwise-not", [bitwise_not("container")], white
    yield "bitwise-not(width=significant)", [bitwise_not("significant")], white
    yield "log(scale=fixed)", [log("fixed")], white
    for c in NUMBERS:
        yield f"log(scale=number,c={c})", [log("number", c)], white
    for m in MAXIMA.get(bits, []):
        yield "log", [log()], m
    for exponent in EXPONENTS:
        yield f"gamma(gamma={exponent})", [gamma(exponent)], white
    for exponent, c in [(0.8, 0.5), (1.5, 2), (0.5, 1.7), (2, 0.3), (2.2, 100)]:
        yield f"gamma(gamma={exponent},c={c})", [gamma(exponent, c)], white


def make():
    rows = []
    for bits in (8, 10, 12, 16):
        cases = list(single_steps(bits))
        for text, steps in STACKS:
            for maximum in (2**bits - 1, 2 ** (bits - 1) + 11):
                cases.append((text, steps, maximum))
        for text, steps, maximum in cases:
            for rounding in ("nearest-even", "truncate"):
                prefix = "rounding=truncate;" if rounding == "truncate" else ""
                table = packing.table(codes(steps, bits, maximum, rounding))
                rows.append({"recipe": prefix + text, "bits": bits, "max": maximum, "table": table})
    every = {
        rounding: packing.whole(np.concatenate([codes([log()], 8, m, rounding) for m in range(256)]))
        for rounding in ("nearest-even", "truncate")
    }
    packing.save("tables", {"tables": rows, "log8": every})
