package org.whistle.kit.reference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.events.ReferenceEvent;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every version of the reference data, as records; writing the same again changes nothing. */
@Component
public class ReferenceStore {

    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReferenceStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps records of a version that is not in force yet. */
    public void stage(ReferenceEvent.RecordsStaged staged) {
        jdbc.sql("""
                        insert into reference_record (county, version, kind, code, fields)
                        select :county, :version, :kind, code, fields::jsonb
                        from unnest(:codes::text[], :fields::text[]) as staged (code, fields)
                        on conflict do nothing
                        """)
                .param("county", staged.county())
                .param("version", staged.version())
                .param("kind", staged.kind())
                .param(
                        "codes",
                        staged.records().stream()
                                .map(ReferenceEvent.StagedRecord::code)
                                .toArray(String[]::new))
                .param(
                        "fields",
                        staged.records().stream()
                                .map(one -> json.writeValueAsString(one.fields()))
                                .toArray(String[]::new))
                .update();
    }

    /**
     * Puts a version in force as a whole.
     *
     * @return false when records of it are missing: it waits until they and its activation are sent again
     */
    public boolean activate(ReferenceEvent.PackActivated activated) {
        long staged = jdbc.sql("select count(*) from reference_record where county = :county and version = :version")
                .param("county", activated.county())
                .param("version", activated.version())
                .query(Long.class)
                .single();
        if (staged != activated.records()) {
            return false;
        }
        jdbc.sql("""
                        insert into reference_version (county, version, sha256)
                        values (:county, :version, :sha256) on conflict do nothing
                        """)
                .param("county", activated.county())
                .param("version", activated.version())
                .param("sha256", activated.sha256())
                .update();
        return true;
    }

    /** The version in force of every county. */
    public List<Version> versionsInForce() {
        return jdbc.sql("""
                        select distinct on (county) county, version, sha256
                        from reference_version order by county, version desc
                        """).query(Version.class).list();
    }

    /** Whether a version is or was in force, so that all of its records are here. */
    public boolean wasInForce(Version version) {
        return jdbc.sql("""
                        select exists(select from reference_version where county = :county and version = :version)
                        """)
                .param("county", version.county())
                .param("version", version.version())
                .query(Boolean.class)
                .single();
    }

    /** The version in force of one county. */
    public Optional<Version> versionInForce(String county) {
        return versionsInForce().stream()
                .filter(version -> version.county().equals(county))
                .findFirst();
    }

    /** All records of one version, by kind and code. */
    public List<Row> records(Version version) {
        return jdbc.sql("""
                        select kind, code, fields from reference_record
                        where county = :county and version = :version order by kind, code
                        """)
                .param("county", version.county())
                .param("version", version.version())
                .query(this::row)
                .list();
    }

    /** The codes that a version replaced by others, when a street was split. */
    public List<Reference.Move> moves(String county, long version) {
        return records(new Version(county, version, ""), "moves").stream()
                .map(row -> new Reference.Move(
                        row.code(), String.valueOf(row.fields().get("to"))))
                .toList();
    }

    /** The records of one kind of one version, by code. */
    public List<Row> records(Version version, String kind) {
        return jdbc.sql("""
                        select kind, code, fields from reference_record
                        where county = :county and version = :version and kind = :kind order by code
                        """)
                .param("county", version.county())
                .param("version", version.version())
                .param("kind", kind)
                .query(this::row)
                .list();
    }

    /** A version in force. */
    public record Version(String county, long version, String sha256) {}

    /** One record. */
    public record Row(String kind, String code, Map<String, @Nullable Object> fields) {}

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getString("kind"), row.getString("code"), json.readValue(row.getString("fields"), FIELDS));
    }
}
