package org.whistle.setup.kafka;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.whistle.events.AdminEvent;
import org.whistle.events.CaseEvent;
import org.whistle.events.EventPayload;
import org.whistle.events.EventTypes;
import org.whistle.events.Producer;

/**
 * A Kafka user for each service, with the service's name, that reads and writes only its own topics; what it writes follows
 * from the event contract.
 */
public final class KafkaAccess {

    private static final String CASES = "case-events";
    private static final String DEAD_LETTERS = "case-events.dlt";
    private static final String REFERENCE = "reference-data";
    private static final String ADMIN = "admin-events";
    private static final int ITERATIONS = 8192;

    private KafkaAccess() {}

    /** Makes what is missing and sets the passwords. */
    public static void ensure(Admin admin, Function<Producer, String> passwords)
            throws ExecutionException, InterruptedException {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        for (Producer service : Producer.values()) {
            users.add(new UserScramCredentialUpsertion(
                    service.service(),
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS),
                    passwords.apply(service)));
        }
        admin.alterUserScramCredentials(users).all().get();
        admin.createAcls(Arrays.stream(Producer.values())
                        .flatMap(service -> of(service).stream())
                        .toList())
                .all()
                .get();
    }

    /** The settings with which a service signs in. */
    public static String loginOf(Producer service, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(service.service(), password);
    }

    /** What a service may do. */
    static List<AclBinding> of(Producer service) {
        List<AclBinding> access = new ArrayList<>();
        read(service).forEach(topic -> access.add(topic(service, topic, AclOperation.READ)));
        written(service).forEach(topic -> access.add(topic(service, topic, AclOperation.WRITE)));
        // its consumers' groups are called after it
        access.add(allowed(
                service,
                new ResourcePattern(ResourceType.GROUP, service.service(), PatternType.PREFIXED),
                AclOperation.READ));
        return access;
    }

    private static List<String> read(Producer service) {
        return service == Producer.AUDIT ? List.of(CASES, REFERENCE, ADMIN) : List.of(CASES, REFERENCE);
    }

    /** The topics of the events that are its to decide, and the one of what it cannot read. */
    private static Set<String> written(Producer service) {
        Set<String> topics = EventTypes.names().stream()
                .flatMap(name -> EventTypes.find(name).stream())
                .filter(service::mayDecide)
                .map(KafkaAccess::topicOf)
                .collect(Collectors.toCollection(TreeSet::new));
        topics.add(DEAD_LETTERS);
        return topics;
    }

    private static String topicOf(Class<? extends EventPayload> type) {
        if (CaseEvent.class.isAssignableFrom(type)) {
            return CASES;
        }
        return AdminEvent.class.isAssignableFrom(type) ? ADMIN : REFERENCE;
    }

    private static AclBinding topic(Producer service, String topic, AclOperation operation) {
        return allowed(service, new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL), operation);
    }

    private static AclBinding allowed(Producer service, ResourcePattern resource, AclOperation operation) {
        return new AclBinding(
                resource, new AccessControlEntry("User:" + service.service(), "*", operation, AclPermissionType.ALLOW));
    }
}
