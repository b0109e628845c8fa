#!/usr/bin/env bash
# Runs all tests that need nothing but this machine, by the same command as the README: mvn verify.
#
#   deployment/run-unit-tests.sh [MAVEN OPTION...]
#
# Options go to Maven, for example -pl common -am. It needs Maven, a JDK from 21 up, and Node.js for the stacks' templates.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
# shellcheck source=deployment/complaints.sh
. "$here/complaints.sh"

case ${1:-} in -h | --help) show_help; exit 0 ;; esac
need_maven
need node "the CDK runs in it, https://nodejs.org (22 or later)"
give_up_on_complaints

exec mvn -B -ntp -f "$root/pom.xml" verify "$@"
