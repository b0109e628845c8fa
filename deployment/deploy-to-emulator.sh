#!/usr/bin/env bash
# Deploys the plain template into an emulator of AWS (LocalStack, floci, moto), fills a source bucket, has it replicated and
# compares both sides byte by byte. Builds what is missing first.
#
#   deployment/deploy-to-emulator.sh --endpoint URL [--template FILE] [--stack NAME] [--leave-out TYPE]... [--code FILE]...
#                                    [--objects N] [--keep]
#
#   --endpoint    where the emulator listens, one address for all services, for example http://127.0.0.1:4566
#   --template    deployment/global/data-replication-hub.template.json where nothing is said
#   --stack       what the stack is called, drh-emulator where nothing is said; buckets are called after it
#   --leave-out   leaves out resources whose type begins so; repeatable
#   --code        a jar to upload; the two of the build where nothing is said
#   --objects     how many the source is filled with, 200 where nothing is said
#   --keep        leaves stack and buckets there
#
# Stack, settings, credentials, buckets and queues are the emulator's. The JobSender runs as a process of this machine with
# the variables of its task definition, and the JobWorker's handler with those of its function, fed by a poller that does as
# Lambda's event source mapping does: emulators without Docker run neither. What such an emulator cannot make is left out:
#
#   moto          moto_server -p 4566 &
#                 deployment/deploy-to-emulator.sh --endpoint http://127.0.0.1:4566 --leave-out Custom:: \
#                   --leave-out AWS::Lambda::EventSourceMapping --leave-out AWS::Scheduler::
#   LocalStack    docker run -d -p 4566:4566 -e CFN_IGNORE_UNSUPPORTED_RESOURCE_TYPES=1 localstack/localstack:4.12
#                 deployment/deploy-to-emulator.sh --endpoint http://127.0.0.1:4566 --leave-out Custom:: \
#                   --leave-out AWS::Lambda::EventSourceMapping
#
# Exit codes: 0 both sides agree, 1 they do not, 2 wrong arguments or something is missing, 3 the emulator cannot be
# worked with.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
# shellcheck source=deployment/complaints.sh
. "$here/complaints.sh"

case " $* " in *' --help '* | *' -h '*) show_help; exit 0 ;; esac
case " $* " in *' --endpoint '*) ;; *) complain "--endpoint is missing: where the emulator listens, for example http://127.0.0.1:4566" ;; esac
need_maven

# The newest JDK that is installed, unless JAVA_HOME is new enough.
java='' newest=0
for home in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/* /opt/java/* "${HOME:-/nowhere}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if [ ! -x "$home/bin/java" ] || [ ! -r "$home/release" ]; then continue; fi
  release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" | head -n 1)
  if [ "${release:-0}" -gt "$newest" ]; then newest=$release java=$home/bin/java; fi
done
[ "$newest" -ge 21 ] || complain "no JDK from 21 up was found in JAVA_HOME, /usr/lib/jvm, /opt/java or ~/.sdkman: https://adoptium.net"
give_up_on_complaints

cd "$root"
stamp=$here/target/lib/built
if [ ! -f "$stamp" ] || [ -n "$(find pom.xml ./*/pom.xml ./*/src/main -newer "$stamp" -print)" ]; then
  echo "building (once) ..." >&2
  # What is saved from here on may not be in it.
  mkdir -p "$here/target/lib"
  : >"$stamp.next"
  mvn -q -B -pl deployment -am -Dmaven.test.skip=true -Dspotless.check.skip package
  mv "$stamp.next" "$stamp"
fi

code=()
case " $* " in
  *' --code '*) ;;
  *)
    for jar in lambda-worker/target/lambda-worker-*-arm64.jar stack-hooks/target/stack-hooks-*.jar; do
      [ -f "$jar" ] && code+=(--code "$jar")
    done ;;
esac
exec "$java" -Xmx512m --enable-native-access=ALL-UNNAMED -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "$here/target/classes:$here/target/lib/*" io.replicationhub.emulator.DeployToEmulator "$@" ${code[@]+"${code[@]}"}
