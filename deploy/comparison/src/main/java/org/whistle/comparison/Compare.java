package org.whistle.comparison;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.whistle.events.Producer;

/**
 * {@code compare --audit=<jdbc> --intake=<jdbc> --dispatch=<jdbc> --department=<jdbc> --photos=<folder>}, user and password in
 * the addresses or in PGUSER and PGPASSWORD; reads only. Exits with 0 where everything agrees, 1 where something does not, 2
 * when called wrongly.
 */
public final class Compare {

    private static final String USAGE =
            "compare --audit=<jdbc> [--intake=<jdbc>] [--dispatch=<jdbc>] [--department=<jdbc>] [--photos=<folder>]";

    private Compare() {}

    /** Compares, and ends the process. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    /** The same without the end of the process. */
    public static int run(String[] arguments, PrintStream out) {
        Map<String, String> addresses = new TreeMap<>();
        for (String argument : arguments) {
            if (!argument.matches("--((audit|intake|dispatch|department)=jdbc:postgresql:|photos=).+")) {
                out.println("用法错误 / wrong use: " + argument.replaceAll("password=[^&]*", "password=…") + "\n" + USAGE);
                return 2;
            }
            addresses.put(argument.substring(2, argument.indexOf('=')), argument.substring(argument.indexOf('=') + 1));
        }
        if (!addresses.containsKey("audit") || addresses.size() < 2) {
            out.println(USAGE);
            return 2;
        }
        try {
            AtomicLong findings = new AtomicLong();
            compare(addresses, finding -> {
                findings.incrementAndGet();
                out.println(finding.line());
            });
            out.println(
                    findings.get() == 0 ? "✓ 一致 everything agrees" : "✗ %d 处不一致 differences".formatted(findings.get()));
            return findings.get() == 0 ? 0 : 1;
        } catch (IOException e) {
            out.println("附件无法读取 / files cannot be read: " + e);
            return 2;
        } catch (SQLException e) {
            out.println("数据库错误 / database: " + e.getMessage());
            return 2;
        }
    }

    private static void compare(Map<String, String> addresses, Consumer<Finding> found)
            throws SQLException, IOException {
        try (Connection ledger = open(addresses.getOrDefault("audit", ""))) {
            for (Producer producer : new Producer[] {Producer.INTAKE, Producer.DISPATCH, Producer.DEPARTMENT}) {
                String address = addresses.get(producer.service().replace("-service", ""));
                if (address != null) {
                    try (Connection connection = open(address)) {
                        Desk desk = new Desk(producer, connection);
                        new EventComparison(ledger, found).of(desk);
                        new CaseComparison(ledger, found).of(desk);
                    }
                }
            }
            String photos = addresses.get("photos");
            if (photos != null) {
                new FileComparison(ledger, found).of(Path.of(photos));
            }
        }
    }

    private static Connection open(String address) throws SQLException {
        String user = System.getenv("PGUSER");
        Connection connection = user == null
                ? DriverManager.getConnection(address)
                : DriverManager.getConnection(address, user, System.getenv("PGPASSWORD"));
        connection.setReadOnly(true);
        return connection;
    }
}
