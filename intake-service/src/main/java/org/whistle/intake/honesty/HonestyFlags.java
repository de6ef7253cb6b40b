package org.whistle.intake.honesty;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Position;
import org.whistle.events.evidence.Evidence;

/** Looks at a handling for signs that it is made up; pure. */
public final class HonestyFlags {

    /** So many of the 64 bits of two difference hashes may differ for the pictures to look the same. */
    static final int NEAR_IDENTICAL_BITS = 6;

    /** Farther from the case than a phone errs and a photo of it can be taken, in metres. */
    static final double FAR_METRES = 200;

    /** Too short a time to get there, handle the case and photograph it. */
    static final Duration TOO_FAST = Duration.ofMinutes(2);

    private HonestyFlags() {}

    /** The flags of a handling, each at most once, in the order of {@link HonestyFlag}. */
    public static List<HonestyFlag> of(Handling handling) {
        Set<HonestyFlag> flags = EnumSet.noneOf(HonestyFlag.class);
        if (anyPair(handling, HonestyFlags::identical)) {
            flags.add(HonestyFlag.PHOTO_IDENTICAL);
        }
        if (anyPair(handling, HonestyFlags::nearIdentical)) {
            flags.add(HonestyFlag.PHOTO_NEAR_IDENTICAL);
        }
        if (Stream.concat(handling.before().stream(), handling.after().stream())
                .anyMatch(photo -> far(photo.position(), handling.site()))) {
            flags.add(HonestyFlag.PHOTO_FAR);
        }
        if (photographedBefore(handling, handling.begin())) {
            flags.add(HonestyFlag.PHOTO_OLD);
        }
        Instant arrived = handling.arrivedAt();
        if (arrived != null && (handling.completedAt().isBefore(arrived) || photographedBefore(handling, arrived))) {
            flags.add(HonestyFlag.HANDLED_BEFORE_ARRIVAL);
        }
        Instant accepted = handling.acceptedAt();
        if (accepted != null && !handling.completedAt().isAfter(accepted.plus(TOO_FAST))) {
            flags.add(HonestyFlag.HANDLED_TOO_FAST);
        }
        String checker = handling.checker();
        if (checker != null && handling.reporters().contains(checker)) {
            flags.add(HonestyFlag.REPORTER_IS_CHECKER);
        }
        return List.copyOf(flags);
    }

    private static boolean anyPair(Handling handling, BiPredicate<Evidence, Evidence> alike) {
        return handling.after().stream()
                .map(SitePhoto::evidence)
                .anyMatch(after -> handling.before().stream()
                        .map(SitePhoto::evidence)
                        .anyMatch(before -> alike.test(before, after)));
    }

    /** The file as it was uploaded, or as it is kept: the same picture may come with other metadata. */
    private static boolean identical(Evidence before, Evidence after) {
        return before.original().equals(after.original()) || before.stored().equals(after.stored());
    }

    private static boolean nearIdentical(Evidence before, Evidence after) {
        String one = before.perceptual();
        String other = after.perceptual();
        return one != null
                && other != null
                && !identical(before, after)
                && Long.bitCount(Long.parseUnsignedLong(one, 16) ^ Long.parseUnsignedLong(other, 16))
                        <= NEAR_IDENTICAL_BITS;
    }

    private static boolean far(@Nullable Position taken, @Nullable Position site) {
        return taken != null && site != null && taken.distanceTo(site) > FAR_METRES;
    }

    private static boolean photographedBefore(Handling handling, Instant time) {
        return handling.after().stream()
                .map(photo -> photo.evidence().takenAt())
                .filter(Objects::nonNull)
                .anyMatch(taken -> taken.isBefore(time));
    }
}
