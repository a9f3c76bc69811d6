#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What ./dev says when something is in its way: one sentence with what to do, before anything is installed or
# built, and no harm done. Each fault is made for real, in a copy of ./dev with hardly a tree around it.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

passed=0
failed=0
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

# A tree of its own, in which nothing can be built.
tree() {
  local to="$work/${1:-tree}"
  mkdir -p "$to/site" "$to/tests"
  cp dev "$to/dev"
  echo "$to"
}

# A user who is not root, and who owns nothing here; empty where there is none.
other=""
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then other=65534; fi
as_other() { setpriv --reuid="$other" --regid="$other" --clear-groups "$@"; }

note() {
  if [ "$2" = true ]; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "FAILED: $1"
  fi
}

# says FAULT SENTENCE COMMAND...: fails with the sentence and little more, within half a minute, building nothing.
says() {
  local fault="$1" sentence="$2" out code=0 right=true start=$SECONDS
  shift 2
  out="$("$@" 2>&1 </dev/null)" || code=$?
  [ "$code" -ne 0 ] || right=false
  grep -qE -- "$sentence" <<<"$out" || right=false
  [ "$(grep -c . <<<"$out")" -le 3 ] || right=false
  if grep -qE '^== (installing [^t]|build)|Traceback|    at ' <<<"$out"; then right=false; fi
  [ $((SECONDS - start)) -le 60 ] || right=false
  printf '%-46s %s\n' "$fault" "$(grep "^dev: " <<<"$out" | head -n 1)"
  [ "$right" = true ] || printf '%s\n' "exit code $code, $((SECONDS - start)) s:" "$out"
  note "$fault" "$right"
}

# --- words ----------------------------------------------------------------------------------------------

here="$(tree)"
says "an unknown command" "no command 'sevre'; there are build, serve" "$here/dev" sevre
says "a further word: build" "build does not know 'all'" "$here/dev" build all
says "a further word: clean" "clean does not know 'all'" "$here/dev" clean all
says "an unknown word: test" "test does not know 'brwoser'; it knows quick, long and the parts format guard" "$here/dev" test brwoser
says "an unknown word: serve" "serve does not know '--prot'; it knows --port" "$here/dev" serve --prot 1
says "an unknown word: fuzz" "fuzz does not know 'raed'; it knows --coverage, a number of seconds and the stages" "$here/dev" fuzz raed
says "a number of seconds that is none" "fuzz does not know '0'; it knows --coverage, a number of seconds" "$here/dev" fuzz 0
says "an unknown word: release" "release does not know 'again'; it knows --twice" "$here/dev" release again
says "a further word: release" "release does not know 'again'; it knows --twice" "$here/dev" release --twice again
says "a release of what is in no commit" "a release is made of a commit" "$here/dev" release
says "a command to compare with that is none" "knowledge-diff compares with a command; /nowhere is none" "$here/dev" knowledge-diff /nowhere
says "a number of compilers that is none" "JOBS wants a number" env JOBS=many "$here/dev" build

# --- ports ----------------------------------------------------------------------------------------------

says "--port without a number" "--port wants a number, as in" "$here/dev" serve --port
for port in eighty 65536 -1 8080x ' ' 999999999999999999999; do
  says "--port $port" "--port wants a number from 0 to 65535" "$here/dev" serve --port "$port"
done
says "--port=" "--port wants a number from 0 to 65535" "$here/dev" serve --port=

coproc listener {
  exec node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => console.log(s.address().port))'
}
read -r taken <&"${listener[0]}"
says "a port that is taken" "port $taken is taken by another program: choose another" "$here/dev" serve --port "$taken"
# shellcheck disable=SC2154  # coproc sets it
kill "$listener_PID"
if [ -n "$other" ] && [ "$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start)" -gt 80 ]; then
  says "a port that is only for root" "port 80 is only for root" as_other "$here/dev" serve --port 80
fi

# --- folders --------------------------------------------------------------------------------------------

if [ -n "$other" ]; then
  says "a checkout that cannot be written to" "cannot be written to .*: clone it" as_other "$here/dev" build
  mine="$(tree mine)"
  chown -R "$other" "$mine"
  mkdir "$mine/build"
  says "build/ of another user" "build belongs to root, who built here before: run './dev clean'" as_other "$mine/dev" build
  chown "$other" "$mine/build"
  mkdir -p "$mine/site/node_modules/left/behind"
  chown "$other" "$mine/site/node_modules"
  says "a file of another user among ours" "left belongs to root, who built here before" as_other "$mine/dev" serve
  rm -rf "$mine/site/node_modules"
else
  closed="$(tree closed)"
  chmod -R a-w "$closed"
  says "a checkout that cannot be written to" "cannot be written to .*: clone it" "$closed/dev" build
  chmod -R u+w "$closed"
fi
for sign in '#' '?' '%'; do
  odd="$(tree "what${sign}now")"
  says "a folder with $sign in its name" "has a sign that the site's tools cannot read" "$odd/dev" build
done

# --- two at once, and a lock whose file is taken away ---------------------------------------------------

# From here on set-up must be reached and leave a trace instead of installing anything.
instead() { sed -i "s|^set_up() {|set_up() { echo \"set up \$(date +%s%N)\"; sleep 2; echo \"done \$(date +%s%N)\"; exit 0; |" "$1/dev"; }
if [ -n "$other" ]; then
  first="$(tree first)"
  instead "$first"
  chown -R "$other" "$first"
  note "a fresh clone of one who is not root reaches set-up" \
    "$(as_other "$first/dev" build 2>&1 | grep '^set up' >/dev/null && echo true || echo false)"
fi

two="$(tree two)"
instead "$two"
for i in 1 2 3; do "$two/dev" build >"$work/two-$i" & done
wait
right=true
[ "$(cat "$work"/two-? | grep -c 'set up')" -eq 3 ] || right=false
# In order of time, beginnings and ends take turns.
[ "$(cat "$work"/two-? | grep -E '^(set up|done) ' | sed 's/set up/begin/' | sort -k2 | cut -d' ' -f1 | tr '\n' ' ')" = \
  "begin done begin done begin done " ] || right=false
grep -q 'another ./dev is at work here; waiting for it' "$work"/two-? || right=false
note "three at once on a fresh clone set up one after the other" "$right"
echo "two at once                                    $(grep -h waiting "$work"/two-? | head -n 1)"

"$two/dev" build >"$work/two-1" &
sleep 0.5
"$two/dev" clean >"$work/two-2" &
"$two/dev" build >"$work/two-3" &
wait
note "clean waits for its turn, and who waits behind it gets a lock that holds" \
  "$([ "$(cat "$work"/two-? | grep -E '^(set up|done) ' | sed 's/set up/begin/' | sort -k2 | cut -d' ' -f1 | tr '\n' ' ')" = "begin done begin done " ] && echo true || echo false)"

# --- a folder that was renamed, a compiler that is gone --------------------------------------------------

moved="$(tree moved)"
instead "$moved"
cache() {
  mkdir -p "$moved/build/$1"
  printf 'CMAKE_CXX_COMPILER:FILEPATH=%s\nCMAKE_HOME_DIRECTORY:INTERNAL=%s\n' "$2" "$3" >"$moved/build/$1/CMakeCache.txt"
}
cache native "$BASH" "$moved"
cache wasm "$BASH" "$work/where it was"
cache sanitize /usr/bin/g++-of-yesterday "$moved"
out="$("$moved/dev" build)"
right=true
[ -e "$moved/build/native" ] && [ ! -e "$moved/build/wasm" ] && [ ! -e "$moved/build/sanitize" ] || right=false
grep -q 'build/wasm was made in another place: making it anew' <<<"$out" || right=false
grep -q 'build/sanitize was made by a compiler that is gone: making it anew' <<<"$out" || right=false
note "what was made in another place, or by a compiler that is gone, is made anew; the rest stays" "$right"
grep 'made in another place\|compiler that is gone' <<<"$out" | sed 's/^== /a folder renamed, a compiler gone               /'

# --- signs that compilers cannot read --------------------------------------------------------------------

for name in 'a & b' "it's (mine)" 'umläut' '$HOME;x' '"quoted"' 'two  blanks'; do
  odd="$(tree "$name")"
  sed -i 's|^set_up() {|set_up() { echo "named $here"; exit 0; |' "$odd/dev"
  first="$("$odd/dev" build | grep '^named ')"
  second="$("$odd/dev" build | grep '^named ')"
  plain="${first#named }"
  right=true
  [ "$first" = "$second" ] && [ "$plain" -ef "$odd" ] && [[ "$plain" =~ ^[A-Za-z0-9_./-]+$ ]] || right=false
  note "the folder '$name' is built under a plain name, the same each time" "$right"
  rm -f "$plain"
done

# --- no network -------------------------------------------------------------------------------------------

# In a network of its own, without a way out; where the machine does not allow that, it is said.
if unshare --net true 2>/dev/null; then
  offline="$(tree offline)"
  printf '{"name":"x","lockfileVersion":3,"packages":{"":{"name":"x"},"node_modules/ajv":{"version":"8.20.0","resolved":"https://registry.npmjs.org/ajv/-/ajv-8.20.0.tgz"}}}' >"$offline/site/package-lock.json"
  printf '{"name":"x","dependencies":{"ajv":"8.20.0"}}' >"$offline/site/package.json"
  sed -i 's|^set_up() {|set_up() { install_npm_packages site; |' "$offline/dev"
  says "no network: npm" "the npm packages of site are needed and the npm registry .* does not answer" \
    unshare --net env npm_config_cache="$work/npm" "$offline/dev" build
  if [ -x /usr/lib/apt/apt-helper ]; then
    sed -i 's|^set_up() {|set_up() { install_packages nextline-is-not-a-package; |' "$offline/dev"
    says "no network: packages" "these packages are needed and no package server answers" unshare --net "$offline/dev" build
  fi
else
  echo "no network: not tried, this user may not make a network of its own"
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
