#!/usr/bin/env bash
# The hook for the pre-commit framework. Runs from the commit of this repository that the user's configuration names, with the
# dependencies of its lock file; they are installed on the first run.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
installed=$home/node_modules/.understudy-installed

if [ ! -e "$installed" ]; then
  echo 'Installing Understudy once.' >&2
  (cd "$home" && npm ci --omit=dev --omit=peer --ignore-scripts --no-audit --no-fund --workspace integrations --include-workspace-root=false) >&2
  touch "$installed"
fi
exec node "$home/packages/cli/bin/understudy.js" ci pre-commit "$@"
