"""Small pictures in many variants of PNG, TIFF, JPEG and WebP, and what their pixels are.

Every file's pixels are known from the array that it was painted from, or (JPEG, WebP) from Pillow's decoder; wherever
OpenCV or Pillow can read a file exactly, they are asked too and must agree, so that a wrong writer is found here."""
import hashlib
import io
import json
import os
import struct

import cv2
import numpy as np
import tifffile
from PIL import Image, ImageCms, ImageOps

import png_writer
import tiff_writer

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "files", "codecs")
WIDTH, HEIGHT = 25, 18
rows = []

Y, X = np.mgrid[0:HEIGHT, 0:WIDTH]
ALPHA = (X * 255 // (WIDTH - 1)).astype("u1")
RGB = np.stack([X * 255 // (WIDTH - 1), Y * 255 // (HEIGHT - 1), (X * Y * 7) % 256], -1).astype("u1")
RGB16 = np.stack([X * 65535 // (WIDTH - 1), Y * 65535 // (HEIGHT - 1), (X * Y * 1801 + 77) % 65536], -1).astype("u2")
RGBA = np.concatenate([RGB, ALPHA[..., None]], -1)
RGBA16 = np.concatenate([RGB16, (ALPHA[..., None].astype("u2") * 257) ^ 5], -1)
FLOAT = (RGB16 / np.float32(65535)).astype("f4")
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def place(name):
    return os.path.join(HERE, name)


def note(name, expected, bits=None, tolerance=0, icc=None, notes=None):
    """Records a file and its pixels. Lossy ones are kept as numbers, so that a difference can be measured."""
    expected = np.ascontiguousarray(expected)
    entry = {"file": name, "height": expected.shape[0], "width": expected.shape[1], "channels": expected.shape[2] if expected.ndim == 3 else 1,
             "depth": {"uint8": "u8", "uint16": "u16", "float32": "f32"}[str(expected.dtype)],
             "sha256": hashlib.sha256(expected.tobytes()).hexdigest()}
    entry["bits"] = bits or expected.dtype.itemsize * 8
    if tolerance:
        entry["tolerance"] = tolerance
        entry["pixels"] = name + ".raw"
        expected.tofile(place(name + ".raw"))
    if icc:
        entry["icc"] = hashlib.sha256(icc).hexdigest()
    if notes:
        entry["notes"] = notes
    rows.append(entry)


def agrees(name, expected, flags=cv2.IMREAD_UNCHANGED):
    """OpenCV (libtiff, libpng) reads the very same pixels."""
    got = cv2.imread(place(name), flags)
    assert got is not None, name
    if got.ndim == 3:
        got = got[..., [2, 1, 0, 3][:got.shape[2]]]
    assert got.dtype == expected.dtype and np.array_equal(got.reshape(expected.shape), expected), name


def tiff(name, array, expected=None, peer=None, bits=None, notes=None, **options):
    tiff_writer.write(place(name), array, bits=bits, **options)
    expected = array if expected is None else expected
    if peer == "opencv":
        agrees(name, expected)
    elif peer == "tifffile":
        got = tifffile.imread(place(name))
        assert np.array_equal(np.moveaxis(got, 0, -1) if options.get("planar") else got, expected), name
    elif peer == "pillow":
        assert np.array_equal(np.asarray(Image.open(place(name))).reshape(expected.shape), expected), name
    container = expected.dtype.itemsize * 8
    note(name, expected, bits=bits if bits and 8 < bits < 16 else container, icc=options.get("icc"), notes=notes)


def tiffs_by_hand():
    for letter, order in (("le", "<"), ("be", ">")):
        for label, code in (("none", 1), ("lzw", 5), ("deflate", 8), ("packbits", 32773)):
            tiff(f"rgb16-{letter}-{label}.tif", RGB16, order=order, compression=code, rows=7, peer="opencv")
            if code in (5, 8):
                tiff(f"rgb16-{letter}-{label}-p2.tif", RGB16, order=order, compression=code, rows=7, predictor=2, peer="opencv")
                tiff(f"rgb8-{letter}-{label}-p2.tif", RGB, order=order, compression=code, predictor=2, peer="opencv")
                tiff(f"float-{letter}-{label}-p3.tif", FLOAT, order=order, compression=code, predictor=3, rows=9, peer="opencv")
        tiff(f"tiles16-{letter}-p2.tif", RGB16, order=order, compression=5, predictor=2, tile=(16, 16), peer="opencv")
        tiff(f"big16-{letter}.tif", RGB16, order=order, big=True, rows=5, peer="tifffile")
        tiff(f"grey12-{letter}.tif", RGB16[..., 0] >> 4, bits=12, order=order, rows=10, notes=[])
        tiff(f"float16-{letter}.tif", FLOAT.astype("f2"), expected=FLOAT.astype("f2").astype("f4"), order=order)
        tiff(f"float64-{letter}.tif", FLOAT.astype("f8"), expected=FLOAT, order=order)
        tiff(f"signed16-{letter}-p2.tif", (RGB16[..., 0].astype("i4") - 32768).astype("i2"), expected=(RGB16[..., 0].astype("f4") - 32768), order=order, compression=8, predictor=2)
        tiff(f"long32-{letter}-p2.tif", RGB16[..., 2].astype("u4") * 200, expected=(RGB16[..., 2].astype("u4") * 200).astype("f4"), order=order, compression=8, predictor=2)
    tiff("planar16-deflate-p2.tif", RGB16, compression=8, predictor=2, planar=True, rows=8)
    tiff("planar16-none.tif", RGB16, planar=True, rows=8, peer="tifffile")
    tiff("planar8-tiles.tif", RGB, compression=5, planar=True, tile=(16, 32), peer="pillow")
    tiff("tiles8-none.tif", RGB, tile=(32, 16), peer="opencv")
    tiff("float32-none.tif", FLOAT, peer="opencv")
    tiff("float32-grey-p3.tif", FLOAT[..., 2], compression=8, predictor=3, tile=(16, 16), peer="opencv")
    tiff("signed8.tif", (RGB[..., 0].astype("i2") - 128).astype("i1"), expected=RGB[..., 0].astype("f4") - 128)
    tiff("grey10.tif", RGB16[..., 0] >> 6, bits=10)
    tiff("grey14.tif", RGB16[..., 2] >> 2, bits=14, compression=8)
    tiff("rgb12.tif", RGB16 >> 4, bits=12, rows=4)
    tiff("grey16-12stated.tif", RGB16[..., 0] >> 4, most=4095, notes=[])
    rows[-1]["bits"] = 12
    for bits in (1, 2, 4):
        codes = RGB[..., 2] >> (8 - bits)
        tiff(f"grey{bits}.tif", codes, expected=(codes * (255 // (2 ** bits - 1))).astype("u1"), bits=bits, rows=3)
        tiff(f"grey{bits}-white-zero.tif", codes, expected=(255 - codes * (255 // (2 ** bits - 1))).astype("u1"), bits=bits, photometric=0, compression=32773)
    tiff("grey1-filled-backwards.tif", RGB[..., 2] >> 7, expected=((RGB[..., 2] >> 7) * 255).astype("u1"), bits=1, fill=2)
    tiff("grey8-white-zero.tif", RGB[..., 2], expected=255 - RGB[..., 2], photometric=0, compression=5)
    tiff("grey16-white-zero.tif", RGB16[..., 2], expected=65535 - RGB16[..., 2], photometric=0, order=">")
    colours = (np.arange(256)[:, None] * [3, 5, 7] % 256).astype("u1")
    tiff("palette8.tif", RGB[..., 2], expected=colours[RGB[..., 2]], photometric=3, colour_map=(colours.T.astype("u2") * 257).reshape(-1).tolist(), peer="opencv")
    tiff("palette4.tif", RGB[..., 2] >> 4, expected=colours[RGB[..., 2] >> 4], bits=4, photometric=3, colour_map=(colours[:16].T.astype("u2") * 257).reshape(-1).tolist())
    tiff("palette8-old.tif", RGB[..., 2], expected=colours[RGB[..., 2]], photometric=3, colour_map=colours.T.astype("u2").reshape(-1).tolist())
    tiff("rgba8-straight.tif", RGBA, extra=[2], compression=8, predictor=2, peer="pillow")
    tiff("rgba16-straight-be.tif", RGBA16, extra=[2], order=">", compression=5, predictor=2, peer="opencv")
    tiff("rgba8-planar.tif", RGBA, extra=[2], planar=True, rows=5)
    tiff("grey-alpha16.tif", RGBA16[..., [0, 3]], extra=[2])
    tiff("rgb-and-more.tif", np.concatenate([RGBA, RGBA[..., :1]], -1), expected=RGB, extra=[0, 0], notes=["2 more channels are left out"])
    multiplied = np.rint(RGB.astype("f8") * ALPHA[..., None] / 255).astype("u1")
    safe = np.maximum(ALPHA, 1)[..., None].astype("f8")
    divided = np.where(ALPHA[..., None] == 0, multiplied, np.minimum(255, np.floor(multiplied.astype("f8") * 255 / safe + 0.5))).astype("u1")
    tiff("rgba8-multiplied.tif", np.concatenate([multiplied, ALPHA[..., None]], -1), expected=np.concatenate([divided, ALPHA[..., None]], -1), extra=[1],
         notes=["the colours were stored multiplied by alpha and have been divided by it"])
    tiff("icc.tif", RGB, icc=ICC, compression=8)
    tiff("pages.tif", RGB[..., 0], pages=3, notes=["page 1 of 3 is shown"])


def tiffs_by_programs():
    for label, options in (("raw", {}), ("lzw", {"compression": "tiff_lzw"}), ("deflate", {"compression": "tiff_adobe_deflate"}), ("packbits", {"compression": "packbits"})):
        Image.fromarray(RGB).save(place(f"pillow-{label}.tif"), **options)
        note(f"pillow-{label}.tif", RGB)
    Image.fromarray(RGBA).save(place("pillow-rgba.tif"), compression="tiff_lzw")
    note("pillow-rgba.tif", RGBA)
    Image.fromarray(RGB[..., 0] > 127).save(place("pillow-1bit.tif"))
    note("pillow-1bit.tif", ((RGB[..., 0] > 127) * 255).astype("u1"))
    Image.fromarray(RGB16[..., 0]).save(place("pillow-grey16.tif"))
    note("pillow-grey16.tif", RGB16[..., 0])
    Image.fromarray(RGB).quantize(40).save(place("pillow-palette.tif"))
    note("pillow-palette.tif", np.asarray(Image.open(place("pillow-palette.tif")).convert("RGB")))
    for label, picture in (("rgb", Image.fromarray(RGB)), ("grey", Image.fromarray(RGB[..., 0]))):
        picture.save(place(f"pillow-jpeg-{label}.tif"), compression="jpeg", quality=90)
        note(f"pillow-jpeg-{label}.tif", np.asarray(Image.open(place(f"pillow-jpeg-{label}.tif"))), tolerance=1)
    for label, code in (("none", 1), ("lzw", 5), ("deflate", 8)):
        cv2.imwrite(place(f"opencv-{label}.tif"), RGB16[..., ::-1], [cv2.IMWRITE_TIFF_COMPRESSION, code])
        note(f"opencv-{label}.tif", RGB16)
    tifffile.imwrite(place("tifffile-be.tif"), RGB16, byteorder=">", photometric="rgb")
    note("tifffile-be.tif", RGB16)
    tifffile.imwrite(place("tifffile-deflate-be.tif"), RGB16, byteorder=">", photometric="rgb", compression="zlib", rowsperstrip=6)
    note("tifffile-deflate-be.tif", RGB16)
    tifffile.imwrite(place("tifffile-tiles.tif"), RGBA16, tile=(16, 16), photometric="rgb", extrasamples=["unassalpha"], compression="zlib")
    note("tifffile-tiles.tif", RGBA16)
    tifffile.imwrite(place("tifffile-planar.tif"), np.moveaxis(RGB16, -1, 0), photometric="rgb", planarconfig="separate")
    note("tifffile-planar.tif", RGB16)
    tifffile.imwrite(place("tifffile-float.tif"), FLOAT, photometric="rgb", byteorder=">")
    note("tifffile-float.tif", FLOAT)


def pngs():
    key = (256).to_bytes(2, "big")
    for interlaced in (False, True):
        tail = "-adam7" if interlaced else ""
        for depth in (1, 2, 4):
            codes = RGB[..., 2] >> (8 - depth)
            png(f"grey{depth}{tail}.png", codes, (codes * (255 // (2 ** depth - 1))).astype("u1"), depth, 0, interlaced=interlaced)
            colours = (np.arange(2 ** depth)[:, None] * [83, 51, 37] % 256).astype("u1")
            png(f"palette{depth}{tail}.png", codes, colours[codes], depth, 3, interlaced=interlaced, palette=colours)
        png(f"grey8{tail}.png", RGB[..., 2], RGB[..., 2], 8, 0, interlaced=interlaced)
        png(f"rgb8{tail}.png", RGB, RGB, 8, 2, interlaced=interlaced, pieces=3)
        png(f"grey-alpha8{tail}.png", RGBA[..., [2, 3]], RGBA[..., [2, 3]], 8, 4, interlaced=interlaced)
        png(f"rgba8{tail}.png", RGBA, RGBA, 8, 6, interlaced=interlaced)
        png(f"grey16{tail}.png", RGB16[..., 2], RGB16[..., 2], 16, 0, interlaced=interlaced)
        png(f"rgb16{tail}.png", RGB16, RGB16, 16, 2, interlaced=interlaced)
        png(f"grey-alpha16{tail}.png", RGBA16[..., [2, 3]], RGBA16[..., [2, 3]], 16, 4, interlaced=interlaced)
        png(f"rgba16{tail}.png", RGBA16, RGBA16, 16, 6, interlaced=interlaced)
    colours = (np.arange(200)[:, None] * [3, 5, 7] % 256).astype("u1")
    codes = RGB[..., 2] % 200
    png("palette8.png", codes, colours[codes], 8, 3, palette=colours)
    alpha = bytes(range(0, 250, 5))
    full = np.concatenate([colours, np.array([*alpha, *[255] * 150], "u1")[:, None]], -1)
    png("palette8-alpha.png", codes, full[codes], 8, 3, palette=colours, transparency=alpha)
    clear = RGB16[5, 7]
    keyed = np.where((RGB16 == clear).all(-1), 0, 65535).astype("u2")
    png("rgb16-key.png", RGB16, np.concatenate([RGB16, keyed[..., None]], -1), 16, 2, transparency=clear.astype(">u2").tobytes())
    grey = RGB[..., 0]
    png("grey8-key.png", grey, np.stack([grey, np.where(grey == grey[3, 9], 0, 255)], -1).astype("u1"), 8, 0, transparency=bytes([0, grey[3, 9]]))
    small = RGB[..., 2] >> 6
    png("grey2-key.png", small, np.stack([small * 85, np.where(small == 2, 0, 255)], -1).astype("u1"), 2, 0, transparency=bytes([0, 2]))
    png("grey16-12bits.png", RGB16[..., 0] >> 4, RGB16[..., 0] >> 4, 16, 0, chunks=[(b"sBIT", b"\x0c")])
    rows[-1]["bits"] = 12
    png("grey16-sbit-stretched.png", RGB16[..., 0], RGB16[..., 0], 16, 0, chunks=[(b"sBIT", b"\x0c")])
    for size in (1, 2, 3, 5):
        png(f"tiny{size}-adam7.png", RGB16[:size, :size], RGB16[:size, :size], 16, 2, interlaced=True)
    Image.fromarray(RGB).save(place("pillow-icc.png"), icc_profile=ICC)
    note("pillow-icc.png", RGB, icc=ICC)
    cv2.imwrite(place("opencv-rgba16.png"), RGBA16[..., [2, 1, 0, 3]])
    note("opencv-rgba16.png", RGBA16)


def png(name, stored, expected, depth, kind, **options):
    png_writer.write(place(name), stored, depth, kind, **options)
    channels = expected.shape[2] if expected.ndim == 3 else 1
    # Pillow compares a 2-bit key with the code stretched to 8 bits, so it is no judge of that file
    if depth < 16 and name != "grey2-key.png":
        shown = Image.open(place(name)).convert({1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}[channels])
        assert np.array_equal(np.asarray(shown), expected), name
    elif channels != 2 and "transparency" not in options:
        agrees(name, expected)
    note(name, expected)


def upright(name):
    return np.asarray(ImageOps.exif_transpose(Image.open(place(name))))


def loaded(name):
    picture = Image.open(place(name))
    picture.load()
    return np.asarray(picture)


def jpegs():
    for label, options in (("444", {"subsampling": 0}), ("422", {"subsampling": 1}), ("420", {"subsampling": 2}), ("progressive", {"progressive": True}), ("optimised", {"optimize": True})):
        Image.fromarray(RGB).save(place(f"{label}.jpg"), quality=88, **options)
        note(f"{label}.jpg", np.asarray(Image.open(place(f"{label}.jpg"))), tolerance=1)
    Image.fromarray(RGB[..., 0]).save(place("grey.jpg"), quality=90)
    note("grey.jpg", np.asarray(Image.open(place("grey.jpg"))), tolerance=1)
    cv2.imwrite(place("restarts.jpg"), RGB[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 85, cv2.IMWRITE_JPEG_RST_INTERVAL, 2])
    note("restarts.jpg", np.asarray(Image.open(place("restarts.jpg"))), tolerance=1)
    Image.fromarray(RGB).save(place("icc.jpg"), quality=90, icc_profile=ICC)
    note("icc.jpg", np.asarray(Image.open(place("icc.jpg"))), tolerance=1, icc=ICC)
    for turn in range(1, 9):
        exif = Image.Exif()
        exif[274] = turn
        Image.fromarray(RGB).save(place(f"turn{turn}.jpg"), quality=95, subsampling=0, exif=exif)
        note(f"turn{turn}.jpg", upright(f"turn{turn}.jpg"), tolerance=1)
        tiff_writer.write(place(f"turn{turn}.tif"), RGB, orientation=turn, order="<>"[turn % 2])
        turned = {1: lambda a: a, 2: np.fliplr, 3: lambda a: np.rot90(a, 2), 4: np.flipud, 5: lambda a: a.swapaxes(0, 1), 6: lambda a: np.rot90(a, -1),
                  7: lambda a: np.rot90(a, 2).swapaxes(0, 1), 8: np.rot90}[turn](RGB)
        # Pillow turns a TIFF while it loads
        assert np.array_equal(turned, loaded(f"turn{turn}.tif")), turn
        note(f"turn{turn}.tif", turned)
    exif = Image.Exif()
    exif[274] = 6
    Image.fromarray(RGB).save(place("turn6.png"), exif=exif)
    note("turn6.png", upright("turn6.png"))


def webps():
    Image.fromarray(RGBA).save(place("lossless-alpha.webp"), lossless=True, exact=True)
    note("lossless-alpha.webp", RGBA)
    Image.fromarray(RGB).save(place("lossless.webp"), lossless=True, icc_profile=ICC)
    note("lossless.webp", RGB, icc=ICC)
    for label, array in (("lossy", RGB), ("lossy-alpha", RGBA)):
        Image.fromarray(array).save(place(f"{label}.webp"), quality=85)
        note(f"{label}.webp", np.asarray(Image.open(place(f"{label}.webp"))), tolerance=1)
    exif = Image.Exif()
    exif[274] = 8
    Image.fromarray(RGB).save(place("turn8.webp"), lossless=True, exif=exif)
    note("turn8.webp", upright("turn8.webp"))
    Image.fromarray(RGB).save(place("animated.webp"), save_all=True, append_images=[Image.fromarray(255 - RGB)], lossless=True, minimize_size=False)
    note("animated.webp", RGB, notes=["the first picture of an animation is shown"])


def make():
    os.makedirs(HERE, exist_ok=True)
    for name in os.listdir(HERE):
        os.remove(place(name))
    rows.clear()
    for part in (tiffs_by_hand, tiffs_by_programs, pngs, jpegs, webps):
        part()
    with open(place("index.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
    total = sum(os.path.getsize(place(name)) for name in os.listdir(HERE))
    print(f"{len(rows)} pictures, {total // 1024} KiB")


if __name__ == "__main__":
    make()
