package org.whistle.audit.metrics;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.caller.Grant;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;

/**
 * Whose numbers a caller may see: the county's desks everything in their counties but persons, streets and communities their
 * own territory, a unit itself, and a grid worker's rates that worker and the community alone (domain.md, Score).
 */
record IndicatorAccess(Caller caller) {

    private static final Set<Role> COUNTY_WIDE = EnumSet.of(Role.SUPERVISOR, Role.DISPATCHER, Role.COMMAND_LEADER);
    private static final Set<Role> LOCAL = EnumSet.of(Role.STREET, Role.STREET_LEADER, Role.COMMUNITY);
    private static final int COUNTY_DIGITS = 6;

    /**
     * What the caller may see of a level.
     *
     * @param code a territory or one that encloses it, or a unit, category or worker; absent for all there is to see
     * @param area of units, categories and workers that share a code; absent for all there is to see
     * @throws RefusedException 403 where the role sees nothing of the level, 404 where it does not see that
     */
    Selection of(Level level, @Nullable String code, @Nullable String area) {
        Selection all = all(level);
        if (all.areas().isEmpty()) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        List<String> areas = narrowed(all.areas(), level.territorial() ? code : area);
        List<String> names = level.territorial() || code == null ? all.names() : List.of(code);
        if (areas.isEmpty()
                || (all.names() != null && names != null && !all.names().containsAll(names))) {
            throw RefusedException.notFound();
        }
        return new Selection(level, areas, names);
    }

    /** Whether the caller asks after themselves, and may so see the cases behind a rate of a person. */
    boolean ofOneself(Selection selection) {
        return selection.names() != null && selection.names().equals(List.of(caller.account()));
    }

    private Selection all(Level level) {
        List<String> county = scopes(COUNTY_WIDE, level.digits());
        return switch (level) {
            case COUNTY, STREET, COMMUNITY, GRID ->
                new Selection(
                        level,
                        Stream.concat(county.stream(), scopes(LOCAL, level.digits()).stream())
                                .toList(),
                        null);
            case CATEGORY -> new Selection(level, county, null);
            case UNIT -> county.isEmpty() ? ownUnits() : new Selection(level, county, null);
            case WORKER -> workers();
        };
    }

    private Selection ownUnits() {
        List<Grant> liaison = caller.in(EnumSet.of(Role.DEPARTMENT)).toList();
        return new Selection(
                Level.UNIT,
                liaison.stream().flatMap(IndicatorAccess::counties).toList(),
                liaison.stream()
                        .flatMap(grant -> Stream.ofNullable(grant.unit()))
                        .distinct()
                        .toList());
    }

    /** The line manager is the community where the work was done. */
    private Selection workers() {
        List<String> communities = scopes(EnumSet.of(Role.COMMUNITY), Level.WORKER.digits());
        return communities.isEmpty()
                ? new Selection(
                        Level.WORKER,
                        caller.in(EnumSet.of(Role.GRID_WORKER))
                                .flatMap(IndicatorAccess::counties)
                                .toList(),
                        List.of(caller.account()))
                : new Selection(Level.WORKER, communities, null);
    }

    private static Stream<String> counties(Grant grant) {
        return grant.scopes().stream().map(scope -> scope.substring(0, Math.min(COUNTY_DIGITS, scope.length())));
    }

    /** Those scopes that hold whole rows of a level. */
    private List<String> scopes(Set<Role> roles, int digits) {
        return caller.scopesOf(roles).stream()
                .filter(scope -> scope.length() <= digits)
                .toList();
    }

    private static List<String> narrowed(List<String> areas, @Nullable String wanted) {
        if (wanted == null) {
            return areas;
        }
        return areas.stream().anyMatch(wanted::startsWith) ? List.of(wanted) : List.of();
    }
}
