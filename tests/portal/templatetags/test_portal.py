import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from portal.templatetags import portal

OCTOBER_FIRST = dt.date(2021, 10, 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", '<time datetime="2021-10-01">vendredi 1<sup>er</sup> octobre 2021</time>'),
        ("en", '<time datetime="2021-10-01">Friday, October 1, 2021</time>'),
    ],
)
def test_write_date_in_words_of_the_language(language, words):
    with translation.override(language):
        written = portal.long_date(OCTOBER_FIRST, weekday=True)

    assert written == words


def test_show_day_of_an_evening_as_local():
    evening = dt.datetime(2021, 12, 17, 2, 30, tzinfo=dt.UTC)

    written = render_to_string("portal/date_block.html", {"day": evening, "prefix": "déposée le"})

    assert written.strip() == '<p class="day">déposée le <b>16</b> déc. 2021</p>'
