package org.whistle.standalone;

import java.util.stream.Collectors;
import org.whistle.setup.account.Account;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.account.Grant;
import org.whistle.standalone.launch.Options;
import org.whistle.standalone.launch.Progress;

/** The last lines of a start: where to go and as whom. */
final class Welcome {

    private final Options options;
    private final Accounts accounts;
    private final Progress progress;

    Welcome(Options options, Accounts accounts, Progress progress) {
        this.options = options;
        this.accounts = accounts;
        this.progress = progress;
    }

    void print() {
        progress.line("");
        progress.line("Demo accounts, password \"%s\" (%d in all, one of each role here):"
                .formatted(Accounts.PASSWORD, accounts.all().size()));
        accounts.oneOfEachRole().forEach(account -> progress.line(row(account)));
        progress.line("");
        progress.line("Ready after %s: open %s   (Ctrl-C stops everything)"
                .formatted(progress.sinceStart(), options.address()));
    }

    private static String row(Account account) {
        String grants = account.grants().stream().map(Welcome::text).collect(Collectors.joining(", "));
        return "  %-16s %-48s %s".formatted(account.username(), grants, account.name());
    }

    private static String text(Grant grant) {
        String unit = grant.unit() == null ? "" : " " + grant.unit();
        return grant.role() + unit + " " + String.join(" ", grant.scopes());
    }
}
