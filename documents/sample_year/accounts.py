"""The accounts of the demo: the one list of them, for the loader, the welcome and the tests."""

from dataclasses import dataclass

PASSWORD = "demonstration-2021"  # noqa: S105 (everybody may know it: nothing there is real)


@dataclass(frozen=True)
class Account:
    email: str
    name: str
    groups: tuple[str, ...] = ()

    @property
    def is_staff(self) -> bool:
        return bool(self.groups)


EMPLOYER = Account("employeur@demo.example", "Maude Trépanier")
MANAGER = Account("gestionnaire@demo.example", "Hubert Lacasse")
STAFF = Account("personnel@demo.example", "Odile Ferland", ("consultation", "étude", "approbation"))
READER = Account("consultation@demo.example", "Étienne Morissette", ("consultation",))

ACCOUNTS = (EMPLOYER, MANAGER, STAFF, READER)
