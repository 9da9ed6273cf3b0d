#!/bin/sh
# What Maven calls, for the pages and for the mini-program: `pages` builds into what is named by OUT below, `tests` checks
# types and components. Both do nothing when nothing has changed since they last went well.
#   build.sh FOLDER pages|tests
set -eu
folder=${1:-}
part=$(basename "$folder")

fail() {
  echo "$part: $1" >&2
  exit 1
}

# The mini-program is built of the web chat's conversation too.
case "$part" in
  web) out=target/classes/static sources=. ;;
  miniprogram) out=target/components sources=". ../web/src ../web/build.sh" ;;
  *) echo "usage: build.sh web|miniprogram pages|tests" >&2 && exit 1 ;;
esac
cd "$(dirname "$0")/../$part"

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
  fail "Node.js 20.19 or later with npm is needed to build the pages; install it and build again"
node -e '
  const [major, minor] = process.versions.node.split(".").map(Number);
  process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' ||
  fail "Node.js $(node --version) is too old to build the pages; 20.19 or later is needed"

mkdir -p target
installed=node_modules/.installed
if [ ! -f "$installed" ] || ! cmp -s package-lock.json "$installed"; then
  npm ci --no-audit --no-fund --loglevel=error >target/npm-ci.log 2>&1 || {
    tail -n 20 target/npm-ci.log >&2
    fail "npm ci failed; $part/target/npm-ci.log tells why"
  }
  cp package-lock.json "$installed"
fi

# A stamp older than any source counts as none.
fresh() {
  [ -f "$1" ] && [ -z "$(find $sources -path ./node_modules -prune -o -path ./target -prune -o -type f -newer "$1" -print | head -n 1)" ]
}

run() {
  log=target/npm-$(echo "$1" | tr -c 'a-z\n' '-').log
  npm run --silent "$1" >"$log" 2>&1 || {
    tail -n 60 "$log" >&2
    fail "npm run $1 failed"
  }
}

case "${2:-}" in
  pages)
    if [ -d "$out" ] && fresh target/pages; then exit 0; fi
    run build
    touch target/pages
    ;;
  tests)
    if fresh target/tests; then exit 0; fi
    run check
    run test
    touch target/tests
    ;;
  *) fail "usage: build.sh web|miniprogram pages|tests" ;;
esac
