"""The model that managers download and fill, as CSV and as XLSX; the same bytes each time."""

import csv
import io
from datetime import datetime

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format

from mutuelles.member_list.columns import COLUMNS, EXAMPLES
from mutuelles.member_list.kinds import TYPED_PAPERS
from mutuelles.member_list.reading import MAX_ROWS

HEADINGS = [column.heading for column in COLUMNS]
LINES = [[example[column.key] for column in COLUMNS] for example in EXAMPLES]
PAPER = [column.key for column in COLUMNS].index("paper")
CREATED = datetime(2021, 9, 1)


def csv_model() -> bytes:
    """As Excel in French opens it: UTF-8 with its mark, semicolons."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADINGS, *LINES])
    return text.getvalue().encode("utf-8-sig")


def xlsx_model() -> bytes:
    """The list with an employer of two establishments, then a sheet that explains each column."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"created": CREATED, "title": _("Liste des membres")})
        title = workbook.add_format(
            {"bold": True, "bg_color": "#DAE6F0", "border": 1, "text_wrap": True, "valign": "top"}
        )
        _write_list(workbook, title)
        _write_explanations(workbook, title)
    return content.getvalue()


def _write_list(workbook: xlsxwriter.Workbook, title: Format) -> None:
    """Every column as text, or Excel would shorten the numbers."""
    sheet = workbook.add_worksheet(_("Membres"))
    text = workbook.add_format({"num_format": "@"})
    sheet.set_column(0, len(COLUMNS) - 1, 24, text)
    for index, column in enumerate(COLUMNS):
        sheet.write_string(0, index, column.heading, title)
        sheet.write_comment(0, index, _(column.explanation), {"x_scale": 2})
    example = workbook.add_format({"num_format": "@", "italic": True, "font_color": "#6B778A"})
    for row, line in enumerate(LINES, start=1):
        sheet.write_row(row, 0, line, example)
    choice = {"validate": "list", "source": list(TYPED_PAPERS.values())}
    sheet.data_validation(1, PAPER, MAX_ROWS, PAPER, choice)
    sheet.freeze_panes(1, 1)


def _write_explanations(workbook: xlsxwriter.Workbook, title: Format) -> None:
    sheet = workbook.add_worksheet(_("Explications"))
    text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 70)
    sheet.set_column(3, 3, 38)
    sheet.write(0, 0, _("Une ligne par établissement. Les deux lignes d’exemple ne sont pas lues."))
    sheet.write_row(2, 0, [_("Colonne"), _("Obligatoire"), _("Explication"), _("Exemple")], title)
    for row, column in enumerate(COLUMNS, start=3):
        required = _("Oui") if column.required else _("Non")
        values = [column.heading, required, _(column.explanation), column.example]
        sheet.write_row(row, 0, values, text)
    sheet.freeze_panes(3, 0)
