package org.whistle.standalone.pack;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The made-up cases of haiwan, left in every state; other counties have none. */
public final class ReplayedDemoCases implements DemoSeed {

    private static final Logger log = LoggerFactory.getLogger(ReplayedDemoCases.class);
    private static final String COUNTY = "350999";

    @Override
    public void play(Target target) {
        if (target.pack().county().equals(COUNTY)) {
            org.whistle.replay.DemoSeed.play(
                    target.gateway(), target.identity(), target.pack().folder(), log::info);
        }
    }
}
