"""Clauses 1 to 4: object, definitions, duration, eligibility."""

from mutuelles.entente_text.writing import clause, sub

CLAUSES = (
    clause(
        1,
        "Objet",
        sub(
            "Par la présente Entente, la Commission et les employeurs regroupés au sein de la "
            "mutuelle de prévention « {mutuelle_name} », numéro {mutuelle_number}, conviennent "
            "des conditions particulières de leur assujettissement à des taux personnalisés pour "
            "l’année {year} et des modalités particulières de calcul de ces taux."
        ),
        sub(
            "L’Entente énonce aussi les droits et les obligations des employeurs, de la mutuelle "
            "et de la personne qui la gère. Ces obligations sont la contrepartie du mode de "
            "calcul qu’elle leur accorde."
        ),
        sub(
            "En se regroupant, les employeurs s’engagent ensemble dans une démarche de "
            "prévention. Ils entendent notamment :",
            "éliminer à la source, autant qu’il est possible, les dangers auxquels leurs "
            "travailleurs sont exposés ;",
            "prendre en charge la santé et la sécurité du travail dans chacun de leurs "
            "établissements, avec la participation des travailleurs ;",
            "mettre en commun leurs moyens et leur expérience de la prévention.",
        ),
        sub(
            "L’adhésion à la mutuelle est facultative. Elle ne garantit pas une réduction de la "
            "prime, qui dépend des résultats de l’ensemble des employeurs ; si ces résultats "
            "sont moins bons que ceux des unités de classification visées, le taux peut "
            "augmenter."
        ),
        sub(
            "Le présent texte est fictif. Il a été rédigé pour une simulation, ne reproduit aucun "
            "contrat existant et ne lie personne."
        ),
    ),
    clause(
        2,
        "Définitions et interprétation",
        sub(
            "Dans l’Entente, à moins que le contexte n’indique un sens différent, on entend par :",
            "« Commission » : la partie qui, aux fins de la simulation, tient le rôle de "
            "l’organisme chargé de la tarification des employeurs ;",
            "« employeur » : la personne ou la société qui est partie à l’Entente et dont le nom "
            "figure à la liste des employeurs ;",
            "« établissement » : chacun des lieux où l’employeur exerce ses activités et pour "
            "lequel un certificat d’appartenance lui est délivré ;",
            "« exposé sommaire » : le document, joint au projet de regroupement, qui indique les "
            "objectifs de la mutuelle et les mesures envisagées pour l’année à venir ;",
            "« gestionnaire » : l’entreprise privée, indépendante de la Commission, à qui les "
            "employeurs confient la gestion de la mutuelle et dont les coordonnées figurent à la "
            "clause 12.1 ;",
            "« liste des employeurs » : la liste jointe au projet de regroupement, telle que la "
            "Commission l’a acceptée ;",
            "« Loi » : la Loi sur les accidents du travail et les maladies professionnelles "
            "(chapitre A-3.001) ;",
            "« mutuelle » : le groupe que forment les employeurs parties à l’Entente ;",
            "« Règlement » : le Règlement sur le financement (chapitre A-3.001, r. 7) ;",
            "« responsable SST » : le responsable en santé et en sécurité du travail que les "
            "employeurs désignent ensemble pour la mutuelle ;",
            "« travailleur » : la personne que la Loi désigne ainsi et qui est au service de "
            "l’employeur.",
        ),
        sub(
            "Les mots et les expressions que l’Entente ne définit pas ont le sens que leur donnent "
            "la Loi et ses règlements."
        ),
        sub(
            "Les titres facilitent la consultation et n’ajoutent rien au texte. Le singulier "
            "comprend le pluriel, et le masculin désigne toute personne, lorsque le contexte s’y "
            "prête."
        ),
        sub(
            "Une date limite introduite par le mot « avant » exclut le jour qu’elle nomme ; celle "
            "qu’introduisent les mots « au plus tard » le comprend."
        ),
    ),
    clause(
        3,
        "Durée de l’Entente",
        sub("L’Entente est d’une durée d’un an, du 1er janvier au 31 décembre {year}."),
        sub(
            "Chaque employeur signe l’Entente et la retourne au plus tard le "
            "31 décembre {previous_year}. Lorsque la Commission lui accorde un autre délai, "
            "celui-ci est d’au moins trente jours à compter de l’acceptation du projet de "
            "regroupement."
        ),
        sub(
            "L’employeur qui n’a pas retourné l’Entente signée dans le délai applicable n’en est "
            "pas partie. Son défaut ne libère pas les autres employeurs, pourvu que la condition "
            "énoncée à la clause 4.4 demeure remplie."
        ),
        sub(
            "L’Entente ne se renouvelle pas d’elle-même. Pour qu’une entente soit conclue pour "
            "l’année {next_year}, un projet de regroupement est présenté par écrit à la "
            "Commission avant le 1er octobre {year}."
        ),
        sub(
            "La fin de l’Entente n’éteint pas les obligations qui, par leur nature, doivent être "
            "exécutées par la suite, notamment :",
            "la production du bilan des activités de la mutuelle ;",
            "la communication des renseignements nécessaires à une vérification ;",
            "la prise en compte de l’année {year} dans le calcul des taux des années suivantes ;",
            "le règlement des différends par l’arbitrage.",
        ),
    ),
    clause(
        4,
        "Conditions d’admissibilité",
        sub(
            "Peut être partie à l’Entente l’employeur qui remplit les conditions suivantes :",
            "il est un employeur au sens de la Loi et emploie au moins un travailleur ;",
            "il est en règle avec la Commission ;",
            "il est assujetti au taux de l’unité ou au taux personnalisé, et non à la tarification "
            "rétrospective ;",
            "son nom figure à la liste des employeurs ;",
            "il n’est partie à aucune autre entente de même nature pour l’année {year}.",
        ),
        sub(
            "Le travailleur autonome et l’entreprise qui n’emploie aucun travailleur ne peuvent "
            "être parties à l’Entente."
        ),
        sub(
            "L’employeur est en règle lorsqu’il s’acquitte des obligations que la Loi et ses "
            "règlements lui imposent envers la Commission, notamment celles de déclarer les "
            "salaires de ses travailleurs et de payer sa cotisation à son échéance."
        ),
        sub(
            "La somme des primes annuelles des employeurs atteint le seuil fixé pour "
            "l’assujettissement à la tarification de la moyenne et de la grande entreprise. "
            "Aucune autre condition ne porte sur le nombre des employeurs, leurs activités "
            "économiques ou leur forme juridique."
        ),
        sub(
            "Le projet de regroupement comprend, pour chaque employeur :",
            "son numéro d’entreprise du Québec ou son numéro d’employeur ;",
            "la résolution ou la procuration, selon sa forme juridique, qui désigne la personne "
            "autorisée à signer l’Entente en son nom ;",
            "s’il change de gestionnaire, la révocation de son adhésion à la mutuelle qu’il "
            "quitte ;",
            "s’il revient sur cette révocation, l’annulation de celle-ci, accompagnée d’une "
            "nouvelle résolution ou procuration.",
        ),
        sub(
            "L’employeur demeure admissible pendant toute la durée de l’Entente. S’il cesse de "
            "remplir l’une des conditions énoncées à la clause 4.1, il en avise sans délai la "
            "Commission et le gestionnaire."
        ),
    ),
)
