"""HTML in, PDF out: slowly and simply (`press`), or a thousand times faster (`bindery`).

A certificate differs from its neighbour by ten lines of text out of a page; laying out the rest
again for thirty thousand employers is work done thirty thousand times. So WeasyPrint lays each
template out once, and a linker, as for programs, puts the values in and the parts together:

    template      HTML and CSS with marks: « Employeur ⟦name⟧ », counter(page)
        │
        │  compiler     once: WeasyPrint draws it twice, with stand-ins of two widths;
        │               what moves, and by how much, is the plan. Rules broken are refused.
        ▼
    part          operators without data ▒▒▒ and places for texts [ ]; tags, fonts, bookmarks
        │
        │  linker       once for each layout: note + Entente + certificates, say
        ▼
    ┌ prefix ──────────────────────────────────┐   fonts  ▒▒▒ ▒▒▒▒▒ ▒▒  pages  tags
    │ the same bytes for every document        │   « 3 de 16 », « page 15 »
    └──────────────────────────────────────────┘
        │  filling      for each document, in a fraction of a millisecond: neither HTML, nor
        ▼               WeasyPrint, nor Django
    ┌ tail ──────────────┐   [ Boulangerie Quatre-Temps inc. ]  [ NEQ 1199404477 ]
    │ this document only │   bookmarks, metadata, the same facts in JSON; the seal, which vouches
    └────────────────────┘   for every other byte; the hashes go on from that of the prefix

Three ideas carry it:

- *A run of text is moved by 0, ½ or 1 times what the line it stands on widens* (`plan`): left,
  centred, right. `shaping` gives the glyphs and widths that Pango would, so that the file shows,
  pixel for pixel, what WeasyPrint would have shown.
- *A layout is known by the lines that its texts take* (`Signature` in `parts`). A longer name
  asks for another signature, which is compiled once. What cannot be set this way (another
  script, a word wider than its line) has its part laid out by WeasyPrint with its real values,
  and linked like the rest: it is as conformant, only slower.
- *A stream of operators may be shared* (`linker`): the contents of a page are an array of
  streams, those without data are written once in the prefix, whatever the number of pages.

Every file is PDF/UA-1 and PDF/A (3a with its data attached, 2a without), and the same values give
the same bytes: nothing comes from the clock, from chance or from the order in which documents are
asked for. A seal (PAdES-B-B) is drawn from the key and the file alone; its 64 bytes, kept, make
the same file again without the key.

Where to read, first those with a star:

- what needs WeasyPrint: `template`, `authorship` (rules for the source), `characters` (which are
  never printed), `stand_ins`, `drawing`,
  *`plan`, *`compiler`; `finish` and `steady_fonts` set right what WeasyPrint leaves undone;
  `press` prints with WeasyPrint alone and is what the rest is held against;
- what a part is and what fills it: `objects`, `structure`, *`parts`, `forms` (operators with
  places for texts), `shaping` and `case` (letters), `qr` (pictures of codes), `rosette`
  (ornaments);
- the file: *`linker`, `prefix`, `page_numbers`, `tags`, `outlines`, `field` (where the seal goes),
  *`filling`, `metadata`, `attachment` (the data), `tail` (its end);
- its seal: `seal` (keys), `cms` (the message), `signature` (its place in the file), `validation`
  (checked in a file from anywhere);
- what a person compares: `token` (the text of a QR), `words` (four, from a fingerprint);
- the whole way: `bindery`, `shelf` (where parts are kept), `conformance` (the rules of PDF/UA and
  PDF/A, checked), `reading` (the text that a finished page shows).
"""

# what the bytes of a file depend on besides its values: the version stands in each issued row
LINKER = 1
