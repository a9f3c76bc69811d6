#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# `./dev test` as a newcomer meets it: in a bare root of a distribution, in fresh clones of what is committed here.
#   sudo tests/fresh/debian.sh SUITE [STEP...]       SUITE: bookworm, trixie, noble
# STEPs, all three when none is named; each leaves its times and its log in the folder of the root:
#   bare   a new root with nothing but the base system; whatever was there before is removed
#   root   ./dev test as root, in a clone; installs what is missing by itself
#   user   ./dev test as a user who may not install anything, in a folder with blanks and an ampersand; then
#          ./dev build again, which must compile nothing
# FRESH_ROOTS names the folder of the roots (/var/tmp/nextline-fresh), FRESH_MIRROR a mirror, JOBS goes to dev.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

fail() {
  echo "debian.sh: $*" >&2
  exit 1
}

[ $# -ge 1 ] || fail "which suite? bookworm, trixie or noble."
readonly suite="$1"
shift
case "$suite" in
  bookworm | trixie) readonly mirror="${FRESH_MIRROR:-http://deb.debian.org/debian}" components=main ;;
  noble) readonly mirror="${FRESH_MIRROR:-http://archive.ubuntu.com/ubuntu}" components=main,universe ;;
  *) fail "'$suite' is none of bookworm, trixie, noble." ;;
esac
[ "$(id -u)" -eq 0 ] || fail "making a root needs root: sudo $0 $suite"
command -v debootstrap >/dev/null || fail "debootstrap is needed: apt-get install debootstrap"
readonly roots="${FRESH_ROOTS:-/var/tmp/nextline-fresh}"
readonly root="$roots/$suite"
readonly odd="/home/newcomer/work & play/next line"

# inside USER COMMAND...: in the root, with proc, dev and a shm of its own, which go with the last process.
inside() {
  local user="$1"
  shift
  # shellcheck disable=SC2016
  unshare --mount --pid --fork --propagation private bash -c '
    root="$1"; shift
    mount -t proc proc "$root/proc"
    mount --rbind /sys "$root/sys"
    mount -t tmpfs -o mode=755 dev "$root/dev"
    for node in null zero full random urandom tty; do
      touch "$root/dev/$node" && mount --bind "/dev/$node" "$root/dev/$node"
    done
    ln -s /proc/self/fd "$root/dev/fd"
    ln -s fd/0 "$root/dev/stdin" && ln -s fd/1 "$root/dev/stdout" && ln -s fd/2 "$root/dev/stderr"
    mkdir "$root/dev/shm" && mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
    mkdir "$root/dev/pts" && mount -t devpts -o newinstance,ptmxmode=0666,mode=620 pts "$root/dev/pts"
    ln -s pts/ptmx "$root/dev/ptmx"
    exec chroot "$root" "$@"' inside "$root" \
    env -i HOME="$([ "$user" = root ] && echo /root || echo "/home/$user")" LANG=C.UTF-8 TERM=dumb \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin ${JOBS:+JOBS="$JOBS"} \
    setpriv --reuid="$user" --regid="$user" --init-groups "$@"
}

# clone FOLDER USER: what is committed here, and the shared folder beside it when there is one.
clone() {
  local to="$root$1"
  rm -rf "$to"
  mkdir -p "$to"
  git archive HEAD | tar x -C "$to"
  if [ -d ../shared ] && [ ! -e "$to/../shared" ]; then cp -rL ../shared "$to/../shared"; fi
  chroot "$root" chown -R "$2:" "$(dirname "$1")"
}

bare() {
  local script=()
  # debootstrap knows its distribution's own suites; another's are made in the same way.
  [ -e "/usr/share/debootstrap/scripts/$suite" ] || script=(/usr/share/debootstrap/scripts/gutsy)
  rm -rf --one-file-system "$root"
  debootstrap --variant=minbase --components="$components" "$suite" "$root" "$mirror" "${script[@]}"
  chroot "$root" useradd --create-home newcomer
  # A root that is thrown away need not outlive a power cut.
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/fresh"
  # Where this machine reaches the network through an authority of its own, the root must know it too.
  if compgen -G '/usr/local/share/ca-certificates/*.crt' >/dev/null; then
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/"
  fi
}

# timed NAME COMMAND...
timed() {
  local name="$1" start=$SECONDS code=0
  shift
  "$@" >"$roots/$suite-$name.log" 2>&1 || code=$?
  echo "$suite $name: exit code $code, $((SECONDS - start)) s, $(grep -E '^[0-9]+ passed, [0-9]+ failed' "$roots/$suite-$name.log" | tail -n 1)" |
    tee -a "$roots/$suite-times.txt"
  return "$code"
}

as_root() {
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  clone /root/here/nextline root
  timed root inside root /root/here/nextline/dev test
}

as_user() {
  clone "$odd" newcomer
  timed user inside newcomer "$odd/dev" test || return
  timed again inside newcomer "$odd/dev" build || return
  if grep -E '^\[[0-9]+/[0-9]+\] (Building|Linking)' "$roots/$suite-again.log"; then
    echo "$suite again: something was compiled though nothing had changed"
    return 1
  fi
}

mkdir -p "$roots"
failed=0
for step in "${@:-all}"; do
  case "$step" in
    bare) bare >"$roots/$suite-bare.log" 2>&1 || fail "no root: see $roots/$suite-bare.log" ;;
    root) as_root || failed=1 ;;
    user) as_user || failed=1 ;;
    all)
      bare >"$roots/$suite-bare.log" 2>&1 || fail "no root: see $roots/$suite-bare.log"
      as_root || failed=1
      as_user || failed=1
      ;;
    *) fail "there is no step '$step'." ;;
  esac
done
[ "$failed" -eq 0 ]
