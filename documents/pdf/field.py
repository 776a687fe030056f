"""The field of the seal, in the prefix: it shows nothing, and says to a screen reader what it is.

A form on the first page holds one field of signature, of no size; it hangs on the tree of tags
by an element of its own, after everything that is read. Its value, the signature, is in the tail
(`signature`); a document that nobody sealed has `null` there.
"""

from documents.pdf.objects import string

NAME = string("Sceau")
SAID = string("Sceau électronique du Guichet SST (simulation)")
PRINTED_AND_LOCKED = 4 | 128

WIDGET = (
    b"<</Type/Annot/Subtype/Widget/FT/Sig/T %s/TU %s/F %d/Rect[0 0 0 0]"
    b"/P %d 0 R/StructParent %d/V %d 0 R>>"
)
ELEMENT = (
    b"<</Type/StructElem/S/Form/P %d 0 R/Pg %d 0 R/Alt %s/K[<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>]>>"
)
# there are signatures, and the file may only grow
FORM = b"/AcroForm<</Fields[%d 0 R]/SigFlags 3>>"
# what the page that bears the field says of it
ON_PAGE = b"/Annots[%d 0 R]"


def widget(*, page: int, owner: int, value: int) -> bytes:
    """`owner` is its line in the tree of owners, `value` the number of the signature."""
    return WIDGET % (NAME, SAID, PRINTED_AND_LOCKED, page, owner, value)


def element(*, parent: int, page: int, field: int) -> bytes:
    return ELEMENT % (parent, page, SAID, field, page)
