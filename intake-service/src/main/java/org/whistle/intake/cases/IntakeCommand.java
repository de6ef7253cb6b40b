package org.whistle.intake.cases;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.whistle.events.Rating;
import org.whistle.events.code.DissatisfactionReason;
import org.whistle.events.code.EscalateReason;
import org.whistle.events.code.RejectReason;
import org.whistle.events.code.SendBackReason;
import org.whistle.events.code.VoidReason;
import org.whistle.events.code.WhistleKind;
import org.whistle.kit.desk.Command;
import org.whistle.kit.place.DeclaredPosition;

/** A command to intake about a case; the shapes are the bodies of api.md. */
public sealed interface IntakeCommand extends Command {

    /** The longest note or result, in characters. */
    int TEXT = 2_000;

    /** The longest reply 答复 to the citizen, in characters. */
    int REPLY = 500;

    /** The most files one action may name. */
    int FILES = 20;

    /** 关注: the same thing. */
    record Join(@Nullable Long expectedVersion) implements IntakeCommand {}

    /** 补充 by the reporter. */
    record Supplement(
            @NotBlank @Size(max = TEXT) String note,
            @Nullable @Size(max = FILES) List<String> photoIds,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 撤回. */
    record Withdraw(@Nullable Long expectedVersion) implements IntakeCommand {}

    /** 核实. */
    record RequestVerification(
            @Nullable @Size(max = 40) String conditionCode,
            @Nullable @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** Takes the question back. */
    record CancelVerification(
            @Nullable @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements IntakeCommand {}

    /** The answer from the site. */
    record Verify(
            @NotNull Boolean found,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable @Size(max = FILES) List<String> photoIds,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 自办. */
    record StartHandling(
            @NotBlank @Size(max = 40) String conditionCode,
            @Nullable Long expectedVersion) implements IntakeCommand {}

    /** 办结, with a reply 答复 for the citizen. */
    record Handle(
            @NotBlank @Size(max = TEXT) String result,
            @Nullable @Size(max = FILES) List<String> photoIds,
            @Nullable @Size(max = REPLY) String reply,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 并案. */
    record Merge(
            @NotNull UUID into,
            @Nullable @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements IntakeCommand {}

    /** 作废. */
    record VoidCase(
            @NotNull VoidReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements IntakeCommand {

        @Override
        public String action() {
            return "void";
        }
    }

    /** 上报街道. */
    record Escalate(
            @NotNull EscalateReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable @Size(max = 200) String dutyItem,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 退回社区. */
    record SendBack(
            @NotNull SendBackReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements IntakeCommand {}

    /** 报单, the whistle. */
    record FileTicket(
            @NotNull WhistleKind whistleKind,
            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 40) String> conditionCodes,
            @Nullable @Size(max = 10) List<@NotBlank @Size(max = 40) String> units,
            @NotBlank @Size(max = TEXT) String reason,
            @Nullable Long expectedVersion)
            implements IntakeCommand {

        @Override
        public String action() {
            return "ticket";
        }
    }

    /** 补签. */
    record Endorse(
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements IntakeCommand {}

    /** 撤哨. */
    record TakeBack(
            @NotNull RejectReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements IntakeCommand {}

    /** 定位: one of position and grid. */
    record Locate(
            @Nullable @Valid DeclaredPosition position,
            @Nullable @Size(min = 15, max = 15) String gridCode,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 催办. */
    record Urge(
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements IntakeCommand {}

    /** The answer to a supervision 督办. */
    record ReplySupervision(
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion) implements IntakeCommand {}

    /** 回访: resolved and satisfaction where the reporter was reached; not resolved opens the next round. */
    record CallBack(
            @NotNull Boolean contacted,
            @Nullable Boolean resolved,
            @Nullable @Min(1) @Max(5) Integer satisfaction,
            @Nullable @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 抽查. */
    record SpotCheck(
            @NotNull Boolean passed,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable @Size(max = FILES) List<String> photoIds,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 核查. */
    record Check(
            @NotNull Boolean passed,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable @Size(max = FILES) List<String> photoIds,
            @Nullable @Valid DeclaredPosition position,
            @Nullable @Size(max = 20) List<UUID> assignmentIds,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 确认评价. */
    record Confirm(
            @Nullable @Valid Marks rating,
            @Nullable @Size(max = TEXT) String comment,
            @Nullable Long expectedVersion) implements IntakeCommand {}

    /** 否决. */
    record Veto(
            @NotNull DissatisfactionReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable @Size(max = 20) List<UUID> assignmentIds,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 评价; not resolved opens the next round. */
    record Rate(
            @NotNull Boolean resolved,
            @NotNull @Min(1) @Max(5) Integer satisfaction,
            @Nullable @Size(max = TEXT) String comment,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** 重开. */
    record Reopen(
            @NotNull DissatisfactionReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable Long expectedVersion)
            implements IntakeCommand {}

    /** The street's four marks, 0 to 100. */
    record Marks(
            @NotNull @Min(0) @Max(100) Integer arrivalSpeed,
            @NotNull @Min(0) @Max(100) Integer quality,
            @NotNull @Min(0) @Max(100) Integer cooperation,
            @NotNull @Min(0) @Max(100) Integer communication) {

        Rating rating() {
            return new Rating(arrivalSpeed, quality, cooperation, communication);
        }
    }
}
