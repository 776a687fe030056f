"""The projects of 2022: what each manager sent in the autumn, and what became of it."""

import datetime as dt
from dataclasses import dataclass

from mutuelles.choices import MemberListStatus, ProjectStatus

YEAR = 2022
TO_UPLOAD = "MUT00047"  # its draft waits for the list that the visitor of the demo uploads
NEWCOMER = "Entretien Belle-Marée inc."  # whom the register does not know: accepted, it is invited
LATE_REASON = "Le gestionnaire a demandé un délai : son système était en panne à la fin septembre."
OUTLINE = (
    "Objectifs de l’année : réduire les maux de dos et les chutes de plain-pied, qui font la "
    "plupart des lésions des membres.\n\n"
    "Moyens : une visite par établissement, un programme de prévention tenu à jour dans chacun, "
    "deux demi-journées de formation ouvertes à tous, et un accueil écrit pour les nouveaux "
    "travailleurs."
)


@dataclass(frozen=True)
class PlannedList:
    file_name: str
    day: dt.date
    fate: MemberListStatus
    unknown: str = ""  # the name of an employer that the register does not know


@dataclass(frozen=True)
class PlannedProject:
    """`late_until`: staff let it be submitted after 30 September."""

    mutuelle: str
    lists: tuple[PlannedList, ...]
    status: ProjectStatus
    submitted_on: dt.date | None = None
    decided_on: dt.date | None = None
    reason: str = ""
    late_until: dt.date | None = None

    @property
    def opened_on(self) -> dt.date:
        return self.lists[0].day if self.lists else dt.date(2021, 12, 13)


def _september(day: int) -> dt.date:
    return dt.date(2021, 9, day)


def _confirmed(file_name: str, day: dt.date, unknown: str = "") -> PlannedList:
    return PlannedList(file_name, day, MemberListStatus.CONFIRMED, unknown)


def _accepted(mutuelle: str, november: int, *lists: PlannedList) -> PlannedProject:
    decided = dt.date(2021, 11, november)
    status = ProjectStatus.ACCEPTED
    return PlannedProject(mutuelle, lists, status, _september(30), decided)


PROJECTS = (
    _accepted(
        "MUT00042",
        12,
        PlannedList("membres_boulange_2022.xlsx", _september(20), MemberListStatus.FAULTY),
        _confirmed("membres_boulange_2022_corrige.xlsx", _september(28)),
    ),
    _accepted("MUT00007", 5, _confirmed("transporteurs-2022.csv", _september(14))),
    _accepted(
        "MUT00011",
        5,
        PlannedList("bois-et-foret-2022-essai.csv", _september(15), MemberListStatus.ABANDONED),
        _confirmed("bois-et-foret-2022.csv", _september(16)),
    ),
    _accepted("MUT00015", 9, _confirmed("Soudure et métal 2022.xlsx", _september(22))),
    _accepted("MUT00019", 9, _confirmed("batir_ensemble_membres.csv", _september(24))),
    _accepted("MUT00053", 12, _confirmed("communautes-du-nord.csv", _september(27))),
    _accepted("MUT00058", 15, _confirmed("soins_2022.xlsx", _september(29))),
    PlannedProject(
        "MUT00031",
        (_confirmed("champs-fromageries.csv", _september(17)),),
        ProjectStatus.REFUSED,
        _september(28),
        dt.date(2021, 10, 22),
        "L’exposé sommaire ne dit pas comment les objectifs de prévention seront atteints.",
    ),
    PlannedProject(
        "MUT00031",
        (
            _confirmed(
                "champs-fromageries-v2.csv",
                dt.date(2021, 11, 2),
                "Fromagerie des Deux-Rivières-Neuves inc.",
            ),
        ),
        ProjectStatus.IN_STUDY,
        dt.date(2021, 11, 4),
        late_until=dt.date(2021, 11, 15),
    ),
    PlannedProject(
        "MUT00036",
        (_confirmed("garages_2022.xlsx", _september(30), "Garage Aube-Nord inc."),),
        ProjectStatus.SUBMITTED,
        _september(30),
    ),
    PlannedProject(
        "MUT00023",
        (PlannedList("comptoirs 2022 (2).xlsx", dt.date(2021, 12, 13), MemberListStatus.FAULTY),),
        ProjectStatus.DRAFT,
        late_until=dt.date(2021, 12, 31),
    ),
    PlannedProject(
        "MUT00028",
        (
            PlannedList(
                "tables_et_auberges.xlsx", dt.date(2021, 12, 14), MemberListStatus.TO_CONFIRM
            ),
        ),
        ProjectStatus.DRAFT,
        late_until=dt.date(2021, 12, 31),
    ),
    PlannedProject(TO_UPLOAD, (), ProjectStatus.DRAFT, late_until=dt.date(2021, 12, 31)),
)
