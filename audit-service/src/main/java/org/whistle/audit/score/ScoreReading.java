package org.whistle.audit.score;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.whistle.audit.metrics.Level;
import org.whistle.audit.metrics.ScoredSums;
import org.whistle.audit.metrics.Sums;
import org.whistle.events.code.Role;
import org.whistle.events.code.ScoreSubject;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.Reference;
import org.whistle.kit.reference.ReferenceData;

/**
 * Who reads which scores: the command center and supervisors everything, everybody else with a desk what is published; a grid
 * worker's alone that worker and the community.
 */
@Service
public class ScoreReading {

    private static final int COUNTY_DIGITS = 6;
    private static final Set<Role> BEFORE_PUBLISHING = EnumSet.of(Role.SUPERVISOR, Role.COMMAND_LEADER);
    private static final Set<Role> ONCE_PUBLISHED = EnumSet.of(
            Role.SUPERVISOR,
            Role.COMMAND_LEADER,
            Role.DISPATCHER,
            Role.DEPARTMENT,
            Role.STREET,
            Role.STREET_LEADER,
            Role.COMMUNITY);

    private final Scores scores;
    private final ScoredSums sums;
    private final ReferenceData reference;

    ScoreReading(Scores scores, ScoredSums sums, ReferenceData reference) {
        this.scores = scores;
        this.sums = sums;
        this.reference = reference;
    }

    /** The county somebody of these roles works for. */
    public String county(@Nullable String asked, Set<Role> roles, Caller caller) {
        List<String> counties = caller.scopesOf(roles).stream()
                .filter(scope -> scope.length() >= COUNTY_DIGITS)
                .map(scope -> scope.substring(0, COUNTY_DIGITS))
                .distinct()
                .toList();
        if (counties.isEmpty()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        if (asked != null && !counties.contains(asked)) {
            throw RefusedException.notFound();
        }
        return asked == null ? counties.getFirst() : asked;
    }

    /** The table, where the caller may see it yet. */
    public ScoreTable table(@Nullable String county, ScorePeriod period, Caller caller) {
        ScoreTable table = scores.table(county(county, ONCE_PUBLISHED, caller), period);
        if (table.status() == ScoreStore.Status.DRAFT
                && caller.in(BEFORE_PUBLISHING).findAny().isEmpty()) {
            throw Scores.conflict("NOT_PUBLISHED");
        }
        return table;
    }

    /** Every line of a table, best units first. */
    public List<ScoreView> lines(ScoreTable table) {
        return Stream.of(
                        of(ScoreSubject.UNIT, table.scores().units(), table)
                                .sorted(Comparator.comparing(
                                                ScoreView::group, Comparator.nullsLast(Comparator.naturalOrder()))
                                        .thenComparing(ScoreView::rank, Comparator.nullsLast(Comparator.naturalOrder()))
                                        .thenComparing(ScoreView::code)),
                        of(ScoreSubject.STREET, table.scores().streets(), table),
                        of(ScoreSubject.COMMUNITY, table.scores().communities(), table),
                        of(ScoreSubject.COMMAND_CENTER, table.scores().commandCenter(), table))
                .flatMap(lines -> lines)
                .toList();
    }

    /** One line: a unit, street, community or the county. */
    public ScoreView line(ScoreTable table, String code) {
        return lines(table).stream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .orElseThrow(RefusedException::notFound);
    }

    /** Grid workers by their rates, in no order but their names': a worker's own, or those of a community. */
    public List<ScoreView> workers(ScorePeriod period, Caller caller) {
        Set<Role> roles = EnumSet.of(Role.COMMUNITY, Role.GRID_WORKER);
        String county = county(null, roles, caller);
        Reference inForce = reference.require(county);
        Policy policy = Scores.policy(inForce, period);
        List<String> communities = caller.scopesOf(EnumSet.of(Role.COMMUNITY));
        Map<String, Sums> theirs = new TreeMap<>();
        if (communities.isEmpty()) {
            Sums own = sums.of(Level.WORKER, county, period.from(), period.to()).get(caller.account());
            Optional.ofNullable(own).ifPresent(found -> theirs.put(caller.account(), found));
        } else {
            communities.forEach(
                    community -> theirs.putAll(sums.of(Level.WORKER, community, period.from(), period.to())));
        }
        ScoreTable table = new ScoreTable(
                county,
                period.name(),
                period.from(),
                period.to(),
                ScoreStore.Status.DRAFT,
                policy.code(),
                null,
                null,
                null,
                null,
                List.of(),
                new ScoreSheet(List.of(), List.of(), List.of(), List.of()));
        return Scoring.others(policy, ScoreSubject.GRID_WORKER, Counts.others(ScoreSubject.GRID_WORKER, theirs))
                .stream()
                .map(score -> ScoreView.of(ScoreSubject.GRID_WORKER, score, new ScoreView.Names(null, null), table)
                        .withoutCounts())
                .toList();
    }

    private Stream<ScoreView> of(ScoreSubject subject, List<Score> lines, ScoreTable table) {
        Reference inForce = reference.require(table.county());
        return lines.stream().map(line -> ScoreView.of(subject, line, names(subject, line.code(), inForce), table));
    }

    private static ScoreView.Names names(ScoreSubject subject, String code, Reference inForce) {
        if (subject == ScoreSubject.UNIT) {
            Reference.Unit unit = inForce.units().get(code);
            return unit == null ? new ScoreView.Names(null, null) : new ScoreView.Names(unit.nameZh(), unit.nameEn());
        }
        Reference.Jurisdiction territory = inForce.jurisdictions().get(code);
        return territory == null
                ? new ScoreView.Names(null, null)
                : new ScoreView.Names(territory.nameZh(), territory.nameEn());
    }
}
