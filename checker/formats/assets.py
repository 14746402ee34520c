"""Recognises files that contain no article by their suffix."""

import os

__all__ = ["asset_reason"]

# A web root is full of them, and none is an article. Documents and archives are not among them:
# they are opened like any file, and what cannot be read counts as not read.
_ASSETS = """
    .avi .avif .bin .bmp .class .css .dll .eot .exe .flac .flv .gif .heic .ico .jar .jpe .jpeg
    .jpg .js .jsm .map .m4a .m4v .mjs .mkv .mov .mp3 .mp4 .mpeg .mpg .o .ogg .ogv .otf .png .psd
    .pyc .so .svg .swf .tif .tiff .ttf .wasm .wav .webm .webp .wmv .woff .woff2
"""
_SUFFIXES = frozenset(_ASSETS.split())


def asset_reason(path: str) -> str:
    """Why a file of this name is left out; "" if it is opened."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix in _SUFFIXES:
        return f"{suffix} files are pictures, recordings or programs, no articles"
    return ""
