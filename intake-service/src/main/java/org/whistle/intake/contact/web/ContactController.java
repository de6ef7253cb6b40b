package org.whistle.intake.contact.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.intake.contact.Contact;
import org.whistle.intake.contact.Contacts;
import org.whistle.kit.caller.Caller;

/** Revealing a reporter. */
@RestController
class ContactController {

    private final Contacts contacts;

    ContactController(Contacts contacts) {
        this.contacts = contacts;
    }

    /** A PUT, because the stored answer to a POST would contain the person; each call is an entry of the admin log. */
    @PutMapping("/api/intake/cases/{caseId}/reporter-looks/{lookId}")
    Contact look(@PathVariable UUID caseId, @PathVariable UUID lookId, @RequestBody @Valid Look look, Caller caller) {
        return contacts.reveal(caseId, look.reason(), caller);
    }

    /** Why. */
    record Look(@NotBlank @Size(max = 500) String reason) {}
}
