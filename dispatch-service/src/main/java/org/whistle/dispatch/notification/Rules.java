package org.whistle.dispatch.notification;

import java.util.EnumSet;
import java.util.Set;
import org.whistle.dispatch.dispatching.Notices;
import org.whistle.events.code.Role;

/**
 * Which steps a role is notified of, and the default channels; pure. A county's own choice is in {@link NotificationRules}.
 */
final class Rules {

    private Rules() {}

    /** The roles that are notified of a step. */
    static Set<Role> told(Notices.Kind step) {
        return switch (step) {
            case EMERGENCY ->
                EnumSet.of(
                        Role.DEPARTMENT,
                        Role.DISPATCHER,
                        Role.COMMAND_LEADER,
                        Role.STREET,
                        Role.STREET_LEADER,
                        Role.COMMUNITY);
            case SUPERVISION -> EnumSet.of(Role.DEPARTMENT, Role.DISPATCHER, Role.STREET, Role.COMMUNITY);
            case URGED -> EnumSet.of(Role.DEPARTMENT, Role.DISPATCHER);
            case CONFIRMATION_MISSED, RULING -> EnumSet.of(Role.COMMAND_LEADER);
            case SUPERSEDED ->
                EnumSet.of(
                        Role.DEPARTMENT,
                        Role.HANDLER,
                        Role.DISPATCHER,
                        Role.COMMAND_LEADER,
                        Role.STREET,
                        Role.STREET_LEADER,
                        Role.COMMUNITY,
                        Role.GRID_WORKER);
            case TICKETED -> EnumSet.of(Role.DISPATCHER);
            case OFFERED, REWORK, PART_ENDED, ANSWERED, APPEAL_DECIDED -> EnumSet.of(Role.DEPARTMENT);
            case DEADLINE_WARNED, DEADLINE_MISSED ->
                EnumSet.of(
                        Role.DEPARTMENT,
                        Role.DISPATCHER,
                        Role.COMMAND_LEADER,
                        Role.STREET,
                        Role.STREET_LEADER,
                        Role.COMMUNITY);
            case REQUESTED, APPEAL_OPEN -> EnumSet.of(Role.DISPATCHER, Role.COMMAND_LEADER);
            case TICKET_REJECTED -> EnumSet.of(Role.STREET);
            case CONFIRMING -> EnumSet.of(Role.STREET, Role.DISPATCHER);
            case REOPENED -> EnumSet.of(Role.STREET, Role.DEPARTMENT);
        };
    }

    /**
     * The default channels of a step for a role. Mail for what a person waits for or may miss; the group's robot for what
     * the group has to act on. Desks that work from their list all day get no message for each entry.
     */
    static Set<Channel> standard(Notices.Kind step, Role role) {
        return switch (step) {
            case EMERGENCY, SUPERVISION, DEADLINE_MISSED, OFFERED, REWORK ->
                EnumSet.of(Channel.IN_APP, Channel.EMAIL, Channel.ROBOT);
            case DEADLINE_WARNED ->
                role == Role.DEPARTMENT
                        ? EnumSet.of(Channel.IN_APP, Channel.EMAIL, Channel.ROBOT)
                        : EnumSet.of(Channel.IN_APP, Channel.ROBOT);
            case TICKETED, REQUESTED, CONFIRMING -> EnumSet.of(Channel.IN_APP, Channel.ROBOT);
            case URGED, PART_ENDED, REOPENED -> EnumSet.of(Channel.IN_APP, Channel.EMAIL, Channel.ROBOT);
            case CONFIRMATION_MISSED, ANSWERED, TICKET_REJECTED, RULING, APPEAL_OPEN, APPEAL_DECIDED ->
                EnumSet.of(Channel.IN_APP, Channel.EMAIL);
            case SUPERSEDED -> EnumSet.of(Channel.IN_APP, Channel.EMAIL);
        };
    }
}
