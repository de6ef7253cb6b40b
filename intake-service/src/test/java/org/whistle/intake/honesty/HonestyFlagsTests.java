package org.whistle.intake.honesty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.whistle.intake.honesty.HonestyFlag.HANDLED_BEFORE_ARRIVAL;
import static org.whistle.intake.honesty.HonestyFlag.HANDLED_TOO_FAST;
import static org.whistle.intake.honesty.HonestyFlag.PHOTO_FAR;
import static org.whistle.intake.honesty.HonestyFlag.PHOTO_IDENTICAL;
import static org.whistle.intake.honesty.HonestyFlag.PHOTO_NEAR_IDENTICAL;
import static org.whistle.intake.honesty.HonestyFlag.PHOTO_OLD;
import static org.whistle.intake.honesty.HonestyFlag.REPORTER_IS_CHECKER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whistle.events.Position;
import org.whistle.events.evidence.Evidence;

/** Reported 06:00, dispatched 07:00, accepted 07:10, checked in 07:30, photographed 08:00, completed 08:10. */
class HonestyFlagsTests {

    private static final Position SITE = new Position(119.9, 26.6);
    private static final String HASH = "0f0f0f0f0f0f0f0f";

    @Test
    void anHonestHandlingHasNone() {
        assertThat(new Scene().flags()).isEmpty();
    }

    @Test
    void withoutPhotosPlaceAndTimesThereIsNothingToSay() {
        Scene scene = new Scene();
        scene.before.clear();
        scene.after.clear();
        scene.site = null;
        scene.dispatched = null;
        scene.accepted = null;
        scene.arrived = null;
        scene.checker = null;

        assertThat(scene.flags()).isEmpty();
    }

    @Test
    void theSameFileIsIdenticalAndNotAlsoNearIdentical() {
        Scene scene = new Scene();
        scene.after.set(0, photo("b1", "other", HASH, "08:00", SITE));

        assertThat(scene.flags()).containsExactly(PHOTO_IDENTICAL);
    }

    @Test
    void theSamePictureWithOtherMetadataIsIdentical() {
        Scene scene = new Scene();
        scene.after.set(0, photo("other", "b1-kept", null, "08:00", SITE));

        assertThat(scene.flags()).containsExactly(PHOTO_IDENTICAL);
    }

    @ParameterizedTest
    @CsvSource({
        "0f0f0f0f0f0f0f0f, true", // 0 bits
        "0f0f0f0f0f0f0f30, true", // 6 bits
        "8f0f0f0f0f0f0f30, false", // 7 bits
        "f0f0f0f0f0f0f0f0, false", // 64 bits
        "ffffffffffffffff, false", // 32 bits, the sign bit among them
    })
    void picturesAreNearIdenticalUpToSixBits(String hash, boolean near) {
        Scene scene = new Scene();
        scene.after.set(0, photo("a1", "a1-kept", hash, "08:00", SITE));

        assertThat(scene.flags()).isEqualTo(near ? List.of(PHOTO_NEAR_IDENTICAL) : List.of());
    }

    @Test
    void everyAfterPhotoIsComparedWithEveryBeforePhotoButNotWithItsOwnKind() {
        Scene scene = new Scene();
        scene.after.add(photo("a2", "a2-kept", "ffff0000ffff0001", "08:00", SITE));
        assertThat(scene.flags()).isEmpty();

        scene.before.add(photo("b2", "b2-kept", "ffff0000ffff0000", "05:00", SITE));
        assertThat(scene.flags()).containsExactly(PHOTO_NEAR_IDENTICAL);

        scene.before.add(photo("a1", "x", null, "05:00", SITE));
        assertThat(scene.flags()).containsExactly(PHOTO_IDENTICAL, PHOTO_NEAR_IDENTICAL);
    }

    @Test
    void aDocumentWithoutAHashIsLikeNothing() {
        Scene scene = new Scene();
        scene.before.set(0, photo("b1", "b1-kept", null, null, null));
        scene.after.set(0, photo("a1", "a1-kept", null, null, null));

        assertThat(scene.flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"26.6017, false", "26.6019, true", "26.5983, false", "26.5981, true"})
    void aPhotoFromMoreThanTwoHundredMetresAwayIsFar(double latitude, boolean far) {
        Scene after = new Scene();
        after.after.set(0, photo("a1", "a1-kept", null, "08:00", new Position(119.9, latitude)));
        Scene before = new Scene();
        before.before.set(0, photo("b1", "b1-kept", null, "05:00", new Position(119.9, latitude)));

        assertThat(after.flags()).isEqualTo(far ? List.of(PHOTO_FAR) : List.of());
        assertThat(before.flags()).isEqualTo(far ? List.of(PHOTO_FAR) : List.of());
    }

    @Test
    void anUnlocatedCaseHasNoFarPhotos() {
        Scene scene = new Scene();
        scene.after.set(0, photo("a1", "a1-kept", null, "08:00", new Position(0, 0)));
        scene.site = null;

        assertThat(scene.flags()).isEmpty();
    }

    @Test
    void anAfterPhotoFromBeforeTheDispatchIsOld() {
        Scene scene = new Scene();
        scene.arrived = null;
        scene.after.set(0, photo("a1", "a1-kept", null, "07:00", SITE));
        assertThat(scene.flags()).isEmpty();

        scene.after.set(0, photo("a1", "a1-kept", null, "06:59", SITE));
        assertThat(scene.flags()).containsExactly(PHOTO_OLD);
    }

    @Test
    void anAfterPhotoOfASelfHandlingIsOldBeforeTheReport() {
        Scene scene = new Scene();
        scene.dispatched = null;
        scene.arrived = null;
        scene.after.set(0, photo("a1", "a1-kept", null, "06:30", SITE));
        assertThat(scene.flags()).isEmpty();

        scene.after.set(0, photo("a1", "a1-kept", null, "05:59", SITE));
        assertThat(scene.flags()).containsExactly(PHOTO_OLD);
    }

    @Test
    void aBeforePhotoMayBeAsOldAsItLikes() {
        Scene scene = new Scene();
        scene.before.set(0, photo("b1", "b1-kept", null, "00:00", SITE));

        assertThat(scene.flags()).isEmpty();
    }

    @Test
    void completingOrPhotographingBeforeTheCheckInIsFlagged() {
        Scene completed = new Scene();
        completed.arrived = at("08:11");
        Scene photographed = new Scene();
        photographed.arrived = at("08:01");
        Scene atOnce = new Scene();
        atOnce.arrived = at("08:00");

        assertThat(completed.flags()).containsExactly(HANDLED_BEFORE_ARRIVAL);
        assertThat(photographed.flags()).containsExactly(HANDLED_BEFORE_ARRIVAL);
        assertThat(atOnce.flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"08:07:59, false", "08:08:00, true", "08:10:00, true", "08:11:00, true"})
    void withinTwoMinutesOfTheAcceptanceIsTooFast(String accepted, boolean tooFast) {
        Scene scene = new Scene();
        scene.accepted = at(accepted);

        assertThat(scene.flags()).isEqualTo(tooFast ? List.of(HANDLED_TOO_FAST) : List.of());
    }

    @Test
    void aReporterWhoChecksIsFlaggedThoughOneOfSeveral() {
        Scene scene = new Scene();
        scene.checker = "citizen-7";

        assertThat(scene.flags()).containsExactly(REPORTER_IS_CHECKER);
    }

    @Test
    void allThatAppliesIsThereOnceAndInOrder() {
        Scene scene = new Scene();
        Position elsewhere = new Position(120, 26.6);
        scene.before.add(photo("b2", "b2-kept", "00000000000000ff", "05:00", elsewhere));
        scene.after.set(0, photo("b1", "b1-kept", HASH, "05:00", elsewhere));
        scene.after.add(photo("a2", "a2-kept", "00000000000000fe", "05:00", elsewhere));
        scene.accepted = at("08:09");
        scene.checker = "grid";

        assertThat(scene.flags()).containsExactly(HonestyFlag.values());
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }

    private static SitePhoto photo(
            String original,
            String stored,
            @Nullable String perceptual,
            @Nullable String taken,
            @Nullable Position position) {
        return new SitePhoto(
                new Evidence(
                        Evidence.Kind.AFTER,
                        original,
                        stored,
                        1,
                        at("09:00"),
                        taken == null ? null : at(taken),
                        null,
                        perceptual,
                        "somebody"),
                position);
    }

    /** A handling of which each test changes what it is about. */
    private static final class Scene {

        private final List<SitePhoto> before = new ArrayList<>(List.of(photo("b1", "b1-kept", HASH, "05:50", SITE)));
        private final List<SitePhoto> after =
                new ArrayList<>(List.of(photo("a1", "a1-kept", "f0f0f0f0f0f0f0f0", "08:00", SITE)));
        private @Nullable Position site = SITE;
        private @Nullable Instant dispatched = at("07:00");
        private @Nullable Instant accepted = at("07:10");
        private @Nullable Instant arrived = at("07:30");
        private @Nullable String checker = "grid2";

        private List<HonestyFlag> flags() {
            return HonestyFlags.of(new Handling(
                    before,
                    after,
                    site,
                    at("06:00"),
                    dispatched,
                    accepted,
                    arrived,
                    at("08:10"),
                    Set.of("grid", "citizen-7"),
                    checker));
        }
    }
}
