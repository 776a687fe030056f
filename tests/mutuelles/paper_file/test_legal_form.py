"""Which paper names who may sign, by the form that the NEQ tells."""

import pytest

from mutuelles.choices import PaperKind
from mutuelles.paper_file.legal_form import mandating_kinds

EITHER = (PaperKind.RESOLUTION, PaperKind.PROCURATION)


@pytest.mark.parametrize(
    ("neq", "kinds"),
    [
        ("1199000009", (PaperKind.RESOLUTION,)),
        ("8899000009", (PaperKind.RESOLUTION,)),
        ("2299000009", (PaperKind.PROCURATION,)),
        ("3399000009", EITHER),
        (None, EITHER),
        ("", EITHER),
    ],
)
def test_tell_kind_by_legal_form(neq, kinds):
    assert mandating_kinds(neq) == kinds
