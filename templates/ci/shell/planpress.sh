#!/bin/sh
# The plan in any CI: checks the change in the working tree, says what it does, and builds its preview.
#
#   BASE=origin/main sh @SCRIPT@
#
# Leaves @COMMENT@ (empty where no conclusion changes) and the site. Exit status: 0 fine, 1 findings, 2 the world.
# The change may be a stranger's: nothing of it is run, if this file itself is taken from the base.
set -eu

PLANPRESS=${PLANPRESS:-planpress[site]==@VERSION@} # what pip installs
ROOT=${ROOT:-"@ROOT@"}                             # the folder of the plan's mkdocs.yml, from the top of the repository
PLAN=${PLAN:-"@PLAN@"}                             # the plan itself
BASE=${BASE:-}                                     # left out: where the change and the default branch parted
SECONDS_AT_MOST=${SECONDS_AT_MOST:-300}

cd "$(git rev-parse --show-toplevel)"
if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
    git fetch --quiet --unshallow
fi

# Isolated: Python would look for modules in the folder of the change first.
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -I -m venv "$place"
"$place/bin/pip" install --quiet "$PLANPRESS"

planpress() {
    timeout "$SECONDS_AT_MOST" "$place/bin/planpress" "$@" --root "$ROOT"
}

# Of a change that is merged into its base already, the base is the merge's parent; it may have gone on since.
if [ -n "$BASE" ]; then
    BASE=$(git merge-base "$BASE" HEAD)
    set -- --against "$BASE"
else
    set --
fi
if [ -f "$PLAN" ]; then # else the change deletes it
    planpress check
fi
# shellcheck disable=SC2086 # no base is no argument
planpress diff $BASE --format markdown --silent-if-unchanged >@COMMENT@
if [ -f "$PLAN" ]; then
    planpress build --untrusted "$@"
fi
