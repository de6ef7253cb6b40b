package org.whistle.department.part;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whistle.events.code.ReturnReason;

/** What a unit does with a part; the shapes are the bodies of api.md. */
public sealed interface PartCommand {

    /** The longest note or result, in characters. */
    int TEXT = 2_000;

    /** The most files one action may name. */
    int FILES = 20;

    /** The version the caller saw; absent where it does not matter. */
    @Nullable
    Long expectedVersion();

    /** 接单. */
    record Accept(@Nullable Long expectedVersion) implements PartCommand {}

    /** 退单. */
    record RequestReturn(
            @NotNull ReturnReason reasonCode,
            @NotBlank @Size(max = TEXT) String note,
            @Nullable @Size(max = 60) String proposedUnit,
            @Nullable Long expectedVersion)
            implements PartCommand {}

    /** 处置反馈: the closing criterion is met, or the citizen was informed where that is allowed. */
    record Complete(
            @NotBlank @Size(max = TEXT) String result,
            @Nullable Boolean criterionMet,
            @Nullable Boolean informed,
            @Nullable @Size(max = FILES) List<String> photoIds,
            @Nullable @Size(max = FILES) List<String> documentIds,
            @Nullable Long expectedVersion)
            implements PartCommand {}
}
