package org.whistle.dispatch.notification;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Carries messages to persons by SMTP, to the address they set. */
@Component
class MailChannelSender implements ChannelSender {

    private static final Logger LOG = LoggerFactory.getLogger(MailChannelSender.class);

    private final ObjectProvider<JavaMailSender> sender;
    private final NotificationProperties properties;
    private final People people;

    MailChannelSender(ObjectProvider<JavaMailSender> sender, NotificationProperties properties, People people) {
        this.sender = sender;
        this.properties = properties;
        this.people = people;
        if (sender.getIfAvailable() != null && properties.from() == null) {
            LOG.warn("no sender of mails: none is sent (whistle.notifications.from)");
        }
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean on() {
        return properties.from() != null && sender.getIfAvailable() != null;
    }

    @Override
    public Optional<Recipient> recipient(String code) {
        return people.find(code)
                .map(People.Addressed::person)
                .map(person -> new Recipient(code, person.locale(), person::meant, Integer.MAX_VALUE));
    }

    @Override
    public Result send(Letter letter) {
        Optional<String> email = people.find(letter.recipient()).map(People.Addressed::email);
        if (email.isEmpty()) {
            return new Result.Refused("ADDRESS_GONE");
        }
        try {
            sender.getObject().send(message -> write(message, letter, email.get()));
            return new Result.Sent();
        } catch (MailException e) {
            Throwable cause = cause(e);
            String problem = cause.getClass().getSimpleName();
            return cause instanceof SendFailedException refused && isUnknown(refused)
                    ? new Result.Refused(problem)
                    : new Result.Failed(problem);
        }
    }

    /** The message of an exception may name the address; its class does not. */
    private static Throwable cause(MailException e) {
        Map<Object, Exception> failed = e instanceof MailSendException sending ? sending.getFailedMessages() : Map.of();
        return failed.values().stream()
                .findFirst()
                .map(Throwable.class::cast)
                .orElse(e.getCause() == null ? e : e.getCause());
    }

    /** Permanently refused: only if the mail server rejected the address itself. */
    private static boolean isUnknown(SendFailedException e) {
        Address[] invalid = e.getInvalidAddresses();
        return invalid != null && invalid.length > 0;
    }

    private void write(MimeMessage message, Letter letter, String email) throws MessagingException {
        MimeMessageHelper mail = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
        String from = String.valueOf(properties.from());
        mail.setFrom(from);
        mail.setTo(email);
        mail.setSubject(letter.subject());
        mail.setText(letter.body());
        message.setHeader(
                "Message-ID",
                "<" + letter.id() + from.substring(from.lastIndexOf('@')).replace(">", "") + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
    }
}
