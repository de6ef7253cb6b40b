package org.whistle.audit.ledger.web;

import java.time.Duration;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.audit.ledger.EntryQueries;
import org.whistle.audit.ledger.Shard;
import org.whistle.audit.ledger.StoredEntry;
import org.whistle.audit.ledger.StoredTiles;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.proof.tile.EntryBundle;
import org.whistle.proof.tile.Tile;
import org.whistle.proof.tile.TileAddress;
import org.whistle.proof.tree.Hash;

/** The logs in the form of C2SP tlog-tiles, for mirrors and monitors. */
@RestController
@RequestMapping("/api/audit/logs/{shard}/tile")
class TileController {

    private static final Duration FOREVER = Duration.ofDays(365);

    private final JdbcClient jdbc;
    private final EntryQueries entries;

    TileController(JdbcClient jdbc, EntryQueries entries) {
        this.jdbc = jdbc;
        this.entries = entries;
    }

    @GetMapping("/{level:[0-7]}/{*number}")
    ResponseEntity<byte[]> tile(
            @PathVariable String shard, @PathVariable int level, @PathVariable String number, Caller caller) {
        Shard log = LogAccess.verifiable(shard, caller);
        TileAddress address = address(log, level, number);
        List<Hash> hashes = new StoredTiles(jdbc, log).tile(address);
        if (hashes.size() != address.width()) {
            throw RefusedException.notFound();
        }
        return answer(Tile.bytes(hashes));
    }

    /** An entry bundle, for callers who may read all of its entries. */
    @GetMapping("/entries/{*number}")
    ResponseEntity<byte[]> bundle(@PathVariable String shard, @PathVariable String number, Caller caller) {
        Shard log = LogAccess.verifiable(shard, caller);
        TileAddress address = address(log, 0, number);
        long first = address.number() * TileAddress.FULL;
        List<StoredEntry> bundled = entries.range(log, first, first + address.width());
        if (bundled.size() != address.width()) {
            throw RefusedException.notFound();
        }
        if (!bundled.stream().allMatch(LogAccess.readable(log, caller))) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        return answer(
                EntryBundle.encode(bundled.stream().map(StoredEntry::value).toList()));
    }

    /** A tile the log has by now; one that is cut shorter than it could be stays what it was. */
    private TileAddress address(Shard log, int level, String path) {
        TileAddress address = TileAddress.parse(level, path.substring(1)).orElseThrow(RefusedException::notFound);
        long hashes = entries.size(log) >> level * TileAddress.HEIGHT;
        if (address.number() > hashes / TileAddress.FULL
                || address.number() * TileAddress.FULL + address.width() > hashes) {
            throw RefusedException.notFound();
        }
        return address;
    }

    private static ResponseEntity<byte[]> answer(byte[] bytes) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FOREVER).cachePrivate().immutable())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(bytes);
    }
}
