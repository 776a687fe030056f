"""The accounts of the demo: the one list of them, for the loader, the welcome and the tests."""

from dataclasses import dataclass

PASSWORD = "demonstration-2021"  # noqa: S105 (everybody may know it: nothing there is real)


@dataclass(frozen=True)
class Account:
    """`does`: what to try with it, for the welcome."""

    email: str
    name: str
    does: str
    groups: tuple[str, ...] = ()

    @property
    def is_staff(self) -> bool:
        return bool(self.groups)


EMPLOYER = Account(
    "employeur@demo.example", "Maude Trépanier", "consulte, imprime, retrouve l’historique"
)
MANAGER = Account(
    "gestionnaire@demo.example",
    "Hubert Lacasse",
    "dépose une liste de membres, suit sa mutuelle",
)
STAFF = Account(
    "personnel@demo.example",
    "Odile Ferland",
    "étudie les listes, lance les campagnes, tient l’horloge",
    ("consultation", "étude", "approbation"),
)
READER = Account(
    "consultation@demo.example",
    "Étienne Morissette",
    "regarde tout sans rien changer",
    ("consultation",),
)

ACCOUNTS = (EMPLOYER, MANAGER, STAFF, READER)
