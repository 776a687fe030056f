"""Older papers: printed by several processes, then written and read as people would have."""

import multiprocessing
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import django

from documents.choices import SUBJECTS_OF_ACCOUNT
from documents.models import Document, DocumentType
from documents.sample_year.accounts import STAFF
from documents.sample_year.invented import letters
from documents.sample_year.invented.employers import PlannedEmployer
from documents.sample_year.invented.papers import EXCLUSION, PlannedPaper, draw_papers
from documents.sample_year.invented.scene import PAPERS_OF
from documents.sample_year.loading import readers
from documents.sample_year.loading.memberships import fate
from documents.sample_year.sizes import Say, Size
from documents.services import document as documents
from documents.services import snapshot
from mutuelles.choices import MembershipStatus
from mutuelles.models import Mutuelle
from portal.models import Employer, User, clock

SEVERAL = 5  # papers of a lively employer


@dataclass(frozen=True)
class Order:
    """A paper to print; another process may print it."""

    plan: PlannedPaper
    type: DocumentType
    employer: Employer
    mutuelle: Mutuelle | None
    snapshot: snapshot.Snapshot


def load(size: Size, say: Say) -> None:
    orders = sorted(_orders(size), key=lambda order: order.plan.day)
    printed = []
    for each in _print_all(orders, size.processes):
        printed.append(each)
        if len(printed) % 100 == 0:
            say(f"{len(printed)} documents imprimés sur {len(orders)}")
    documents.deliver(printed)
    _live([order.plan for order in orders], [each.document for each in printed])
    say(f"{len(printed)} documents des deux dernières années")


def _orders(size: Size) -> Iterator[Order]:
    rng, planned = size.rng("papers"), size.employers()
    lively = set(rng.sample(range(len(planned)), size.lively))
    types = {type.code: type for type in DocumentType.objects.select_related("contact")}
    employers = {employer.number: employer for employer in Employer.objects.all()}
    mutuelles = {mutuelle.number: mutuelle for mutuelle in Mutuelle.objects.all()}
    for rank, plan in enumerate(planned):
        mutuelle = mutuelles[plan.trade.mutuelle] if plan.is_member else None
        for paper in _papers(rng, plan, rank, rank in lively):
            yield _order(rng, paper, plan, types[paper.code], employers[plan.number], mutuelle)


def _papers(
    rng: random.Random, plan: PlannedEmployer, rank: int, is_lively: bool
) -> list[PlannedPaper]:
    if plan.name in PAPERS_OF:
        return PAPERS_OF[plan.name]
    count = SEVERAL if is_lively else rng.choices((1, 2, 3), (94, 4, 2))[0]
    subjects = SUBJECTS_OF_ACCOUNT[plan.account_kind]
    papers = draw_papers(rng, plan.rating_mode, subjects, count)
    if plan.is_member and fate(plan, rank) == MembershipStatus.EXCLUDED:
        papers.append(EXCLUSION)
    return papers


def _order(
    rng: random.Random,
    paper: PlannedPaper,
    plan: PlannedEmployer,
    type: DocumentType,
    employer: Employer,
    mutuelle: Mutuelle | None,
) -> Order:
    facts = letters.Facts(
        day=paper.day,
        establishment=rng.choice(plan.establishments).name,
        unit=plan.trade.unit,
        mutuelle=plan.trade.mutuelle_name,
    )
    letter = letters.write(paper.code, facts, rng)
    said = snapshot.letter(
        employer=employer,
        type=type,
        issued_on=paper.day,
        paragraphs=letter.paragraphs,
        table=letter.table,
    )
    # a manager sees what was issued for the mutuelle, and no other paper of its members
    is_of_mutuelle = paper.code in ("lettre-exclusion", "decision-projet")
    return Order(paper, type, employer, mutuelle if is_of_mutuelle else None, said)


def _print_all(orders: list[Order], processes: int) -> Iterator[documents.Printed]:
    if processes == 1:
        yield from map(_print, orders)
        return
    fresh = multiprocessing.get_context("spawn")  # a forked child would share our connection
    with ProcessPoolExecutor(processes, fresh, initializer=django.setup) as pool:
        yield from pool.map(_print, orders, chunksize=10)


def _print(order: Order) -> documents.Printed:
    return documents.print_order(
        documents.Order(order.type, order.employer, order.snapshot, order.mutuelle)
    )


def _live(plans: list[PlannedPaper], printed: list[Document]) -> None:
    """What happened to each document since it was issued."""
    people = readers.by_employer()
    staff = User.objects.get(email=STAFF.email)
    for plan, document in zip(plans, printed, strict=True):
        readers.read(people, document, plan.reads)
        if plan.withdrawn_on:
            with clock.held(plan.withdrawn_on):
                documents.withdraw(actor=staff, document=document, reason=plan.reason)
