"""Packages of Word and OpenDocument written anew: some members changed, the rest as packed."""

import io
import struct
import zipfile
from collections.abc import Mapping
from copy import copy

from lxml import etree

__all__ = ["parsed", "repacked", "serialised"]

_SIZES_FOLLOW = 0x08
"""The bit of a member's flags that says so."""


def parsed(content: bytes) -> etree._Element:
    """The tree of a part, of which nothing outside it is asked for.

    Raises `lxml.etree.XMLSyntaxError`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def serialised(root: etree._Element) -> bytes:
    """The part of a tree, as packages hold it."""
    return bytes(
        etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    )


def repacked(data: bytes, old: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """The package with these members changed or added; the others are copied as they are packed.

    ``data`` is what ``old`` was opened on.
    """
    buffer = io.BytesIO()
    left = dict(changed)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = left.pop(info.filename, None)
            if content is not None:
                new.writestr(info, content)
            elif info.filename not in changed:
                _copy_packed(data, info, new, buffer)
        for name, content in left.items():
            new.writestr(name, content)
    return buffer.getvalue()


def _copy_packed(
    data: bytes, info: zipfile.ZipInfo, new: zipfile.ZipFile, buffer: io.BytesIO
) -> None:
    """Copy a member without unpacking it, however much it would unpack to."""
    # The local header: 30 bytes, then a name and an extra field of these lengths.
    # Source: APPNOTE.TXT 6.3.10, 4.3.7.
    name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name + extra
    copied = copy(info)
    # The sizes stand in the header, not behind the data.
    copied.flag_bits &= ~_SIZES_FOLLOW
    buffer.seek(new.start_dir)
    copied.header_offset = buffer.tell()
    buffer.write(copied.FileHeader())
    buffer.write(memoryview(data)[start : start + info.compress_size])
    new.start_dir = buffer.tell()
    new.filelist.append(copied)
    new.NameToInfo[copied.filename] = copied
