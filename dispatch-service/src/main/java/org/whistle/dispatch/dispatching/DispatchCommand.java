package org.whistle.dispatch.dispatching;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ForceCloseReason;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.ReturnReason;
import org.whistle.events.code.RulingDecision;
import org.whistle.events.code.SupervisionLevel;
import org.whistle.kit.desk.Command;

/** A command to the command center about a case; the shapes are the bodies of api.md. */
public sealed interface DispatchCommand extends Command {

    /** The longest note, in characters. */
    int TEXT = 2_000;

    /** 立案. */
    record FileCase(@Nullable Long expectedVersion) implements DispatchCommand {

        @Override
        public String action() {
            return "file";
        }
    }

    /** 不予立案. */
    record Reject(
            @NotNull RejectReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements DispatchCommand {}

    /** 派单. */
    record Dispatch(
            @NotBlank @Size(max = 60) String lead,
            @Nullable @Size(max = 10) List<@NotBlank @Size(max = 60) String> assisting,
            @Nullable @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** 兜底指定. */
    record Designate(
            @NotBlank @Size(max = 60) String lead,
            @Nullable @Size(max = 10) List<@NotBlank @Size(max = 60) String> assisting,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** 退单审核. */
    record ReviewReturn(
            @NotNull UUID assignmentId,
            @NotNull Boolean approve,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** 撤回 of the whole case, or of one assisting part. */
    record Recall(
            @Nullable UUID assignmentId,
            @NotNull ReturnReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** 裁决. */
    record Rule(
            @NotNull RulingDecision decision,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements DispatchCommand {}

    /** 强制结案. */
    record ForceClose(
            @NotNull ForceCloseReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** One more assisting unit 协办. */
    record AddAssisting(
            @NotBlank @Size(max = 60) String unit,
            @Nullable @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** 延期审核: the amount in the limit's own unit, what was asked for when absent. */
    record ReviewExtension(
            @NotNull UUID assignmentId,
            @NotNull Boolean approve,
            @Nullable @Min(1) @Max(10_000) Integer amount,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** 挂账审核: until when, what was asked for when absent. */
    record ReviewSuspension(
            @NotNull UUID assignmentId,
            @NotNull Boolean approve,
            @Nullable Instant until,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** 恢复 before its date. */
    record Resume(
            @NotNull UUID assignmentId,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements DispatchCommand {}

    /** 催办. */
    record Urge(
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements DispatchCommand {}

    /** 督办, of one part or, without a part, of the case. */
    record Supervise(
            @Nullable UUID assignmentId,
            @NotNull SupervisionLevel level,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** The answer to a supervision. */
    record ReplySupervision(
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements DispatchCommand {}

    /** 弄虚作假. */
    record FindMisconduct(
            @NotBlank @Size(max = 60) String unit,
            @NotBlank @Size(max = TEXT) String note,
            @NotEmpty @Size(max = 20) List<String> photoIds,
            @Nullable Long expectedVersion)
            implements DispatchCommand {}

    /** 申诉, first review. */
    record ReviewAppeal(
            UUID appealId,
            Boolean recommend,
            String note,
            @Nullable Long expectedVersion) implements DispatchCommand {}

    /** 申诉, decision. */
    record DecideAppeal(
            UUID appealId,
            Boolean uphold,
            String note,
            @Nullable Long expectedVersion) implements DispatchCommand {}
}
