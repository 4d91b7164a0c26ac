# Sourced by scripts/setup: one set-up at a time in a checkout. A lock whose owner is gone is taken over.

take_lock() {
  local waited=0
  mkdir -p .tools 2>/dev/null || fail 'Cannot write to this checkout: free some disk space or mend its permissions.'
  until mkdir .tools/setup.lock 2>/dev/null; do
    local owner
    owner=$(cat .tools/setup.lock/pid 2>/dev/null || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf .tools/setup.lock
      continue
    fi
    waited=$((waited + 1))
    if [ "$waited" -eq 20 ]; then say 'Waiting for another set-up of this checkout to end'; fi
    # One that died before it wrote its pid would hold the lock for ever.
    if [ -z "$owner" ] && [ "$waited" -ge 50 ]; then rm -rf .tools/setup.lock; fi
    sleep 0.1
  done
  trap 'rm -rf .tools/setup.lock' EXIT
  echo $$ >.tools/setup.lock/pid
}
