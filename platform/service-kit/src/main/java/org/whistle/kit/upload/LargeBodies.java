package org.whistle.kit.upload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The room for large bodies that are received at the same time: they lie in a temporary folder, which may be memory, or in the
 * heap. A caller takes half of it at most, so that one who sends slowly leaves room for others; a single body is always
 * taken.
 */
@Component
class LargeBodies {

    private final long together;
    private final Duration longestWait;
    private final Map<String, Long> byCaller = new HashMap<>();
    private long taken;

    LargeBodies(
            @Value("${whistle.large-bodies:64MB}") DataSize together,
            @Value("${whistle.large-bodies-wait:5s}") Duration longestWait) {
        this.together = together.toBytes();
        this.longestWait = longestWait;
    }

    /**
     * Waits for room.
     *
     * @param bytes more than there is at all count as all of it
     * @return false where there is none in time
     */
    synchronized boolean begin(String caller, long bytes) throws InterruptedException {
        long wanted = Math.min(bytes, together);
        long end = System.nanoTime() + longestWait.toNanos();
        while (!fits(caller, wanted)) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        taken += wanted;
        byCaller.merge(caller, wanted, Long::sum);
        return true;
    }

    private boolean fits(String caller, long wanted) {
        long own = byCaller.getOrDefault(caller, 0L);
        return taken + wanted <= together && (own == 0 || own + wanted <= together / 2);
    }

    /** Gives the room back. */
    synchronized void end(String caller, long bytes) {
        long given = Math.min(bytes, together);
        taken -= given;
        byCaller.computeIfPresent(caller, (_, own) -> own == given ? null : own - given);
        notifyAll();
    }
}
