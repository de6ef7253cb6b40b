package org.whistle.verifier;

import java.util.List;
import org.whistle.proof.casefile.Finding;

/**
 * What a command found out.
 *
 * @param subject what was verified, in a few words
 * @param remarks what the reader should know although nothing is wrong
 */
record Outcome(String subject, List<Finding> findings, List<String> remarks) {

    Outcome {
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }

    boolean valid() {
        return findings.isEmpty();
    }

    /** One line of verdict in each language, then each finding and each remark on a line of its own. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(valid() ? "有效:" : "无效:").append(subject);
        text.append(valid() ? "\nvalid: " : "\ninvalid: ").append(subject).append('\n');
        findings.forEach(finding -> text.append("✗ ").append(finding).append('\n'));
        remarks.forEach(remark -> text.append("· ").append(remark).append('\n'));
        return text.toString();
    }
}
