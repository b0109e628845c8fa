# shellcheck shell=bash
# Sourced by the scripts beside it: gathers everything that is missing, and says it all at once.

complaints=()

complain() { complaints+=("$*"); }

# need TOOL WHY: complains where no such program is on the path.
need() { command -v "$1" >/dev/null 2>&1 || complain "$1 is not installed: $2"; }

# Ends the script with code 2 where there was anything to complain of.
give_up_on_complaints() {
  [ ${#complaints[@]} -gt 0 ] || return 0
  {
    echo "$(basename "$0"): cannot begin:"
    printf '  - %s\n' "${complaints[@]}"
    echo "  $(basename "$0") --help says more."
  } >&2
  exit 2
}

# The text at the head of a script, from the second line to the first that is no comment.
show_help() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"; }

# need_maven: Maven to build with; the version that the poms ask for is checked by the build itself.
need_maven() { need mvn "it builds the jars, https://maven.apache.org/install.html (3.8.5 or later, on Java 17 or later)"; }
