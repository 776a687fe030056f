"""A list of members, from file received to committed, against the floor and against row by row.

The floor reads the cells with the csv module (or calamine) and nothing else, and sends the same
rows by COPY into the same table, with its indexes and its foreign keys. Row by row is what one
writes first, `get_or_create` and a comparison for each line: it is timed on some lines, and told
for all of them.
"""

import csv
import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice

import python_calamine as calamine
import xlsxwriter
from django.db import connection, transaction

from mutuelles.member_list.columns import COLUMNS
from mutuelles.models import MemberList, MemberListRow, Membership, Project, ProjectMember
from mutuelles.services import change_groups, changes, register
from mutuelles.services import member_list as lists
from portal.models import Employer, Establishment, clock
from tests.bench.figure import Figure
from tests.bench.upload_world import YEAR, World, build
from tests.cast import Cast

TURNS = 3
SAMPLE = 1_000  # lines written row by row
KEYS = [column.key for column in COLUMNS]
FIELDS = ", ".join(KEYS)
COPY = (
    f"copy mutuelles_memberlistrow (member_list_id, row, employer_id, {FIELDS}, set_aside)"
    " from stdin"
)
CHUNK = 2_000
NULL = r"\N"

Cells = list[list[str]]


def figures(_cast: Cast, n: int) -> Iterator[Figure]:
    world = build(n)
    workbook = _as_workbook(_csv_cells(world.content))
    times: dict[str, list[float]] = {"csv": [], "csv floor": [], "xlsx": [], "xlsx floor": []}
    for _turn in range(TURNS):
        times["csv"].append(_ours(world, world.content, "membres.csv"))
        times["csv floor"].append(_floor(world, lambda: _csv_cells(world.content)))
        times["xlsx"].append(_ours(world, workbook, "membres.xlsx"))
        times["xlsx floor"].append(_floor(world, lambda: _xlsx_cells(workbook)))
    median = {name: statistics.median(seconds) for name, seconds in times.items()}
    yield Figure("upload.vs_floor", median["csv"] / median["csv floor"], "ratio", n)
    yield Figure("upload.xlsx_vs_floor", median["xlsx"] / median["xlsx floor"], "ratio", n)
    yield Figure("upload.rowwise_vs_ours", _row_by_row(world) / median["csv"], "×", n)
    yield Figure("upload.peak_mb", _peak(n), "Mo", n)


def _ours(world: World, content: bytes, name: str) -> float:
    begin = time.perf_counter()
    project = receive(world, content, name)
    seconds = time.perf_counter() - begin
    _undo(project)
    return seconds


def receive(world: World, content: bytes, name: str) -> Project:
    """As its manager does: the list uploaded, its changes shown, confirmed."""
    with clock.held():
        member_list = lists.upload(
            actor=world.manager, mutuelle=world.mutuelle, year=YEAR, content=content, name=name
        )
        project = member_list.project
        if project is None or member_list.faults:
            raise ValueError(member_list.faults[:2])
        change_groups.groups(member_list, project)
        change_groups.declared_elsewhere(member_list, project)
        changes.papers_of_absent(member_list, project).count()
        lists.confirm(actor=world.manager, member_list=member_list, revision=project.revision)
    return project


def _undo(project: Project) -> None:
    rows = MemberListRow.objects.filter(member_list__project=project)
    with transaction.atomic():
        ProjectMember.objects.filter(project=project)._raw_delete("default")
        entered = Employer.objects.filter(standing="UNVERIFIED", pk__in=rows.values("employer"))
        unknown = list(entered.values_list("pk", flat=True))
        rows._raw_delete("default")
        Employer.objects.filter(pk__in=unknown)._raw_delete("default")
        MemberList.objects.filter(project=project)._raw_delete("default")
        Project.objects.filter(pk=project.pk)._raw_delete("default")


def _csv_cells(content: bytes) -> Cells:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def _xlsx_cells(content: bytes) -> Cells:
    return calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def _as_workbook(cells: Cells) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(cells):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def _floor(world: World, cells: Callable[[], Cells]) -> float:
    """Whose employer each line is has been found beforehand."""
    employer_of = register.known(row[0] for row in cells())
    member_list = _empty_list(world)
    begin = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(COPY) as copy:
        lines = (
            "\t".join([f"{member_list.pk}", f"{number}", f"{employer_of.get(row[0], NULL)}", *row])
            + "\t\n"
            for number, row in enumerate(islice(cells(), 1, None), start=2)
        )
        while chunk := "".join(islice(lines, CHUNK)):
            copy.write(chunk)
    seconds = time.perf_counter() - begin
    member_list.rows.all()._raw_delete("default")
    member_list.delete()
    return seconds


def _empty_list(world: World, project: Project | None = None) -> MemberList:
    return MemberList.objects.create(
        mutuelle=world.mutuelle,
        project=project,
        year=YEAR,
        file_name="",
        size=0,
        status="TO_CONFIRM",
        uploaded_by=world.manager,
        uploaded_at=clock.now(),
    )


def _row_by_row(world: World) -> float:
    """Seconds for the whole list, from those of its first lines."""
    cells = _csv_cells(world.content)[1:]
    project = Project.objects.create(
        mutuelle=world.mutuelle,
        year=YEAR,
        kind="RENEWAL",
        opened_by=world.manager,
        opened_at=clock.now(),
    )
    member_list = _empty_list(world, project)
    some = cells[:SAMPLE]
    begin = time.perf_counter()
    with transaction.atomic():
        for number, row in enumerate(some, start=2):
            _write_one(project, member_list, number, dict(zip(KEYS, row, strict=True)))
    seconds = time.perf_counter() - begin
    _undo(project)
    return seconds / len(some) * len(cells)


def _write_one(
    project: Project, member_list: MemberList, number: int, values: dict[str, str]
) -> None:
    """The employer, its holder, its past, its line, its place in the draft."""
    address = {key: values[key] for key in ("street", "city", "province", "postal_code")}
    employer, _new = Employer.objects.get_or_create(
        neq=values["employer_number"],
        defaults={"name": values["employer_name"], "standing": "UNVERIFIED"} | address,
    )
    Establishment.objects.filter(number=values["establishment_number"]).first()
    elsewhere = Membership.objects.active(YEAR).filter(employer=employer)
    elsewhere.exclude(mutuelle=project.mutuelle_id).exists()
    before = Membership.objects.active(YEAR - 1).filter(
        mutuelle=project.mutuelle_id, employer=employer
    )
    if past := before.first():
        list(MemberListRow.objects.filter(member_list=past.member_list_id, employer=employer))
    MemberListRow.objects.get_or_create(
        member_list=member_list, row=number, defaults=values | {"employer": employer}
    )
    ProjectMember.objects.get_or_create(
        project=project, employer=employer, defaults={"member_list": member_list}
    )


def _peak(n: int) -> float:
    """Megabytes at most of a process that does nothing else."""
    command = [sys.executable, "-m", "tests.bench.upload_peak", connection.settings_dict["NAME"]]
    told = subprocess.run(
        [*command, str(n)], check=True, capture_output=True, text=True, env=os.environ
    )
    return float(told.stdout.split()[-1])
