package io.lapse.streamsapp.query;

import java.time.Duration;

/**
 * How the stream threads belong to their group.
 *
 * @param id the application's
 * @param sessionTimeout after so much silence a broker gives a member's partitions to others
 * @param heartbeatInterval how often a member is heard
 */
public record GroupMembership(String id, Duration sessionTimeout, Duration heartbeatInterval) {}
