#!/usr/bin/env bash
# Builds the JobSender's image for arm64 and amd64 and pushes it to ECR. The repository is made where there is none.
#
#   deployment/build-ecr.sh REGION ACCOUNT [TAG]
#
#   REGION    of ECR, for example us-east-1 or cn-northwest-1
#   ACCOUNT   the AWS account's twelve digits
#   TAG       of the image; without it the version of the pom
#
# Variables:
#   ECR_REPOSITORY   the repository, drh-jobsender where nothing is said; templates look for that one
#   PLATFORMS        linux/arm64,linux/amd64 where nothing is said
#   BUILD_IMAGE, RUNTIME_IMAGE   other base images than those of deployment/jobsender/Dockerfile, for example from a mirror
#   BUILDKIT_IMAGE   another image of BuildKit, which buildx builds in, than moby/buildkit of Docker Hub
#
# It needs docker with buildx, and the AWS CLI with credentials that may push: ecr:GetAuthorizationToken,
# ecr:DescribeRepositories, ecr:CreateRepository, ecr:BatchCheckLayerAvailability, ecr:InitiateLayerUpload,
# ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:PutImage, ecr:BatchGetImage.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
# shellcheck source=deployment/complaints.sh
. "$here/complaints.sh"

case ${1:-} in -h | --help) show_help; exit 0 ;; esac
region=${1:-} account=${2:-} tag=${3:-}
repository=${ECR_REPOSITORY:-drh-jobsender} platforms=${PLATFORMS:-linux/arm64,linux/amd64}

if [ -z "$region" ]; then complain "REGION is missing: the region of ECR, for example us-east-1"
elif ! [[ $region =~ ^[a-z]{2}(-[a-z]+)+-[0-9]+$ ]]; then complain "REGION '$region' does not look like a region, for example us-east-1"; fi
if [ -z "$account" ]; then complain "ACCOUNT is missing: the AWS account's twelve digits"
elif ! [[ $account =~ ^[0-9]{12}$ ]]; then complain "ACCOUNT '$account' is not twelve digits"; fi
[ -n "$tag" ] || tag=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml" | head -n 1)
[[ $tag =~ ^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$ ]] || complain "TAG '$tag' is no tag of an image"
[[ $repository =~ ^[a-z0-9]+([._/-][a-z0-9]+)*$ ]] || complain "ECR_REPOSITORY '$repository' is no name of a repository"
[ $# -le 3 ] || complain "there are $# arguments, and at most three are wanted"
need aws "it signs in to ECR, https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
need docker "it builds the image, https://docs.docker.com/engine/install/"
if command -v docker >/dev/null 2>&1; then
  docker buildx version >/dev/null 2>&1 ||
    complain "docker has no buildx, which builds for two processors: https://docs.docker.com/build/install-buildx/"
  docker info >/dev/null 2>&1 || complain "the docker daemon does not answer; is it running, and may you use it?"
fi
give_up_on_complaints

case $region in cn-*) suffix=amazonaws.com.cn ;; *) suffix=amazonaws.com ;; esac
registry=$account.dkr.ecr.$region.$suffix
uri=$registry/$repository:$tag

if ! aws ecr describe-repositories --region "$region" --registry-id "$account" --repository-names "$repository" >/dev/null 2>&1; then
  echo "making the repository $repository ..."
  aws ecr create-repository --region "$region" --registry-id "$account" --repository-name "$repository" \
    --image-scanning-configuration scanOnPush=true >/dev/null
fi
aws ecr get-login-password --region "$region" | docker login --username AWS --password-stdin "$registry" >/dev/null

# The default builder of many installations builds for one platform alone. A builder keeps the image that it was made with:
# another image is another builder.
builder=drh-builder options=()
if [ -n "${BUILDKIT_IMAGE:-}" ]; then
  builder+=-${BUILDKIT_IMAGE//[^A-Za-z0-9]/-}
  options=(--driver-opt "image=$BUILDKIT_IMAGE")
fi
docker buildx inspect "$builder" >/dev/null 2>&1 ||
  docker buildx create --name "$builder" --driver docker-container ${options[@]+"${options[@]}"} >/dev/null

arguments=()
[ -z "${BUILD_IMAGE:-}" ] || arguments+=(--build-arg "BUILD_IMAGE=$BUILD_IMAGE")
[ -z "${RUNTIME_IMAGE:-}" ] || arguments+=(--build-arg "RUNTIME_IMAGE=$RUNTIME_IMAGE")
docker buildx build --builder "$builder" --platform "$platforms" --provenance=false \
  --file "$here/jobsender/Dockerfile" ${arguments[@]+"${arguments[@]}"} --tag "$uri" --push "$root"

echo "pushed $uri"
