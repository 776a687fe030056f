"""A mutuelle of many members, and the list that its manager sends for the year after.

Written by batches and by COPY, so that a process which measures its own memory can make it too.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

from django.db import connection

from mutuelles.choices import MemberListStatus
from mutuelles.member_list.columns import COLUMNS
from mutuelles.member_list.rows import MemberRow
from mutuelles.models import Firm, ManagerMandate, MemberList, Mutuelle
from mutuelles.services import member_list_row
from portal.identifiers import neq_with_check_digit
from portal.models import User

YEAR = 2022
UPLOADED_AT = dt.datetime(2020, 9, 15, tzinfo=dt.UTC)
MEMBERS, LINES = 42, 50  # 42 employers in 50 lines: eight have a second establishment
# of a hundred members, the first two leave, the next three change; two employers come, one of
# whom the register does not know
LEAVING, CHANGING = 2, 5
BATCH = 5_000
COPY_EMPLOYERS = (
    "copy portal_employer (neq, name, street, city, province, postal_code, rating_mode, standing,"
    " account_kind) from stdin"
)
ENTER_ESTABLISHMENTS = """
insert into portal_establishment (employer_id, number, name, street, city, province, postal_code)
select employer_id, establishment_number, establishment_name, establishment_street,
  establishment_city, 'Québec', establishment_postal_code
from mutuelles_memberlistrow where member_list_id = %s
"""
MAKE_MEMBERS = """
insert into mutuelles_membership
  (mutuelle_id, employer_id, year, status, paper, signatory, capacity, member_list_id)
select distinct l.mutuelle_id, r.employer_id, l.year, 'ACTIVE', r.paper, r.signatory, r.capacity,
  l.id
from mutuelles_memberlistrow r join mutuelles_memberlist l on l.id = r.member_list_id
where l.id = %s
"""
PAPERS = {"RESOLUTION": "Résolution"}


@dataclass(frozen=True)
class World:
    manager: User
    mutuelle: Mutuelle
    content: bytes  # of the new list, a CSV file


def build(lines: int, *, serial: int = 0) -> World:
    """A list of so many lines, against 42 members for 50 of them; `serial` sets worlds apart."""
    members = max(lines * MEMBERS // LINES, 1)
    address = {"street": "1, rue du Port", "city": "Québec", "postal_code": "G1K 7E2"}
    firm = Firm.objects.create(name=f"Firme {serial}", contact="A", phone="1", email="", **address)
    manager = User.objects.create(email=f"gestion{serial}@banc.example", name="Gaston Banc")
    ManagerMandate.objects.create(user=manager, firm=firm, starts_on=dt.date(2020, 1, 1))
    number = f"MUT{90_000 + serial:05d}"
    mutuelle = Mutuelle.objects.create(number=number, name=f"Mutuelle {serial}", firm=firm)
    shift = serial * 1_000_000
    _enter_employers(shift, members)
    _make_members(manager, mutuelle, _told_before(shift, members))
    return World(manager, mutuelle, _as_csv(islice(_told_now(shift, members), lines)))


def _enter_employers(shift: int, members: int) -> None:
    with connection.cursor() as cursor, cursor.copy(COPY_EMPLOYERS) as copy:
        for rank in range(2 * members):
            if _is_known(rank, members):
                row = _row(shift, rank)
                facts = (row.employer_number, row.employer_name, row.street, row.city, row.province)
                copy.write_row((*facts, row.postal_code, "UNIT", "GOOD", "FULL"))


def _is_known(rank: int, members: int) -> bool:
    return rank < members or rank % 2 == 0


def _make_members(manager: User, mutuelle: Mutuelle, rows: Iterator[MemberRow]) -> None:
    """They came by a list of the year before."""
    member_list = MemberList.objects.create(
        mutuelle=mutuelle,
        year=YEAR - 1,
        file_name="membres.csv",
        size=0,
        status=MemberListStatus.CONFIRMED,
        uploaded_by=manager,
        uploaded_at=UPLOADED_AT,
    )
    while batch := list(islice(rows, BATCH)):
        member_list_row.keep(member_list, batch)
    with connection.cursor() as cursor:
        for statement in (ENTER_ESTABLISHMENTS, MAKE_MEMBERS):
            cursor.execute(statement, [member_list.pk])


def _told_before(shift: int, members: int) -> Iterator[MemberRow]:
    numbers = count(2)
    for rank in range(members):
        for place in range(1 + (rank % MEMBERS < LINES - MEMBERS)):
            yield _row(shift, rank, place, next(numbers))


def _told_now(shift: int, members: int) -> Iterator[MemberRow]:
    numbers = count(2)
    for rank in count():
        if rank < members and rank % 100 < LEAVING:
            continue
        changes = {}
        if rank < members and rank % 100 < CHANGING:
            changes = {"street": f"{rank}, boulevard de l’Ormière, bureau 200"}
        for place in range(1 + (rank % MEMBERS < LINES - MEMBERS)):
            yield _row(shift, rank, place, next(numbers))._replace(**changes)


def _row(shift: int, rank: int, place: int = 0, number: int = 0) -> MemberRow:
    name = f"Menuiserie et charpenterie de l’Érablière n° {rank} inc."
    return MemberRow(
        row=number,
        employer_number=neq_with_check_digit(f"11{shift + rank:07d}"),
        employer_name=name,
        street=f"{rank}, rue des Érables",
        city="Saint-Augustin-de-Desmaures",
        postal_code="G0X 1A9",
        contact_name="Frédérique Bélanger-Côté",
        contact_email=f"direction{rank}@erabliere.example",
        paper="RESOLUTION",
        signatory="Jean-François Lévesque",
        capacity="Président-directeur général",
        province="Québec",
        establishment_number=f"ETA{shift + rank:07d}{place:02d}",
        establishment_street=f"{rank}, chemin du Moulin",
        establishment_city="Trois-Rivières",
        establishment_postal_code="G0X 1A9",
        establishment_name=name if place == 0 else f"Atelier de finition n° {rank}",
    )


def _as_csv(rows: Iterator[MemberRow]) -> bytes:
    """As Excel saves it in Québec: UTF-8 with its mark, semicolons."""
    content = io.BytesIO()
    text = io.TextIOWrapper(content, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.heading for column in COLUMNS])
    for row in rows:
        cells = row._replace(paper=PAPERS[row.paper])
        writer.writerow([getattr(cells, column.key) for column in COLUMNS])
    text.flush()
    return content.getvalue()
