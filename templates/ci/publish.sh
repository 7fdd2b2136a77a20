#!/bin/sh
# Puts a site onto the branch that GitHub Pages shows, in one commit.
#
#   publish.sh SITE .             the plan itself; previews, other plans and files of other makers stay
#   publish.sh SITE preview/12    the preview of a pull request
#   publish.sh - preview          takes away every preview whose number is not in OPEN, "12 15 20"
#
# REMOTE is the repository; what git needs to push there is in its environment. NAME is the plan's, where it is not at the
# top of the repository: then all of this is below plan.NAME/. What was published is listed in .planpress-files there.
set -eu

site=$1 target=$2
branch=${BRANCH:-gh-pages}
case $target in
    . | preview) ;;
    preview/*) case ${target#preview/} in '' | *[!0-9]*) echo "publish.sh: $target is no preview" >&2; exit 2 ;; esac ;;
    *) echo "publish.sh: $target is neither . nor preview/NUMBER" >&2; exit 2 ;;
esac
case ${NAME:-} in
    *[!a-z0-9_.-]*) echo "publish.sh: $NAME is no name of a plan" >&2; exit 2 ;;
esac
[ "$site" = - ] || site=$(cd "$site" && pwd -P)
[ ! -e "$site/.git" ] || { echo "publish.sh: $site is a repository, not a site" >&2; exit 2; }
place=./${NAME:+plan.$NAME}
list=$place/.planpress-files

work=$(mktemp -d)
files=$(mktemp)
trap 'rm -rf "$work" "$files"' EXIT
[ "$target" != . ] || (cd "$site" && find . -type f | LC_ALL=C sort) >"$files"
git init -q "$work"
cd "$work"
git config user.name planpress
git config user.email planpress@users.noreply.github.com

# Somebody else may push in the meantime, as another preview: then once more, from what is there now.
for attempt in 1 2 3 4 5 6 7 8 9 10; do
    if git ls-remote --exit-code "$REMOTE" "refs/heads/$branch" >/dev/null; then
        git fetch -q --depth 1 "$REMOTE" "refs/heads/$branch"
        git checkout -q -f -B work FETCH_HEAD
    else
        git checkout -q --orphan "work-$attempt"
    fi
    mkdir -p "$place"
    case $target in
        .)
            [ ! -e "$list" ] || (cd "$place" && grep -v '/\.\./' .planpress-files | tr '\n' '\0' | xargs -0 rm -f --)
            while IFS= read -r file; do
                [ ! -e "$place/$file" ] || {
                    echo "publish.sh: $branch has ${NAME:+plan.$NAME/}${file#./}, which no planpress put there; take it away, or set BRANCH" >&2
                    exit 2
                }
            done <"$files"
            cp "$files" "$list"
            ;;
        preview/*) rm -rf "${place:?}/$target" && mkdir -p "$place/$target" ;;
    esac
    if [ "$target" = preview ]; then
        for folder in "$place"/preview/*/; do
            number=${folder%/} number=${number##*/}
            case " ${OPEN:-} " in *" $number "*) ;; *) rm -rf "$place/preview/$number" ;; esac
        done
    else
        cp -R "$site/." "$place/$target/"
    fi
    touch .nojekyll
    git add -A -f
    if git rev-parse -q --verify HEAD >/dev/null && git diff --cached --quiet; then
        echo "the branch $branch has it already"
        exit 0
    fi
    git commit -q -m "Publish ${NAME:+$NAME }$target"
    if git push -q "$REMOTE" "HEAD:refs/heads/$branch"; then
        echo "published ${NAME:+$NAME }$target on $branch"
        exit 0
    fi
    echo "attempt $attempt: the branch went on; once more" >&2
done
exit 1
