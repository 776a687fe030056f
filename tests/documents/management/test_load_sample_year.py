"""The command of the sample year; the load itself is tried in `sample_year/test_load.py`."""

import pytest
from django.core.management import CommandError, call_command

from portal.models import Employer


def test_load_refuses_a_register_that_somebody_filled(cast):
    before = Employer.objects.count()

    with pytest.raises(CommandError) as error:
        call_command("load_sample_year")

    assert str(error.value).startswith("Cette base a déjà des employeurs")
    assert Employer.objects.count() == before
