"""The « bilan des activités » of a mutuelle."""

import datetime as dt

import pytest

from mutuelles.models import ActivityReport
from mutuelles.services import activity_report, study
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import User, clock
from tests.cast import YEAR, Cast

DUE = dt.date(YEAR + 1, 3, 1)
SUMMARY = "Douze visites d’établissements ; trois formations."


def submit(cast: Cast, on: dt.date, actor: User | None = None, **file: object) -> ActivityReport:
    with clock.held(on):
        return activity_report.submit(
            actor=actor or cast.hubert, mutuelle=cast.mutuelle, year=YEAR, summary=SUMMARY, **file
        )


@pytest.mark.parametrize(("on", "late"), [(DUE, False), (DUE + dt.timedelta(1), True)])
def test_submit_report(cast, on, late):
    study.conclude(cast.mutuelle, YEAR)

    report = submit(cast, on)

    assert (report.summary, report.submitted_by) == (SUMMARY, cast.hubert)
    assert activity_report.is_late(report) == late


def test_refuse_report_of_year_without_entente(cast):
    with pytest.raises(BusinessError):
        submit(cast, DUE)

    assert not ActivityReport.objects.exists()


def test_refuse_report_before_its_year(cast):
    study.conclude(cast.mutuelle, YEAR)

    with pytest.raises(BusinessError):
        submit(cast, dt.date(YEAR - 1, 12, 31))

    assert not ActivityReport.objects.exists()


def test_refuse_second_report(cast):
    study.conclude(cast.mutuelle, YEAR)
    submit(cast, DUE)

    with pytest.raises(Conflict):
        submit(cast, DUE)

    assert ActivityReport.objects.count() == 1


def test_refuse_report_of_another_manager(cast):
    study.conclude(cast.mutuelle, YEAR)

    with pytest.raises(NotAllowed):
        submit(cast, DUE, actor=cast.rita)

    assert not ActivityReport.objects.exists()


def test_refuse_file_that_is_no_paper(cast):
    study.conclude(cast.mutuelle, YEAR)

    with pytest.raises(BusinessError):
        submit(cast, DUE, content=b"MZ\x90\0", name="bilan.pdf")

    assert not ActivityReport.objects.exists()
