"""The sixteen columns of a member list: the one source for the reader, the page and the model."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from mutuelles.member_list import cells


@dataclass(frozen=True, slots=True)
class Column:
    """`heading` and `explanation` are French; a page translates the explanation as it shows it."""

    key: str
    heading: str
    explanation: str
    example: str
    aliases: tuple[str, ...] = ()
    required: bool = True
    default: str = ""
    max_length: int = 200
    parse: Callable[[str], str] = cells.plain

    @property
    def names(self) -> set[str]:
        """Every heading that means this column, folded."""
        return {cells.fold(name) for name in (self.key, self.heading, *self.aliases)}


COLUMNS = (
    Column(
        "employer_number",
        "NEQ ou numéro d’employeur",
        _("Les dix chiffres du NEQ, ou ENL et huit chiffres. Mettre la colonne au format Texte."),
        "1199000002",
        (
            "NEQ",
            "Numéro d’employeur",
            "No d’employeur",
            "NEQ / ENL",
            "Numéro d’entreprise du Québec",
        ),
        parse=cells.employer_number,
    ),
    Column(
        "employer_name",
        "Nom de l’employeur",
        _("Le nom au registre des entreprises, le même sur toutes les lignes de l’employeur."),
        "Menuiserie des Trois Saules inc.",
        ("Employeur", "Nom", "Raison sociale", "Nom de l’entreprise", "Employer"),
    ),
    Column(
        "street",
        "Adresse (numéro et rue)",
        _("L’adresse de l’employeur, bureau ou étage compris."),
        "214, rue des Érables, bureau 3",
        ("Adresse", "Adresse de l’employeur", "Numéro et rue", "Rue", "Address"),
    ),
    Column(
        "city",
        "Ville",
        _("La ville de l’employeur."),
        "Lévis",
        ("Ville de l’employeur", "Municipalité"),
        max_length=100,
    ),
    Column(
        "province",
        "Province",
        _("La province de l’employeur ; une cellule vide veut dire Québec."),
        "Québec",
        ("Province de l’employeur",),
        required=False,
        default=cells.QUEBEC,
        parse=cells.province,
    ),
    Column(
        "postal_code",
        "Code postal",
        _("Le code postal de l’employeur."),
        "G0X 1A9",
        ("Code postal de l’employeur", "CP"),
        parse=cells.postal_code,
    ),
    Column(
        "contact_name",
        "Personne-ressource",
        _("La personne qui recevra les documents de l’employeur."),
        "Maude Tremblay",
        ("Contact", "Nom de la personne-ressource", "Nom du contact"),
        max_length=150,
    ),
    Column(
        "contact_email",
        "Courriel",
        _("Son adresse de courriel : une invitation lui est envoyée si elle n’a pas de compte."),
        "maude.tremblay@trois-saules.example",
        ("Courriel de la personne-ressource", "Adresse de courriel", "Adresse courriel", "E-mail"),
        max_length=254,
        parse=cells.email,
    ),
    Column(
        "establishment_number",
        "Numéro d’établissement",
        _("ETA et neuf chiffres. Chaque établissement figure une seule fois dans la liste."),
        "ETA990000001",
        ("No d’établissement", "Numéro de l’établissement", "ETA"),
        parse=cells.establishment_number,
    ),
    Column(
        "establishment_name",
        "Nom de l’établissement",
        _("Une cellule vide veut dire le nom de l’employeur."),
        "Atelier de Lévis",
        ("Établissement",),
        required=False,
    ),
    Column(
        "establishment_street",
        "Adresse de l’établissement",
        _("Numéro et rue de l’établissement, qui est toujours au Québec."),
        "214, rue des Érables",
        ("Numéro et rue de l’établissement", "Establishment address"),
    ),
    Column(
        "establishment_city",
        "Ville de l’établissement",
        _("La ville de l’établissement."),
        "Lévis",
        max_length=100,
    ),
    Column(
        "establishment_postal_code",
        "Code postal de l’établissement",
        _("Le code postal de l’établissement."),
        "G0X 1A9",
        ("CP de l’établissement",),
        parse=cells.postal_code,
    ),
    Column(
        "paper",
        "Pièce (résolution ou procuration)",
        _("Ce qui donne au signataire le pouvoir de signer : Résolution ou Procuration."),
        "Résolution",
        ("Pièce", "Résolution ou procuration"),
        parse=cells.paper,
    ),
    Column(
        "signatory",
        "Signataire",
        _("La personne que la résolution ou la procuration autorise à signer l’Entente."),
        "Jean-Noël Côté",
        ("Nom du signataire",),
    ),
    Column(
        "capacity",
        "Qualité du signataire",
        _("À quel titre cette personne signe."),
        "Président",
        ("Qualité", "Titre du signataire", "Fonction du signataire", "Title"),
        max_length=100,
    ),
)
COLUMN_OF = {name: column for column in COLUMNS for name in column.names}
HEADING_OF = {column.key: column.heading for column in COLUMNS}
