package org.whistle.replay.generate;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.random.RandomGenerator;

/** When people report and when desks work. */
final class Rhythm {

    /** Reports by weekday, Monday first; 1 is an average day. */
    private static final double[] DAYS = {1.2, 1.15, 1.1, 1.1, 1.15, 0.7, 0.6};

    /** Reports by hour of the day. */
    private static final int[] HOURS = {
        1, 1, 1, 1, 1, 2, 5, 12, 22, 26, 24, 18, 10, 12, 20, 24, 22, 18, 13, 12, 10, 7, 4, 2
    };

    private static final int OPENS = 8;
    private static final int CLOSES = 18;

    private Rhythm() {}

    static int reports(LocalDateTime day, double average, RandomGenerator random) {
        double mean = average * DAYS[day.getDayOfWeek().getValue() - 1];
        return (int) Math.max(0, Math.round(mean + random.nextGaussian() * Math.sqrt(mean)));
    }

    static LocalDateTime timeOfDay(LocalDateTime day, RandomGenerator random) {
        int hour = Draws.weighted(HOURS, random);
        return day.plusHours(hour).plusSeconds(random.nextInt(3600));
    }

    /** Some time later, half to double of what is usual; outside office hours it becomes the next morning. */
    static LocalDateTime later(LocalDateTime time, Duration usual, boolean atAnyHour, RandomGenerator random) {
        double factor = Math.pow(2, random.nextDouble(-1, 1));
        LocalDateTime then = time.plusSeconds((long) (usual.toSeconds() * factor) + 1);
        if (atAnyHour || (then.getHour() >= OPENS && then.getHour() < CLOSES)) {
            return then;
        }
        LocalDateTime morning = then.toLocalDate().atTime(OPENS, 0).plusSeconds(random.nextInt(3600));
        return then.getHour() >= CLOSES ? morning.plusDays(1) : morning;
    }
}
