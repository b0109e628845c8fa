#!/usr/bin/env bash
# Makes what a launch-stack button needs: plain CloudFormation templates and the code of the Lambda functions. Neither the
# CDK nor its bootstrap is needed, here or in the account that launches.
#
#   deployment/build-s3-dist.sh BUCKET NAME VERSION [--image URI] [--skip-build]
#
#   BUCKET    what asset buckets are called, without the region: templates look for code in BUCKET-REGION of the region that
#             they are launched in, for example my-bucket-us-east-1
#   NAME      the solution's name, a folder in the bucket
#   VERSION   a folder below that, for example v1.0.0
#   --image   the JobSender's image that templates propose. Without it: what deployment/build-ecr.sh pushes with VERSION as
#             its tag, in the account and region of the launch
#   --skip-build   takes the jars that the last build left in target/
#
# What comes out:
#   deployment/global-s3-assets/     *.template.json, for regions of AWS and, under cn/, for those in China
#   deployment/regional-s3-assets/   the jars, to be in a bucket of each region
#
# It uploads nothing; it prints the commands that do.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
# shellcheck source=deployment/complaints.sh
. "$here/complaints.sh"

image='' build=yes words=()
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) show_help; exit 0 ;;
    --image) image=${2:-}; [ -n "$image" ] || complain "--image needs the URI of an image"; shift $(($# > 1 ? 2 : 1)) ;;
    --image=*) image=${1#*=}; shift ;;
    --skip-build) build=no; shift ;;
    -*) complain "$1 is no option"; shift ;;
    *) words+=("$1"); shift ;;
  esac
done
bucket=${words[0]:-} name=${words[1]:-} version=${words[2]:-}

# Lower case, digits, dots and hyphens; the hyphen and the region that follow are to fit into 63 characters.
if [ -z "$bucket" ]; then complain "BUCKET is missing: what the asset buckets are called, without -REGION"
elif ! [[ $bucket =~ ^[a-z0-9][a-z0-9.-]{1,46}$ ]]; then complain "BUCKET '$bucket' cannot begin the name of a bucket: 2 to 47 of a-z, 0-9, '.' and '-'"; fi
if [ -z "$name" ]; then complain "NAME is missing: the solution's name, for example data-replication-hub"
elif ! [[ $name =~ ^[A-Za-z0-9._-]+$ ]]; then complain "NAME '$name' has other characters than letters, digits, '.', '_' and '-'"; fi
if [ -z "$version" ]; then complain "VERSION is missing: for example v1.0.0"
elif ! [[ $version =~ ^[A-Za-z0-9_][A-Za-z0-9._-]*$ ]]; then complain "VERSION '$version' has other characters than letters, digits, '.', '_' and '-'"; fi
[ ${#words[@]} -le 3 ] || complain "there are ${#words[@]} arguments, and three are wanted"
# It is put into JSON, and between the delimiters of sed.
if [ -n "$image" ] && ! [[ $image =~ ^[A-Za-z0-9._:/@-]+$ ]]; then complain "--image '$image' is no URI of an image"; fi
[ $build = no ] || need_maven
for partition in global cn; do
  compgen -G "$here/$partition/*.template.json" >/dev/null || complain "there is no template in $here/$partition; cdk/README.md says how they are made"
done
give_up_on_complaints

# The image in the launching account: the template's own Fn::Sub fills that in.
# shellcheck disable=SC2016
[ -n "$image" ] || image='${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/drh-jobsender:'$version

global=$here/global-s3-assets regional=$here/regional-s3-assets
rm -rf "$global" "$regional"
mkdir -p "$global/cn" "$regional"

if [ $build = yes ]; then
  echo "building the functions ..."
  mvn -q -B -f "$root/pom.xml" -pl lambda-worker,stack-hooks -am -Dmaven.test.skip=true -Dspotless.check.skip package
fi

fill() { sed -e "s|%%BUCKET%%|$bucket|g" -e "s|%%NAME%%|$name|g" -e "s|%%VERSION%%|$version|g" -e "s|%%IMAGE%%|$image|g" "$1" >"$2"; }
for template in "$here"/global/*.template.json; do fill "$template" "$global/$(basename "$template")"; done
for template in "$here"/cn/*.template.json; do fill "$template" "$global/cn/$(basename "$template")"; done
if unfilled=$(grep -rhoE '%%[A-Z]+%%' "$global" | sort -u); then
  echo "$(basename "$0"): templates have placeholders that nobody fills: ${unfilled//$'\n'/ }" >&2
  exit 1
fi

# One jar of each function, under the name that templates call it by.
take() {
  local found=()
  for jar in $1; do [ -f "$jar" ] && found+=("$jar"); done
  if [ ${#found[@]} -ne 1 ]; then
    echo "$(basename "$0"): one file is expected at $1, there are ${#found[@]}" >&2
    exit 1
  fi
  cp "${found[0]}" "$regional"
}
take "$root/lambda-worker/target/lambda-worker-*-arm64.jar"
take "$root/lambda-worker/target/lambda-worker-*-x86_64.jar"
take "$root/stack-hooks/target/stack-hooks-*.jar"

# Whatever code the templates ask for is there.
grep -rhoE "$name/$version/[A-Za-z0-9._-]+\.(jar|zip)" "$global" | sort -u | while read -r key; do
  [ -f "$regional/$(basename "$key")" ] || { echo "$(basename "$0"): templates ask for $key, which is not built" >&2; exit 1; }
done

cat <<END
templates: $global
$(cd "$global" && find . -type f | sort | sed 's|^\./|  |')
code:      $regional
$(cd "$regional" && wc -c ./* | sed -n 's|^ *\([0-9]*\) \./\(.*\)|  \2  \1 bytes|p')

Next, for each REGION that is to launch:
  aws s3 sync '$global' s3://$bucket-REGION/$name/$version/ --region REGION
  aws s3 sync '$regional' s3://$bucket-REGION/$name/$version/ --region REGION
  deployment/build-ecr.sh REGION ACCOUNT $version
END
