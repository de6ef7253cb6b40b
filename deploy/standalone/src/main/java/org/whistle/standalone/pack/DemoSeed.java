package org.whistle.standalone.pack;

import java.net.URI;
import java.util.ServiceLoader;
import org.whistle.setup.pack.CountyPack;

/**
 * Plays demo cases through the public API after the first start, so that every desk has something to do. Implementations are
 * found by the {@link ServiceLoader}.
 */
public interface DemoSeed {

    /**
     * Where the running system is.
     *
     * @param gateway the public API
     * @param identity gives tokens and moves the clock
     */
    record Target(URI gateway, URI identity, CountyPack pack) {}

    /** Runs in the background; may take minutes and must be safe to repeat. */
    void play(Target target) throws Exception;

    /** The one on the class path, or nothing to play. */
    static DemoSeed find() {
        return ServiceLoader.load(DemoSeed.class).findFirst().orElse(target -> {});
    }
}
