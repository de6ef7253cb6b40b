package org.whistle.audit.score;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.whistle.events.code.StreetMark;

/**
 * The streets' rating of a unit: the mean over streets of each street's mean case rating.
 *
 * @param streets those that rated, by code
 * @param confirmations how many cases were confirmed, rated or not
 */
public record StreetMarks(List<OfStreet> streets, long confirmations) {

    /** No ratings. */
    public static final StreetMarks NONE = new StreetMarks(List.of(), 0);

    public StreetMarks {
        streets = List.copyOf(streets);
    }

    /**
     * One street's ratings of the unit.
     *
     * @param ratings how many cases it rated
     * @param sums of each mark over those cases
     */
    public record OfStreet(String street, long ratings, Map<StreetMark, Long> sums) {

        public OfStreet {
            sums = Collections.unmodifiableMap(new TreeMap<>(sums));
        }

        /** Its mean case rating, from 0 to 100; it rated at least one. */
        Ratio mean(Map<StreetMark, BigDecimal> weights) {
            return weights.entrySet().stream()
                    .map(weight -> Ratio.of(weight.getValue())
                            .times(Ratio.of(sums.getOrDefault(weight.getKey(), 0L), 100 * ratings)))
                    .reduce(Ratio.ZERO, Ratio::plus);
        }
    }

    /** How many cases were rated in all. */
    long ratings() {
        return streets.stream().mapToLong(OfStreet::ratings).sum();
    }

    /** Rated of confirmed. */
    Share ratedShare() {
        return new Share(ratings(), confirmations);
    }

    /** The mean of the streets' means; none without ratings. */
    Optional<Ratio> mean(Map<StreetMark, BigDecimal> weights) {
        return meanOf(streets.stream().map(street -> street.mean(weights)));
    }

    /** The plain mean; none of nothing. */
    static Optional<Ratio> meanOf(Stream<Ratio> values) {
        List<Ratio> all = values.toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.stream().reduce(Ratio.ZERO, Ratio::plus).over(Ratio.of(all.size(), 1)));
    }
}
