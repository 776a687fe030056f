"""Doors for the worker on the ground floor."""

from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

Arguments = dict[str, JSONValue]


@app.task(queue="mail", retry=5)
def send_mail(mail_id: int) -> None:
    from portal.services import mail

    mail.send(mail_id=mail_id)


@app.periodic(cron="* * * * *")
@app.task(queue="upkeep", queueing_lock="rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context, timestamp: int) -> None:
    """A killed worker leaves its jobs in `doing`: put them back in the queue."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)
