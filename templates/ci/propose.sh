#!/bin/sh
# Puts a refresh of the evidence onto a branch of its own, as one commit on top of what is checked out.
#
#   propose.sh PATCH BRANCH
#
# PATCH is what `git diff --binary` says of it: tables and their evidence are taken, whatever else it has is left out. The
# branch is planpress's own: where somebody else committed to it, nothing is pushed. REMOTE is the repository; what git
# needs to push there is in its environment.
set -eu

patch=$1 branch=$2
me=planpress@users.noreply.github.com

git apply --index --include='*.csv' --include='*.evidence.json' "$patch"
if git diff --cached --quiet; then
    echo "propose.sh: $patch changes no table and no evidence" >&2
    exit 2
fi
git -c user.name=planpress -c user.email="$me" commit -q --no-verify -m "Refresh the evidence"
old=
if git ls-remote --exit-code "$REMOTE" "refs/heads/$branch" >/dev/null; then
    git fetch -q "$REMOTE" "refs/heads/$branch"
    old=$(git rev-parse FETCH_HEAD)
    if git log --no-merges --format=%ae "HEAD^..$old" | grep -v -q -x -F "$me"; then
        echo "propose.sh: $branch has a commit that is not planpress's; merge it or take it away, and run this again" >&2
        exit 2
    fi
    if git diff --quiet -I'^ "(planpress|made)":' "$old" HEAD; then # another day or version alone is nothing new
        echo "the branch $branch has it already"
        exit 0
    fi
fi
# What somebody else pushed since it was looked at stays: then this fails.
git push -q --force-with-lease="refs/heads/$branch:$old" "$REMOTE" "HEAD:refs/heads/$branch"
echo "the branch $branch has it now"
