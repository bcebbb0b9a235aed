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

.PHONY: run build test lint format snapshots install clean packages test-packages

run: build
	@mkdir -p $(dir $(DEMO))
	@# A copy, so that trying the keys does not change the sample; it stays as it was left.
	@test -e $(DEMO) || cp sample-assessments/held-back.mlts.json $(DEMO)
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/mlts $(DEMO)

build: packages
	$(SWIFT) build $(RELEASE)

test: test-packages lint
	MLTS_STRICT=1 $(SWIFT) build --build-tests
	MLTS_STRICT=1 $(SWIFT) test --skip-build

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
