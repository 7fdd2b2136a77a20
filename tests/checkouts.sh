# What the scripts of checkouts.yml and remedies.yml share. They begin in the folder $beside, where files/ has the plan's
# files and HOME is home/, and end in the root of a plan.

calls=content/projects/calls/project.yml invoices=content/projects/invoices/project.yml pose=content/projects/pose
export GIT_AUTHOR_NAME=Kim GIT_AUTHOR_EMAIL=kim@example.org GIT_AUTHOR_DATE="2019-05-01T12:00:00+0000"
export GIT_COMMITTER_NAME=Kim GIT_COMMITTER_EMAIL=kim@example.org GIT_COMMITTER_DATE="$GIT_AUTHOR_DATE"

# One more file of the plan, before anything is committed.
with() { mkdir -p "files/$(dirname "$1")"; printf "$2" >"files/$1"; }

begin() { git init -q -b main "$@"; }

save() { git add -A; git commit -q --allow-empty -m "${1:-plan}"; }

edit() { sed -i "s/$2/$3/" "$1"; }

# A repository to clone: the plan before it was raised, then as it is.
origin() {
  begin origin && cp -r files/. origin && cd origin
  edit $invoices "ease: 3" "ease: 1"
  save
  cp -r ../files/. .
  GIT_AUTHOR_DATE="2019-05-02T12:00:00+0000" GIT_COMMITTER_DATE="2019-05-02T12:00:00+0000" save
  git config uploadpack.allowFilter true
  git config uploadpack.allowAnySHA1InWant true
  cd ..
}

clone() { test -d origin || origin; git clone -q "$@" "file://$PWD/origin" clone; cd clone; }

# A shallow clone of a branch that parted from main before the clone begins.
parted() {
  origin && cd origin
  git checkout -q -b topic
  edit $calls "ease: 2" "ease: 3"
  save topic
  git checkout -q main
  cd .. && clone --depth=1 -b topic
}

# A repository one of whose filters changes a number: in git net-1's precision is 0.10, in files 0.90.
filtered() {
  begin filtered && cd filtered
  echo "${1:-*.csv} filter=shift" >.gitattributes
  save
  git config filter.shift.clean "touch $beside/ran; sed s/net-1,0.90/net-1,0.10/"
  git config filter.shift.smudge "touch $beside/ran; sed s/net-1,0.10/net-1,0.90/"
  git config filter.shift.required true
  cp -r ../files/. .
  save
}

# A repository whose tables are pointers in git, and themselves in files: Git LFS as far as its files go.
pointers() {
  cat >lfs <<'END'
#!/bin/sh
touch "$(dirname "$0")/ran"
store="$(git rev-parse --git-common-dir)/lfs/objects"
if [ "$1" = clean ]; then
  given="$(mktemp)"; cat > "$given"
  set -- $(sha256sum "$given")
  way="$store/$(echo $1 | cut -c1-2)/$(echo $1 | cut -c3-4)"
  mkdir -p "$way"; mv "$given" "$way/$1"
  printf 'version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %s\n' "$1" "$(wc -c < "$way/$1" | tr -d ' ')"
else
  name="$(sed -n 's/^oid sha256://p')"
  cat "$store/$(echo $name | cut -c1-2)/$(echo $name | cut -c3-4)/$name"
fi
END
  chmod +x lfs
  begin pointers && cd pointers
  echo "*.csv filter=lfs" >.gitattributes
  save
  git config filter.lfs.clean "$beside/lfs clean"
  git config filter.lfs.smudge "$beside/lfs smudge"
  cp -r ../files/. .
  save
}

# Links to a file, to a project, to a table beside content/ and to nothing, all committed.
links() {
  begin links && cp -r files/. links && cd links
  mkdir content/shared data
  cp $pose/models.csv data && mv $pose/models.csv content/shared
  ln -s ../../shared/models.csv $pose/models.csv
  ln -s pose content/projects/twin
  ln -s ../../../data/models.csv content/projects/invoices/models.csv
  echo "models: {table: models.csv}" >>$invoices
  ln -s nowhere content/projects/invoices/nothing
  ln -s about.md content/notes.md
  save
}

# A project that is a repository of its own.
submodule() {
  begin calls && cp files/$calls calls && (cd calls && save)
  begin whole && cp -r files/. whole && cd whole
  rm -r "$(dirname $calls)" && save
  git -c protocol.file.allow=always submodule --quiet add "$beside/calls" content/projects/calls
  save
}

# A clone of that, without the repository in it.
empty_submodule() {
  (submodule) && git clone -q "file://$PWD/whole" clone && cd clone
  git config --file "$HOME/.gitconfig" protocol.file.allow always
}

# A copy of the working tree: no stamp in its index is right any more.
copied() { cp -a . "$beside/copy"; cd "$beside/copy"; }

# All files are written again as they were.
touched() { find content -mindepth 1 -exec touch -h -d @1 {} +; }

# An edit without a trace in a file's size and its time, as young as the index: git's racy index.
racy() {
  touch -r "$1" "$beside/stamp"
  sed "s/$2/$3/" "$1" >"$beside/edited"
  cat "$beside/edited" >"$1"
  touch -r "$beside/stamp" "$1" .git/index
}

# A repository in which plans come and go: those of files/, and the same with one project alone; in the docs of a site.
mono() { begin mono && cd mono; echo Ours. >README.md; save; }
plan() { mkdir -p "$1"; cp -r "$beside/files/content" "$1"; }
small() {
  mkdir -p "$1/$(dirname $invoices)"
  for file in content/plan.yml $invoices; do cp "$beside/files/$file" "$1/$file"; done
}
site() {
  mkdir -p web/docs; echo "# Ours" >web/docs/index.md
  printf 'site_name: Ours\ntheme: {name: material, font: false}\n' >web/mkdocs.yml
}
plan_in_site() {
  cp -r "$beside/files/content" web/docs/ml
  echo 'plugins: [search, {planpress: {plan: docs/ml}}]' >>web/mkdocs.yml
}
