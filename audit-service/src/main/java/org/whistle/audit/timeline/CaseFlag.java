package org.whistle.audit.timeline;

import java.util.List;
import org.whistle.events.CaseEvent;
import org.whistle.events.DispatchEvent;
import org.whistle.events.IntakeEvent;

/** Searchable flags of what happened to a case, beside the honesty flags, which keep their names. */
enum CaseFlag {
    /** 应急 */
    URGENT,
    /** 返工 */
    REWORKED,
    /** 退单 */
    RETURNED,
    /** 延期 */
    EXTENDED,
    /** 挂账 */
    SUSPENDED_ONCE,
    /** 督办 */
    SUPERVISED,
    /** 重开 */
    REOPENED,
    /** 抽查不合格 */
    SPOT_CHECK_FAILED,
    /** 复发 */
    RECURRENT,
    /** 弄虚作假 */
    MISCONDUCT,
    /** 否决 */
    VETOED;

    /** The flags an event raises, by name. */
    static List<String> of(CaseEvent event) {
        return switch (event) {
            case IntakeEvent.Reported reported -> names(reported.urgent(), URGENT);
            case IntakeEvent.Registered registered -> names(registered.urgent(), URGENT);
            case IntakeEvent.TicketFiled filed -> names(filed.ticket().urgent(), URGENT);
            case IntakeEvent.CheckRequested requested -> requested.flags();
            case IntakeEvent.CheckPassed passed -> passed.flags() == null ? List.of() : passed.flags();
            case IntakeEvent.Vetoed _ -> names(true, VETOED);
            case IntakeEvent.Reopened _ -> names(true, REOPENED);
            case IntakeEvent.SpotChecked checked -> names(!checked.passed(), SPOT_CHECK_FAILED);
            case IntakeEvent.RecurrenceLinked _ -> names(true, RECURRENT);
            case DispatchEvent.ReworkOrdered _ -> names(true, REWORKED);
            case DispatchEvent.ReturnApproved _ -> names(true, RETURNED);
            case DispatchEvent.ExtensionGranted _ -> names(true, EXTENDED);
            case DispatchEvent.Suspended _ -> names(true, SUSPENDED_ONCE);
            case DispatchEvent.Supervised _ -> names(true, SUPERVISED);
            case DispatchEvent.MisconductFound _ -> names(true, MISCONDUCT);
            default -> List.of();
        };
    }

    private static List<String> names(boolean raised, CaseFlag flag) {
        return raised ? List.of(flag.name()) : List.of();
    }
}
