package io.lapse.cli.doctor;

import org.apache.kafka.common.TopicPartition;

/**
 * How far the application is behind on one partition.
 *
 * @param committed the offset that it takes next; -1 if it committed none
 * @param end the offset after the last committed record
 * @param lag records and ends of transactions in between
 */
record GroupLag(TopicPartition partition, long committed, long end, long lag) {}
