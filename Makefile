# make run    build mlts and open a copy of a sample review (without a terminal: print its score report)
# make test   every test, the format check and warnings as errors
# See CONTRIBUTING.md for the other targets.

SWIFT ?= swift
RELEASE = -c release --static-swift-stdlib --product mlts
DEMO = .build/demo/fraud-scoring.mlts.json
PREFIX ?= /usr/local

# What a system lacks is installed by apt: ncurses to build, libvterm for the tests.
define need
	@missing=""; for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo="sudo"; \
	  echo "installing:$$missing"; \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y --no-install-recommends $$missing || \
	    { echo "mlts needs$$missing: install them, then run make again" >&2; exit 1; }; \
	fi
endef

.PHONY: run build test schema coverage fuzz documentation lint format snapshots install clean packages test-packages

run: build
	@mkdir -p $(dir $(DEMO))
	@# A copy, so that trying the keys does not change the sample; it stays as it was left.
	@test -e $(DEMO) || cp sample-assessments/held-back.mlts.json $(DEMO)
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/mlts $(DEMO)

build: packages
	$(SWIFT) build $(RELEASE)

test: test-packages lint
	MLTS_STRICT=1 $(SWIFT) build --build-tests
	@mkdir -p .build/written && rm -f .build/written/*
	MLTS_STRICT=1 MLTS_TEST_WRITTEN=$(CURDIR)/.build/written $(SWIFT) test --skip-build

# Samples, rubrics and what the tests wrote against the JSON Schemas, by the validator from PyPI.
schema: .build/venv/bin/python
	.build/venv/bin/python Tests/Schema/check.py $(wildcard .build/written)

.build/venv/bin/python:
	$(call need,python3 python3-venv)
	python3 -m venv .build/venv
	.build/venv/bin/python -m pip install --quiet 'jsonschema>=4.20'

# Lines of the scoring model that its tests reach; its own build folder, so that it does not disturb the other builds.
coverage: test-packages
	$(SWIFT) test --scratch-path .build-coverage --enable-code-coverage --filter 'MLTestScoreTests|AssessmentStoreTests|ReportsTests|ReviewAppTests|ScreenTests'
	@$(dir $(shell readlink -f $$(which $(SWIFT))))llvm-cov report \
	  -instr-profile .build-coverage/debug/codecov/default.profdata \
	  .build-coverage/debug/mltsPackageTests.xctest Sources/MLTestScore Sources/AssessmentStore Sources/Reports Sources/ReviewApp Sources/Screen \
	  | awk 'NF > 6 && /swift|TOTAL/ { print $$(NF-3), $$1 }'

# 200,000 broken files: none may crash, hang, or be refused without a place. Prints the slowest.
fuzz: test-packages
	$(SWIFT) build --build-tests
	MLTS_FUZZ=200000 $(SWIFT) test --skip-build --filter MutationTests

documentation:
	$(SWIFT) package --allow-writing-to-directory .build/documentation generate-documentation \
	  --target MLTestScore --output-path .build/documentation --warnings-as-errors

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# Accept what the screens and reports look like now; read the diff before you commit it.
snapshots: test-packages
	MLTS_ACCEPT=1 $(SWIFT) test

install: build
	install -D -s $$($(SWIFT) build $(RELEASE) --show-bin-path)/mlts $(DESTDIR)$(PREFIX)/bin/mlts
	install -D -m 644 docs/mlts.1 $(DESTDIR)$(PREFIX)/share/man/man1/mlts.1

packages:
	$(call need,libncurses-dev)

test-packages: packages
	$(call need,libvterm-dev ncurses-bin)

clean:
	$(SWIFT) package clean
