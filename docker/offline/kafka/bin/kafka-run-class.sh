#!/bin/bash
# kafka-run-class.sh CLASS ARGUMENT...: as Kafka's own, with its variables KAFKA_HEAP_OPTS, KAFKA_OPTS,
# KAFKA_JVM_PERFORMANCE_OPTS and KAFKA_LOG4J_OPTS.
set -euo pipefail
if [ -z "${KAFKA_LOG4J_OPTS:-}" ]; then
  KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=/etc/kafka/docker/tools-log4j2.yaml
fi
# A quoted star: the JVM expands it, not the shell.
export CLASSPATH='/opt/kafka/libs/*'
# shellcheck disable=SC2086 # lists of words.
exec java ${KAFKA_HEAP_OPTS:--Xmx256M} ${KAFKA_JVM_PERFORMANCE_OPTS:-} $KAFKA_LOG4J_OPTS ${KAFKA_OPTS:-} "$@"
