package org.whistle.dispatch.reference;

import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.whistle.dispatch.reference.pack.PackArchive;

/** The files of the version in force, so that one record of them can be changed; the names of people are not among them. */
@Repository
class PackSource {

    private final JdbcClient jdbc;

    PackSource(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps them in place of those of the version before. */
    void keep(String county, Kept kept) {
        jdbc.sql("""
                        insert into pack_source (county, version, imported_sha256, files)
                        values (:county, :version, :imported, :files)
                        on conflict (county) do update set version = excluded.version,
                            imported_sha256 = excluded.imported_sha256, files = excluded.files
                        """)
                .param("county", county)
                .param("version", kept.version())
                .param("imported", kept.importedSha256())
                .param("files", PackFiles.zip(PackArchive.withoutPeople(kept.files())))
                .update();
    }

    Optional<Kept> find(String county) {
        return jdbc.sql("select version, imported_sha256, files from pack_source where county = :county")
                .param("county", county)
                .query((row, _) -> new Kept(
                        row.getLong("version"),
                        row.getString("imported_sha256"),
                        PackArchive.unzip(row.getBytes("files"))))
                .optional();
    }

    /**
     * What is kept.
     *
     * @param importedSha256 of the pack as it was imported, before any change of a record
     */
    record Kept(long version, String importedSha256, Map<String, byte[]> files) {}
}
