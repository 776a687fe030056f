"""Clauses 12 to 14: how the parties write to each other, final provisions, signatures."""

from mutuelles.entente_text.writing import clause, sub

CLAUSES = (
    clause(
        12,
        "Communications",
        sub(
            "Le gestionnaire est l’entreprise désignée ci-dessous. L’employeur s’adresse à elle "
            "pour tout renseignement au sujet de la mutuelle :",
            "nom : {firm_name} ;",
            "adresse : {firm_address} ;",
            "personne à joindre : {firm_contact} ;",
            "téléphone : {firm_phone} ;",
            "courriel : {firm_email}.",
        ),
        sub(
            "La Commission communique avec la mutuelle par l’intermédiaire de la personne chargée "
            "de la correspondance. Elle communique directement avec l’employeur pour ce qui "
            "concerne sa cotisation, ses taux, son exclusion ou sa réintégration."
        ),
        sub(
            "Un avis prévu par l’Entente est donné par écrit. Il peut être transmis par tout moyen "
            "qui permet d’en prouver la transmission et la date de réception, y compris un moyen "
            "technologique."
        ),
        sub(
            "L’employeur consulte les documents que la Commission met à sa disposition et s’assure "
            "que les personnes autorisées à agir pour lui y ont accès."
        ),
        sub(
            "Celui dont les coordonnées changent en avise les autres sans délai. Tant que cet avis "
            "n’a pas été donné, une communication faite aux coordonnées connues est valable."
        ),
        sub("Les communications se font en français."),
    ),
    clause(
        13,
        "Dispositions finales",
        sub(
            "L’Entente, la liste des employeurs, l’exposé sommaire et les résolutions ou "
            "procurations forment un tout. En cas de divergence, le texte de l’Entente prévaut."
        ),
        sub(
            "Les dispositions de la Loi et de ses règlements s’appliquent pour tout ce que "
            "l’Entente ne prévoit pas."
        ),
        sub(
            "Une modification de l’Entente n’a d’effet que si elle est constatée par un écrit "
            "signé par les parties. La Commission et les employeurs peuvent toutefois corriger "
            "sans formalité une erreur d’écriture ou de calcul."
        ),
        sub(
            "Par rapport à l’édition précédente, les clauses 5, 6 et 8.1 ont été modifiées. Une "
            "marque le signale en marge de chacune."
        ),
        sub(
            "La nullité d’une clause n’entraîne pas celle des autres clauses. L’employeur ou la "
            "Commission qui tarde à exercer un droit n’y renonce pas pour autant."
        ),
        sub(
            "L’employeur ne peut céder les droits que l’Entente lui confère. En cas de fusion, de "
            "vente ou de toute autre opération touchant l’entreprise, la Commission détermine, "
            "selon la Loi et ses règlements, l’expérience qui doit être prise en considération."
        ),
        sub(
            "Le fait qu’un employeur fasse partie de la mutuelle ne le dispense d’aucune "
            "obligation que la loi lui impose en matière de santé et de sécurité du travail."
        ),
        sub("L’Entente est régie par le droit applicable au Québec."),
    ),
    clause(
        14,
        "Signatures",
        sub(
            "L’Entente est signée, pour l’employeur, par la personne que désigne la résolution ou "
            "la procuration jointe au projet de regroupement. Cette personne déclare qu’elle a lu "
            "l’Entente et qu’elle est autorisée à la signer."
        ),
        sub(
            "L’Entente peut être signée en plusieurs exemplaires, qui n’en forment qu’un. La copie "
            "remise à l’employeur porte les seules signatures qui le concernent ; le "
            "gestionnaire conserve l’exemplaire qui les porte toutes."
        ),
        sub(
            "L’employeur reconnaît que son attention a été attirée sur les clauses 5, 6 et 8.1, "
            "modifiées pour l’année {year}, et sur la clause 11, qui soumet les différends à "
            "l’arbitrage."
        ),
    ),
)
