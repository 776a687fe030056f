"""Clauses 8 and 9: how the rates are worked out; what is known about whom."""

from mutuelles.entente_text.writing import clause, sub

CLAUSES = (
    clause(
        8,
        "Tarification et calcul des taux",
        sub(
            "Pour l’année {year}, l’employeur est assujetti à des taux personnalisés. Ces taux "
            "sont calculés conformément au Règlement, sous réserve des conditions et des "
            "modalités particulières que l’Entente prévoit, comme l’article 284.2 de la Loi le "
            "permet.",
            changed=True,
        ),
        sub(
            "L’expérience prise en considération pour une année de tarification est celle des "
            "quatre années qui vont de la cinquième à la deuxième précédant cette année."
        ),
        sub(
            "Pour chacune de ces quatre années, l’expérience retenue est :",
            "celle de l’ensemble des employeurs de la mutuelle, si l’employeur en était membre "
            "cette année-là ;",
            "celle de l’employeur seul, dans le cas contraire.",
        ),
        sub(
            "L’effet de l’adhésion est donc graduel. Il est, à partir de la première année "
            "d’adhésion :",
            "nul la première et la deuxième année ;",
            "léger la troisième année ;",
            "moyen la quatrième année ;",
            "important la cinquième année ;",
            "maximal à compter de la sixième année.",
        ),
        sub(
            "Pour établir l’expérience de la mutuelle, les salaires assurables, le coût retenu et "
            "le coût attendu de tous les employeurs qui en étaient membres sont respectivement "
            "additionnés, comme s’il s’agissait d’un seul employeur."
        ),
        sub(
            "Le coût attendu est établi suivant l’article 45 du Règlement : pour chacune des "
            "années visées, les salaires assurables sont multipliés par le ratio d’expérience de "
            "l’unité, puis les produits sont additionnés. L’indice d’expérience est le rapport "
            "entre le coût retenu et le coût attendu, multiplié par le facteur d’ajustement."
        ),
        sub(
            "L’indice de risque est établi suivant l’article 66 du Règlement, à partir de l’indice "
            "d’expérience et du degré de personnalisation. Plus ce degré est élevé, plus "
            "l’indice de risque reflète l’expérience ; le Règlement en fixe la limite."
        ),
        sub(
            "Le taux personnalisé de l’employeur est la somme des parts suivantes :",
            "à chaque niveau, la part de risque du taux de l’unité, multipliée par l’indice de "
            "risque correspondant ;",
            "la part fixe, qui est uniforme.",
        ),
        sub(
            "Le regroupement ne modifie ni la classification de l’employeur ni les salaires qu’il "
            "doit déclarer. Le taux obtenu s’applique à ses seuls salaires assurables, pour "
            "chacune de ses unités."
        ),
        sub(
            "La Commission fait connaître à l’employeur son taux, les indices qui ont servi à "
            "l’établir et l’expérience retenue par un avis de calcul. Si une donnée est ensuite "
            "corrigée, elle refait le calcul et lui en transmet le résultat."
        ),
        sub(
            "L’année {year} est une année de mutuelle pour l’employeur, même s’il quitte la "
            "mutuelle ou en est exclu à la fin de cette année. L’expérience de la mutuelle pour "
            "cette année produit alors ses effets sur quatre années de tarification."
        ),
        sub(
            "Aucun avantage n’est consenti à un employeur au détriment d’un autre : les mêmes "
            "règles s’appliquent à tous les employeurs de la mutuelle."
        ),
    ),
    clause(
        9,
        "Renseignements et dossiers",
        sub(
            "La Commission communique au gestionnaire, pour chaque employeur, les renseignements "
            "financiers et les renseignements de tarification dont il a besoin pour gérer la "
            "mutuelle. L’employeur y consent en signant l’Entente."
        ),
        sub(
            "Le gestionnaire et le responsable SST n’utilisent ces renseignements que pour "
            "l’application de l’Entente. Ils prennent les mesures propres à en assurer la "
            "confidentialité et en limitent l’accès aux personnes dont les fonctions l’exigent."
        ),
        sub(
            "Un employeur n’a pas accès au dossier d’un autre employeur ni à celui du travailleur "
            "d’un autre employeur. Le gestionnaire ne lui communique que des résultats "
            "d’ensemble, qui ne permettent d’identifier aucun travailleur."
        ),
        sub(
            "L’employeur ne peut contester une décision qui concerne le travailleur d’un autre "
            "employeur, même si cette décision a un effet sur ses taux."
        ),
        sub("L’employeur peut obtenir de la Commission la liste des employeurs de la mutuelle."),
        sub(
            "La personne qui agit pour l’employeur auprès de la Commission le fait dans les "
            "limites de sa procuration, laquelle indique la date où elle prend fin et peut être "
            "révoquée en tout temps."
        ),
        sub(
            "Lorsqu’un document est mis à la disposition de l’employeur par un moyen "
            "technologique, la Commission conserve la date, l’heure, la minute et la seconde de "
            "sa transmission et de chacune de ses consultations, de même que l’identité de la "
            "personne qui l’a consulté."
        ),
        sub(
            "Celui qui a connaissance d’un incident de confidentialité touchant des "
            "renseignements visés par l’Entente prend sans délai les mesures propres à en "
            "réduire les effets et en avise les personnes que la loi désigne."
        ),
        sub(
            "À la fin de l’Entente, le gestionnaire conserve les renseignements aussi longtemps "
            "que l’exige le calcul des taux des années suivantes, puis les détruit de façon "
            "sécuritaire."
        ),
    ),
)
