package org.whistle.intake.workorder;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.kit.place.DeclaredPosition;

/**
 * A message of another platform, in the common model of all platforms (integrations.md, Work orders 工单).
 *
 * @param messageId unique per platform: a repeated message is processed once
 * @param number of the order there
 * @param sentAt when they sent or registered it
 * @param order of kind ORDER
 * @param deadline of kind DEADLINE: their new one
 * @param satisfaction of kind SATISFACTION
 * @param reason of kind REWORK
 */
public record Message(
        @NotBlank @Size(max = 100) String messageId,
        @NotNull Kind kind,
        @NotBlank @Pattern(regexp = "[\\x21-\\x7e]{1,64}") String number,
        @NotNull Instant sentAt,
        @Nullable @Valid Order order,
        @Nullable Instant deadline,
        @Nullable @Valid Satisfaction satisfaction,
        @Nullable @Size(max = 500) String reason) {

    /** The kinds of messages. */
    public enum Kind {
        /** a new order */
        ORDER,
        /** its deadline moved */
        DEADLINE,
        /** 回访: the caller's satisfaction */
        SATISFACTION,
        /** 退回重办: not done well enough */
        REWORK,
        /** the caller took it back */
        WITHDRAWN
    }

    /**
     * An order.
     *
     * @param category the platform's, mapped by the settings, or one of the county's
     * @param condition one of the county's, where the platform knows it
     * @param position where it is; else an address
     * @param jurisdictionCode who has to locate an address: county, street or community; the county when absent
     */
    public record Order(
            @NotBlank @Size(max = 100) String category,
            @Nullable @Size(max = 40) String condition,
            @NotBlank @Size(max = 4_000) String content,
            @Nullable @Valid DeclaredPosition position,
            @Nullable @Size(max = 200) String address,

            @Nullable @Pattern(regexp = "\\d{6}|\\d{9}|\\d{12}")
            String jurisdictionCode,

            @Nullable Instant deadline,
            @Nullable Instant occurredAt,
            @Nullable @Size(max = 5) List<@Valid Attachment> attachments) {}

    /**
     * A picture or document, in Base64, or to be fetched from the platform itself.
     *
     * @param path below the platform's url, such as {@code files/7.jpg}
     */
    public record Attachment(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 4_000_000) String content,

            @Nullable @Pattern(regexp = "[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*") @Size(max = 300)
            String path) {}

    /** The caller's answers when called back. */
    public record Satisfaction(
            boolean resolved,
            @NotNull @Min(1) @Max(5) Integer satisfaction,
            @Nullable @Size(max = 500) String comment) {}
}
