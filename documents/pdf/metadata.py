"""What a file says of itself, twice: in XMP (PDF/A and PDF/UA-1 together) and in its Info."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from documents.pdf.objects import day, string

PRODUCER = "WeasyPrint + Guichet SST"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 pdf:Producer="{producer}"
 pdfaid:part="{part}" pdfaid:conformance="A" pdfuaid:part="1"
 xmp:CreateDate="{created}" xmp:ModifyDate="{created}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class Description(NamedTuple):
    """`part` of PDF/A: the third one allows attached files."""

    title: str
    author: str
    language: str
    created: date
    part: int


def xmp(described: Description) -> bytes:
    return _xmp(described[1:]) % escape(described.title).encode()


def info(described: Description) -> bytes:
    return _info(described.author, described.created) % string(described.title)


# documents of one day say the same, but for their title
@lru_cache(64)
def _xmp(said: tuple[str, str, date, int]) -> bytes:
    author, language, created, part = said
    written = XMP.format(
        producer=PRODUCER,
        part=part,
        created=f"{created:%Y-%m-%d}T00:00:00Z",
        title="\0",
        author=escape(author),
        language=escape(language),
    )
    return written.replace("%", "%%").replace("\0", "%s").encode()


@lru_cache(64)
def _info(author: str, created: date) -> bytes:
    moment = day(created)
    return b"<</Title %%s/Author %s/Producer(%s)/CreationDate %s/ModDate %s>>" % (
        string(author),
        PRODUCER.encode(),
        moment,
        moment,
    )
