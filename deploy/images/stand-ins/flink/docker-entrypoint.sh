#!/usr/bin/env bash
# As the official entry point: FLINK_PROPERTIES win over conf/config.yaml, and the memory is Flink's own arithmetic.
set -euo pipefail
role="${1:-help}"
[ "$(id -u)" -ne 0 ] || exec gosu flink "$0" "$@"
case $role in
  jobmanager) main=org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint; params=GET_JM_RESOURCE_PARAMS ;;
  standalone-job) main=org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint; params=GET_JM_RESOURCE_PARAMS ;;
  taskmanager) main=org.apache.flink.runtime.taskexecutor.TaskManagerRunner; params=GET_TM_RESOURCE_PARAMS ;;
  help) echo "Usage: $(basename "$0") (jobmanager|standalone-job|taskmanager)"; exit 0 ;;
  *) exec "$@" ;;
esac
shift
conf=$FLINK_HOME/conf
given="${FLINK_PROPERTIES:-}"$'\n'"jobmanager.rpc.address: ${JOB_MANAGER_RPC_ADDRESS:-$(hostname -f)}"
[ -z "${TASK_MANAGER_NUMBER_OF_TASK_SLOTS:-}" ] || given+=$'\n'"taskmanager.numberOfTaskSlots: $TASK_MANAGER_NUMBER_OF_TASK_SLOTS"
# the last value of a key is in force
printf '%s\n%s\n' "$(cat "$conf/config.yaml")" "$given" | awk -F': ' '
  /^[^#[:space:]]/ { if (!($1 in value)) order[++n] = $1; value[$1] = substr($0, length($1) + 3) }
  END { for (i = 1; i <= n; i++) print order[i] ": " value[order[i]] }' > "$conf/config.yaml.next"
cat "$conf/config.yaml.next" > "$conf/config.yaml"
rm "$conf/config.yaml.next"
result() { sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p'; }
mapfile -t lines < <(java -cp "$FLINK_HOME/lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils "$params" --configDir "$conf" 2>/dev/null | result)
[ "${#lines[@]}" -ge 1 ] || { echo "no memory parameters" >&2; java -cp "$FLINK_HOME/lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils "$params" --configDir "$conf" >&2; exit 1; }
opts="$(sed -n 's/^env.java.opts.all: //p' "$conf/config.yaml")"
# shellcheck disable=SC2086
exec java ${lines[0]} $opts -Dlog4j.configurationFile="file:$conf/log4j-console.properties" -Dlog.file="$FLINK_HOME/log/flink.log" \
  -cp "$FLINK_HOME/lib/*" "$main" --configDir "$conf" ${lines[1]:-} "$@"
