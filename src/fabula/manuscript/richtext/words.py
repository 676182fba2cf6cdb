"""The control words of Rich Text. Source: Rich Text Format (RTF) Specification, version 1.9.1."""

__all__ = [
    "BOXES",
    "CHARACTERS",
    "CHARSETS",
    "ENDS",
    "FORMATS",
    "FRAMES",
    "GATHERED",
    "KNOWN_STARRED",
    "SKIPPED",
    "SYMBOLS",
]

ENDS = frozenset(("par", "sect", "page", "column", "cell", "row", "nestcell", "nestrow"))
CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": " ",
}
SYMBOLS = {"~": "\xa0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
# Destinations whose text is not story.
SKIPPED = frozenset(
    "colortbl pict object objdata header headerl headerr headerf footer footerl footerr footerf "
    "footnote annotation atnid atnauthor atndate atnref atrfstart atrfend ftnsep ftnsepc ftncn "
    "aftnsep aftnsepc aftncn pnseclvl filetbl listtable nonesttables nesttableprops "
    "listoverridetable revtbl rsidtbl generator themedata colorschememapping latentstyles "
    "datastore xmlnstbl xe tc tcn txe rxe bkmkstart bkmkend shprslt sp "
    "nonshppict template operator company manager category keywords comment doccomm subject "
    "hlinkbase passwordhash wgrffmtfilter private mmathPr pgptbl datafield formfield "
    "fontemb fontfile falt panose pnaseq".split()
)
# Text boxes: of shapes, and of the drawings of old programs.
BOXES = frozenset(("shp", "shpinst", "shptxt", "shpgrp", "do", "dptxbxtext"))
GATHERED = frozenset(
    ("fonttbl", "stylesheet", "title", "author", "info", "fldinst", "listtext", "pntext")
)
# Destinations that a reader may skip when it does not know them; these hold text all the same.
KNOWN_STARRED = frozenset(("shppict", "fldrslt", "ud", "upr", "fldinst", "listtext", "pntext"))
# Formatting, which some programs mark as if it were a destination.
FORMATS = frozenset(
    "s cs ds ts f fs b i ul ulnone cf cb highlight lang langfe langnp plain pard par line tab "
    "strike scaps caps v super sub nosupersub up dn expnd kerning af afs rtlch ltrch loch hich "
    "dbch insrsid charrsid u uc".split()
)
# Paragraphs placed in a frame of their own.
FRAMES = frozenset(
    "absw absh posx posy posxl posxc posxr pvpara pvpg pvmrg phcol phpg phmrg dxfrtext dfrmtxtx "
    "overlay wraparound wrapdefault".split()
)
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
