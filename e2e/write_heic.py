"""Writes a photo as HEIC: python write_heic.py PHOTO OUT."""

import sys

from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()
Image.open(sys.argv[1]).save(sys.argv[2], quality=90)
