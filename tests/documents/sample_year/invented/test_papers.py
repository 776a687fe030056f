"""Which papers were received: only in subjects of the account, in order of date."""

import random

from documents.choices import SUBJECTS_OF_ACCOUNT
from documents.sample_year.invented.papers import LAST_DAY, SUBJECT_OF, draw_papers
from portal.choices import AccountKind, RatingMode

SUBJECTS = SUBJECTS_OF_ACCOUNT[AccountKind.EMPLOYER]


def draw(count: int) -> list:
    return draw_papers(random.Random(2), RatingMode.PERSONALIZED, SUBJECTS, count)


def test_draw_stays_in_the_subjects_of_the_account():
    papers = draw(12)

    assert {SUBJECT_OF[paper.code] for paper in papers} - set(SUBJECTS) == set()


def test_draw_gives_the_oldest_first():
    days = [paper.day for paper in draw(12)]

    assert days == sorted(days)
    assert [day for day in days if day.weekday() > 4 or day > LAST_DAY] == []


def test_draw_reads_after_the_issue_and_in_order():
    for paper in draw(12):
        dates = [paper.day, *paper.reads, paper.withdrawn_on or LAST_DAY]

        assert dates == sorted(dates)
