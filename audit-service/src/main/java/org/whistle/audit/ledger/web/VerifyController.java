package org.whistle.audit.ledger.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.whistle.audit.ledger.verification.LogFinding;
import org.whistle.audit.ledger.verification.LogReport;
import org.whistle.audit.ledger.verification.LogVerifier;
import org.whistle.kit.caller.Caller;

/** Verifies a log while one waits; a long one is better verified with the command. */
@RestController
@RequestMapping("/api/audit/logs/{shard}/verify")
class VerifyController {

    private final LogVerifier verifier;

    VerifyController(LogVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * What came out.
     *
     * @param firstBadLeaf absent where no leaf is bad
     */
    record ReportView(
            String shard,
            long size,
            long checkpoints,
            String root,
            boolean valid,
            @Nullable Long firstBadLeaf,
            List<FindingView> findings) {

        static ReportView of(LogReport report) {
            return new ReportView(
                    report.shard().name(),
                    report.size(),
                    report.checkpoints(),
                    report.root().toString(),
                    report.valid(),
                    report.firstBadLeaf().orElse(null),
                    report.findings().stream().map(FindingView::of).toList());
        }
    }

    /** One finding, in both languages. */
    record FindingView(@Nullable Long index, String kind, String zh, String en, String detail) {

        static FindingView of(LogFinding finding) {
            return new FindingView(
                    finding.index(),
                    finding.kind().name(),
                    finding.kind().zh(),
                    finding.kind().en(),
                    finding.detail());
        }
    }

    @PostMapping
    ReportView verify(@PathVariable String shard, Caller caller) {
        return ReportView.of(verifier.verify(LogAccess.verifiable(shard, caller)));
    }
}
