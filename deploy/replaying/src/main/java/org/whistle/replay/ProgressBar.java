package org.whistle.replay;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.whistle.replay.play.Deed;
import org.whistle.replay.play.PlayListener;
import org.whistle.replay.play.Refusal;

/** Shows how far a play is: a bar on a terminal, otherwise a line every five per cent. */
final class ProgressBar implements PlayListener {

    private static final int WIDTH = 40;
    private static final int SHOWN_REFUSALS = 10;
    private static final long REDRAW_NANOS = 200_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private final int total;
    private final long start = System.nanoTime();
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong drawn = new AtomicLong();
    private int shown = -1;

    ProgressBar(PrintStream out, boolean terminal, int total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    @Override
    public void done(Deed deed) {
        if (deed.closesLoop()) {
            closed.incrementAndGet();
        }
        steps.incrementAndGet();
        draw(deed);
    }

    @Override
    public synchronized void refused(Refusal refusal, int skipped) {
        steps.addAndGet(skipped + 1);
        int count = refusals.incrementAndGet();
        if (count <= SHOWN_REFUSALS) {
            out.println((terminal ? "\r" : "") + "refused: " + refusal.script() + " at " + refusal.act() + ": "
                    + refusal.message());
        } else if (count == SHOWN_REFUSALS + 1) {
            out.println((terminal ? "\r" : "") + "more refusals are only counted");
        }
    }

    @Override
    public void passedOver(int count) {
        steps.addAndGet(count);
    }

    private void draw(Deed deed) {
        long now = System.nanoTime();
        long before = drawn.get();
        if (terminal && now - before > REDRAW_NANOS && drawn.compareAndSet(before, now)) {
            bar(deed);
        } else if (!terminal) {
            line(deed);
        }
    }

    private synchronized void bar(Deed deed) {
        int filled = total == 0 ? WIDTH : (int) ((long) WIDTH * steps.get() / total);
        out.print("\r[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + status(deed) + " ");
        out.flush();
    }

    private synchronized void line(Deed deed) {
        int twentieth = total == 0 ? 20 : (int) (20L * steps.get() / total);
        if (twentieth > shown) {
            shown = twentieth;
            out.println(status(deed));
        }
    }

    private String status(Deed deed) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return "%3d %%  %d/%d steps  %d closed  %d refused  %.0f s  %s"
                .formatted(
                        total == 0 ? 100 : 100L * steps.get() / total,
                        steps.get(),
                        total,
                        closed.get(),
                        refusals.get(),
                        seconds,
                        deed.at().truncatedTo(java.time.temporal.ChronoUnit.MINUTES));
    }

    void end() {
        if (terminal) {
            out.println();
        }
    }
}
