package org.whistle.intake.contact;

import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.whistle.events.AdminEvent;
import org.whistle.events.code.Role;
import org.whistle.intake.cases.IntakeCase;
import org.whistle.intake.cases.IntakeStore;
import org.whistle.intake.cases.IntakeTable;
import org.whistle.kit.caller.Caller;
import org.whistle.kit.desk.Stored;
import org.whistle.kit.eventlog.AdminLog;
import org.whistle.kit.problem.Refusal;
import org.whistle.kit.problem.RefusedException;
import org.whistle.kit.seal.Seal;
import org.whistle.kit.text.FreeText;
import org.whistle.kit.time.DatabaseTime;
import tools.jackson.databind.json.JsonMapper;

/** Stores the contacts of reporters, sealed; stores nothing where no key is configured. */
@Service
public class Contacts {

    private static final Logger LOG = LoggerFactory.getLogger(Contacts.class);

    /** The roles that may see contacts: those that call citizens back, and those that answer the hotline. */
    private static final Set<Role> CALLING = EnumSet.of(Role.COMMUNITY, Role.DISPATCHER, Role.COMMAND_LEADER);

    private final @Nullable Seal seal;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final IntakeStore cases;
    private final AdminLog admin;
    private final DatabaseTime time;

    Contacts(
            ContactProperties properties,
            JdbcClient jdbc,
            JsonMapper json,
            IntakeStore cases,
            AdminLog admin,
            DatabaseTime time)
            throws IOException {
        this.seal = properties.key() == null ? null : Seal.of(Files.readString(properties.key()));
        this.jdbc = jdbc;
        this.json = json;
        this.cases = cases;
        this.admin = admin;
        this.time = time;
        if (seal == null) {
            LOG.warn("no key for contacts: how to reach a reporter is not kept (whistle.contacts.key)");
        }
    }

    /** Seals a contact before its case exists; empty for an unknown contact or without a sealing key. */
    public Optional<Seal.Sealed> seal(UUID id, Contact contact) {
        return seal == null || contact.unknown()
                ? Optional.empty()
                : Optional.of(seal.seal(json.writeValueAsBytes(contact), id));
    }

    /** Opens what was sealed under an id; empty where its key is not here any more. */
    public Optional<Contact> open(UUID id, Seal.Sealed hidden) {
        return Optional.ofNullable(seal)
                .flatMap(opening -> opening.open(hidden, id))
                .map(plain -> json.readValue(plain, Contact.class));
    }

    /** Keeps what is known of a case's reporter, in the transaction that reports it. */
    public void keep(UUID caseId, String account, Contact contact) {
        Optional<Seal.Sealed> hidden = seal(caseId, contact);
        if (hidden.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into reporter_contact (case_id, account, key_id, sealed, kept_at)
                        values (:case, :account, :keyId, :sealed, :at)
                        """)
                .param("case", caseId)
                .param("account", account)
                .param("keyId", hidden.get().keyId())
                .param("sealed", hidden.get().bytes())
                .param("at", time.now().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Shows the reporter's contact to a role that may call the reporter; an entry of the admin log.
     *
     * @throws RefusedException 404 outside the caller's scope or where nothing is kept, 403 for another role
     */
    @Transactional
    public Contact reveal(UUID caseId, String reason, Caller caller) {
        Stored<IntakeCase> stored = cases.find(caseId)
                .filter(found -> IntakeTable.TABLE.sees(found.body(), caller))
                .orElseThrow(RefusedException::notFound);
        String jurisdiction = stored.body().jurisdiction();
        if (jurisdiction == null || caller.in(CALLING).noneMatch(grant -> grant.covers(jurisdiction))) {
            throw new RefusedException(new Refusal.Forbidden("FORBIDDEN"));
        }
        Contact contact = sealed(caseId);
        admin.note(
                jurisdiction.substring(0, 6),
                new AdminEvent.ReporterRevealed(caseId, FreeText.screened(reason)),
                caller);
        LOG.info("decided action=reveal-reporter case={}", caseId);
        return contact;
    }

    private Contact sealed(UUID caseId) {
        return jdbc.sql("select key_id, sealed from reporter_contact where case_id = :case")
                .param("case", caseId)
                .query((row, _) -> new Seal.Sealed(row.getString("key_id"), row.getBytes("sealed")))
                .optional()
                .flatMap(hidden -> open(caseId, hidden))
                .orElseThrow(RefusedException::notFound);
    }
}
