from mutuelles.entente_text.typography import typeset


def test_typeset_puts_no_break_spaces_around_french_marks():
    text = "« Loi » : le taux est de 2 % ; vraiment ? Oui !"

    result = typeset(text)

    assert result == (
        "«\u00a0Loi\u00a0»\u00a0: le taux est de 2\u00a0%\u202f; vraiment\u202f? Oui\u202f!"
    )


def test_typeset_keeps_a_date_together():
    text = "du 1er janvier au 31 décembre 2022"

    result = typeset(text)

    assert result == "du 1er\u00a0janvier au 31\u00a0décembre\u00a02022"


def test_typeset_keeps_a_reference_with_its_number():
    text = "les clauses 5 et 6, l’article 45, la clause {number}"

    result = typeset(text)

    assert result == "les clauses\u00a05 et 6, l’article\u00a045, la clause\u00a0{number}"


def test_typeset_keeps_a_postal_code_together():
    text = "Québec (Québec) G1A 0A0"

    result = typeset(text)

    assert result == "Québec (Québec) G1A\u00a00A0"


def test_typeset_again_changes_nothing():
    once = typeset("avant le 1er mai : oui ; non")

    twice = typeset(once)

    assert twice == once
