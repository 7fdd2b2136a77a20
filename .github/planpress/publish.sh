#!/bin/sh
# Puts a site onto the branch that GitHub Pages shows, in one commit.
#
#   publish.sh SITE .             the plan itself; what is below preview/ stays
#   publish.sh SITE preview/12    the preview of a pull request
#   publish.sh - preview          takes away every preview whose number is not in OPEN, "12 15 20"
#
# REMOTE is the repository; what git needs to push there is in its environment.
set -eu

site=$1 target=$2
branch=${BRANCH:-gh-pages}
case $target in
    . | preview) ;;
    preview/*) case ${target#preview/} in '' | *[!0-9]*) echo "publish.sh: $target is no preview" >&2; exit 2 ;; esac ;;
    *) echo "publish.sh: $target is neither . nor preview/NUMBER" >&2; exit 2 ;;
esac
[ "$site" = - ] || site=$(cd "$site" && pwd -P)
[ ! -e "$site/.git" ] || { echo "publish.sh: $site is a repository, not a site" >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git init -q "$work"
cd "$work"
git config user.name planpress
git config user.email planpress@users.noreply.github.com

# Somebody else may push in the meantime: then once more, from what is there now.
for attempt in 1 2 3 4 5; do
    if git ls-remote --exit-code "$REMOTE" "refs/heads/$branch" >/dev/null; then
        git fetch -q --depth 1 "$REMOTE" "refs/heads/$branch"
        git checkout -q -f -B work FETCH_HEAD
    else
        git checkout -q --orphan "work-$attempt"
    fi
    case $target in
        .) find . -mindepth 1 -maxdepth 1 ! -name .git ! -name preview -exec rm -rf {} + ;;
        preview/*) rm -rf "./$target" && mkdir -p "$target" ;;
    esac
    if [ "$target" = preview ]; then
        for folder in preview/*/; do
            number=${folder#preview/} number=${number%/}
            case " ${OPEN:-} " in *" $number "*) ;; *) rm -rf "./preview/$number" ;; esac
        done
    else
        cp -R "$site/." "$target/"
    fi
    touch .nojekyll
    git add -A -f
    if git rev-parse -q --verify HEAD >/dev/null && git diff --cached --quiet; then
        echo "the branch $branch has it already"
        exit 0
    fi
    git commit -q -m "Publish $target"
    if git push -q "$REMOTE" "HEAD:refs/heads/$branch"; then
        echo "published $target on $branch"
        exit 0
    fi
    echo "attempt $attempt: the branch went on; once more" >&2
done
exit 1
