#!/usr/bin/env bash
# Builds the JobSender and lays it out as the image holds it, one folder for each processor:
#
#   deployment/jobsender/stage.sh FOLDER
#
#   FOLDER/arm64/lib/*.jar
#   FOLDER/amd64/lib/*.jar
#
# The Dockerfile runs it; so may anyone, to look at what goes into the image. The folders differ in the native crypto alone:
# both jars of it hold a library of one name, so there is but the one that fits.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
case ${1:-} in
  -h | --help) sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
  '') echo "stage.sh: FOLDER is missing: where to lay it out" >&2; exit 2 ;;
esac
command -v mvn >/dev/null || { echo "stage.sh: mvn is not installed: it builds the jars" >&2; exit 2; }
mkdir -p "$1"
stage=$(cd "$1" && pwd)

mvn -q -B -ntp -f "$root/pom.xml" -pl ecs-jobsender -am -Dmaven.test.skip=true -Dspotless.check.skip package

lay_out() {
  local lib=$stage/$1/lib foreign=$2
  rm -rf "$lib"
  mkdir -p "$lib"
  cp "$root"/ecs-jobsender/target/lib/*.jar "$root"/ecs-jobsender/target/ecs-jobsender-*.jar "$lib"
  rm -f "$lib"/AmazonCorrettoCryptoProvider-*-"$foreign".jar
}
lay_out arm64 linux-x86_64
lay_out amd64 linux-aarch_64
