package org.whistle.events.code;

/** Who acts; a caller holds one or more, each with its scope (domain.md, People). */
public enum Role {
    /** 网格员 */
    GRID_WORKER,
    /** 社区 */
    COMMUNITY,
    /** 街道 */
    STREET,
    /** 街道领导 */
    STREET_LEADER,
    /** 县指挥中心派单员 */
    DISPATCHER,
    /** 值班长 */
    COMMAND_LEADER,
    /** 部门联络员 */
    DEPARTMENT,
    /** 处置人员 */
    HANDLER,
    /** 督查考评 */
    SUPERVISOR,
    /** 市民 */
    CITIZEN,
    /** 系统管理员; sees no case */
    ADMIN,
    /** 安全管理员; sees no case */
    SECURITY_ADMIN,
    /** 审计管理员; sees no case */
    AUDIT_ADMIN
}
