"""Messages are queued with their jobs, however many at once."""

from procrastinate.contrib.django.models import ProcrastinateJob

from portal import notifications
from portal.models import OutgoingMail


def waiting() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("id").values_list("recipient", "subject"))


def test_queue_a_message_with_its_job(db):
    notifications.queue("maude@pain.example", "Objet", "Texte")

    assert waiting() == [("maude@pain.example", "Objet")]
    assert [job.args for job in ProcrastinateJob.objects.all()] == [
        {"mail_id": OutgoingMail.objects.get().pk}
    ]


def test_post_many_in_as_many_statements_as_two(db, django_assert_num_queries):
    facts = {"mutuelle": {"name": "Mutuelle du pain", "firm": {"name": "Prévaction"}}, "year": 2022}
    people = [(f"p{rank}@pain.example", facts | {"name": f"P{rank}"}) for rank in range(3)]

    for some in (people[:2], people):
        # the transaction's two, the rows', the jobs'
        with django_assert_num_queries(4):
            notifications.post_all("mutuelles/mail/reminder_read.txt", some)

    rank_of_each = [0, 1, 0, 1, 2]
    assert waiting() == [
        (
            f"p{rank}@pain.example",
            "Rappel\N{NO-BREAK SPACE}: l’Information officielle 2022 n’est pas encore lue",
        )
        for rank in rank_of_each
    ]
    assert ProcrastinateJob.objects.count() == 5


def test_post_nothing_to_nobody(db):
    notifications.post_all("mutuelles/mail/reminder_read.txt", [])

    assert (OutgoingMail.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)
