"""Names of people, and the addresses that go with them."""

import random
from dataclasses import dataclass

from portal.models.employer import sort_key

FIRST = """
Adèle Alexis Alice Amélie Anaïs André Annie Antoine Ariane Arnaud Aurélie Benoît Bernard Béatrice
Camille Carole Caroline Catherine Cédric Charles Chantal Claire Claude Clément Colette Daniel
David Denis Diane Dominique Édith Élise Élodie Émile Émilie Éric Étienne Eugénie Fabien Félix
Florence François Françoise Gabriel Geneviève Gérald Ghislaine Gilles Guillaume Guylaine Hélène
Henri Hugues Isabelle Jacinthe Jacques Jean-Noël Jeanne Jérôme Joëlle Josée Julie Julien Karine
Laurence Laurent Léa Léon Line Loïc Louis Louise Luc Lucie Lyne Manon Marc-Olivier Marguerite
Marie-Ève Marjolaine Martin Mathilde Maxime Mélanie Michel Mireille Nadine Nathalie Nicolas Noël
Normand Océane Odette Olivier Pascale Patrice Paul Philippe Pierrette Rachel Raphaël Réjean Rémi
Renée Robert Rosalie Roxanne Samuel Sandrine Sébastien Simone Solange Sophie Stéphane Suzanne
Sylvain Sylvie Thérèse Thomas Tristan Valérie Véronique Victor Vincent Yves Yvette Zoé
Ahmed Aïcha Ana Chantale Dimitri Fatou Giulia Huong Ioana Jamila Karim Lin Mehdi Nadia Oumar
Priya Rosa Sofía Tariq Yasmine
"""
LAST = """
Allaire Arsenault Asselin Audet Babin Barrette Beaulieu Bédard Bellavance Bérubé Bilodeau
Blanchette Boisvert Bolduc Bouchard Bourassa Brassard Brière Caron Castonguay Chabot Champoux
Chouinard Cloutier Corriveau Couture Cyr Daigle Delisle Deschênes Dionne Doré Drapeau Dubé
Dufresne Dumais Émond Faucher Fontaine Forcier Fournier Gadbois Gagnon Garneau Gauvreau Gendron
Gervais Gingras Godbout Goulet Gravel Grenier Guérette Hallé Hébert Houde Huot Isabel Jalbert
Jobin Joyal Labonté Lachance Laflèche Lafrance Lajoie Lamarre Landry Langelier Lapointe Laroche
Latulippe Lavertu Lebel Ledoux Lefrançois Lepage Levasseur Lortie Malenfant Marcotte Marquis
Mercier Michaud Moisan Morin Nadeau Nolet Ouellet Pagé Paradis Parent Pelchat Perron Picard
Plourde Poitras Pouliot Prévost Proulx Quirion Racine Rioux Rivard Rousseau Roy Ruel Samson
Sauvageau Savard Sénéchal Simard Soucy Talbot Tanguay Tardif Théberge Thibault Toupin Tremblay
Turcotte Turmel Vachon Vaillancourt Veilleux Verreault Vézina Villeneuve
Benali Diallo Ferreira Ivanov Kaur Nguyen O’Malley Petrescu Rossi Wapachee
"""
FIRST_NAMES, LAST_NAMES = FIRST.split(), LAST.split()
CAPACITIES = ("Présidente-directrice générale", "Président", "Secrétaire", "Administratrice")


@dataclass(frozen=True)
class Person:
    name: str
    email: str


def slug(text: str) -> str:
    """`Côté & Fils inc.` as `cote-fils-inc`: what an address is made of."""
    letters = (c if c.isascii() and c.isalnum() else " " for c in sort_key(text).replace("’", " "))
    return "-".join("".join(letters).split())


def draw_name(rng: random.Random) -> str:
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"


def draw_person(rng: random.Random, house: str) -> Person:
    """Someone of a house: the address is the person's at the domain of the house's name."""
    name = draw_name(rng)
    first, last = name.split(" ", 1)
    domain = slug(house)[:40].strip("-")
    return Person(name, f"{slug(first)}.{slug(last)}@{domain}.example")
