"""What a worker leaves behind when it is killed outright, and who mends it."""

import contextlib
import subprocess
import time
from collections.abc import Iterator

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

from portal import notifications, tasks
from portal.models import OutgoingMail
from tests import worker

pytestmark = pytest.mark.django_db(transaction=True)


@contextlib.contextmanager
def held_up() -> Iterator[ProcrastinateJob]:
    """The job of a mail; while this lasts, whoever sends it waits in the middle of it."""
    notifications.queue("maude@pain.example", "Objet", "Texte")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("begin; lock table portal_outgoingmail in access exclusive mode")
        yield ProcrastinateJob.objects.get(task_name="portal.tasks.send_mail")
    finally:
        other.close()  # whatever happens: a lock left behind would hold up the next flush


def worker_on(job: ProcrastinateJob) -> subprocess.Popen:
    """A worker in the middle of this job."""
    process, end = worker.start(), time.monotonic() + worker.SECONDS
    while job.status != "doing":
        assert time.monotonic() < end
        time.sleep(0.05)
        job.refresh_from_db()
    return process


def let_a_minute_pass() -> None:
    """The last sign of life of all workers moves back, instead of the test waiting for it."""
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 min'")


def rescue() -> None:
    """The upkeep of the minute, by a worker that is well, then whatever it put back."""
    with contextlib.suppress(AlreadyEnqueued):
        tasks.rescue_stalled_jobs.defer(timestamp=0)
    worker.work()


def test_put_back_job_of_worker_killed_halfway():
    with held_up() as job:
        process = worker_on(job)
        process.kill()
        process.wait()
    let_a_minute_pass()

    rescue()

    job.refresh_from_db()
    assert (job.status, job.attempts) == ("succeeded", 2)
    assert [mail.status for mail in OutgoingMail.objects.all()] == ["SENT"]


def test_leave_job_of_living_worker_alone():
    with held_up() as job:
        process = worker_on(job)

        rescue()

        job.refresh_from_db()
        assert (job.status, job.attempts) == ("doing", 0)
    process.terminate()
    assert process.wait(timeout=worker.SECONDS) == 0
