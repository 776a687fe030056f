"""Towns that are on no map, with the first half of a postal code that suits them."""

import random
from dataclasses import dataclass

LETTERS = "ABCEGHJKLMNPRSTVWXYZ"  # those of the second half of a postal code

TOWNS = (
    ("Maribourg", "G0S"),
    ("Saint-Elzéard-des-Monts", "G0R"),
    ("Sainte-Rosaline", "G6V"),
    ("Val-Nordet", "J9X"),
    ("Rivière-aux-Ormes", "G5R"),
    ("Saint-Télesphore-du-Lac", "G8B"),
    ("Notre-Dame-des-Brises", "G4X"),
    ("Port-Calumet", "J0X"),
    ("Sainte-Aurélie-de-Kamour", "G0L"),
    ("Pointe-aux-Sarcelles", "G5Y"),
    ("Lac-Bellefeuille", "J8C"),
    ("Saint-Cyprien-des-Érables", "J2S"),
    ("Mont-Chevalier", "J1H"),
    ("Sainte-Hénédine-Station", "G0M"),
    ("Anse-au-Griffon-Bleu", "G0C"),
    ("Ville-Laroque", "H7N"),
    ("Saint-Omer-sur-Yamachiche", "J0K"),
    ("Hautes-Terres", "G9T"),
    ("Clairval", "J5R"),
    ("Saint-Ludger-Nord", "G8N"),
    ("Grand-Portage-Neuf", "G0W"),
    ("L’Anse-Marguerite", "G4R"),
    ("Bois-Dormant", "J3P"),
    ("Sainte-Opportune-du-Rang", "J0N"),
    ("Rapide-Doré", "J0Y"),
    ("Fort-Lacorne", "J9P"),
    ("Saint-Norbert-des-Prés", "J6E"),
    ("Faubourg-Sainte-Ursule", "H2K"),
    ("Havre-des-Cormiers", "G4T"),
    ("Stanhope Corner", "J0B"),
)
ROADS = (
    "rue des Érables",
    "rue du Moulin",
    "rue Principale",
    "rue de l’Église",
    "avenue du Collège",
    "avenue de la Gare",
    "boulevard de l’Aqueduc",
    "boulevard des Laurentides",
    "chemin de la Rivière",
    "chemin du Petit-Lac",
    "chemin des Quatre-Vents",
    "rang Sainte-Anne",
    "rang du Bord-de-l’Eau",
    "côte du Calvaire",
    "route du Vieux-Quai",
    "rue des Artisans",
    "rue de l’Industrie",
    "rue Notre-Dame Est",
    "rue Saint-Joseph",
    "1re Avenue",
    "3e Rang Ouest",
    "montée des Pionniers",
)
SUITES = ("", "", "", "", "", ", bureau 200", ", local 4", ", bâtiment B")


@dataclass(frozen=True)
class Place:
    street: str
    city: str
    postal_code: str


def draw_place(rng: random.Random) -> Place:
    return draw_place_in(rng, rng.choice(TOWNS))


def draw_place_near(rng: random.Random, place: Place) -> Place:
    """Another address, in the same town more often than not."""
    town = (place.city, place.postal_code[:3])
    return draw_place_in(rng, town if rng.random() < 0.6 else rng.choice(TOWNS))


def draw_place_in(rng: random.Random, town: tuple[str, str]) -> Place:
    city, area = town
    half = f"{rng.randint(0, 9)}{rng.choice(LETTERS)}{rng.randint(0, 9)}"
    street = f"{rng.randint(2, 2999)}, {rng.choice(ROADS)}{rng.choice(SUITES)}"
    return Place(street, city, f"{area} {half}")
