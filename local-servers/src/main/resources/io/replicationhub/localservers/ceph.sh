#!/bin/bash
# One Ceph on one machine: monitor, manager, one OSD in memory, and the S3 gateway. As root, without systemd.
# usage: ceph.sh start FOLDER GATEWAY_PORT MONITOR_PORT ACCESS_KEY SECRET_KEY
#        ceph.sh stop FOLDER
set -eu
FOLDER=$2
DAEMONS="client.rgw.a osd.0 mgr.x mon.a"

stop() {
    for daemon in $DAEMONS; do
        pid=$(cat "$FOLDER/run/$daemon.pid" 2>/dev/null || true)
        [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true
        for i in $(seq 50); do
            # Gone, or dead and not yet collected.
            [ -n "$pid" ] && grep -q '^State:[[:space:]]*[^ZX]' "/proc/$pid/status" 2>/dev/null || break
            sleep 0.1
        done
    done
}

if [ "$1" = stop ]; then
    stop
    exit 0
fi
# Daemons that were begun must not outlive a start that failed.
trap 'stop' ERR
set -E

GATEWAY_PORT=$3 MONITOR_PORT=$4 ACCESS_KEY=$5 SECRET_KEY=$6
ADDRESS=127.0.0.1
CONF=$FOLDER/ceph.conf
KEYS=$FOLDER/keyring
mkdir -p "$FOLDER"/{mon,mgr,osd,rgw,log,run}
FSID=$(cat /proc/sys/kernel/random/uuid)

# cephx stays on: the gateway of this version does not come up without it.
cat > "$CONF" <<CONF
[global]
fsid = $FSID
mon host = v2:$ADDRESS:$MONITOR_PORT
mon initial members = a
public addr = $ADDRESS
cluster addr = $ADDRESS
auth allow insecure global id reclaim = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon warn on pool no redundancy = false
mon max pg per osd = 1000
mon data avail crit = 1
mon data avail warn = 2
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 4294967296
osd memory target = 1073741824
admin socket = $FOLDER/run/\$name.asok
log file = $FOLDER/log/\$name.log
pid file = $FOLDER/run/\$name.pid
keyring = $KEYS
mon data = $FOLDER/mon
mgr data = $FOLDER/mgr
osd data = $FOLDER/osd
[client.rgw.a]
rgw frontends = beast endpoint=$ADDRESS:$GATEWAY_PORT
rgw data = $FOLDER/rgw
rgw thread pool size = 64
CONF

key() { ceph-authtool "$KEYS" "$@" > /dev/null; }
key -C -n mon. --gen-key --cap mon 'allow *'
key -n client.admin --gen-key --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
key -n mgr.x --gen-key --cap mon 'allow profile mgr' --cap osd 'allow *'
key -n osd.0 --gen-key --cap mon 'allow profile osd' --cap mgr 'allow profile osd' --cap osd 'allow *'
key -n client.rgw.a --gen-key --cap mon 'allow rw' --cap osd 'allow rwx' --cap mgr 'allow rw'

admin() { ceph -c "$CONF" -k "$KEYS" --connect-timeout 2 "$@"; }
# Tries a command ten times a second, as often as the first argument says.
await() {
    local tries=$1
    shift
    until "$@" > /dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { echo "gave up waiting for: $*" >&2; return 1; }
        sleep 0.1
    done
}
osd_is_up() { admin osd stat | grep -q '1 up'; }
gateway_answers() { (exec 3<> "/dev/tcp/$ADDRESS/$GATEWAY_PORT"); }

monmaptool --create --fsid "$FSID" --addv a "[v2:$ADDRESS:$MONITOR_PORT]" "$FOLDER/monmap" > /dev/null
ceph-mon -c "$CONF" --mkfs -i a --monmap "$FOLDER/monmap" --keyring "$KEYS"
ceph-mon -c "$CONF" -i a
await 300 admin mon stat
ceph-mgr -c "$CONF" -i x
OSD=$(cat /proc/sys/kernel/random/uuid)
echo "{\"cephx_secret\": \"$(ceph-authtool "$KEYS" -n osd.0 -p)\"}" | admin osd new "$OSD" -i - > /dev/null
ceph-osd -c "$CONF" -i 0 --mkfs --osd-uuid "$OSD" 2> /dev/null
ceph-osd -c "$CONF" -i 0 > /dev/null 2>&1
await 300 osd_is_up
radosgw -c "$CONF" -n client.rgw.a
await 600 gateway_answers
radosgw-admin -c "$CONF" -k "$KEYS" user create --uid=local --display-name=local \
    --access-key="$ACCESS_KEY" --secret-key="$SECRET_KEY" > /dev/null
