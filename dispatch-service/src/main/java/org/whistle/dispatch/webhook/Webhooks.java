package org.whistle.dispatch.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.whistle.events.AdminEvent;
import org.whistle.events.EventTypes;
import org.whistle.events.code.Role;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.eventlog.AdminLog;
import org.whistle.kit.outgoing.SigningSecret;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.reference.ReferenceData;
import org.whistle.kit.time.DatabaseTime;

/** The webhooks: administered by the security administrator, each step an entry of the admin log. */
@Service
public class Webhooks {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Set<Role> ADMINISTERING = EnumSet.of(Role.SECURITY_ADMIN);
    private static final String CASE_EVENTS = "case.";

    private final WebhookStore store;
    private final WebhookProperties properties;
    private final Sealing sealing;
    private final AdminLog admin;
    private final ReferenceData reference;
    private final DatabaseTime time;

    Webhooks(
            WebhookStore store,
            WebhookProperties properties,
            Sealing sealing,
            AdminLog admin,
            ReferenceData reference,
            DatabaseTime time) {
        this.store = store;
        this.properties = properties;
        this.sealing = sealing;
        this.admin = admin;
        this.reference = reference;
        this.time = time;
    }

    /**
     * Creates a webhook for decisions from now on. Nothing is sent before there is a secret to sign it with.
     *
     * @throws RefusedException 403 for another role or county, 409 for a code already there or without a sealing key,
     *     422 for a wrong field
     */
    @Transactional
    public Webhook subscribe(
            String code,
            String name,
            String url,
            List<String> scopes,
            List<String> types,
            boolean allowPrivate,
            Caller caller) {
        WebhookStore.Terms terms = new WebhookStore.Terms(name, url, scopes, types, allowPrivate);
        String county = countyOf(terms, caller);
        sealing.require();
        try {
            store.insert(code, county, terms, caller.account(), time.now());
        } catch (DuplicateKeyException e) {
            throw new RefusedException(new Refusal.Conflict("WEBHOOK_EXISTS", null, List.of()));
        }
        note(code, county, terms, caller);
        LOG.info("decided action=subscribe-webhook code={} scopes={} types={}", code, scopes, types);
        return find(code, caller);
    }

    /**
     * Changes a webhook; what waits already goes to the new address.
     *
     * @throws RefusedException 404 outside the caller's counties, 422 for a wrong field or another county
     */
    @Transactional
    public Webhook change(
            String code,
            String name,
            String url,
            List<String> scopes,
            List<String> types,
            boolean allowPrivate,
            Caller caller) {
        WebhookStore.Kept kept = administered(code, caller);
        WebhookStore.Terms terms = new WebhookStore.Terms(name, url, scopes, types, allowPrivate);
        if (!countyOf(terms, caller).equals(kept.webhook().county())) {
            throw RefusedException.field("/scopes", "ONE_COUNTY");
        }
        store.change(kept.id(), terms);
        note(code, kept.webhook().county(), terms, caller);
        LOG.info("decided action=change-webhook code={} scopes={} types={}", code, scopes, types);
        return find(code, caller);
    }

    /** Those of the administrator's counties, by code. */
    public List<Webhook> list(Caller caller) {
        if (!caller.is(Role.SECURITY_ADMIN)) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        return store.list(caller.scopesOf(ADMINISTERING));
    }

    /** One of them. */
    public Webhook find(String code, Caller caller) {
        return administered(code, caller).webhook();
    }

    /** The types that can be chosen. */
    public static List<String> types() {
        return EventTypes.names().stream()
                .filter(type -> type.startsWith(CASE_EVENTS))
                .toList();
    }

    /** Ends a webhook: what waits is not sent any more, and its code is free again. */
    @Transactional
    public void end(String code, Caller caller) {
        WebhookStore.Kept kept = administered(code, caller);
        store.end(kept.id());
        admin.note(kept.webhook().county(), new AdminEvent.WebhookEnded(code), caller);
        LOG.info("decided action=end-webhook code={}", code);
    }

    /** The secrets of a webhook, without themselves. */
    public List<Webhook.Secret> secrets(String code, Caller caller) {
        return store.secrets(administered(code, caller).id());
    }

    /**
     * Makes a secret and answers it, this once; the others go on signing for so long.
     *
     * @throws RefusedException 409 for a name used before
     */
    @Transactional
    public String issueSecret(String code, String name, Duration overlap, Caller caller) {
        WebhookStore.Kept kept = administered(code, caller);
        SigningSecret secret = SigningSecret.generate();
        Instant now = time.now();
        Instant othersEnd = now.plus(overlap);
        try {
            store.addSecret(kept.id(), name, sealing.seal(kept.id(), secret), now, othersEnd);
        } catch (DuplicateKeyException e) {
            throw new RefusedException(new Refusal.Conflict("KEY_EXISTS", null, List.of()));
        }
        admin.note(kept.webhook().county(), new AdminEvent.WebhookSecretIssued(code, name, now, othersEnd), caller);
        LOG.info("decided action=issue-webhook-secret webhook={} secret={} othersEnd={}", code, name, othersEnd);
        return secret.text();
    }

    /** Goes on with a paused webhook, from where it stopped; one that is not paused tries at once what waits. */
    @Transactional
    public Webhook resume(String code, Caller caller) {
        WebhookStore.Kept kept = administered(code, caller);
        store.resume(kept.id());
        admin.note(kept.webhook().county(), new AdminEvent.WebhookResumed(code), caller);
        LOG.info("decided action=resume-webhook code={}", code);
        return find(code, caller);
    }

    /** The id of a webhook the caller administers. */
    UUID idOf(String code, Caller caller) {
        return administered(code, caller).id();
    }

    private WebhookStore.Kept administered(String code, Caller caller) {
        return store.find(code)
                .filter(kept -> administers(kept.webhook().county(), caller))
                .orElseThrow(() -> caller.is(Role.SECURITY_ADMIN)
                        ? RefusedException.notFound()
                        : new RefusedException(new Refusal.Forbidden("FORBIDDEN")));
    }

    /** The county of what was sent, once all of it is right. */
    private String countyOf(WebhookStore.Terms terms, Caller caller) {
        if (!caller.is(Role.SECURITY_ADMIN)) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        String county = reference.countyOf(terms.scopes());
        if (!administers(county, caller)) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        if (!types().containsAll(terms.types())) {
            throw RefusedException.field("/types", "UNKNOWN_EVENT_TYPE");
        }
        if (terms.allowPrivate() && !properties.allowPrivate()) {
            throw RefusedException.field("/allowPrivate", "PRIVATE_NOT_ALLOWED");
        }
        WebhookUrl.check(terms.url(), terms.allowPrivate());
        return county;
    }

    private static boolean administers(String county, Caller caller) {
        return caller.in(ADMINISTERING).anyMatch(grant -> grant.covers(county));
    }

    private void note(String code, String county, WebhookStore.Terms terms, Caller caller) {
        admin.note(
                county,
                new AdminEvent.WebhookSubscribed(
                        code,
                        terms.name(),
                        WebhookUrl.withoutQuery(terms.url()),
                        terms.scopes(),
                        terms.types(),
                        terms.allowPrivate()),
                caller);
    }
}
