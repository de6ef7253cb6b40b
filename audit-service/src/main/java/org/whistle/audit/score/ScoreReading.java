package org.whistle.audit.score;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
 * Who reads which scores: command leaders and supervisors all scores, the other desks published ones; a grid worker's only
 * that worker and the community.
 */
@Service
public class ScoreReading {

    private static final Set<Role> BEFORE_PUBLISHING = EnumSet.of(Role.SUPERVISOR, Role.COMMAND_LEADER);

    /** Who may read a table once it is published, on the page and as a file. */
    public static final Set<Role> READERS = EnumSet.of(
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

    /** The county of a caller with one of these roles; a city's supervisor has several. */
    public String county(@Nullable String asked, Set<Role> roles, Caller caller) {
        List<String> scopes = caller.scopesOf(roles);
        if (scopes.isEmpty()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        List<String> counties = reference.all().stream()
                .map(one -> one.county().code())
                .filter(county -> touch(scopes, county))
                .sorted()
                .toList();
        if (asked == null) {
            return counties.stream().findFirst().orElseThrow(() -> Scores.conflict("NO_REFERENCE_DATA"));
        }
        if (!counties.contains(asked)) {
            throw RefusedException.notFound();
        }
        return asked;
    }

    /** The table, where the caller may see it yet. */
    public ScoreTable table(@Nullable String county, ScorePeriod period, Caller caller) {
        ScoreTable table = scores.table(county(county, READERS, caller), period);
        if (table.status() == ScoreStore.Status.DRAFT && !seesTrials(table.county(), caller)) {
            throw Scores.conflict("NOT_PUBLISHED");
        }
        return table;
    }

    /** Whether the caller sees a county's scores before they are published, and the cases behind them. */
    boolean seesTrials(String county, Caller caller) {
        return touch(caller.scopesOf(BEFORE_PUBLISHING), county);
    }

    private static boolean touch(List<String> scopes, String county) {
        return scopes.stream().anyMatch(scope -> scope.startsWith(county) || county.startsWith(scope));
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
        String county = county(null, EnumSet.of(Role.COMMUNITY, Role.GRID_WORKER), caller);
        Reference inForce = reference.require(county);
        scores.requireBegun(inForce, period);
        Policy policy = Scores.policy(inForce, period);
        List<String> communities = caller.scopesOf(EnumSet.of(Role.COMMUNITY));
        Map<String, Sums> theirs = new TreeMap<>(sums.of(
                Level.WORKER, communities.isEmpty() ? List.of(county) : communities, period.from(), period.to()));
        if (communities.isEmpty()) {
            theirs.keySet().retainAll(Set.of(caller.account()));
        }
        return Scoring.others(policy, ScoreSubject.GRID_WORKER, Counts.others(ScoreSubject.GRID_WORKER, theirs))
                .stream()
                .map(ScoreView::ofWorker)
                .toList();
    }

    private Stream<ScoreView> of(ScoreSubject subject, List<Score> lines, ScoreTable table) {
        Reference inForce = reference.require(table.county());
        return lines.stream().map(line -> ScoreView.of(subject, line, names(subject, line.code(), inForce), table));
    }

    private static ScoreView.Names names(ScoreSubject subject, String code, Reference inForce) {
        if (subject == ScoreSubject.UNIT) {
            Reference.Unit unit = inForce.units().get(code);
            if (unit != null) {
                return new ScoreView.Names(unit.nameZh(), unit.nameEn());
            }
        }
        Reference.Jurisdiction territory =
                inForce.jurisdictions().get(code.replaceFirst("^" + Reference.STREET_UNIT_PREFIX, ""));
        return territory == null
                ? new ScoreView.Names(null, null)
                : new ScoreView.Names(territory.nameZh(), territory.nameEn());
    }
}
