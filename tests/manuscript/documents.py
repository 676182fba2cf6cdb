"""One small story written in every format, with nothing but the standard library."""

import html
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "AO3",
    "FORMATS",
    "STORY",
    "Paragraph",
    "container",
    "document_xml",
    "docx",
    "epub",
    "fb2",
    "flat",
    "fodt",
    "html_page",
    "markdown",
    "novelwriter",
    "nwd",
    "odt",
    "org",
    "rtf",
    "scrivener",
    "story_text",
    "text",
    "web_book",
    "zipped",
]  # fmt: skip


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as (text, emphasised) runs; kind is paragraph, heading or break."""

    runs: tuple[tuple[str, bool], ...]
    kind: str = "paragraph"

    @property
    def words(self) -> str:
        return "".join(run for run, _ in self.runs)


def _p(*runs: str | tuple[str, bool]) -> Paragraph:
    return Paragraph(tuple((r, False) if isinstance(r, str) else r for r in runs))


def _h(title: str) -> Paragraph:
    return Paragraph(((title, False),), "heading")


STORY: tuple[Paragraph, ...] = (
    _h("Chapter One"),
    _p("The ferry was late, and Ines had ", ("never", True), " liked waiting."),
    _p("“You’ll miss it,” said Tobias — he was café-brown from the boats & proud of it."),
    _p("‘It’s 5 < 6,’ she told him. “Go ", ("on", True), "!”"),
    Paragraph((("***", False),), "break"),
    _p("By noon the harbour was empty. 😀 Nobody had stayed."),
    _h("Chapter Two"),
    _p("He wrote every day, ", ("every single", True), " day, until the ink ran out."),
    _p("She did not answer…"),
)


def story_text(story: Sequence[Paragraph] = STORY) -> str:
    """The story as the readers of all formats but plain text give it."""
    return "\n\n".join(paragraph.words for paragraph in story)


def text(story: Sequence[Paragraph] = STORY) -> bytes:
    return (story_text(story) + "\n").encode()


def markdown(story: Sequence[Paragraph] = STORY) -> bytes:
    def one(paragraph: Paragraph) -> str:
        if paragraph.kind == "break":
            return paragraph.words
        body = "".join(f"*{_escaped(r)}*" if e else _escaped(r) for r, e in paragraph.runs)
        return ("## " if paragraph.kind == "heading" else "") + body

    front = "---\ntitle: The Ferry\nauthor: A. Writer\n---\n\n"
    return (front + "\n\n".join(one(p) for p in story) + "\n").encode()


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "\\<")


def _markup(paragraph: Paragraph, number: bool = True) -> str:
    if paragraph.kind == "break":
        return "<p>***</p>"
    body = "".join(
        f"<em>{html.escape(r, quote=False)}</em>" if e else html.escape(r, quote=False)
        for r, e in paragraph.runs
    ).replace("…", "&hellip;" if number else "…")
    return f"<h2>{body}</h2>" if paragraph.kind == "heading" else f"<p>{body}</p>"


def html_page(story: Sequence[Paragraph] = STORY) -> bytes:
    body = "\n".join(_markup(p) for p in story)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The Ferry</title>
<meta name="author" content="A. Writer"><style>p {{ color: red }}</style></head>
<body>
<nav><a href="#a">elsewhere</a></nav>
{body}
<script>var x = "<p>no story</p>";</script>
</body></html>
""".encode()


AO3 = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/>
<title>The Ferry - quillwort - Harbour Tales</title></head><body>
<div id="preface">
<p class="message"><b>The Ferry</b><br/>Posted originally on the <a href="http://archiveofourown.org/">Archive of Our Own</a> at <a href="http://archiveofourown.org/works/1">http://archiveofourown.org/works/1</a>.</p>
<div class="meta"><dl class="tags">
<dt>Rating:</dt><dd><a href="http://archiveofourown.org/tags/G">General Audiences</a></dd>
<dt>Relationships:</dt><dd><a href="http://archiveofourown.org/tags/a">Ines Duarte/Tobias Hall</a>, <a href="http://archiveofourown.org/tags/b">Ines Duarte &amp; Mother</a></dd>
<dt>Characters:</dt><dd><a href="http://archiveofourown.org/tags/c">Ines Duarte</a>, <a href="http://archiveofourown.org/tags/d">Tobias Hall</a></dd>
<dt>Language:</dt><dd>English</dd>
<dt>Stats:</dt><dd>Published: 2020-01-01 Words: 70 Chapters: 2/2</dd></dl>
<h1>The Ferry</h1><div class="byline">by <a rel="author" href="http://archiveofourown.org/users/q">quillwort</a></div>
<p>Summary</p><blockquote class="userstuff"><p>Summary words that are not story.</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>Note words that are not story.</p></blockquote></div></div>
<div id="chapters" class="userstuff">
{chapters}
</div>
<div id="afterword"><div id="endnotes"><p>End Notes</p><blockquote class="userstuff"><p>Afterword that is not story.</p></blockquote></div>
<p class="message">Please <a href="http://archiveofourown.org/works/1/comments/new">drop by the Archive and comment</a>!</p></div>
</body></html>
"""


def ao3(story: Sequence[Paragraph] = STORY) -> bytes:
    chapters: list[str] = []
    for number, paragraph in enumerate(story):
        if paragraph.kind == "heading":
            close = f'</div><div id="endnotes{number}" class="meta"><p>Chapter End Notes</p><blockquote class="userstuff"><p>Not story.</p></blockquote></div>'
            chapters.append(
                (close if chapters else "")
                + f'<div class="meta group"><h2 class="heading">{paragraph.words}</h2>'
                '<p>Chapter Summary</p><blockquote class="userstuff"><p>Not story.</p></blockquote></div>'
                '<div class="userstuff">'
            )
        else:
            chapters.append(_markup(paragraph))
    return AO3.replace("{chapters}", "\n".join(chapters) + "</div>").encode()


def zipped(entries: dict[str, str | bytes], *, store_first: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container_:
        for index, (name, data) in enumerate(entries.items()):
            method = zipfile.ZIP_STORED if store_first and index == 0 else zipfile.ZIP_DEFLATED
            container_.writestr(name, data, method)
    return buffer.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document_xml(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        f"<w:body>{body}</w:body></w:document>"
    )


def docx(story: Sequence[Paragraph] = STORY, *, body: str | None = None) -> bytes:
    def one(paragraph: Paragraph) -> str:
        style = '<w:pPr><w:pStyle w:val="Kop1"/></w:pPr>' if paragraph.kind == "heading" else ""
        runs = "".join(
            f'<w:r>{"<w:rPr><w:i/></w:rPr>" if e else ""}<w:t xml:space="preserve">{html.escape(r)}</w:t></w:r>'
            for r, e in paragraph.runs
        )
        return f"<w:p>{style}{runs}</w:p>"

    return zipped(
        {
            "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
            "word/document.xml": document_xml(body or "".join(one(p) for p in story)),
            "word/styles.xml": f'<w:styles xmlns:w="{_W}">'
            '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Mine"/><w:basedOn w:val="Kop1"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>',
            "docProps/core.xml": '<p:coreProperties xmlns:p="x" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<dc:title>The Ferry</dc:title><dc:creator>A. Writer</dc:creator></p:coreProperties>",
        }
    )


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "meta")
)
_ODF += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


_SLOPED = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
)


def odt(story: Sequence[Paragraph] = STORY, *, body: str | None = None) -> bytes:
    def one(paragraph: Paragraph) -> str:
        runs = "".join(
            f'<text:span text:style-name="T1">{html.escape(r)}</text:span>' if e else html.escape(r)
            for r, e in paragraph.runs
        )
        if paragraph.kind == "heading":
            return f'<text:h text:outline-level="1">{runs}</text:h>'
        return f'<text:p text:style-name="P1">{runs}</text:p>'

    content = body or "\n".join(one(p) for p in story)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODF}>'
            '<office:automatic-styles><style:style style:name="P9" style:family="paragraph"'
            f' style:parent-style-name="Horizontal_20_Line"/>{_SLOPED}</office:automatic-styles>'
            f"<office:body><office:text>{content}</office:text></office:body></office:document-content>",
            "meta.xml": f'<office:document-meta {_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
            "<dc:title>The Ferry</dc:title><dc:creator>A. Writer</dc:creator></office:meta></office:document-meta>",
        },
        store_first=True,
    )


def container(package: str = "OEBPS/book.opf") -> str:
    return (
        '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        f'<rootfiles><rootfile full-path="{package}" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )


def epub(
    story: Sequence[Paragraph] = STORY,
    *,
    pages: dict[str, str] | None = None,
    head: str = "",
    files: dict[str, str] | None = None,
) -> bytes:
    if pages is None:
        pages, current = {}, ""
        for paragraph in story:
            if paragraph.kind == "heading" or not pages:
                current = f"page {len(pages) + 1}.xhtml"
                pages[current] = ""
            pages[current] += _markup(paragraph, number=False) + "\n"
    items = "".join(
        f'<item id="p{i}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for i, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="p{i}"/>' for i in range(len(pages)))
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Ferry</dc:title>'
        "<dc:creator>A. Writer</dc:creator><dc:language>en</dc:language></metadata><manifest>"
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    shell = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>'
        + head
        + "</head>\n<body>\n{}\n</body></html>"
    )
    shell = shell.replace("{", "{{").replace("}", "}}").replace("{{}}", "{}")
    entries: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container(),
        "OEBPS/book.opf": package,
        "OEBPS/nav.xhtml": shell.format(
            "<nav><ol><li><a href='page%201.xhtml'>One</a></li></ol></nav>"
        ),
    }
    entries.update({f"OEBPS/{name}": shell.format(body) for name, body in pages.items()})
    entries.update({f"OEBPS/{name}": data for name, data in (files or {}).items()})
    return zipped(entries, store_first=True)


def web_book(
    pages: dict[str, str],
    *,
    guide: dict[str, str] | None = None,
    landmarks: dict[str, str] | None = None,
    outline: Sequence[tuple[str, str]] = (),
    times: int = 1,
) -> bytes:
    """An EPUB with a guide, landmarks and an NCX outline; each page listed so many times."""
    items = "".join(
        f'<item id="p{n}-{i}" href="{name}" media-type="application/xhtml+xml"/>'
        for n in range(times)
        for i, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="p{n}-{i}"/>' for n in range(times) for i in range(len(pages)))
    references = "".join(
        f'<reference href="{name}" type="{kind}" title="x"/>'
        for name, kind in (guide or {}).items()
    )
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
        '<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f"{items}</manifest><spine toc='ncx'>{spine}</spine><guide>{references}</guide></package>"
    )
    points = "".join(
        f"<navPoint><navLabel><text>{title}</text></navLabel><content src='{place}'/></navPoint>"
        for place, title in outline
    )
    marks = "".join(
        f"<li><a epub:type='{kind}' href='{name}'>x</a></li>"
        for name, kind in (landmarks or {}).items()
    )
    xhtml = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        "<head><title>x</title></head><body>{}</body></html>"
    )
    entries: dict[str, str | bytes] = {
        "META-INF/container.xml": container(),
        "OEBPS/book.opf": package,
        "OEBPS/toc.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
        "OEBPS/nav.xhtml": xhtml.format(f"<nav epub:type='landmarks'><ol>{marks}</ol></nav>"),
    }
    entries.update({f"OEBPS/{name}": xhtml.format(body) for name, body in pages.items()})
    return zipped(entries)


def rtf(story: Sequence[Paragraph] = STORY) -> bytes:
    def words(run: str) -> str:
        out = []
        for letter in run:
            if letter in "\\{}":
                out.append("\\" + letter)
            elif letter.isascii():
                out.append(letter)
            elif letter == "’":
                out.append("\\'92")
            elif letter == "“":
                out.append("\\ldblquote ")
            else:
                units = letter.encode("utf-16-le")
                for at in range(0, len(units), 2):
                    value = int.from_bytes(units[at : at + 2], "little", signed=True)
                    out.append(f"\\u{value}?")
        return "".join(out)

    def one(paragraph: Paragraph) -> str:
        style = "\\s1" if paragraph.kind == "heading" else ""
        runs = "".join(f"{{\\i {words(r)}}}" if e else words(r) for r, e in paragraph.runs)
        return f"\\pard{style}\\f0 {runs}\\par\n"

    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Palatino;}}"
        "{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}{\\*\\generator Not story;}"
        "{\\info{\\title The Ferry}{\\author A. Writer}}\n" + "".join(one(p) for p in story) + "}"
    ).encode("ascii")


def scrivener(folder: Path, story: Sequence[Paragraph] = STORY) -> Path:
    """Write a project with one folder a chapter, and a document that is not to be compiled."""
    project = folder / "The Ferry.scriv"
    documents: list[list[Paragraph]] = []
    for paragraph in story:
        if paragraph.kind == "heading" or not documents:
            documents.append([])
        documents[-1].append(paragraph)
    items = []
    for number, paragraphs in enumerate([*documents, [_p("This is left out.")]]):
        place = project / "Files" / "Data" / f"DOC-{number}"
        place.mkdir(parents=True)
        (place / "content.rtf").write_bytes(rtf(paragraphs))
        include = "Yes" if number < len(documents) else "No"
        items.append(
            f'<BinderItem UUID="FOLDER-{number}" Type="Folder"><Title>{paragraphs[0].words}</Title>'
            "<MetaData><IncludeInCompile>Yes</IncludeInCompile></MetaData><Children>"
            f'<BinderItem UUID="DOC-{number}" Type="Text"><Title>Scene</Title>'
            f"<MetaData><IncludeInCompile>{include}</IncludeInCompile></MetaData></BinderItem>"
            "</Children></BinderItem>"
        )
    (project / "The Ferry.scrivx").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><ScrivenerProject Version="2.0"><Binder>'
        '<BinderItem UUID="DRAFT" Type="DraftFolder"><Title>Draft</Title><Children>'
        f"{''.join(items)}</Children></BinderItem>"
        '<BinderItem UUID="RESEARCH" Type="ResearchFolder"><Title>Research</Title><Children>'
        '<BinderItem UUID="DOC-0" Type="Text"><Title>Note</Title></BinderItem></Children></BinderItem>'
        "</Binder></ScrivenerProject>",
        encoding="utf-8",
    )
    return project


def _marked(paragraph: Paragraph, mark: str) -> str:
    return "".join(f"{mark}{r}{mark}" if e else r for r, e in paragraph.runs)


def org(story: Sequence[Paragraph] = STORY) -> bytes:
    def one(paragraph: Paragraph) -> str:
        words = _marked(paragraph, "/")
        heads = paragraph.kind == "heading"
        return f"* TODO {words} :draft:\n:PROPERTIES:\n:ID: 1\n:END:" if heads else words

    head = "#+title: The Ferry\n#+AUTHOR: A. Writer\n# Not story.\n\n"
    return (head + "\n\n".join(one(p) for p in story) + "\n").encode()


def nwd(story: Sequence[Paragraph] = STORY) -> bytes:
    def one(paragraph: Paragraph) -> str:
        words = _marked(paragraph, "_")
        heads = paragraph.kind == "heading"
        return f"## {words}\n\n@pov: Ines\n\n%Synopsis: Not story." if heads else words

    head = "%%~name: Ferry\n%%~path: 0/1\n%%~kind: NOVEL/DOCUMENT\n"
    return (head + "\n\n".join(one(p) for p in story) + "\n").encode()


def novelwriter(folder: Path, story: Sequence[Paragraph] = STORY) -> Path:
    """Write a project with one document a chapter, and documents that are not story."""
    project = folder / "ferry"
    (project / "content").mkdir(parents=True)
    chapters: list[list[Paragraph]] = []
    for paragraph in story:
        if paragraph.kind == "heading" or not chapters:
            chapters.append([])
        chapters[-1].append(paragraph)
    items = [
        '<item handle="a00" parent="None" order="0" type="ROOT" class="NOVEL"><name>N</name></item>'
    ]
    for number, chapter in reversed(list(enumerate(chapters))):
        items.append(
            f'<item handle="b00{number}" parent="a00" order="{number}" type="FILE" class="NOVEL"'
            ' layout="DOCUMENT"><name active="yes">Chapter</name></item>'
        )
        (project / "content" / f"b00{number}.nwd").write_bytes(nwd(chapter))
    for handle, kind, layout, active in (
        ("c000", "NOVEL", "NOTE", "yes"),
        ("c001", "NOVEL", "DOCUMENT", "no"),
        ("c002", "CHARACTER", "NOTE", "yes"),
        ("c003", "ARCHIVE", "DOCUMENT", "yes"),
    ):
        items.append(
            f'<item handle="{handle}" parent="a00" order="9" type="FILE" class="{kind}"'
            f' layout="{layout}"><name active="{active}">Other</name></item>'
        )
        (project / "content" / f"{handle}.nwd").write_bytes(b"# Other\n\nThis is left out.\n")
    (project / "nwProject.nwx").write_text(
        '<?xml version="1.0"?><novelWriterXML fileVersion="1.5"><project id="1"><name>The Ferry</name>'
        f"<author>A. Writer</author></project><content>{''.join(items)}</content></novelWriterXML>",
        encoding="utf-8",
    )
    return project


def fb2(story: Sequence[Paragraph] = STORY) -> bytes:
    def one(paragraph: Paragraph) -> str:
        words = "".join(
            f"<emphasis>{html.escape(r, quote=False)}</emphasis>"
            if e
            else html.escape(r, quote=False)
            for r, e in paragraph.runs
        )
        if paragraph.kind == "heading":
            return f"</section><section><title><p>{words}</p></title>"
        return f"<subtitle>{words}</subtitle>" if paragraph.kind == "break" else f"<p>{words}</p>"

    body = "\n".join(one(p) for p in story)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink">
<description><title-info><author><first-name>A.</first-name><last-name>Writer</last-name></author>
<book-title>The Ferry</book-title><annotation><p>Not story.</p></annotation><lang>en</lang></title-info></description>
<body><title><p/></title><section>{body}</section></body>
<body name="notes"><section id="n1"><p>Not story.</p></section></body><binary id="a">aGVsbG8=</binary>
</FictionBook>""".encode()


def fodt(story: Sequence[Paragraph] = STORY) -> bytes:
    with zipfile.ZipFile(io.BytesIO(odt(story))) as whole:
        body = whole.read("content.xml").decode().partition("<office:body>")[2]
    body = body.replace("</office:document-content>", "</office:document>")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_ODF} xmlns:dc='
        '"http://purl.org/dc/elements/1.1/"><office:meta><dc:title>The Ferry</dc:title><dc:creator>A. Writer'
        f"</dc:creator></office:meta><office:automatic-styles>{_SLOPED}</office:automatic-styles>"
        f"<office:body>{body}"
    ).encode()


Builder = Callable[[], bytes]
FORMATS: dict[str, Builder] = {
    "story.txt": text,
    "story.md": markdown,
    "story.html": html_page,
    "archive.html": ao3,
    "story.docx": docx,
    "story.odt": odt,
    "story.epub": epub,
    "story.rtf": rtf,
    "story.org": org,
    "story.nwd": nwd,
    "story.fb2": fb2,
    "story.fb2.zip": lambda: zipped({"story.fb2": fb2()}),
    "story.fodt": fodt,
}


def flat(words: str) -> str:
    return " ".join(words.split())
