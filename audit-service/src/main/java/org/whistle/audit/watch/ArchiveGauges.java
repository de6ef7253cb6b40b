package org.whistle.audit.watch;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether WAL reaches its archive: {@code whistle.archive.failing} is 1 while the newest attempt failed,
 * {@code whistle.archive.waiting} counts full segments that are not archived yet. One server holds all databases.
 */
@Component
class ArchiveGauges {

    private final JdbcClient jdbc;

    ArchiveGauges(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        meters.gauge("whistle.archive.failing", this, ArchiveGauges::failing);
        meters.gauge("whistle.archive.waiting", this, ArchiveGauges::waiting);
    }

    private double failing() {
        return jdbc.sql("""
                        select case when last_failed_time > coalesce(last_archived_time, '-infinity') then 1 else 0 end
                        from pg_stat_archiver
                        """).query(Double.class).single();
    }

    /** A segment's name is its timeline, then its place: 32 bits of 4 GB and 32 bits of segments within them. */
    private double waiting() {
        return jdbc.sql("""
                        with segment as (select pg_size_bytes(current_setting('wal_segment_size')) as size)
                        select coalesce(max(greatest(0, trunc((pg_current_wal_lsn() - '0/0') / size) - 1
                            - ('x' || substr(last_archived_wal, 9, 8))::bit(32)::bigint * (4294967296 / size)
                            - ('x' || substr(last_archived_wal, 17, 8))::bit(32)::bigint)), 0)
                        from pg_stat_archiver, segment
                        where current_setting('archive_mode') <> 'off' and last_archived_wal ~ '^[0-9A-F]{24}'
                        """).query(Double.class).single();
    }
}
