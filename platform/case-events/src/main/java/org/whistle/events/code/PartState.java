package org.whistle.events.code;

/** The life of a part 交办件, owned by department-service. */
public enum PartState {
    /** 待接单 */
    OFFERED,
    /** 退单审核 */
    RETURN_REVIEW,
    /** 处置中 */
    HANDLING,
    /** 挂账 */
    SUSPENDED,
    /** 已反馈 */
    DONE,
    /** returned, recalled or closed */
    ENDED
}
