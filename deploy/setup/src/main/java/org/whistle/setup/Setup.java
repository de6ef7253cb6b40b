package org.whistle.setup;

import java.nio.file.Path;
import java.util.List;
import org.whistle.setup.signing.SigningKeys;

/**
 * The steps that bring an installation up, each safe to repeat: {@code guard <names>}, {@code keys <folder>},
 * {@code realm <folder>}, {@code prepare}, {@code infrastructure}, {@code pack}. Their settings come from the environment.
 */
public final class Setup {

    private static final String USAGE =
            "usage: setup guard <names of secrets> | keys <folder> | realm <folder> | prepare | infrastructure | pack";
    private static final int CANNOT_START = 1;
    private static final int WRONG_USE = 2;

    private Setup() {}

    public static void main(String[] arguments) {
        try {
            run(List.of(arguments), new Surroundings(System.getenv()));
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            System.exit(CANNOT_START);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(CANNOT_START);
        }
    }

    private static void run(List<String> arguments, Surroundings surroundings) throws Exception {
        switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "guard" -> Guard.check(arguments.subList(1, arguments.size()), surroundings);
            case "keys" -> SigningKeys.apart(Path.of(arguments.getLast()));
            case "realm" -> RealmStep.in(Path.of(arguments.getLast()), surroundings);
            case "prepare" -> Preparation.in(surroundings);
            case "infrastructure" -> Infrastructure.in(surroundings);
            case "pack" -> PackStep.in(surroundings);
            default -> {
                System.err.println(USAGE);
                System.exit(WRONG_USE);
            }
        }
    }
}
