package org.whistle.audit.ledger.checkpoint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.whistle.audit.ledger.Shard;
import org.whistle.proof.tree.Hash;

/** Every checkpoint that was ever signed; a checkpoint is in the table before it is published. */
@Component
public class Checkpoints {

    private static final String SELECT = """
            select shard, size, root, note, signed_at, array(
                select line from cosignature s where s.shard = c.shard and s.size = c.size order by cosigned_at, line) as lines
            from checkpoint c
            """;

    private final JdbcClient jdbc;

    Checkpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A shard whose size and last checkpoint differ; {@code root} is that checkpoint's. */
    record Unsigned(Shard shard, long size, long signed, Hash root) {}

    /** The newest of a shard. */
    public Optional<StoredCheckpoint> latest(Shard shard) {
        return jdbc.sql(SELECT + "where shard = :shard order by size desc limit 1")
                .param("shard", shard.number())
                .query((row, _) -> checkpoint(row))
                .optional();
    }

    /** The newest of each shard that has one. */
    List<StoredCheckpoint> latest() {
        return jdbc.sql("""
                        select c.*, array(
                            select line from cosignature s where s.shard = c.shard and s.size = c.size
                            order by cosigned_at, line) as lines
                        from generate_series(0, :last) as each (shard)
                        cross join lateral (
                            select * from checkpoint where shard = each.shard order by size desc limit 1) as c
                        order by c.shard
                        """)
                .param("last", Shard.ADMIN.number())
                .query((row, _) -> checkpoint(row))
                .list();
    }

    /** The newest of a shard that a witness cosigned. */
    public Optional<StoredCheckpoint> latestCosigned(Shard shard) {
        return jdbc.sql(SELECT + """
                        where shard = :shard
                        and size = (select max(size) from cosignature where shard = :shard)
                        """)
                .param("shard", shard.number())
                .query((row, _) -> checkpoint(row))
                .optional();
    }

    /** Those above a size, the smallest first, at most so many. */
    public List<StoredCheckpoint> after(Shard shard, long size, int limit) {
        return jdbc.sql(SELECT + "where shard = :shard and size > :size order by size limit :limit")
                .param("shard", shard.number())
                .param("size", size)
                .param("limit", limit)
                .query((row, _) -> checkpoint(row))
                .list();
    }

    List<Unsigned> unsigned() {
        return jdbc.sql("""
                        select shard, coalesce(e.size, 0) as size, coalesce(c.size, 0) as signed, c.root
                        from generate_series(0, :last) as shard
                        left join lateral (
                            select index + 1 as size from entry where entry.shard = shard.shard
                            order by index desc limit 1) as e on true
                        left join lateral (
                            select size, root from checkpoint where checkpoint.shard = shard.shard
                            order by size desc limit 1) as c on true
                        where e.size is distinct from c.size
                        order by shard
                        """)
                .param("last", Shard.ADMIN.number())
                .query((row, _) -> unsigned(row))
                .list();
    }

    private static Unsigned unsigned(ResultSet row) throws SQLException {
        byte @Nullable [] root = row.getBytes("root");
        return new Unsigned(
                new Shard(row.getInt("shard")),
                row.getLong("size"),
                row.getLong("signed"),
                root == null ? Hash.EMPTY : Hash.of(root));
    }

    void insert(Shard shard, long size, Hash root, String note) {
        jdbc.sql("insert into checkpoint (shard, size, root, note) values (:shard, :size, :root, :note)")
                .param("shard", shard.number())
                .param("size", size)
                .param("root", root.bytes())
                .param("note", note)
                .update();
    }

    void cosigned(Shard shard, long size, String line) {
        jdbc.sql("""
                        insert into cosignature (shard, size, line) values (:shard, :size, :line)
                        on conflict do nothing
                        """)
                .param("shard", shard.number())
                .param("size", size)
                .param("line", line)
                .update();
    }

    private static StoredCheckpoint checkpoint(ResultSet row) throws SQLException {
        return new StoredCheckpoint(
                new Shard(row.getInt("shard")),
                row.getLong("size"),
                Hash.of(row.getBytes("root")),
                row.getString("note"),
                List.of((String[]) row.getArray("lines").getArray()),
                row.getObject("signed_at", OffsetDateTime.class).toInstant());
    }
}
