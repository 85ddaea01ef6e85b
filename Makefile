# Every command of the project; `make` lists them. Each installs what it lacks, below the project, before it starts.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve build test check fuzz budget bench-relevance bench-infer bench-peers fmt tools clean

# The folder of articles, for those who bring their own: make serve SEEDS=../my-articles
SEEDS ?= seeds
export SEEDS
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/scripts/node_modules/.bin:$(PATH)

# Trunk takes NO_COLOR for a flag that must say "true"; the convention is that any value switches colours off.
ifneq ($(NO_COLOR),)
export NO_COLOR := true
endif

# Where rustup has the pinned Rust under another name only, that one is used.
ifeq ($(RUSTUP_TOOLCHAIN),)
TOOLCHAIN := $(shell scripts/toolchain)
ifneq ($(TOOLCHAIN),)
export RUSTUP_TOOLCHAIN := $(TOOLCHAIN)
endif
endif

# Panic messages name source files: without the folders of whoever built the release, it is smaller and the same anywhere.
# Cargo takes such options apart at spaces, so a folder with one in its name keeps it.
FOLDERS := $(CURDIR)/ $(or $(CARGO_HOME),$(HOME)/.cargo)/
REMAP := $(if $(word 3,$(FOLDERS)),,$(patsubst %,--remap-path-prefix=%=,$(FOLDERS)))

WASM := --target wasm32-unknown-unknown

# Trunk watches the project, and the articles wherever they are.
ifneq ($(SEEDS),seeds)
WATCH := --watch . --watch '$(SEEDS)'
endif

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## bundle SEEDS (default: seeds), serve the app and reload it on every change; PORT=8080
	@scripts/install-tools rust trunk wasm-bindgen
	@trunk serve $(WATCH) $(if $(PORT),--port $(PORT))

build: ## put the release site into dist/, with compressed copies of its files
	@scripts/install-tools rust trunk wasm-bindgen npm
	@CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS='$(REMAP)' trunk build --release --locked
	@echo "build: the site is in dist/"

test: ## run every test: library, browser code, and journeys through the release site
	@scripts/install-tools rust trunk wasm-bindgen npm e2e
	@echo "test: library and bundler"
	@cargo test --locked
	@echo "test: browser code in headless Chromium"
	@eval "$$(scripts/browser)" && CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
		cargo test --locked $(WASM) --test 'web*'
	@$(MAKE) --no-print-directory build SEEDS=seeds
	@echo "test: journeys through the release site"
	@eval "$$(scripts/browser)" && cd tests/e2e && npx --no-install playwright test

check: ## everything that CI checks: format, lints, docs, dependencies, tests and the size budget
	@scripts/install-tools rust cargo-deny
	@echo "check: format, and the syntax of the scripts"
	@cargo fmt --check
	@for script in scripts/* .ci/run; do case $$(head -c 2 "$$script" 2>/dev/null) in '#!') bash -n "$$script" ;; esac; done
	@echo "check: lints"
	@cargo clippy --locked --all-targets -- -D warnings
	@cargo clippy --locked $(WASM) --lib --bins --examples --test 'web*' -- -D warnings
	@cargo fmt --check --manifest-path fuzz/Cargo.toml
	@cargo clippy --locked $(FUZZ) --no-default-features --all-targets -- -D warnings
	@echo "check: documentation"
	@RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps
	@RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps $(WASM)
	@echo "check: licences, bans and sources of the dependencies"
	@cargo deny --locked check --hide-inclusion-graph bans licenses sources
	@cargo deny --locked --manifest-path fuzz/Cargo.toml check --hide-inclusion-graph bans licenses sources
	@scripts/advisories
	@$(MAKE) --no-print-directory test

# A workspace of its own: its dependencies are none of the project's.
FUZZ := --manifest-path fuzz/Cargo.toml --target-dir target/fuzz
export FUZZ_SECONDS ?= 60
fuzz: ## fuzz the query parser and every reader of the bundle; FUZZ_SECONDS=60 each, FUZZ_TARGETS="…"
	@scripts/install-tools rust cargo-fuzz
	@scripts/fuzz $(FUZZ_TARGETS)
	@echo "fuzz: nothing found"

budget: build ## print what a fresh page fetches until the first answer, by part, and compare it with the budget
	@scripts/install-tools e2e
	@eval "$$(scripts/browser)" && cd tests/e2e && npx --no-install playwright test specs/budget.spec.mjs

# CORPUS: BEIR folders. JSON=1: one JSON object a folder. OPTIONS: --queries FILE (in each folder).
bench-relevance: ## measure how well the engine ranks; CORPUS="DIR…" JSON=1
	@scripts/install-tools rust
	@cargo bench --quiet --locked --bench relevance -- $(CORPUS) $(if $(JSON),--json) $(OPTIONS)

# CORPUS: folders of articles with front matter. JSON=1: one JSON object a folder. OPTIONS: --hide-paths, --language en, --errors 20.
bench-infer: ## measure how right the bundler infers what front matter states; CORPUS="DIR…" JSON=1
	@scripts/install-tools rust
	@cargo bench --quiet --locked --bench infer -- $(CORPUS) $(if $(JSON),--json) $(OPTIONS)

# CORPUS: folders of articles or BEIR folders. PARTS: relevance bytes speed start matching. OPTIONS: see benches/README.md.
CORPUS ?= seeds
PARTS ?= bytes speed start matching
bench-peers: ## compare with other search engines in the browser; CORPUS="DIR…" PARTS="…", see benches/README.md
	@scripts/install-tools rust trunk wasm-bindgen npm peers
	@CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS='$(REMAP)' benches/peers/build-ours site
	@eval "$$(scripts/browser)" && node benches/peers/bench.mjs $(PARTS) $(foreach folder,$(CORPUS),--corpus $(folder)) $(OPTIONS)

fmt: ## format the sources
	@scripts/install-tools rust
	@cargo fmt

tools: ## install all tools and test packages, and do nothing else
	@scripts/install-tools rust trunk wasm-bindgen npm cargo-deny e2e
	@scripts/browser >/dev/null
	@echo "tools: all there"

clean: ## remove what was built (dist/, target/), but not the installed tools
	@rm -rf dist target
