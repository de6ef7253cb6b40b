package org.whistle.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.whistle.setup.account.Accounts;
import org.whistle.setup.pack.CountyPack;
import org.whistle.setup.realm.Realm;
import org.whistle.setup.secret.SecretFiles;

/**
 * The realm of production as a file to import, for an identity provider run by another party. The clients' secrets are made
 * once and kept beside it; the file is written anew each time.
 */
final class RealmStep {

    private RealmStep() {}

    static void in(Path folder, Surroundings surroundings) throws IOException {
        CountyPack pack = surroundings.pack();
        Realm.Settings settings = new Realm.Settings(
                surroundings.consoles(),
                secret(folder, "console"),
                secret(folder, "integration"),
                secret(folder, "setup"),
                false);
        SecretFiles.write(
                folder.resolve("whistle-realm.json"),
                Realm.of(pack, List.copyOf(Accounts.read(pack.accounts()).all()), settings));
    }

    private static String secret(Path folder, String client) throws IOException {
        SecretFiles.restrict(Files.createDirectories(folder), "rwx------");
        return SecretFiles.keep(
                folder.resolve(client + ".secret"), () -> UUID.randomUUID().toString());
    }
}
