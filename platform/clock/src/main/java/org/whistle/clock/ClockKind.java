package org.whistle.clock;

import org.jspecify.annotations.Nullable;
import org.whistle.events.Producer;

/** The rows of the clock table (domain.md, Clocks); the owner is whose desk stops it, and alone fires. */
public enum ClockKind {
    /** 社区研判 */
    COMMUNITY_TRIAGE(Producer.INTAKE, "社区研判", "community triage"),
    /** 核实 */
    VERIFICATION(Producer.INTAKE, "核实", "verification"),
    /** 街道研判 */
    STREET_TRIAGE(Producer.INTAKE, "街道研判", "street triage"),
    /** 自办 */
    SELF_HANDLING(Producer.INTAKE, "自行处置", "self-handling"),
    /** 补签 */
    ENDORSEMENT(Producer.INTAKE, "补签", "endorsement"),
    /** 派单 */
    DISPATCH(Producer.DISPATCH, "派单", "dispatch"),
    /** 接单 */
    ACCEPT(Producer.DEPARTMENT, "接单", "acceptance"),
    /** 报到 */
    CHECK_IN(Producer.DEPARTMENT, "报到", "check-in"),
    /** 处置 */
    HANDLING(Producer.DEPARTMENT, "处置", "handling"),
    /** 返工: the handler's service */
    REWORK(null, "返工", "rework"),
    /** 裁决 */
    RULING(Producer.DISPATCH, "裁决", "ruling"),
    /** 回访 */
    CALL_BACK(Producer.INTAKE, "回访", "call-back"),
    /** 退单审核 */
    RETURN_REVIEW(Producer.DISPATCH, "退单审核", "return review"),
    /** 延期审核 */
    EXTENSION_REVIEW(Producer.DISPATCH, "延期审核", "extension review"),
    /** 挂账审核 */
    SUSPENSION_REVIEW(Producer.DISPATCH, "挂账审核", "suspension review"),
    /** 申诉 */
    APPEAL(Producer.DISPATCH, "申诉", "appeal"),
    /** 核查 */
    CHECK(Producer.INTAKE, "核查", "check"),
    /** 街道确认 */
    CONFIRMATION(Producer.INTAKE, "街道确认", "confirmation"),
    /** 街道领导确认: citizen and hotline cases after the street's silence */
    CONFIRMATION_LEADER(Producer.INTAKE, "街道领导确认", "confirmation by the street's leader"),
    /** 督办回复: the addressee's desk */
    SUPERVISION_REPLY(null, "督办回复", "supervision reply");

    private final @Nullable Producer owner;
    private final String nameZh;
    private final String nameEn;

    ClockKind(@Nullable Producer owner, String nameZh, String nameEn) {
        this.owner = owner;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    /** The owner; absent where it depends on who handles or is addressed. */
    public @Nullable Producer owner() {
        return owner;
    }

    /** As users see it. */
    public String nameZh() {
        return nameZh;
    }

    /** As users see it, in English. */
    public String nameEn() {
        return nameEn;
    }

    /** Whether it belongs to the part its event is about, where there is one; the others belong to the case. */
    public boolean ofPart() {
        return switch (this) {
            case ACCEPT,
                    CHECK_IN,
                    HANDLING,
                    REWORK,
                    RETURN_REVIEW,
                    EXTENSION_REVIEW,
                    SUSPENSION_REVIEW,
                    SUPERVISION_REPLY,
                    APPEAL -> true;
            case COMMUNITY_TRIAGE,
                    VERIFICATION,
                    STREET_TRIAGE,
                    SELF_HANDLING,
                    ENDORSEMENT,
                    DISPATCH,
                    RULING,
                    CALL_BACK,
                    CHECK,
                    CONFIRMATION,
                    CONFIRMATION_LEADER -> false;
        };
    }

    /** Whether it starts when a case has ended, and so is the only one that may run then. */
    public boolean afterTheEnd() {
        return this == CALL_BACK || this == APPEAL;
    }
}
