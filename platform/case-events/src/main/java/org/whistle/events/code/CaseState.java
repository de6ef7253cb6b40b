package org.whistle.events.code;

/** The state of a case and which service holds it there (domain.md, States). */
public enum CaseState {
    /** 已上报 */
    REPORTED(Holder.INTAKE),
    /** 待核实 */
    VERIFYING(Holder.INTAKE),
    /** 社区自办 */
    COMMUNITY_HANDLING(Holder.INTAKE),
    /** 待街道研判 */
    STREET_PENDING(Holder.INTAKE),
    /** 街道自办 */
    STREET_HANDLING(Holder.INTAKE),
    /** 已吹哨待派单 */
    TICKETED(Holder.DISPATCH),
    /** 待接单 */
    DISPATCHED(Holder.DISPATCH),
    /** 退单审核 */
    RETURN_REVIEW(Holder.DISPATCH),
    /** 处置中 */
    HANDLING(Holder.DISPATCH),
    /** 挂账 */
    SUSPENDED(Holder.DISPATCH),
    /** 待裁决 */
    RULING(Holder.DISPATCH),
    /** 核查中 */
    CHECKING(Holder.INTAKE),
    /** 待街道确认 */
    CONFIRMING(Holder.INTAKE),
    /** 结案 */
    CLOSED(Holder.NOBODY),
    /** 作废 */
    VOIDED(Holder.NOBODY),
    /** 并案 */
    MERGED(Holder.NOBODY),
    /** 强制结案 */
    FORCE_CLOSED(Holder.NOBODY);

    private final Holder holder;

    CaseState(Holder holder) {
        this.holder = holder;
    }

    /** The only service that may change the case in this state. */
    public Holder holder() {
        return holder;
    }

    /** Whether the case still needs somebody. */
    public boolean open() {
        return holder != Holder.NOBODY;
    }

    /** The desk that holds a case. */
    public enum Holder {
        /** intake-service */
        INTAKE,
        /** dispatch-service */
        DISPATCH,
        /** an ended case; only a reopening goes on */
        NOBODY
    }
}
