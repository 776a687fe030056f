"""What a template of the paper may say, and what it is kept from."""

import pytest
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from documents.services.paper_language import Endless, PaperEngine, faults, rendered

CONTEXT = {"name": "Pain & fils", "ranks": list(range(200))}


def page(**sources: str) -> str:
    files = {f"{name}.html": text for name, text in sources.items()}
    return rendered(PaperEngine(files), "page.html", CONTEXT)


def test_render_page_of_parts():
    found = page(
        base="<p>{% block part %}{% endblock %}</p>",
        page='{% extends "paper/base.html" %}{% block part %}{% include "paper/_n.html" with n=2 %}'
        "{% for rank in ranks|slice:':3' %}{{ rank }}{% endfor %}{% endblock %}",
        _n="{{ name }} nº {{ n|add:1 }} : ",
    )

    assert found == "<p>Pain &amp; fils nº 3 : 012</p>"


@pytest.mark.parametrize(
    "word",
    [
        *("{% load i18n %}", "{% debug %}", "{% now 'Y' %}", "{% url 'documents:home' %}"),
        *("{% csrf_token %}", "{% lorem %}", "{% autoescape off %}{% endautoescape %}"),
        *("{{ name|safe }}", "{{ ranks|random }}", "{{ name|ljust:'999999999' }}"),
        *("{{ name|stringformat:'9999999s' }}", "{{ name.__class__ }}", "{% if %}"),
    ],
)
def test_refuse_what_is_no_word_of_the_paper(word):
    with pytest.raises(TemplateSyntaxError):
        page(page=word)


def test_refuse_name_without_value():
    with pytest.raises(TemplateSyntaxError) as refusal:
        page(page="{% if absent %}a{% endif %}{{ nam }}")

    assert str(refusal.value) == "page.html : « nam » n’a pas de valeur"


@pytest.mark.parametrize("name", ["paper/absent.html", "registration/login.html", "/etc/passwd"])
def test_include_files_of_the_version_alone(name):
    with pytest.raises(TemplateDoesNotExist):
        page(page=f'{{% include "{name}" %}}')


THRICE = "{% for a in ranks %}{% for b in ranks %}{% for c in ranks %}x{% endfor %}"
DOUBLED = "{% with a=name|add:name %}" + "{% with a=a|add:a %}" * 40 + "{{ a }}"
BLOWN = {
    "loops": {"page": THRICE + "{% endfor %}{% endfor %}"},
    "a file that includes itself": {"page": '{% include "paper/page.html" %}'},
    "files that include each other": {
        "page": '{% include "paper/b.html" %}',
        "b": '{% include "paper/page.html" %}',
    },
    "a text that doubles": {"page": DOUBLED + "{% endwith %}" * 41},
    "a text that is joined": {"page": "{{ ranks|join:name|join:name|join:name }}"},
    "a long page": {"page": "{% for a in ranks %}" + "x" * 6000 + "{% endfor %}"},
}


@pytest.mark.parametrize("name", BLOWN)
def test_refuse_page_without_end(name):
    with pytest.raises(Endless):
        page(**BLOWN[name])


def test_count_each_page_anew():
    text = "{% for a in ranks %}{% for b in ranks|slice:':90' %}{% endfor %}{% endfor %}"

    found = [page(page=text) for _ in range(2)]

    assert found == ["", ""]


def test_say_in_french_first_what_django_refuses():
    found = faults({"page.html": "{% now 'Y' %}"})["page.html"]

    assert found.partition(" (")[0] == "une balise ou un filtre ne se lit pas"
