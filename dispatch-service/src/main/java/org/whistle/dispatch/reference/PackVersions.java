package org.whistle.dispatch.reference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.dispatch.reference.pack.PackArchive;
import org.whistle.kit.reference.ReferenceStore;

/** The kind of change of each version of a county, and its files; the names of people are not among them. */
@Repository
public class PackVersions {

    private final JdbcClient jdbc;

    PackVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The kinds of changes that make a version. */
    public enum Change {
        /** A whole pack was imported. */
        IMPORT,
        /** One record was changed. */
        RECORD,
        /** Several records were changed together. */
        RECORDS,
        /** An earlier version was put in force once more. */
        PUT_IN_FORCE
    }

    /**
     * What is known of a version.
     *
     * @param change absent, as are account and counts, for one of before they were kept
     * @param record kind and code where only one record changed
     * @param restored the version that was put in force once more
     * @param kept whether its files are kept, so that it can be put in force again
     */
    public record Listed(
            long version,
            String sha256,
            Instant at,
            @Nullable String account,
            @Nullable Change change,
            @Nullable String record,
            @Nullable Long restored,
            @Nullable Integer added,
            @Nullable Integer changed,
            @Nullable Integer removed,
            boolean kept) {}

    /** A version that took effect just now. */
    record Made(
            long version,
            Instant at,
            String account,
            Change change,
            @Nullable String record,
            @Nullable Long restored,
            Consequences consequences) {}

    void add(String county, Made made, Map<String, byte[]> files) {
        jdbc.sql("""
                        insert into pack_version (county, version, change, record, restored, account, made_at,
                            added, changed, removed, files)
                        values (:county, :version, :change, :record, :restored, :account, :at,
                            :added, :changed, :removed, :files)
                        """)
                .param("county", county)
                .param("version", made.version())
                .param("change", made.change().name())
                .param("record", made.record())
                .param("restored", made.restored())
                .param("account", made.account())
                .param("at", made.at().atOffset(java.time.ZoneOffset.UTC))
                .param("added", made.consequences().count(Consequences.KindChange::added))
                .param("changed", made.consequences().count(Consequences.KindChange::changed))
                .param("removed", made.consequences().count(Consequences.KindChange::removed))
                .param("files", zip(files))
                .update();
    }

    /** Stores the files of a version: of an import with the same records in other files, or where none were stored. */
    void keepFiles(String county, long version, Map<String, byte[]> files) {
        jdbc.sql("""
                        insert into pack_version (county, version, change, files) values (:county, :version, 'IMPORT', :files)
                        on conflict (county, version) do update set files = excluded.files
                        """)
                .param("county", county)
                .param("version", version)
                .param("files", zip(files))
                .update();
    }

    /** The zipped files of a version, where they are kept. */
    Optional<byte[]> zip(String county, long version) {
        return jdbc.sql("""
                        select files from pack_version where county = :county and version = :version and files is not null
                        """)
                .param("county", county)
                .param("version", version)
                .query(byte[].class)
                .optional();
    }

    /** The version that was imported last, as a whole. */
    Optional<ReferenceStore.Version> lastImport(String county) {
        return jdbc.sql("""
                        select county, version, sha256 from pack_version join reference_version using (county, version)
                        where county = :county and change = 'IMPORT' order by version desc limit 1
                        """)
                .param("county", county)
                .query(ReferenceStore.Version.class)
                .optional();
    }

    /**
     * The newest first.
     *
     * @param before a version: only older ones
     */
    public List<Listed> list(String county, long before, int limit) {
        return jdbc.sql("""
                        select version, sha256, coalesce(made_at, activated_at) as at, account, change, record, restored,
                            added, changed, removed, files is not null as kept
                        from reference_version left join pack_version using (county, version)
                        where county = :county and version < :before order by version desc limit :limit
                        """)
                .param("county", county)
                .param("before", before)
                .param("limit", limit)
                .query(PackVersions::listed)
                .list();
    }

    private static byte[] zip(Map<String, byte[]> files) {
        return PackFiles.zip(PackArchive.withoutPeople(files));
    }

    private static Listed listed(ResultSet row, int number) throws SQLException {
        String change = row.getString("change");
        return new Listed(
                row.getLong("version"),
                row.getString("sha256"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("account"),
                change == null ? null : Change.valueOf(change),
                row.getString("record"),
                row.getObject("restored", Long.class),
                row.getObject("added", Integer.class),
                row.getObject("changed", Integer.class),
                row.getObject("removed", Integer.class),
                row.getBoolean("kept"));
    }
}
