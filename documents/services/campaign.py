"""Campaigns: launch, issue slice by slice, and tell how far it is."""

import datetime as dt
import logging
from dataclasses import dataclass

from django.db import (
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    connection,
    transaction,
)
from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import tasks
from documents.access import may_launch_campaign
from documents.choices import ItemStatus
from documents.models import Campaign, CampaignItem, DocumentType
from documents.models.document_type import OFFICIAL_INFORMATION
from documents.pdf.plan import Refused
from documents.services import document as documents
from documents.services import seal_key, snapshot
from documents.services.printing import NotConformant
from mutuelles.models import Entente, EntenteEdition, Mutuelle
from portal.errors import BusinessError, NotAllowed
from portal.models import Establishment, User, clock
from portal.services import audit

logger = logging.getLogger(__name__)

SLICE = 100  # items that a job claims: few enough that progress shows, and a kill loses seconds

NOT_YET_ISSUED = """
from mutuelles_membership m
where m.year = %(year)s and m.status = 'ACTIVE'
  and not exists (
    select from documents_document d
    where d.idempotency_key = concat_ws(':', %(year)s::text, m.employer_id, %(type)s::text))
  and not exists (
    select from documents_campaignitem i join documents_campaign c on c.id = i.campaign_id
    where i.employer_id = m.employer_id and i.status = 'PENDING'
      and c.year = %(year)s and c.type_id = %(type_id)s)
"""
CREATE_ITEMS = f"""
insert into documents_campaignitem (campaign_id, employer_id, mutuelle_id, status, error)
select %(campaign)s, m.employer_id, m.mutuelle_id, 'PENDING', '' {NOT_YET_ISSUED}
  and m.mutuelle_id = any(%(mutuelles)s)
order by m.mutuelle_id, m.employer_id
"""
COUNT_WAITING = f"select m.mutuelle_id, count(*) {NOT_YET_ISSUED} group by m.mutuelle_id"
WRITE_MARKS = """
update documents_campaignitem as item
set status = mark.status, error = mark.error, document_id = mark.document, done_at = mark.done_at
from unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::timestamptz[])
  as mark (id, status, error, document, done_at)
where item.id = mark.id
"""


def idempotency_key(year: int, employer_id: int, type_code: str) -> str:
    return f"{year}:{employer_id}:{type_code}"


@transaction.atomic
def launch(
    *,
    actor: User,
    year: int,
    mutuelles: QuerySet[Mutuelle],
    issued_on: dt.date | None = None,
) -> Campaign:
    """Create the items of a campaign and their jobs, in one transaction.

    What is issued, or waits in another campaign, is left out: launched twice, nothing is issued
    twice. Raises BusinessError when nothing is left to issue.
    """
    if not may_launch_campaign(actor):
        raise NotAllowed(_("Seul le personnel d’approbation lance une campagne."))
    # two launches at once take turns here
    type = DocumentType.objects.select_for_update().get(code=OFFICIAL_INFORMATION)
    campaign = Campaign.objects.create(
        year=year,
        type=type,
        issued_on=issued_on or clock.today(),
        launched_by=actor,
        launched_at=clock.now(),
    )
    campaign.mutuelles.set(mutuelles)
    items = _create_items(campaign)
    if not items:
        raise BusinessError(_("Rien à émettre : tout est déjà émis, ou en cours d’émission."))
    _defer_slices(campaign, items)
    audit.record(actor=actor, verb="launch", subject=campaign, items=items)
    return campaign


def _create_items(campaign: Campaign) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            CREATE_ITEMS,
            {
                "campaign": campaign.pk,
                "year": campaign.year,
                "mutuelles": list(campaign.mutuelles.values_list("pk", flat=True)),
                "type": campaign.type.code,
                "type_id": campaign.type_id,
            },
        )
        return int(cursor.rowcount)


def _defer_slices(campaign: Campaign, items: int) -> None:
    job: tasks.Arguments = {"campaign_id": campaign.pk}
    tasks.issue_slice.batch_defer(*[job] * -(-items // SLICE))


@transaction.atomic
def retry_failed(*, actor: User, campaign: Campaign) -> int:
    """Put the failed items back to issue; their number."""
    if not may_launch_campaign(actor):
        raise NotAllowed(_("Seul le personnel d’approbation relance une campagne."))
    failed = campaign.items.filter(status=ItemStatus.FAILED)
    count = failed.update(status=ItemStatus.PENDING, error="")
    if count:
        _defer_slices(campaign, count)
        audit.record(actor=actor, verb="retry", subject=campaign, items=count)
    return count


@transaction.atomic
def issue_slice(*, campaign_id: int) -> int:
    """Claim a slice of items, make their documents, and mark them, in one transaction.

    A worker killed halfway leaves the items as they were; two workers never claim the same.
    """
    items = list(
        CampaignItem.objects.filter(campaign=campaign_id, status=ItemStatus.PENDING)
        .order_by("id")
        .select_for_update(skip_locked=True, of=["self"])
        .select_related("employer", "mutuelle__firm", "campaign__type")
        .prefetch_related(
            Prefetch("employer__establishments", Establishment.objects.order_by("number"))
        )[:SLICE]
    )
    if items:
        _deliver(_printed(items))
        _write_marks(items)
    return len(items)


def _write_marks(items: list[CampaignItem]) -> None:
    """In one statement; `bulk_update` writes a CASE for each of them."""
    marks = [(i.pk, i.status, i.error, i.document_id, i.done_at) for i in items]
    with connection.cursor() as cursor:
        cursor.execute(WRITE_MARKS, [list(column) for column in zip(*marks, strict=True)])


def _printed(items: list[CampaignItem]) -> list[tuple[CampaignItem, documents.Printed]]:
    """What could be printed, without a transaction: a bad item is marked, and stops no other."""
    editions = _editions(items)
    version, sealing = documents.current_version(), seal_key.current()
    found = []
    for item in items:
        try:
            printed = documents.print_order(_order(item, editions, sealing), version, sealing)
        except (OperationalError, InterfaceError):
            raise  # a lost database stops the slice
        except Exception as error:
            _mark_failed(item, error)
        else:
            found.append((item, printed))
    return found


def _deliver(pairs: list[tuple[CampaignItem, documents.Printed]]) -> None:
    """All in a few statements; if one of them is refused, each in its turn, to know which."""
    try:
        documents.deliver([printed for _item, printed in pairs])
    except (IntegrityError, DataError) as error:
        if len(pairs) == 1:
            _mark_failed(pairs[0][0], error)
            return
        for pair in pairs:
            _deliver([pair])
    else:
        for item, printed in pairs:
            item.document, item.status = printed.document, ItemStatus.ISSUED
            item.done_at = timezone.now()


def _mark_failed(item: CampaignItem, error: Exception) -> None:
    """Our own sentences are shown to staff; of the rest, only the kind."""
    ours = isinstance(error, BusinessError | Refused | NotConformant)
    if not ours:
        logger.error("campaign item %s failed", item.pk, exc_info=error)
    item.status, item.done_at = ItemStatus.FAILED, timezone.now()
    item.error = (str(error) if ours else type(error).__name__)[:300]


def _editions(items: list[CampaignItem]) -> dict[int, EntenteEdition]:
    """The text of the Entente by mutuelle."""
    mutuelles = {item.mutuelle_id for item in items}
    ententes = Entente.objects.filter(mutuelle__in=mutuelles, year=items[0].campaign.year)
    return {entente.mutuelle_id: entente.edition for entente in ententes.select_related("edition")}


def _order(
    item: CampaignItem, editions: dict[int, EntenteEdition], sealing: snapshot.Sealing
) -> documents.Order:
    campaign, employer = item.campaign, item.employer
    establishments = list(employer.establishments.all())
    if not establishments:
        raise BusinessError(_("Aucun établissement : le certificat n’a pas de lieu."))
    if item.mutuelle_id not in editions:
        raise BusinessError(_("La mutuelle n’a pas d’Entente pour cette année."))
    said = snapshot.official(
        employer=employer,
        establishments=establishments,
        mutuelle=item.mutuelle,
        edition=editions[item.mutuelle_id],
        year=campaign.year,
        issued_on=campaign.issued_on,
        title=campaign.type.title,
        sealing=sealing,
    )
    return documents.Order(
        type=campaign.type,
        employer=employer,
        snapshot=said,
        mutuelle=item.mutuelle,
        establishments=establishments,
        idempotency_key=idempotency_key(campaign.year, employer.pk, campaign.type.code),
    )


def waiting(year: int) -> dict[int, int]:
    """How many members of each mutuelle (by key) have no document of the year yet."""
    type = DocumentType.objects.get(code=OFFICIAL_INFORMATION)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_WAITING, {"year": year, "type": type.code, "type_id": type.pk})
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Progress:
    """Counts of a campaign's items by status."""

    issued: int
    failed: int
    pending: int

    @property
    def total(self) -> int:
        return self.issued + self.failed + self.pending

    @property
    def percent(self) -> int:
        return 100 * (self.issued + self.failed) // self.total if self.total else 100

    @property
    def is_running(self) -> bool:
        return self.pending > 0


def progress(campaign: Campaign) -> Progress:
    """How many items are issued, failed, pending: one grouped query."""
    rows = campaign.items.order_by().values_list("status").annotate(Count("id"))
    counts = dict(rows)
    return Progress(
        issued=counts.get(ItemStatus.ISSUED, 0),
        failed=counts.get(ItemStatus.FAILED, 0),
        pending=counts.get(ItemStatus.PENDING, 0),
    )
