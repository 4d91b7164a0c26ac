# Sourced by scripts/setup: node_modules, the only part of the set-up that must work before Node 24 is there.

# The lockfile that node_modules was installed from.
installed_lock=node_modules/.tertulia-lock.json

ensure_packages() {
  cmp -s package-lock.json "$installed_lock" && return
  require_tools
  if ! node scripts/install/is-installed.mjs 2>/dev/null; then
    require_free_megabytes 1500
    say 'Installing npm packages; sqlite3 is compiled from source, which takes about 90 s'
    run_npm_ci
  fi
  cp package-lock.json "$installed_lock"
}

require_tools() {
  command -v node >/dev/null || fail 'Node is missing: install Node 20 or later with npm, and run this again.'
  if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    fail "Node $(node -v) is too old to install with: install Node 20 or later, and run this again."
  fi
  command -v npm >/dev/null || fail 'npm is missing: install Node 20 or later with npm, and run this again.'
  command -v git >/dev/null || fail 'git is missing: install git, and run this again.'
  command -v python3 >/dev/null || fail 'Python 3 is missing: install python3 with pip, and run this again.'
  if ! command -v make >/dev/null || ! command -v c++ >/dev/null; then
    fail 'A C++ compiler is missing (sqlite3 is compiled): on Debian apt-get install build-essential, then run this again.'
  fi
}

require_free_megabytes() {
  local free
  free=$(df -Pm . | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$1" ] || fail "Installing needs $1 MB of disk, and $free MB are free. Free some space, and run this again."
}

run_npm_ci() {
  local log started=$SECONDS child
  log=$(mktemp "${TMPDIR:-/tmp}/tertulia-npm.XXXXXX") || fail 'The disk is full: free some space, and run this again.'
  # In a process group of its own, so that Ctrl-C can end the compilers too; npm alone would linger over them.
  set -m
  npm ci --no-audit --no-fund >"$log" 2>&1 </dev/null &
  child=$!
  set +m
  trap 'kill -KILL -- "-$child" 2>/dev/null; rm -f "$log"; exit 130' INT TERM
  while kill -0 "$child" 2>/dev/null; do
    sleep 1
    if [ $(((SECONDS - started) % 10)) -eq 0 ]; then say "  … npm ci ($((SECONDS - started)) s)"; fi
  done
  trap - INT TERM
  local ok=true said
  wait "$child" || ok=false
  said=$(grep -v '^npm warn' "$log" || true)
  rm -f "$log"
  if $ok; then return; fi
  if grep -qE 'ENOSPC|No space left' <<<"$said"; then fail 'The disk is full: free some space, and run this again.'; fi
  head -n 40 <<<"$said" >&2
  fail 'npm ci failed (its output is above). Mend that, and run this again.'
}
