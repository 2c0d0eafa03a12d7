# `make help` lists what can be made. Everything that is installed goes into .venv; the demo's data go into instance/.

PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin
TODAY := 2026-11-21
IN_A_BROWSER := tests/browser tests/journeys tests/faults
PRINTED := .venv/tests-in-a-browser.txt
.DEFAULT_GOAL := help
.PHONY: help python setup setup-tests run test lint bench faults attack screenshots words weights pins

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

python:
	@command -v $(PYTHON) >/dev/null || { echo "Set-up stopped: Python 3.11 or newer is missing. On Debian or Ubuntu: sudo apt-get install python3 python3-venv"; exit 1; }

setup: python ## install everything that the service needs into .venv
	@$(PYTHON) -m setup service

setup-tests: python
	@$(PYTHON) -m setup tests

run: export FEEDBACK_TODAY = $(TODAY)
run: export PORT := $(PORT)
run: setup ## set up, load the demo council and serve it on 127.0.0.1 (PORT=5000)
	@$(BIN)/python -m setup.start
	@exec $(BIN)/python -m setup.serve

# Browsers wait more than they work: two run beside two of the other tests, and are printed after them. What fails there is asked once more, and says so.
test: setup-tests ## set up and run the tests (ARGS="tests/figures -x" chooses)
ifdef ARGS
	$(BIN)/pytest $(ARGS)
else
	@$(BIN)/pytest --numprocesses 2 --reruns 1 $(IN_A_BROWSER) > $(PRINTED) 2>&1 & browser=$$!; \
	$(BIN)/pytest --numprocesses 2 $(IN_A_BROWSER:%=--ignore=%); others=$$?; \
	wait $$browser; browser=$$?; cat $(PRINTED); exit $$((others | browser))
endif

lint: setup-tests ## check style, types, who imports whom, and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet

bench: setup-tests ## measure what the service costs, and write docs/performance.md
	$(BIN)/python -m benchmarks

faults: setup-tests ## answer 1,000 times, send 10,000 messages, while everything breaks (40 minutes; ARGS="--responses 100 --seed 7" answers alone)
	$(BIN)/python -m tests.faults.run $(ARGS)
ifndef ARGS
	$(BIN)/python -m tests.faults.messages --database sqlite
	$(BIN)/python -m tests.faults.messages --database postgres
endif

attack: setup-tests ## try to work out what was held back from everything that is issued about 1,000 random cohorts (an hour; ARGS="--cohorts 50")
	$(BIN)/python -m tests.attacker.run $(ARGS)

screenshots: setup-tests ## photograph every page into docs/screenshots/
	$(BIN)/python -m tests.browser.screenshots

words: setup-tests ## find what respondents' pages say, and bring the catalogues of other languages up to date
	$(BIN)/pybabel --quiet extract --mapping=pyproject.toml --keywords=Message --add-location=file --sort-output --output=.venv/messages.pot .
	$(BIN)/pybabel --quiet update --input-file=.venv/messages.pot --output-dir=feedback/translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=120
	$(BIN)/python -m setup service

weights: python ## train the reading of comments again and compare with what is kept (two minutes)
	@test -x .venv-training/bin/python || $(PYTHON) -m venv .venv-training
	.venv-training/bin/pip install --quiet -r requirements.txt -r training/requirements.txt
	.venv-training/bin/python training/train.py --check
	.venv-training/bin/python -m training.screening_train --check

pins: setup-tests ## write requirements*.txt from requirements*.in, with the newest versions
	$(BIN)/pip-compile --upgrade --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links requirements.in
	$(BIN)/pip-compile --upgrade --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links requirements-dev.in
