package org.whistle.department.part;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ExtensionReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.SuspensionReason;
import org.whistle.kit.desk.Command;
import org.whistle.kit.place.DeclaredPosition;

/** What a unit does with a part; the shapes are the bodies of api.md. */
public sealed interface PartCommand extends Command {

    /** The longest note or result, in characters. */
    int TEXT = 2_000;

    /** The longest reply 答复 to the citizen, in characters. */
    int REPLY = 500;

    /** The most files one action may name. */
    int FILES = 20;

    /** 接单. */
    record Accept(@Nullable Long expectedVersion) implements PartCommand {}

    /** 退单. */
    record RequestReturn(
            @NotNull ReturnReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable @Size(max = 60) String proposedUnit,
            @Nullable Long expectedVersion)
            implements PartCommand {}

    /** 处置反馈: the closing criterion is met, or the citizen was informed where that is allowed; reply 答复 is for the citizen. */
    record Complete(
            @NotBlank @Size(max = TEXT) String result,
            @Nullable Boolean criterionMet,
            @Nullable Boolean informed,
            @Nullable @Size(max = FILES) List<String> photoIds,
            @Nullable @Size(max = FILES) List<String> documentIds,
            @Nullable @Size(max = REPLY) String reply,
            @Nullable Long expectedVersion)
            implements PartCommand {}

    /** 报到 at an emergency: the position of the unit's people. */
    record CheckIn(
            @NotNull @Valid DeclaredPosition position,
            @Nullable Long expectedVersion) implements PartCommand {}

    /** Assigns the work to an account of the unit. */
    record AssignHandler(
            @NotBlank @Size(max = 60) String handler,
            @Nullable Long expectedVersion) implements PartCommand {}

    /** A note on the way. */
    record Note(
            @NotBlank @Size(max = TEXT) String note,
            @Nullable @Size(max = FILES) List<String> photoIds,
            @Nullable Long expectedVersion)
            implements PartCommand {}

    /** 延期, in the unit of the clock that runs. */
    record RequestExtension(
            @NotNull @Min(1) @Max(10_000) Integer amount,
            @NotNull ExtensionReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements PartCommand {}

    /** 挂账, for a year at most. */
    record RequestSuspension(
            @NotNull Instant until,
            @NotNull SuspensionReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements PartCommand {}

    /** A stage of a staged case, with the evidence its condition asks for. */
    record CompleteStage(
            @NotBlank @Size(max = 40) String conditionCode,
            @NotBlank @Size(max = TEXT) String result,
            @Nullable @Size(max = FILES) List<String> photoIds,
            @Nullable Long expectedVersion)
            implements PartCommand {}

    /** The answer to a supervision 督办. */
    record ReplySupervision(
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements PartCommand {}

    /** 申诉 about a missed clock, a rating, a rework or a refused return, by its id. */
    record Appeal(
            @NotBlank @Size(max = 60) String about,
            @NotBlank @Size(max = 40) String reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements PartCommand {}
}
