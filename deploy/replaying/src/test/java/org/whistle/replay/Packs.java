package org.whistle.replay;

import java.nio.file.Path;
import org.whistle.replay.county.CountyPack;

/** The shipped packs and data, for tests. */
public final class Packs {

    public static final CountyPack HAIWAN = CountyPack.read(Path.of("../packs/haiwan"));
    public static final CountyPack LOS_ANGELES = CountyPack.read(Path.of("../packs/los-angeles"));
    public static final Path REQUESTS = Path.of("data/la311-2020.csv");

    private Packs() {}
}
