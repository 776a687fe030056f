# The portal in two commands: « make demo » and « make test ». « make help » names the others.

PORT ?= 8000
BIND ?= 127.0.0.1
# the names that the demo answers to: any, once other machines may come
HOSTS ?= $(if $(filter 0.0.0.0 ::,$(BIND)),*,localhost,127.0.0.1,[::1],$(BIND))
DATA ?= .data
ONLY ?=
ARGS ?=
PACKAGES ?= yes
PYTHON3 ?= python3
export PYTHON3
ifdef DATABASE_URL
export DATABASE_URL
endif

PYTHON := .venv/bin/python
# what lays out and shapes text, the font of other scripts, what compiles the catalogues of messages
RUN_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core gettext
# the browser of the journeys and a library of its driver, and what looks into the PDFs
TEST_PACKAGES := $(RUN_PACKAGES) chromium libatomic1 poppler-utils qpdf

# the simulated day and the rest of the demo's settings; .env.example explains them
DEMO := PYTHONUNBUFFERED=1 PORTAL_DEMO=1 PORTAL_TODAY=2021-12-16 PORTAL_DATA="$(DATA)" \
	PORTAL_SITE_URL=http://localhost:$(PORT) PORTAL_HOSTS="$(HOSTS)"
# safe settings, as in production, for the checks that read code and settings only
PRODUCTION := PORTAL_HOSTS=guichet-sst.example \
	PORTAL_SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(48))")
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard portal/locale/*/LC_MESSAGES/django.po))
STATIC := .static/staticfiles.json

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test check bench lock compiled port-free run-ready test-ready check-ready

help:
	@echo "make demo         tout installer, puis servir la démonstration : http://localhost:$(PORT)"
	@echo "make demo-reset   effacer les données de la démonstration, puis « make demo »"
	@echo "make test         tout installer, puis tous les tests (un groupe : ARGS=tests/portal)"
	@echo "make check        style, types, gabarits, migrations, réglages"
	@echo "make bench        mesurer, dans bench.jsonl (un groupe : ONLY=pdf)"
	@echo "make lock         refaire les fichiers de verrouillage des bibliothèques"
	@echo
	@echo "Variables : PORT=$(PORT)  BIND=$(BIND)  DATA=$(DATA)  DATABASE_URL (une autre base que l’embarquée)"

# one command without a shell between: make hands SIGTERM to it
demo: port-free run-ready
	@$(PYTHON) -m portal.demo_folder check "$(DATA)"
	@$(MAKE) --no-print-directory compiled
	@exec env $(DEMO) $(PYTHON) manage.py demo --host $(BIND) --port $(PORT)

demo-reset: run-ready
	@$(PYTHON) -m portal.demo_folder wipe "$(DATA)"
	@$(MAKE) --no-print-directory demo

test: test-ready
	@$(PYTHON) -m pytest $(ARGS)

check: check-ready
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	env $(PRODUCTION) $(PYTHON) -m mypy .
	$(PYTHON) -m djlint --lint --quiet templates
	env $(PRODUCTION) $(PYTHON) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	env $(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING

bench: test-ready
	@$(PYTHON) -m tests.bench $(ONLY)

lock: check-ready
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	$(PYTHON) -m uv pip compile pyproject.toml $(LOCK) --output-file requirements.lock
	$(PYTHON) -m uv pip compile pyproject.toml --group dev $(LOCK) --output-file requirements-dev.lock

LOCK := --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet

# what is made from the sources, and only when they have changed
compiled: $(CATALOGUES) $(STATIC)

%.mo: %.po
	@echo "» Catalogue de messages $<"
	@msgfmt --check-format --output-file=$@ $<

$(STATIC): requirements.lock $(shell find static)
	@echo "» Fichiers statiques"
	@env $(DEMO) $(PYTHON) manage.py collectstatic --no-input --verbosity 0
	@touch $@

port-free:
	@$(PYTHON3) -m portal.port $(BIND) $(PORT)

run-ready:
	@[ "$(PACKAGES)" = no ] || .ci/packages $(RUN_PACKAGES)
	@.ci/libraries requirements.lock

test-ready:
	@[ "$(PACKAGES)" = no ] || .ci/packages $(TEST_PACKAGES)
	@.ci/libraries requirements-dev.lock

check-ready:
	@[ "$(PACKAGES)" = no ] || .ci/packages
	@.ci/libraries requirements-dev.lock
